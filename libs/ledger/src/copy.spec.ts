import { afterEach, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { EsdbStub } from '../../../test/support/esdb-stub.js';
import { entryOf, scratch, tell } from '../../../test/support/tiny-ledger.js';
import { copyLog } from './copy.js';
import { isLogError, LogError, type EventLog, type Stored } from './event-log.js';
import { openEsdbLog } from './logs/esdb.js';
import { MemoryLog } from './logs/memory.js';
import { SqliteLog } from './logs/sqlite.js';

const { folder, remove } = scratch();
const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
  remove();
});

let files = 0;
function sqlite(file = join(folder, `log-${files++}.db`)): SqliteLog {
  const log = new SqliteLog(file);
  ends.push(() => log.close());
  return log;
}

async function server(): Promise<EventLog> {
  const stub = await EsdbStub.start();
  const log = await openEsdbLog(`esdb://127.0.0.1:${stub.port}?tls=false`, {
    timing: { pause: 5, longestPause: 20, seal: 20, landing: 20 },
  });
  ends.push(
    () => stub.stop(),
    () => log.close(),
  );
  return log;
}

const placed = (n: number) => ({ event: { type: 'BoxPlaced' as const, data: { box: `box ${n}`, colour: 'grün 😀' } } });

/** Ledgers of two tenants, several streams and runs of several entries. */
async function filled(log: EventLog, entries = 30): Promise<EventLog> {
  for (let n = 0; n < entries; n += 3) {
    await tell(log, `box-main.p${n % 4}`, placed(n), placed(n + 1));
    await tell(log, `box-other.p${n % 2}`, placed(n + 2));
  }
  return log;
}

async function contents(log: EventLog): Promise<readonly Omit<Stored, 'position' | 'created'>[]> {
  const found = [];
  for await (const { stream, revision, id, type, data, metadata } of log.readAll('START'))
    found.push({ stream, revision, id, type, data, metadata });
  return found;
}

const append = (log: EventLog, stream: string) => log.append(stream, 'NO_STREAM', [entryOf(stream, placed(0))], Date.now() + 5_000);
const sealed = { name: 'LogError', code: 'SEALED', message: expect.stringContaining('has moved to the new house') };

