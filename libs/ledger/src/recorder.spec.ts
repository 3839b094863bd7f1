import { expect, test, describe, beforeEach } from '@jest/globals';
import fc from 'fast-check';
import { asked, mark, put, shelf } from '../../../test/support/shelf.js';
import { decoder } from './decode.js';
import { encode } from './encode.js';
import type { Entry } from './envelope.js';
import { LogError, type EventLog } from './event-log.js';
import { MemoryLog } from './logs/memory.js';
import { Recorder, type RecorderOptions } from './recorder.js';
import type { Ask, Outcome } from './recorder.types.js';
import { foldDay, StreamState } from './stream-state.js';

const STREAM = 'shelf-norfolk.jfp.a';
const decode = decoder([shelf]);
let log: EventLog;
let appends: number;

function recorder(over: Partial<RecorderOptions> = {}): Recorder {
  return new Recorder({
    log,
    catalog: [shelf],
    decode,
    clock: { now: () => '2025-10-01T09:00:00.000Z' },
    lastRecordedAt: () => undefined,
    streamOfCommand: () => undefined,
    lastRevision: () => undefined,
    ...over,
  });
}

/** The log with some of its answers replaced. */
const with_ = (over: Partial<EventLog>): EventLog =>
  new Proxy(log, { get: (target, name): unknown => Reflect.get(over, name) ?? bind(target, name) });
const bind = (target: EventLog, name: string | symbol): unknown => {
  const member: unknown = Reflect.get(target, name);
  return typeof member === 'function' ? member.bind(target) : member;
};

async function stored(stream = STREAM): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  for await (const one of log.readStream(stream, 0)) entries.push(decode(one));
  return entries;
}

const code = (outcome: Outcome): string => (outcome.kind === 'REFUSED' ? outcome.refusal.code : outcome.kind);

beforeEach(() => {
  const memory = new MemoryLog();
  appends = 0;
  log = memory;
  const append = memory.append.bind(memory);
  memory.append = (...args: Parameters<EventLog['append']>) => {
    appends += 1;
    return append(...args);
  };
});

