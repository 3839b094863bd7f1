import { describe, expect, test } from '@jest/globals';
import { put, shelf } from '../../../test/support/shelf.js';
import { ClockGuard } from './clock-guard.js';
import { decoder } from './decode.js';
import { LogError, type EventLog, type Stored } from './event-log.js';
import { MemoryLog } from './logs/memory.js';
import { Recorder } from './recorder.js';

const at = (time: string) => ({ now: () => `2025-10-01T${time}.000Z` });

/** A log whose store stamps every entry with a time of its own. */
function stamping(created: string): EventLog {
  const log = new MemoryLog();
  const read = log.readStream.bind(log);
  log.readStream = async function* (stream: string, from: number): AsyncIterable<Stored> {
    for await (const stored of read(stream, from)) yield { ...stored, created };
  };
  return log;
}

const recorder = (log: EventLog, clock: { now(): string }, last?: string): Recorder =>
  new Recorder({
    log,
    catalog: [shelf],
    decode: decoder([shelf]),
    clock,
    lastRecordedAt: () => last,
    streamOfCommand: () => undefined,
    lastRevision: () => undefined,
  });

describe('a node stops recording', () => {
  test('while its clock is more than 5 s behind the ledger', async () => {
    const late = recorder(new MemoryLog(), at('09:00:00'), '2025-10-01T09:00:05.001Z');
    await expect(late.record(put('emma'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(late.clockProblem()).toContain('5001 ms behind');
    const fair = recorder(new MemoryLog(), at('09:00:00'), '2025-10-01T09:00:05.000Z');
    await expect(fair.record(put('emma'))).resolves.toMatchObject({ kind: 'RECORDED' });
  });

  test.each(['08:59:54', '09:00:06'])('after a write that the store stamped %s', async (time) => {
    const node = recorder(stamping(`2025-10-01T${time}.000Z`), at('09:00:00'));
    await expect(node.record(put('emma'))).resolves.toMatchObject({ kind: 'RECORDED' });
    expect(node.clockProblem()).toContain('6000 ms off the store');
    await expect(node.record(put('persuasion'))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});

test('a write that took long is no fault of the clock', async () => {
  const guard = new ClockGuard(at('09:00:20'), stamping('2025-10-01T09:00:15.000Z'));
  await guard.compareWithStore('shelf-norfolk.jfp.a', 0, '2025-10-01T09:00:00.000Z');
  expect(guard.problem()).toBeUndefined();
});

test('a store that cannot be read is no fault of the clock', async () => {
  const log = new MemoryLog();
  log.readStream = () => {
    throw new LogError('UNAVAILABLE', 'down');
  };
  const guard = new ClockGuard(at('09:00:00'), log);
  await guard.compareWithStore('shelf-norfolk.jfp.a', 0, '2025-10-01T09:00:00.000Z');
  expect(guard.problem()).toBeUndefined();
});
