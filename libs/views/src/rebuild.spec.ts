import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { copyFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DatabaseSync } from 'node:sqlite';
import { catalog } from '#libs/domain';
import { MemoryLog, openLog, type EventLog, type Stored } from '#libs/ledger';
import { entryOf, retraction, scratch, tell, tinyCatalog, type Told } from '../../../test/support/tiny-ledger.js';
import { viewDigest } from './file/digest.js';
import { openForWriting } from './file/schema.js';
import { viewPath } from './file/view-path.js';
import { ViewWriter } from './file/view-writer.js';
import { rebuild } from './rebuild.js';
import { replay } from './replay.js';
import { openViews } from './views.js';

const STREAM = 'box-acme.store';
const placed = (box: string, on = '2025-04-01'): Told => ({ event: { type: 'BoxPlaced', data: { box, colour: 'red' } }, on });
const filled = (box: string, what: string, on: string): Told => ({ event: { type: 'BoxFilled', data: { box, what } }, on });
const cursed: Told = { event: { type: 'BoxCursed', data: { box: 'a' } }, on: '2025-04-01' };

let folder: string;
let remove: () => void;

beforeEach(() => void ({ folder, remove } = scratch()));
afterEach(() => remove());

async function project(log: EventLog, dataDir: string, tenants = ['acme']): Promise<void> {
  const views = await openViews({ log, catalog: tinyCatalog, dataDir });
  for (const tenant of tenants) expect(await views.tenant(tenant).catchUp(Date.now() + 30_000)).toBe(true);
  await views.close();
}

const files = (): string[] => readdirSync(join(folder, 'views')).sort();

describe('rebuild', () => {
  const history = [
    placed('a'),
    placed('b'),
    filled('a', 'late', '2025-05-01'),
    filled('a', 'early', '2025-04-15'),
    retraction(2),
    filled('a', 'x', '2025-04-20'),
  ];

  test('gives the same file, to the digest, for every tenant', async () => {
    const log = new MemoryLog();
    await tell(log, STREAM, ...history);
    await tell(log, 'box-zeta.store', placed('a'));
    await project(log, folder, ['acme', 'zeta']);
    const before = ['acme', 'zeta'].map((tenant) => viewDigest(viewPath(folder, tenant)));
    const told: number[] = [];
    const rebuilt = await replay({ log, catalog: tinyCatalog, dataDir: folder, onProgress: ({ entries }) => void told.push(entries) });
    expect(rebuilt).toMatchObject([
      { tenant: 'acme', size: 6, compared: true },
      { tenant: 'zeta', size: 1, compared: true },
    ]);
    expect(['acme', 'zeta'].map((tenant) => viewDigest(viewPath(folder, tenant)))).toEqual(before);
    expect(told.at(-1)).toBe(7);
    expect(files()).toEqual(['acme.db', 'tenants.json', 'zeta.db']);
    await project(log, folder, ['acme', 'zeta']);
  });

  test('two nodes that follow the same log have the same digest', async () => {
    const log = new MemoryLog();
    await tell(log, STREAM, ...history.slice(0, 3));
    const first = await openViews({ log, catalog: tinyCatalog, dataDir: folder });
    await first.tenant('acme').catchUp(Date.now() + 30_000);
    for (const told of history.slice(3)) await tell(log, STREAM, told);
    await first.tenant('acme').catchUp(Date.now() + 30_000);
    await first.close();
    const other = join(folder, 'other');
    await project(log, other);
    expect(viewDigest(viewPath(other, 'acme'))).toBe(viewDigest(viewPath(folder, 'acme')));
  });

  test('refuses where a server has the file open', async () => {
    const log = new MemoryLog();
    await tell(log, STREAM, placed('a'));
    const views = await openViews({ log, catalog: tinyCatalog, dataDir: folder });
    await views.tenant('acme').catchUp(Date.now() + 30_000);
    await expect(replay({ log, catalog: tinyCatalog, dataDir: folder })).rejects.toMatchObject({ name: 'RebuildError', code: 'IN_USE' });
    await tell(log, STREAM, placed('b'));
    expect(await views.tenant('acme').projected(STREAM, 1, Date.now() + 30_000)).toBe(1);
    await views.close();
  });

  test.each([
    ['other entries', [placed('b'), placed('a')]],
    ['fewer entries', [placed('a')]],
  ])('replaces nothing where the log has %s than the file', async (_, told) => {
    const log = new MemoryLog();
    await tell(log, STREAM, placed('a'), placed('b'));
    await project(log, folder);
    const before = viewDigest(viewPath(folder, 'acme'));
    const other = new MemoryLog();
    await tell(other, STREAM, ...told);
    await expect(replay({ log: other, catalog: tinyCatalog, dataDir: folder })).rejects.toMatchObject({ code: 'ROOT_DIFFERS' });
    expect(viewDigest(viewPath(folder, 'acme'))).toBe(before);
    expect(files()).toEqual(['acme.db', 'tenants.json']);
  });

  test('replaces nothing where an entry cannot be projected, and says which', async () => {
    const log = new MemoryLog();
    await tell(log, STREAM, placed('a'), cursed);
    await project(log, folder, ['zeta']);
    const failing = replay({ log, catalog: tinyCatalog, dataDir: folder, tenant: 'acme' });
    await expect(failing).rejects.toMatchObject({ code: 'FAILED', message: expect.stringContaining(`entry 1 of ${STREAM}`) });
    expect(files()).toContain('acme.db');
    expect(files()).not.toContain('acme.db.rebuilding');
  });

  test('builds what is missing, and what cannot be read', async () => {
    const log = new MemoryLog();
    await tell(log, STREAM, placed('a'));
    await tell(log, 'box-zeta.store', placed('a'));
    await project(log, folder, ['acme', 'zeta']);
    const digest = viewDigest(viewPath(folder, 'acme'));
    writeFileSync(viewPath(folder, 'acme'), 'not a database, but long enough to look at '.repeat(40));
    expect(await replay({ log, catalog: tinyCatalog, dataDir: folder, tenant: 'acme' })).toMatchObject([
      { tenant: 'acme', compared: false },
    ]);
    expect(viewDigest(viewPath(folder, 'acme'))).toBe(digest);
  });

  test('opens the log of a URL, which a server must not hold', async () => {
    const url = `sqlite:${join(folder, 'ledger.db')}`;
    const log = await openLog(url);
    const entry = entryOf('plan-acme.jfp', {
      event: { type: 'PlanRegistered', data: { plan: 'jfp', title: 'A plan', owner: { organisation: 'ICB' } } },
      on: '2025-04-01',
    });
    await log.append('plan-acme.jfp', 'NO_STREAM', [entry], Date.now() + 30_000);
    await expect(rebuild(url, folder)).rejects.toMatchObject({ name: 'LogError' });
    const views = await openViews({ log, catalog, dataDir: folder });
    await views.tenant('acme').catchUp(Date.now() + 30_000);
    await views.close();
    await log.close();
    expect(await rebuild(url, folder)).toMatchObject([{ tenant: 'acme', size: 1, compared: true }]);
  });
});

