import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { MemoryLog, type Position } from '#libs/ledger';
import { changed, FlakyLog } from '../../../test/support/odd-logs.js';
import { retraction, scratch, tell, tinyCatalog, type Told } from '../../../test/support/tiny-ledger.js';
import { viewPath } from './file/view-path.js';
import type { TenantViews } from './tenant-views.js';
import { openViews, type Views } from './views.js';

const placed = (box: string, on = '2025-04-01'): Told => ({ event: { type: 'BoxPlaced', data: { box, colour: 'red' } }, on });
const painted = (box: string, colour: string, on = '2025-04-02'): Told => ({ event: { type: 'BoxPainted', data: { box, colour } }, on });
const cursed = (box: string): Told => ({ event: { type: 'BoxCursed', data: { box } }, on: '2025-04-01' });
const soon = (): number => Date.now() + 30_000;

let folder: string;
let remove: () => void;
let log: MemoryLog;
let opened: Views[];
let warnings: string[];

beforeEach(() => {
  ({ folder, remove } = scratch());
  log = new MemoryLog();
  opened = [];
  warnings = [];
});

afterEach(async () => {
  for (const views of opened) await views.close();
  remove();
});

async function open(over: Partial<Parameters<typeof openViews>[0]> = {}): Promise<Views> {
  const logger = { warn: (message: string) => void warnings.push(message) };
  const views = await openViews({ log, catalog: tinyCatalog, dataDir: folder, logger, ...over });
  opened.push(views);
  return views;
}

async function caughtUp(views: Views, tenant = 'acme'): Promise<TenantViews> {
  const found = views.tenant(tenant);
  expect(await found.catchUp(soon())).toBe(true);
  return found;
}