describe('recording', () => {
  test('a command becomes entries with dense revisions and a full envelope', async () => {
    const outcome = await recorder().record(
      asked(
        'PutBook',
        { book: 'emma', copies: 3 },
        { note: 'a gift', effectiveOn: '2025-04-17', precision: 'MONTH', onBehalfOf: 'Librarian' },
      ),
    );
    expect(outcome).toMatchObject({ kind: 'RECORDED', replayed: false, on: '2025-04-01', stream: STREAM });
    const entries = await stored();
    expect(entries.map(({ revision }) => revision)).toEqual([0, 1, 2]);
    expect(entries[1].data).toEqual({ book: 'emma1', note: 'a gift' });
    expect(entries[1].metadata).toMatchObject({
      v: 1,
      index: 1,
      count: 3,
      actor: 'pmo',
      onBehalfOf: 'Librarian',
      effectiveOn: '2025-04-01',
      precision: 'MONTH',
      recordedAt: '2025-10-01T09:00:00.000Z',
    });
    expect(new Set(entries.map(({ id }) => id)).size).toBe(3);
  });

  test('a decider sees the day as sent beside the day it speaks of', async () => {
    const seen: object[] = [];
    const curious = { ...shelf, decider: { ...shelf.decider, decide: { Look: (command: object) => (seen.push(command), []) } } };
    const node = recorder({ catalog: [curious] });
    await node.record(asked('Look', {}));
    await node.record(asked('Look', {}, { effectiveOn: '2025-04-17', precision: 'MONTH' }));
    expect(seen).toEqual([
      { plan: 'jfp', on: '2025-10-01' },
      { plan: 'jfp', on: '2025-04-01', effectiveOn: '2025-04-17' },
    ]);
  });

  test('what waits on one stream goes in one append', async () => {
    const node = recorder();
    await node.record(put('emma'));
    appends = 0;
    await Promise.all(Array.from({ length: 64 }, (_, page) => node.record(mark('emma', page + 1))));
    expect(appends).toBe(1);
    expect(await stored()).toHaveLength(65);
  });

  test('a batch closes at its caps and the rest follows', async () => {
    const node = recorder();
    const text = 'x'.repeat(60_000);
    const outcomes = await Promise.all(Array.from({ length: 20 }, (_, n) => node.record(asked('PutBook', { book: `b${n}`, text }))));
    expect(outcomes.map(code)).toEqual(Array.from({ length: 20 }, () => 'RECORDED'));
    expect(appends).toBeGreaterThan(2);
  });

  test('neither a refused nor an unchanged command writes, or uses its key up', async () => {
    const node = recorder();
    expect(code(await node.record(mark('emma', 1, { commandId: 'k' })))).toBe('BOOK_NOT_FOUND');
    await node.record(put('emma'));
    expect(code(await node.record(mark('emma', 0, { commandId: 'k' })))).toBe('UNCHANGED');
    expect(code(await node.record(mark('emma', 7, { commandId: 'k' })))).toBe('RECORDED');
  });

  test('what only a fact of a later day makes so is recorded, that none is lost to one told before it', async () => {
    const node = recorder();
    await node.record(put('emma', { effectiveOn: '2025-09-01' }));
    await node.record(mark('emma', 5, { effectiveOn: '2026-01-01' }));
    expect(code(await node.record(mark('emma', 5, { effectiveOn: '2025-10-01' })))).toBe('RECORDED');
    expect(code(await node.record(mark('emma', 5, { effectiveOn: '2025-10-01' })))).toBe('UNCHANGED');
    expect(code(await node.record(mark('emma', 5, { effectiveOn: '2026-02-01' })))).toBe('UNCHANGED');
    expect(code(await node.record(mark('emma', 5, { effectiveOn: '2025-08-01' })))).toBe('UNCHANGED');
  });

  test('a refusal of a day that is known by its period says which day it counts as', async () => {
    const refusal = async (more: Partial<Ask>): Promise<unknown> => recorder().record(mark('emma', 5, more));
    const said = (message: string): object => ({ refusal: { code: 'BOOK_NOT_FOUND', message } });
    expect(await refusal({ effectiveOn: '2025-10-01', precision: 'YEAR' })).toMatchObject(
      said('emma is not on the shelf. With precision YEAR the day 2025-10-01 counts as 2025-01-01.'),
    );
    expect(await refusal({ effectiveOn: '2025-10-01', precision: 'MONTH' })).toMatchObject(said('emma is not on the shelf.'));
    expect(await refusal({ precision: 'YEAR' })).toMatchObject(said('emma is not on the shelf.'));
  });

  test('recordedAt never runs before the ledger', async () => {
    await recorder({ lastRecordedAt: () => '2025-10-01T09:00:01.500Z' }).record(put('emma'));
    expect((await stored())[0].metadata.recordedAt).toBe('2025-10-01T09:00:01.500Z');
  });

  test.each([
    ['more events than a command may have', { book: 'b', copies: 257 }, 'COMMAND_TOO_LARGE'],
    ['an entry over 64 KiB', { book: 'b', text: 'x'.repeat(70_000) }, 'COMMAND_TOO_LARGE'],
    ['a command over 512 KiB', { book: 'b', copies: 12, text: 'x'.repeat(50_000) }, 'COMMAND_TOO_LARGE'],
    ['a lone surrogate', { book: '\ud800' }, 'NOT_RECORDABLE'],
  ])('%s is refused and leaves the stream usable', async (_, payload, expected) => {
    const node = recorder();
    expect(code(await node.record(asked('PutBook', payload)))).toBe(expected);
    expect(code(await node.record(put('emma')))).toBe('RECORDED');
    expect(await stored()).toHaveLength(1);
  });

  test('a reducer that throws refuses its command alone', async () => {
    const [books] = shelf.projections;
    const brittle = {
      ...shelf,
      projections: [
        {
          ...books,
          on: {
            ...books.on,
            BookMarked: () => {
              throw new Error('torn');
            },
          },
        },
      ],
    };
    const node = recorder({ catalog: [brittle] });
    const outcomes = await Promise.all([node.record(put('emma')), node.record(mark('emma', 3)), node.record(put('persuasion'))]);
    expect(outcomes.map(code)).toEqual(['RECORDED', 'NOT_RECORDABLE', 'RECORDED']);
  });
});