describe.each([
  ['sqlite', 'sqlite', sqlite, sqlite],
  ['sqlite', 'a server', sqlite, server],
  ['a server', 'sqlite', server, sqlite],
  ['memory', 'memory', () => new MemoryLog(), () => new MemoryLog()],
] as const)('from %s to %s', (_, __, source, target) => {
  test('everything is the same on both sides, and the source is sealed', async () => {
    const [from, to] = [await filled(await source()), await target()];
    const before = await contents(from);
    const copied = await copyLog({ from, to, sealWith: 'the new house' });
    expect(await contents(to)).toEqual(before);
    expect(await contents(from)).toEqual(before);
    expect(copied).toEqual([
      { tenant: 'main', size: 20, root: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { tenant: 'other', size: 10, root: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    await expect(append(from, 'box-main.new')).rejects.toMatchObject(sealed);
    await expect(append(from, 'box-other.new')).rejects.toMatchObject(sealed);
    expect(await append(from, 'box-third.new')).toMatchObject({ revision: 0 });
    expect(await append(to, 'box-main.new')).toMatchObject({ revision: 0 });
  });

  test('a copy that broke anywhere goes on where it stopped', async () => {
    const from = await filled(await source());
    const to = await target();
    for (let appends = 1; ; appends++) {
      let left = appends;
      const breaking = new Proxy(to, {
        get: (log, name: keyof EventLog) => {
          if (name !== 'append') return (log[name] as () => unknown).bind(log);
          return (...call: Parameters<EventLog['append']>) =>
            left-- > 0 ? log.append(...call) : Promise.reject(new LogError('UNAVAILABLE', 'the line was cut'));
        },
      });
      const outcome = await copyLog({ from, to: breaking }).catch((error: unknown) => error);
      if (!isLogError(outcome, 'UNAVAILABLE')) break;
    }
    expect(await contents(to)).toEqual(await contents(from));
  });
});

test('one tenant alone may join others', async () => {
  const [from, to] = [await filled(new MemoryLog()), await filled(new MemoryLog())];
  await tell(from, 'box-third.aa', placed(1), placed(2));
  expect(await copyLog({ from, to, tenant: 'third', sealWith: 'the new house' })).toMatchObject([{ tenant: 'third', size: 2 }]);
  await expect(append(from, 'box-third.b')).rejects.toMatchObject(sealed);
  expect(await append(from, 'box-main.new')).toMatchObject({ revision: 0 });
});

test('what is recorded while the seal is put on comes along', async () => {
  const from = await filled(new MemoryLog());
  const late = new Proxy(from, {
    get: (log, name: keyof EventLog) => {
      if (name !== 'seal') return (log[name] as () => unknown).bind(log);
      return async (tenant: string, movedTo: string) => {
        if (tenant === 'main') await append(log, 'box-main.late');
        await log.seal(tenant, movedTo);
      };
    },
  });
  const to = new MemoryLog();
  expect(await copyLog({ from: late, to, sealWith: 'the new house' })).toMatchObject([{ tenant: 'main', size: 21 }, { size: 10 }]);
  expect(await contents(to)).toEqual(await contents(from));
});

describe('nothing is copied, and the source stays open', () => {
  test.each([
    ['a target with another ledger', async (to: EventLog) => void (await filled(to)), /holds another ledger: entry 0 of box-main.p0/],
    [
      'a target that is ahead',
      (to: EventLog, from: EventLog) => copyLog({ from, to }).then(() => append(to, 'box-main.zz')),
      /goes on where the source ends/,
    ],
  ])('for %s', async (_, prepare, message) => {
    const [from, to] = [await filled(new MemoryLog()), new MemoryLog()];
    await prepare(to, from);
    await expect(copyLog({ from, to, sealWith: 'x' })).rejects.toMatchObject({
      name: 'CopyError',
      message: expect.stringMatching(message),
    });
    expect(await append(from, 'box-main.new')).toMatchObject({ revision: 0 });
  });

  test('where another one writes to the target', async () => {
    const [from, to] = [await filled(new MemoryLog()), new MemoryLog()];
    const raced = Object.assign(Object.create(to) as MemoryLog, {
      append: async (...[stream, ...rest]: Parameters<EventLog['append']>) => {
        if (rest[0] === 'NO_STREAM' && stream === 'box-main.p1') await append(to, stream);
        return to.append(stream, ...rest);
      },
    });
    await expect(copyLog({ from, to: raced, sealWith: 'x' })).rejects.toMatchObject({
      name: 'CopyError',
      message: /Another writer was in box-main.p1/,
    });
  });
});

test('a sealed SQLite log stays sealed when it is opened again, and reads as before', async () => {
  const log = sqlite();
  await filled(log);
  const before = await contents(log);
  await log.seal('main', 'the new house');
  await log.seal('main', 'elsewhere');
  await log.close();
  const again = sqlite(log.file);
  expect(await again.health()).toMatchObject({ ok: true });
  await expect(append(again, 'box-main.new')).rejects.toMatchObject(sealed);
  expect(await append(again, 'box-other.new')).toMatchObject({ revision: 0 });
  expect((await contents(again)).slice(0, -1)).toEqual(before);
});

test('a seal on a server is seen by a node that knew of none', async () => {
  const stub = await EsdbStub.start();
  const open = () =>
    openEsdbLog(`esdb://127.0.0.1:${stub.port}?tls=false`, { timing: { pause: 5, longestPause: 20, seal: 1, landing: 1 } });
  const [one, other] = [await open(), await open()];
  ends.push(
    () => stub.stop(),
    () => one.close(),
    () => other.close(),
  );
  await append(other, 'box-main.a');
  await one.seal('main', 'the new house');
  await expect(append(other, 'box-main.b')).rejects.toMatchObject(sealed);
  const late = await open();
  ends.push(() => late.close());
  await expect(append(late, 'box-main.c')).rejects.toMatchObject(sealed);
});
