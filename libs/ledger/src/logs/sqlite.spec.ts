import {
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { entries, entry } from '../../../../test/support/entries.js';
import { LogWriterProcess } from '../../../../test/support/log-writer-process.js';
import type { EventLog, NewEntry, Stored } from '../event-log.js';
import { openLog } from './open-log.js';
import { assertDurable } from './sqlite-connection.js';
import { SqliteLog, type SqliteLogOptions } from './sqlite.js';

const STREAM = 'plan-nw.jfp';
const soon = (): number => Date.now() + 20_000;
const ids = (stored: readonly { id: string }[]): string[] => stored.map(({ id }) => id);

async function all(log: EventLog): Promise<Stored[]> {
  const found: Stored[] = [];
  for await (const stored of log.readAll('START')) found.push(stored);
  return found;
}

describe('the SQLite log', () => {
  let directory: string;
  let file: string;
  let opened: SqliteLog[];
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'planledger-sqlite-'));
    file = join(directory, 'ledger.db');
    opened = [];
  });
  afterEach(async () => {
    await Promise.all(opened.map((log) => log.close()));
    rmSync(directory, { recursive: true, force: true });
  });

  function open(options: SqliteLogOptions = {}, path = file): SqliteLog {
    const log = new SqliteLog(path, options);
    opened.push(log);
    return log;
  }

  const append = (log: EventLog, expected: number | 'NO_STREAM', batch: NewEntry[], stream = STREAM) =>
    log.append(stream, expected, batch, soon());

  describe('its settings', () => {
    it('are WAL and FULL, and it says so', async () => {
      const log = open({ configure: (database) => expect(database.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 }) });
      expect((await log.health()).detail).toMatch(/^SQLite 3\.\d+\.\d+, WAL, synchronous=FULL$/);
    });

    it('are asserted: it does not open where a commit could be lost', () => {
      const normal = (database: DatabaseSync): void => database.exec('PRAGMA synchronous = NORMAL');
      expect(() => open({ configure: normal })).toThrow(
        expect.objectContaining({ code: 'REJECTED', message: expect.stringContaining('FULL') }),
      );
      const rollback = (database: DatabaseSync): void => database.exec('PRAGMA journal_mode = DELETE');
      expect(() => open({ configure: rollback })).toThrow(
        expect.objectContaining({ code: 'REJECTED', message: expect.stringContaining('WAL') }),
      );
      expect(() => assertDurable('3.51.2', 'wal', 2)).toThrow(expect.objectContaining({ code: 'REJECTED' }));
      for (const version of ['3.51.3', '3.52.0', '4.0.0']) assertDurable(version, 'wal', 2);
      open();
    });

    it('write positions that compare as text', async () => {
      const log = open();
      await append(log, 'NO_STREAM', entries(2));
      expect((await all(log)).map(({ position }) => position)).toEqual(['0000000000000001', '0000000000000002']);
    });
  });

  describe('group commit', () => {
    it('joins the appends of one turn in one transaction', async () => {
      const log = open();
      const before = log.stats().commits;
      await Promise.all(Array.from({ length: 100 }, (_, n) => append(log, 'NO_STREAM', entries(2), `objective-nw.jfp.o${n}`)));
      expect(log.stats().commits - before).toBe(1);
    });

    it('joins appends to one stream, each building on the one before', async () => {
      const log = open();
      const batches = [entries(1), entries(3), entries(2)];
      const answers = await Promise.all(batches.map((batch, index) => append(log, (['NO_STREAM', 0, 3] as const)[index], batch)));
      expect(answers.map(({ revision }) => revision)).toEqual([0, 3, 5]);
      expect(ids(await all(log))).toEqual(ids(batches.flat()));
    });

    it('fails one append without its neighbours', async () => {
      const log = open();
      const known = entry();
      const first = entries(1);
      const last = entries(2);
      const answers = await Promise.allSettled([
        append(log, 'NO_STREAM', [known], 'plan-nw.other'),
        append(log, 'NO_STREAM', first),
        append(log, 'NO_STREAM', entries(2)),
        append(log, 0, [...entries(2), known]),
        append(log, 0, last),
      ]);
      expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected', 'fulfilled']);
      expect(answers[2]).toMatchObject({ reason: { code: 'CONFLICT', actual: 0 } });
      expect(answers[3]).toMatchObject({ reason: { code: 'REJECTED', message: expect.stringContaining(known.id) } });
      expect(ids(await all(log))).toEqual(ids([known, ...first, ...last]));
    });

    it('flushes nothing for appends that write nothing', async () => {
      const log = open();
      const batch = entries(1);
      await append(log, 'NO_STREAM', batch);
      const before = log.stats().commits;
      await Promise.allSettled([append(log, 'NO_STREAM', batch), append(log, 'NO_STREAM', entries(1))]);
      expect(log.stats().commits).toBe(before);
    });

    it('writes what still waits when it is closed', async () => {
      const log = open();
      const batch = entries(3);
      const answer = append(log, 'NO_STREAM', batch);
      await log.close();
      expect(await answer).toEqual({ revision: 2, repeated: false });
      expect(ids(await all(open()))).toEqual(ids(batch));
    });

    it('refuses the id of another entry', async () => {
      const log = open();
      const [one] = entries(1);
      await append(log, 'NO_STREAM', [one]);
      await expect(append(log, 'NO_STREAM', [one], 'plan-nw.other')).rejects.toMatchObject({ code: 'REJECTED' });
      await expect(append(log, 0, [one])).rejects.toMatchObject({ code: 'REJECTED' });
      const [twin] = entries(1);
      await expect(append(log, 0, [twin, twin])).rejects.toMatchObject({ code: 'REJECTED' });
      expect(await all(log)).toHaveLength(1);
    });
  });

  describe('its one writer', () => {
    it('keeps a second process out, and a second log of its own process', async () => {
      const log = open();
      await append(log, 'NO_STREAM', entries(1));
      const second = new LogWriterProcess(file, 'second');
      expect(await second.exitCode()).toBe(1);
      expect(second.lines).toEqual([expect.stringContaining(`UNAVAILABLE: the log ${log.file} cannot be opened: another process`)]);
      expect(() => open()).toThrow(expect.objectContaining({ code: 'UNAVAILABLE' }));
      expect(await all(log)).toHaveLength(1);
    });

    it('is the same through a link', () => {
      open();
      const link = join(directory, 'link.db');
      symlinkSync(file, link);
      expect(() => open({}, link)).toThrow(expect.objectContaining({ code: 'UNAVAILABLE' }));
    });

    it('leaves no lock behind when it is killed', async () => {
      const writer = new LogWriterProcess(file, 'first');
      await writer.told(1);
      expect(() => open()).toThrow(expect.objectContaining({ code: 'UNAVAILABLE' }));
      await writer.kill();
      await append(open(), 'NO_STREAM', entries(1));
    });

    it('leaves no lock behind when it is closed or cannot open', async () => {
      await open().close();
      await open().close();
      rmSync(file);
      writeFileSync(file, 'x'.repeat(4096));
      expect(() => open()).toThrow();
      rmSync(file);
      open();
    });
  });

  describe('opened for reading only', () => {
    it('reads beside the writer, and appends nothing', async () => {
      const writer = open();
      await append(writer, 'NO_STREAM', entries(3));
      const reader = open({ readOnly: true });
      expect(await all(reader)).toEqual(await all(writer));
      await expect(append(reader, 2, entries(1))).rejects.toMatchObject({ code: 'REJECTED' });
      await append(writer, 2, entries(1));
      expect(await reader.head()).toBe(await writer.head());
      expect(await reader.health()).toMatchObject({ ok: true });
    });

    it('makes no log where there is none', () => {
      expect(() => open({ readOnly: true })).toThrow(
        expect.objectContaining({ code: 'UNAVAILABLE', message: expect.stringContaining(file) }),
      );
      expect(existsSync(file)).toBe(false);
    });
  });

  describe('a file that is no log', () => {
    const notALog = expect.objectContaining({
      code: 'REJECTED',
      message: expect.stringContaining('is not a planledger log'),
    }) as unknown as Error;

    it('is left as it is', () => {
      const texts = ['not a database at all, but long enough to be read as the header of one: '.repeat(20), 'short'];
      for (const text of texts) {
        writeFileSync(file, text);
        expect(() => open()).toThrow(notALog);
        expect(readFileSync(file, 'utf8')).toBe(text);
      }
    });

    it('is another application’s database', () => {
      const other = new DatabaseSync(file);
      other.exec('CREATE TABLE entries (n INTEGER)');
      other.close();
      const before = readFileSync(file);
      expect(() => open()).toThrow(notALog);
      expect(() => open({ readOnly: true })).toThrow(notALog);
      expect(readFileSync(file).equals(before)).toBe(true);
    });

    it('is a folder, or its lock is', () => {
      mkdirSync(file);
      const named = expect.objectContaining({ code: 'UNAVAILABLE', message: expect.stringContaining(`the log ${file} cannot be opened`) });
      expect(() => open()).toThrow(named);
      expect(() => open({ readOnly: true })).toThrow(named);
      rmSync(`${file}.lock`);
      mkdirSync(`${file}.lock`);
      expect(() => open()).toThrow(named);
    });

    it('is a log of a version to come', async () => {
      await open().close();
      const other = new DatabaseSync(file);
      other.exec('PRAGMA user_version = 99');
      other.close();
      expect(() => open()).toThrow(expect.objectContaining({ code: 'REJECTED', message: expect.stringContaining('newer') }));
    });

    it('is a damaged one, whether that shows at once or later', async () => {
      const log = open();
      await append(log, 'NO_STREAM', entries(500));
      await log.close();
      const running = open();
      const handle = openSync(file, 'r+');
      for (let page = 1; page < 20; page++) writeSync(handle, Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096);
      closeSync(handle);
      await expect(all(running)).rejects.toMatchObject({
        code: 'UNAVAILABLE',
        message: expect.stringMatching(/cannot be read: .*malformed/),
      });
      await running.close();
      expect(() => open()).toThrow(expect.objectContaining({ code: 'REJECTED', message: expect.stringContaining('is damaged') }));
    });
  });

  it('opens by URL', async () => {
    const log = await openLog(`sqlite:${file}`);
    await append(log, 'NO_STREAM', entries(1));
    const reader = await openLog(`sqlite://${file}`, { readOnly: true });
    expect(await all(reader)).toHaveLength(1);
    await reader.close();
    await log.close();
    for (const url of ['mysql://user:secret@host', 'MYSQL://user:secret@host', 'user:secret@host', 'secret@host']) {
      await expect(openLog(url)).rejects.toThrow(expect.not.objectContaining({ message: expect.stringContaining('secret') }));
    }
    await expect(openLog('banana')).rejects.toThrow('not "banana"');
    for (const url of ['sqlite:', 'ledger.db', '']) await expect(openLog(url)).rejects.toMatchObject({ code: 'REJECTED' });
  });
});