describe('retries', () => {
  test('the same key and input is the same command: at once, later, after a restart, on another node', async () => {
    const node = recorder();
    const ask = put('emma');
    const [first, second] = await Promise.all([node.record(ask), node.record(ask)]);
    expect([first, second].map((outcome) => outcome.kind === 'RECORDED' && outcome.replayed)).toEqual([false, true]);
    expect(await recorder().record(ask)).toEqual({ ...first, replayed: true });
    expect(await stored()).toHaveLength(1);
  });

  test('an entry holds no hash by which its content could be guessed', async () => {
    const [ask, twin] = [put('emma'), put('emma', { stream: { slice: 'shelf', tenant: 'norfolk', plan: 'jfp', key: 'b' } })];
    expect(ask.commandHash).toBe(twin.commandHash);
    for (const one of [ask, twin]) await recorder().record(one);
    const hashes = [...(await stored()), ...(await stored('shelf-norfolk.jfp.b'))].map(({ metadata }) => metadata.commandHash);
    expect(new Set([...hashes, ask.commandHash]).size).toBe(3);
  });

  test('a command of an early ledger, which holds the bare hash, is known again', async () => {
    const ask = put('emma');
    const { commandId, commandHash, actor, correlationId } = ask;
    const recordedAt = '2025-09-30T09:00:00.000Z';
    const envelope = { v: 1, commandId, commandHash, index: 0, count: 1, actor, recordedAt, correlationId, salt: 'BwcHBwcHBwcHBwcHBwcHBw' };
    await log.append(STREAM, 'NO_STREAM', [encode(STREAM, 'BookPut', { book: 'emma' }, envelope)], Date.now() + 60_000);
    expect(await recorder().record(ask)).toMatchObject({ kind: 'RECORDED', replayed: true });
    expect(code(await recorder().record(put('persuasion', { commandId })))).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  test('replay is tested before the revision', async () => {
    const node = recorder();
    const ask = put('emma', { expectedRevision: -1 });
    await node.record(ask);
    await node.record(mark('emma', 3));
    expect(await node.record(ask)).toMatchObject({ kind: 'RECORDED', replayed: true });
  });

  test('the same key with other input, or on another stream, is refused', async () => {
    const node = recorder({ streamOfCommand: (_, id) => (id === 'projected' ? 'shelf-norfolk.jfp.z' : undefined) });
    await node.record(put('emma', { commandId: 'k' }));
    expect(code(await node.record(put('persuasion', { commandId: 'k' })))).toBe('IDEMPOTENCY_KEY_REUSED');
    expect(code(await node.record(put('persuasion', { commandId: 'projected' })))).toBe('IDEMPOTENCY_KEY_REUSED');
    const both = await Promise.all([
      node.record(put('a', { commandId: 'twin' })),
      node.record(asked('PutBook', { book: 'a', shelf: 'b' }, { commandId: 'twin' })),
    ]);
    expect(both.map(code)).toEqual(['RECORDED', 'IDEMPOTENCY_KEY_REUSED']);
  });

  test('a command id that two nodes recorded on two streams replays on each', async () => {
    const ids = new Map<string, string>();
    const here = recorder({ streamOfCommand: (_, id) => ids.get(id) });
    const [a, b] = [put('emma', { commandId: 'k' }), asked('PutBook', { book: 'emma', shelf: 'b' }, { commandId: 'k' })];
    await here.record(a);
    await recorder().record(b);
    ids.set('k', STREAM);
    expect(await here.record(a)).toMatchObject({ kind: 'RECORDED', replayed: true });
    expect(await here.record(b)).toMatchObject({ kind: 'RECORDED', replayed: true });
  });

  test('an id is taken from its acknowledgement on, whether or not it is projected yet', async () => {
    const node = recorder();
    await Promise.all([node.record(put('emma', { commandId: 'k' })), node.record(put('emma', { commandId: 'k' }))]);
    expect(code(await node.record(asked('PutBook', { book: 'emma', shelf: 'b' }, { commandId: 'k' })))).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  test('an unknown outcome is said, and the retry finds what was written', async () => {
    let lost = true;
    const flaky = with_({
      append: async (...args) => {
        const appended = await log.append(...args);
        if (!lost) return appended;
        lost = false;
        throw new LogError('OUTCOME_UNKNOWN', 'the line went dead');
      },
    });
    const node = recorder({ log: flaky });
    const ask = put('emma');
    await expect(node.record(ask)).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(await node.record(ask)).toMatchObject({ kind: 'RECORDED', replayed: true });
    expect(await stored()).toHaveLength(1);
  });

  test('an append that never arrived leaves nothing behind', async () => {
    let down = true;
    const node = recorder({
      log: with_({ append: (...args) => (down ? Promise.reject(new LogError('UNAVAILABLE', 'down')) : log.append(...args)) }),
    });
    const ask = put('emma');
    await expect(node.record(ask)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    down = false;
    expect(await node.record(ask)).toMatchObject({ kind: 'RECORDED', replayed: false, entries: [{ revision: 0 }] });
  });

  test('a command past its deadline is not begun', async () => {
    await expect(recorder().record(put('emma', { deadline: Date.now() - 1 }))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(appends).toBe(0);
  });

  test('a context that fails fails its own command alone', async () => {
    const node = recorder();
    const broken = put('emma', { context: () => Promise.reject(new Error('no view')) });
    const [first, second] = await Promise.allSettled([node.record(broken), node.record(put('persuasion'))]);
    expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
  });

  test('nobody fails for a neighbour whom the store rejects', async () => {
    const picky = with_({
      append: (stream, expected, entries, deadline) =>
        entries.some(({ data }) => data.includes('banned'))
          ? Promise.reject(new LogError('REJECTED', 'no'))
          : log.append(stream, expected, entries, deadline),
    });
    const node = recorder({ log: picky });
    const results = await Promise.allSettled([node.record(put('emma')), node.record(put('banned')), node.record(put('persuasion'))]);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await stored()).map(({ revision }) => revision)).toEqual([0, 1]);
  });
});

describe('a gated command', () => {
  test('is looked at by its gate after all that was asked before it', async () => {
    const node = recorder();
    await node.record(put('emma'));
    const seen: number[] = [];
    const gated = put('persuasion', {
      gated: true,
      context: async () => {
        seen.push((await stored()).length);
        return { today: '2025-10-01' };
      },
    });
    const outcomes = await Promise.all([
      node.record(mark('emma', 1)),
      node.record(mark('emma', 2)),
      node.record(gated),
      node.record(mark('emma', 3)),
    ]);
    expect(outcomes.map(code)).toEqual(['RECORDED', 'RECORDED', 'RECORDED', 'RECORDED']);
    expect(seen).toEqual([3]);
  });

  test('is looked at again after a conflict', async () => {
    const [here, there] = [recorder(), recorder()];
    await here.record(put('emma'));
    const seen: number[] = [];
    const gated = mark('emma', 9, {
      gated: true,
      context: async () => {
        seen.push((await stored()).length);
        if (seen.length === 1) await there.record(mark('emma', 5));
        return { today: '2025-10-01' };
      },
    });
    expect(code(await here.record(gated))).toBe('RECORDED');
    expect(seen).toEqual([1, 2]);
  });
});

describe('two nodes on one log', () => {
  test('a conflict decides again on what the other wrote', async () => {
    const [here, there] = [recorder(), recorder()];
    await here.record(put('emma'));
    await there.record(mark('emma', 5));
    expect(await here.record(mark('emma', 9))).toMatchObject({ kind: 'RECORDED', entries: [{ revision: 2 }] });
    expect(code(await there.record(put('emma')))).toBe('BOOK_EXISTS');
    expect(code(await there.record(mark('emma', 9)))).toBe('UNCHANGED');
  });

  test('a refusal is never given on a stale state', async () => {
    const [here, there] = [recorder(), recorder()];
    expect(code(await there.record(mark('emma', 1)))).toBe('BOOK_NOT_FOUND');
    await here.record(put('emma'));
    expect(code(await there.record(mark('emma', 1)))).toBe('RECORDED');
  });

  test('a stale expected revision is refused with the actual one and what changed', async () => {
    const [here, there] = [recorder(), recorder()];
    await here.record(put('emma'));
    await there.record(mark('emma', 5));
    const outcome = await here.record(mark('emma', 9, { expectedRevision: 0 }));
    expect(outcome).toMatchObject({
      refusal: {
        code: 'REVISION_CONFLICT',
        facts: [
          { name: 'expected', value: '0' },
          { name: 'actual', value: '1' },
          { name: 'changed', value: 'book emma page' },
          { name: 'changed', value: 'book emma days' },
        ],
      },
    });
  });

  test('a revision stale by much is refused with the first of what changed, and how much more did', async () => {
    const [here, there] = [recorder(), recorder()];
    await here.record(put('emma'));
    await there.record(asked('PutBook', { book: 'persuasion', copies: 7 }));
    const outcome = await here.record(mark('emma', 9, { expectedRevision: 0 }));
    const named = (name: string) =>
      (outcome.kind === 'REFUSED' ? outcome.refusal.facts : []).filter((fact) => fact.name === name).map(({ value }) => value);
    // Seven new books of four fields each.
    expect(named('changed')).toHaveLength(20);
    expect(named('changed')[0]).toBe('book persuasion book');
    expect(named('moreChanged')).toEqual(['8']);
  });

  test('racing nodes lose nothing and double nothing', async () => {
    const nodes = [recorder(), recorder(), recorder()];
    await nodes[0].record(put('emma'));
    const asks = Array.from({ length: 60 }, (_, page) => mark('emma', page + 1));
    const outcomes = await Promise.all(asks.map((ask, n) => nodes[n % 3].record(ask)));
    expect(new Set(outcomes.map(code))).toEqual(new Set(['RECORDED']));
    const entries = await stored();
    expect(entries.map(({ revision }) => revision)).toEqual(Array.from({ length: 61 }, (_, n) => n));
    expect(new Set(entries.map(({ metadata }) => metadata.commandId)).size).toBe(61);
  });
});

describe('a log that does not show what was recorded', () => {
  const hiding = (isShown: (revision: number) => boolean): EventLog =>
    with_({
      readStream: async function* (stream, from) {
        for await (const one of log.readStream(stream, from)) if (isShown(one.revision)) yield one;
      },
    });
  const refused = { code: 'INCOMPLETE', message: expect.stringContaining(`entry 0 of ${STREAM}, which was recorded`) };

  beforeEach(async () => {
    const earlier = recorder();
    for (const ask of [put('emma'), mark('emma', 5), mark('emma', 9)]) await earlier.record(ask);
    appends = 0;
  });

  test('from its first entry on: nothing is decided on the rest', async () => {
    await expect(recorder({ log: hiding((revision) => revision === 2) }).record(mark('emma', 11))).rejects.toMatchObject(refused);
    expect(appends).toBe(0);
  });

  test('at all: the stream is not begun again where this node knows of it', async () => {
    const node = recorder({
      log: hiding(() => false),
      lastRevision: (tenant, stream) => (tenant === 'norfolk' && stream === STREAM ? 2 : undefined),
    });
    await expect(node.record(put('emma'))).rejects.toMatchObject(refused);
    expect(appends).toBe(0);
  });

  test('for a while: recorded again once it is there', async () => {
    let hidden = true;
    const node = recorder({ log: hiding(() => !hidden), lastRevision: () => 2 });
    await expect(node.record(mark('emma', 11))).rejects.toMatchObject(refused);
    hidden = false;
    expect(await node.record(mark('emma', 11))).toMatchObject({ kind: 'RECORDED', entries: [{ revision: 3 }] });
  });
});

describe('taking back', () => {
  const retract = (entry: number, revision: number) =>
    asked('RetractEntry', { entry }, { retraction: { entry, revision, reason: 'typed in the wrong plan' }, effectiveOn: '2020-01-01' });

  test('takes back every entry of the command, has no day, and may not be taken back itself', async () => {
    const node = recorder();
    await node.record(asked('PutBook', { book: 'emma', copies: 2 }));
    await node.record(asked('PutBook', { book: 'persuasion' }));
    expect(await node.record(retract(1, 1))).toMatchObject({ kind: 'RECORDED' });
    const [last] = (await stored()).slice(-1);
    expect(last).toMatchObject({ type: 'EntryRetracted', data: { entry: 1, revisions: [0, 1], reason: 'typed in the wrong plan' } });
    expect(last.metadata.effectiveOn).toBeUndefined();
    expect(code(await node.record(retract(1, 0)))).toBe('UNCHANGED');
    expect(code(await node.record(retract(3, 3)))).toBe('ENTRY_PERMANENT');
    expect(code(await node.record(retract(9, 9)))).toBe('ENTRY_NOT_FOUND');
  });

  test('a creation that later entries speak of stays until they are gone; then its name is free again', async () => {
    const node = recorder();
    await node.record(put('emma'));
    await node.record(mark('emma', 3));
    expect(await node.record(retract(0, 0))).toMatchObject({ refusal: { code: 'ENTRY_HAS_SUCCESSORS' } });
    await node.record(retract(1, 1));
    expect(code(await node.record(retract(0, 0)))).toBe('RECORDED');
    expect(await recorder().record(put('emma'))).toMatchObject({ kind: 'RECORDED', entries: [{ revision: 4 }] });
  });
});

test('a stream folds the same in one piece, in pieces, and after a rollback, whatever the order of its days', async () => {
  const days = ['2025-01-01', '2025-06-01', '2025-12-31'];
  const step = fc.record({ book: fc.constantFrom('a', 'b'), page: fc.nat(3), day: fc.constantFrom(...days), retract: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), fc.nat(25), async (steps, cut) => {
      log = new MemoryLog();
      const node = recorder();
      await node.record(put('a', { effectiveOn: '2025-02-01' }));
      await node.record(put('b', { effectiveOn: '2025-07-01' }));
      for (const { book, page, day, retract } of steps) {
        await node.record(mark(book, page, { effectiveOn: day }));
        const last = (await stored()).length - 1;
        if (retract && last > 1) await node.record(asked('RetractEntry', {}, { retraction: { entry: last, revision: last, reason: 'r' } }));
      }
      const entries = await stored();
      const whole = new StreamState(shelf);
      whole.add(entries);
      const pieces = new StreamState(shelf);
      pieces.add(entries.slice(0, cut));
      const before = pieces.rows;
      for (const entry of entries.slice(cut)) pieces.add([entry]);
      expect(pieces.rows).toEqual(whole.rows);
      expect(whole.standing().map((entry) => foldDay(shelf, entry))).toEqual(
        whole
          .standing()
          .map((entry) => foldDay(shelf, entry))
          .sort(),
      );
      pieces.rollback(cut - 1);
      expect(pieces.rows).toEqual(before);
    }),
    { numRuns: 60 },
  );
});
