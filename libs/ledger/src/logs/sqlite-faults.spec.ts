import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { entries, entry } from '../../../../test/support/entries.js';
import { Follower } from '../../../../test/support/follower.js';
import { LogWriterProcess } from '../../../../test/support/log-writer-process.js';
import type { EventLog, NewEntry, Stored } from '../event-log.js';
import { SqliteLog } from './sqlite.js';

const STREAM = 'plan-nw.jfp';
const soon = (): number => Date.now() + 20_000;
const ids = (stored: readonly { id: string }[]): string[] => stored.map(({ id }) => id);
const ioError = (): Error => Object.assign(new Error('disk I/O error'), { code: 'ERR_SQLITE_ERROR', errcode: 10 });

async function all(log: EventLog): Promise<Stored[]> {
  const found: Stored[] = [];
  for await (const stored of log.readAll('START')) found.push(stored);
  return found;
}

/** Makes the commits of a log go wrong for as long as one is set. */
class BrokenDisk {
  commit: 'WORKS' | 'IS_LOST' | 'LOSES_THE_ANSWER' = 'WORKS';
  everything = false;
  /** Where a write other than an append breaks off, in the middle of its transaction. */
  header = false;

  readonly configure = (database: DatabaseSync): void => {
    const exec = database.exec.bind(database);
    database.exec = (sql) => {
      if (this.header && sql.includes('user_version')) exec('BEGIN IMMEDIATE');
      if (this.everything || (this.header && sql.includes('user_version')) || (sql === 'COMMIT' && this.commit === 'IS_LOST'))
        throw ioError();
      exec(sql);
      if (sql === 'COMMIT' && this.commit === 'LOSES_THE_ANSWER') throw ioError();
    };
  };
}