describe('projecting in any batches, with failures and kills between', () => {
  const event = fc.oneof(
    fc
      .record({ box: fc.constantFrom('a', 'b'), on: fc.constantFrom('2025-04-01', '2025-04-02', '2025-05-01') })
      .map(({ box, on }) => placed(box, on)),
    fc
      .record({ box: fc.constantFrom('a', 'b'), on: fc.constantFrom('2025-04-01', '2025-04-02', '2025-05-01') })
      .map(({ box, on }) => filled(box, 'x', on)),
    fc.nat(10).map((revision) => retraction(revision)),
  );
  const step = fc.record({
    size: fc.integer({ min: 1, max: 7 }),
    end: fc.constantFrom('COMMIT', 'KEEP', 'FAIL', 'KILL', 'REOPEN', 'AGAIN'),
  });

  test('gives the file that one batch gives', () => {
    let run = 0;
    fc.assert(
      fc.property(fc.array(event, { minLength: 1, maxLength: 25 }), fc.array(step, { minLength: 1, maxLength: 12 }), (told, steps) => {
        const entries = told.map((one, revision): Stored => ({
          ...entryOf(STREAM, one),
          stream: STREAM,
          revision,
          position: String(revision).padStart(9, '0'),
        }));
        const [whole, parts] = [join(folder, `${run}-whole.db`), join(folder, `${run++}-parts.db`)];
        inOneBatch(whole, entries);
        inParts(parts, entries, steps);
        expect(viewDigest(parts)).toBe(viewDigest(whole));
      }),
      { numRuns: 30 },
    );
  });

  function inOneBatch(path: string, entries: readonly Stored[]): void {
    const writer = new ViewWriter(openForWriting(path, 'REPLAY').database, tinyCatalog);
    writer.apply(entries);
    writer.commit();
    writer.close();
  }

  function inParts(path: string, entries: readonly Stored[], steps: readonly { size: number; end: string }[]): void {
    let committed = 0;
    let file = path;
    let database = open(file);
    let writer = new ViewWriter(database, tinyCatalog);
    for (const { size, end } of steps) {
      const at = writer.head + 1;
      const batch = entries.slice(at, at + size);
      if (end === 'FAIL' && batch.length > 0) {
        const bad = { ...batch[batch.length - 1], type: 'BoxTeleported' };
        expect(() => writer.apply([...batch.slice(0, -1), bad])).toThrow('BoxTeleported');
        expect(writer.head + 1).toBe(committed);
        continue;
      }
      writer.apply(batch);
      if (end === 'AGAIN') expect(writer.apply(entries.slice(0, at + batch.length))).toBeUndefined();
      if (end === 'COMMIT') {
        writer.commit();
        committed = writer.head + 1;
      }
      if (end === 'KILL') file = asAKillLeavesIt(file, database);
      if (end !== 'REOPEN' && end !== 'KILL') continue;
      database.close();
      database = open(file);
      writer = new ViewWriter(database, tinyCatalog);
      expect(writer.head + 1).toBe(committed);
    }
    writer.apply(entries);
    writer.commit();
    database.close();
    copyFileSync(file, path);
  }

  function open(path: string): DatabaseSync {
    const { database } = openForWriting(path);
    database.exec('PRAGMA synchronous = OFF');
    return database;
  }

  /** The files as they lie on disk in the middle of a transaction, copied: what a killed process leaves. */
  function asAKillLeavesIt(path: string, database: DatabaseSync): string {
    const copy = `${path}-k`;
    if (!database.isTransaction) database.exec('BEGIN IMMEDIATE');
    database.exec('DELETE FROM rows; UPDATE checkpoint SET size = 99');
    for (const suffix of ['', '-wal']) copyFileSync(path + suffix, copy + suffix);
    database.exec('ROLLBACK');
    return copy;
  }
});