const query = (tenant: string, sql: string): unknown[] => {
  const database = new DatabaseSync(viewPath(folder, tenant), { readOnly: true });
  try {
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
};

describe('projector', () => {
  test('numbers the entries of each tenant from 0 in the order of the log', async () => {
    await tell(log, 'box-acme.store', placed('a'));
    await tell(log, 'box-zeta.store', placed('a'), placed('b'));
    await tell(log, 'box-acme.store', painted('a', 'blue'));
    const views = await open();
    const acme = await caughtUp(views);
    expect([0, 1].map((number) => acme.entry(number)?.type)).toEqual(['BoxPlaced', 'BoxPainted']);
    expect(views.status()).toMatchObject({ acme: { head: 1, size: 2, caughtUp: true }, zeta: { head: 1, size: 2 } });
    expect(views.ready()).toEqual({ ok: true, reason: expect.any(String) });
  });

  test('tells those who wait for an entry as soon as it is projected', async () => {
    const views = await open();
    const acme = await caughtUp(views);
    const waiting = acme.projected('box-acme.store', 1, soon());
    await tell(log, 'box-acme.store', placed('a'), placed('b'));
    expect(await waiting).toBe(1);
    expect(await acme.projected('box-acme.store', 0, 0)).toBe(0);
    expect(await acme.projected('box-acme.store', 2, 0)).toBeUndefined();
  });

  test('halts at an entry that cannot be folded, alone, with everything before it projected', async () => {
    await tell(log, 'box-acme.store', placed('a'), placed('b'), cursed('a'), painted('a', 'blue'));
    await tell(log, 'box-zeta.store', placed('a'));
    const views = await open();
    await caughtUp(views, 'zeta');
    expect(views.status()).toMatchObject({
      acme: {
        head: 1,
        caughtUp: false,
        halted: { stream: 'box-acme.store', revision: 2, reason: 'the box is cursed' },
        staleSince: expect.any(String),
      },
      zeta: { head: 0, caughtUp: true },
    });
    expect(views.status().zeta).not.toHaveProperty('halted');
    expect(views.ready()).toEqual({ ok: false, reason: expect.stringContaining('entry 2 of box-acme.store') });
    await tell(log, 'box-acme.store', painted('a', 'green'));
    await tell(log, 'box-zeta.store', painted('a', 'green'));
    expect(await views.tenant('zeta').projected('box-zeta.store', 1, soon())).toBe(1);
    expect(await views.tenant('acme').projected('box-acme.store', 4, soon())).toBeUndefined();
    expect(await views.tenant('acme').catchUp(soon())).toBe(false);
  });

  test('halts at a type that it does not know', async () => {
    await tell(log, 'box-acme.store', placed('a'), { event: { type: 'BoxTeleported', data: {} }, on: '2025-04-01' });
    const views = await open();
    await caughtUp(views, 'zeta');
    expect(views.status().acme).toMatchObject({ head: 0, halted: { revision: 1, reason: expect.stringContaining('BoxTeleported') } });
  });

  test('halts where revisions are missing', async () => {
    await tell(log, 'box-acme.store', placed('a'), placed('b'), placed('c'));
    const gapped = changed(log, (stored) => (stored.revision === 1 ? [] : [stored]));
    const views = await open({ log: gapped });
    await caughtUp(views, 'zeta');
    expect(views.status().acme).toMatchObject({ head: 0, halted: { revision: 2, reason: expect.stringContaining('missing') } });
  });

  test('does nothing with what it has already', async () => {
    await tell(log, 'box-acme.store', placed('a'), painted('a', 'blue'));
    const stuttering = changed(log, (stored) => [stored, stored]);
    const acme = await caughtUp(await open({ log: stuttering }));
    expect(acme.status()).toMatchObject({ head: 1, size: 2 });
    expect(acme.status()).not.toHaveProperty('halted');
  });

  test('goes on where it stopped', async () => {
    await tell(log, 'box-acme.store', placed('a'), placed('b'));
    const first = await open();
    await caughtUp(first);
    await first.close();
    await tell(log, 'box-acme.store', painted('a', 'blue'));
    const delivered: Position[] = [];
    const acme = await caughtUp(await open({ log: changed(log, (stored) => (delivered.push(stored.position), [stored])) }));
    expect(acme.status().head).toBe(2);
    expect(delivered).toHaveLength(1);
  });

  test('starts afresh for a tenant whose file is gone, though another is up to date', async () => {
    await tell(log, 'box-acme.store', placed('a'));
    await tell(log, 'box-zeta.store', placed('a'), placed('b'));
    const first = await open();
    await caughtUp(first, 'zeta');
    await first.close();
    replaceFile(viewPath(folder, 'acme'));
    const views = await open();
    await caughtUp(views);
    expect(views.status()).toMatchObject({ acme: { head: 0 }, zeta: { head: 1 } });
  });

  test.each([
    ['another log', [placed('b'), placed('a'), painted('b', 'blue')]],
    ['a shorter log', [placed('a')]],
    ['an empty log', []],
  ] as const)('puts a file aside that speaks of %s, and builds a new one', async (_, told) => {
    await tell(log, 'box-acme.store', placed('a'), painted('a', 'blue'));
    const first = await open();
    await caughtUp(first);
    await first.close();
    log = new MemoryLog();
    if (told.length > 0) await tell(log, 'box-acme.store', ...told);
    const acme = await caughtUp(await open());
    expect(acme.status()).toMatchObject({ head: told.length - 1 });
    expect(acme.status()).not.toHaveProperty('halted');
    expect(readdirSync(join(folder, 'views'))).toContain('acme.db.quarantined-1');
    expect(warnings).toEqual([expect.stringContaining('put aside')]);
  });

  test('puts a file of another version aside, and one that is no database', async () => {
    await tell(log, 'box-acme.store', placed('a'));
    await tell(log, 'box-zeta.store', placed('a'));
    const first = await open();
    await caughtUp(first);
    await first.close();
    const old = new DatabaseSync(viewPath(folder, 'acme'));
    old.exec('PRAGMA user_version = 99');
    old.close();
    replaceFile(viewPath(folder, 'zeta'), 'not a database, but long enough to look at '.repeat(40));
    const views = await open();
    await caughtUp(views);
    expect(views.status()).toMatchObject({ acme: { head: 0 }, zeta: { head: 0 } });
    expect(readdirSync(join(folder, 'views')).filter((name) => name.includes('quarantined'))).toHaveLength(2);
  });

  test('puts a file aside that turns out to be damaged while it is read, and builds it anew', async () => {
    await tell(log, 'box-acme.store', ...Array.from({ length: 400 }, (_, n) => placed(`box ${n}`)));
    const first = await open();
    await caughtUp(first);
    await first.close();
    const [{ page }] = query('acme', "SELECT min(pageno) AS page FROM dbstat WHERE name = 'entries' AND pagetype = 'leaf'") as [
      { page: number },
    ];
    const path = viewPath(folder, 'acme');
    writeFileSync(path, readFileSync(path).fill(0xa5, (page - 1) * 8192, page * 8192));
    const views = await open();
    const acme = views.tenant('acme');
    const before = acme.status();
    expect(() => acme.entries({}, -1, 400, before.head)).toThrow('malformed');
    await nextTurn();
    expect(warnings).toEqual([expect.stringMatching(/are damaged\. They were put aside as .*quarantined-1 and are rebuilt/)]);
    await caughtUp(views);
    expect(acme.status()).toMatchObject({ head: 399, root: before.root });
    expect(acme.entries({}, -1, 400, 399).entries).toHaveLength(400);
  });

  test('names the file that cannot be opened', async () => {
    mkdirSync(viewPath(folder, 'acme'), { recursive: true });
    await expect(open()).rejects.toThrow(`${viewPath(folder, 'acme')}: unable to open database file`);
  });

  test('a second projector on the same file loses, and says so', async () => {
    const both = [await open(), await open()];
    for (const views of both) await caughtUp(views);
    await tell(log, 'box-acme.store', placed('a'));
    const outcomes = await Promise.all(both.map((views) => views.tenant('acme').catchUp(soon())));
    expect([...outcomes].sort()).toEqual([false, true]);
    expect(both[outcomes.indexOf(false)].status().acme.halted?.reason).toContain('two of them share one file');
    await tell(log, 'box-acme.store', placed('b'));
    expect(await both[outcomes.indexOf(true)].tenant('acme').projected('box-acme.store', 1, soon())).toBe(1);
    for (const views of both) await views.close();
    expect(query('acme', 'SELECT number FROM entries')).toHaveLength(2);
  });

  test('waits while another holds the file', async () => {
    const acme = await caughtUp(await open());
    const other = new DatabaseSync(viewPath(folder, 'acme'));
    other.exec('BEGIN IMMEDIATE');
    await tell(log, 'box-acme.store', placed('a'));
    expect(await acme.projected('box-acme.store', 0, Date.now() + 50)).toBeUndefined();
    expect(acme.status()).toMatchObject({ head: -1, staleSince: expect.any(String) });
    other.exec('ROLLBACK');
    other.close();
    expect(await acme.projected('box-acme.store', 0, soon())).toBe(0);
    expect(acme.status()).not.toHaveProperty('staleSince');
  });

  test('closes at once, though another holds the file', async () => {
    const views = await open();
    const acme = await caughtUp(views);
    const other = new DatabaseSync(viewPath(folder, 'acme'));
    other.exec('BEGIN IMMEDIATE');
    await tell(log, 'box-acme.store', placed('a'));
    expect(await acme.projected('box-acme.store', 0, Date.now() + 20)).toBeUndefined();
    const waiting = acme.projected('box-acme.store', 0, soon());
    await views.close();
    expect(await waiting).toBeUndefined();
    other.close();
  });

  test('is not ready while another holds the file, but never halts for it', async () => {
    const views = await open();
    const acme = await caughtUp(views);
    const other = new DatabaseSync(viewPath(folder, 'acme'));
    other.exec('BEGIN IMMEDIATE');
    await tell(log, 'box-acme.store', placed('a'));
    expect(await acme.catchUp(Date.now() + 50)).toBe(false);
    expect(acme.status()).toMatchObject({ caughtUp: false, head: -1 });
    expect(acme.status().halted).toBeUndefined();
    expect(views.ready()).toMatchObject({ ok: false, reason: expect.stringContaining('cannot be written') });
    other.exec('ROLLBACK');
    other.close();
    expect(await acme.catchUp(soon())).toBe(true);
    expect(views.ready().ok).toBe(true);
  });

  test('serves what it has while the log is away, and goes on from there', async () => {
    await tell(log, 'box-acme.store', placed('a'));
    const flaky = new FlakyLog(log);
    const views = await open({ log: flaky.log });
    const acme = await caughtUp(views);
    flaky.away = true;
    flaky.cut();
    await flaky.turnedAway;
    expect(acme.status()).toMatchObject({ head: 0, caughtUp: false, staleSince: expect.any(String) });
    expect(views.ready().ok).toBe(false);
    expect(acme.entry(0)?.type).toBe('BoxPlaced');
    await tell(log, 'box-acme.store', placed('b'));
    flaky.away = false;
    expect(await acme.projected('box-acme.store', 1, soon())).toBe(1);
    expect(await acme.catchUp(soon())).toBe(true);
    expect(views.ready().ok).toBe(true);
  });

  test('takes back what a retraction names', async () => {
    await tell(log, 'box-acme.store', placed('a'), painted('a', 'blue'), retraction(1));
    const acme = await caughtUp(await open());
    const feeding = acme.history('store', 'box', 'a', -1, 10, 99);
    expect(feeding.entries.map(({ number, type }) => [number, type])).toEqual([[0, 'BoxPlaced'], [1, 'BoxPainted'], [2, 'EntryRetracted']]); // prettier-ignore
  });
});

function replaceFile(path: string, content?: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
  if (content !== undefined) writeFileSync(path, content);
}