describe('the SQLite log, when things go wrong', () => {
  let directory: string;
  let file: string;
  let log: SqliteLog;
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'planledger-faults-'));
    file = join(directory, 'ledger.db');
  });
  afterEach(async () => {
    await log.close();
    rmSync(directory, { recursive: true, force: true });
  });

  const append = (expected: number | 'NO_STREAM', batch: NewEntry[], stream = STREAM) => log.append(stream, expected, batch, soon());

  it('acknowledges nothing on a full disk, and goes on when there is space', async () => {
    let pages = 40;
    log = new SqliteLog(file, { configure: (database) => database.exec(`PRAGMA max_page_count = ${pages}`) });
    const kept = entries(2);
    await append('NO_STREAM', kept);
    const large = Array.from({ length: 10 }, () => entry('x'.repeat(50_000)));
    const answers = await Promise.allSettled([
      append(1, entries(1)),
      append('NO_STREAM', large, 'plan-nw.large'),
      append('NO_STREAM', entries(1), 'plan-nw.small'),
    ]);
    for (const answer of answers) {
      expect(answer).toMatchObject({
        status: 'rejected',
        reason: { code: 'UNAVAILABLE', message: expect.stringContaining('nothing was written') },
      });
    }
    expect(ids(await all(log))).toEqual(ids(kept));
    expect(await append('NO_STREAM', kept)).toEqual({ revision: 1, repeated: true });
    pages = 1_000_000;
    await expect(append('NO_STREAM', large, 'plan-nw.large')).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await append('NO_STREAM', large, 'plan-nw.large')).toEqual({ revision: 9, repeated: false });
    expect(await append(1, entries(1))).toEqual({ revision: 2, repeated: false });
    expect(await log.health()).toMatchObject({ ok: true });
  });

  it('says after a lost commit that nothing was written, and that is so', async () => {
    const disk = new BrokenDisk();
    log = new SqliteLog(file, disk);
    const kept = entries(1);
    await append('NO_STREAM', kept);
    disk.commit = 'IS_LOST';
    const lost = entries(2);
    await expect(append(0, lost)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(ids(await all(log))).toEqual(ids(kept));
    disk.commit = 'WORKS';
    expect(await append(0, lost)).toEqual({ revision: 2, repeated: false });
    expect(ids(await all(log))).toEqual(ids([...kept, ...lost]));
  });

  it('finds what a commit wrote whose answer was lost, and tells followers', async () => {
    const disk = new BrokenDisk();
    log = new SqliteLog(file, disk);
    const follower = new Follower(log, 'START');
    await follower.caughtUp();
    disk.commit = 'LOSES_THE_ANSWER';
    const batch = entries(2);
    const answers = await Promise.allSettled([append('NO_STREAM', batch), append('NO_STREAM', entries(1))]);
    expect(answers[0]).toMatchObject({ status: 'fulfilled', value: { revision: 1 } });
    expect(answers[1]).toMatchObject({ status: 'rejected', reason: { code: 'UNAVAILABLE' } });
    await follower.until((it) => it.entries.length === 2);
    expect(ids(follower.entries)).toEqual(ids(batch));
    await follower.stop();
  });

  it('does not claim to know when it cannot look', async () => {
    const disk = new BrokenDisk();
    log = new SqliteLog(file, disk);
    await append('NO_STREAM', entries(1));
    const batch = entries(1);
    disk.commit = 'IS_LOST';
    const answer = expect(append(0, batch)).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    renameSync(file, `${file}.away`);
    await answer;
    expect(await log.health()).toMatchObject({ ok: false });
    await expect(append(0, entries(1))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    await expect(log.head()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    renameSync(`${file}.away`, file);
    disk.commit = 'WORKS';
    expect(await append(0, batch)).toMatchObject({ revision: 1 });
    expect(await log.health()).toMatchObject({ ok: true });
  });

  it('is not well until a write succeeds', async () => {
    const disk = new BrokenDisk();
    log = new SqliteLog(file, disk);
    disk.everything = true;
    await expect(append('NO_STREAM', entries(1))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    expect(await log.health()).toMatchObject({ ok: false, detail: expect.stringContaining('disk I/O error') });
    disk.everything = false;
    expect(await log.health()).toMatchObject({ ok: true });
    expect(await append('NO_STREAM', entries(1))).toEqual({ revision: 0, repeated: false });
  });

  it('is well again as soon as the disk is, although nobody appends meanwhile', async () => {
    const disk = new BrokenDisk();
    log = new SqliteLog(file, disk);
    disk.everything = true;
    await expect(append('NO_STREAM', entries(1))).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    disk.everything = false;
    disk.header = true;
    for (const _ of [1, 2]) expect(await log.health()).toMatchObject({ ok: false, detail: expect.stringContaining('disk I/O error') });
    disk.header = false;
    expect(await log.health()).toMatchObject({ ok: true });
  });

  it('does not start on a file that may only be read', async () => {
    log = new SqliteLog(file);
    await log.close();
    const readable = { configure: (database: DatabaseSync) => database.exec('PRAGMA query_only = ON') };
    expect(() => new SqliteLog(file, readable)).toThrow(
      expect.objectContaining({ code: 'UNAVAILABLE', message: expect.stringContaining('attempt to write a readonly database') }),
    );
  });

  it('does not go on with a shorter log in the place of its own', async () => {
    const disk = new BrokenDisk();
    const shorter = join(directory, 'shorter.db');
    const other = new SqliteLog(shorter);
    await other.append(STREAM, 'NO_STREAM', entries(1), soon());
    await other.close();
    log = new SqliteLog(file, disk);
    await append('NO_STREAM', entries(3));
    disk.commit = 'IS_LOST';
    renameSync(shorter, file);
    rmSync(`${file}-wal`);
    rmSync(`${file}-shm`);
    await expect(append(2, entries(1))).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    await expect(append(2, entries(1))).rejects.toMatchObject({ code: 'UNAVAILABLE', message: expect.stringContaining('was replaced') });
  });

  it('has every acknowledged append after kill -9, and no revision is missing', async () => {
    const acknowledged: string[] = [];
    for (let round = 0; round < 5; round++) {
      const writer = new LogWriterProcess(file, `r${round}`, 8);
      await writer.told(20 + 37 * round);
      await writer.kill();
      acknowledged.push(...writer.lines.slice(1).filter((line) => line.split(' ').every((word) => word !== '')));
    }
    log = new SqliteLog(file);
    const stored = new Map<string, Stored[]>();
    for await (const one of log.readAll('START')) stored.set(one.stream, [...(stored.get(one.stream) ?? []), one]);
    expect(acknowledged.length).toBeGreaterThan(400);
    for (const line of acknowledged) {
      const [stream, revision, ...appended] = line.split(' ');
      const end = Number(revision) + 1;
      expect(ids(stored.get(stream) ?? []).slice(end - appended.length, end)).toEqual(appended);
    }
    for (const own of stored.values()) expect(own.map(({ revision }) => revision)).toEqual(own.map((_, index) => index));
  });
});
