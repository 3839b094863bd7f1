import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { LogError, type Appended, type Expected, type NewEntry, type Revision, type Stored } from '../event-log.js';
import { PAGE, toPosition } from './pages.js';
import { idInUse, place } from './place.js';
import { SQLITE, sqliteCode } from './sqlite-errors.js';

/** "plgr" in ASCII, in the header of every log file, so that no other database is taken for one. */
const APPLICATION_ID = 0x706c6772;
const FORMAT = 1;
/** The format of a log with a seal: a version that knows of none would write on. */
const SEALED_FORMAT = 2;
const BUSY_TIMEOUT_MS = 2_000;
const FULL = 2;
const OLDEST_SAFE_SQLITE = [3, 51, 3];

const SCHEMA = `
  CREATE TABLE entries (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    data TEXT NOT NULL,
    metadata TEXT NOT NULL,
    UNIQUE (stream, revision),
    UNIQUE (id)
  ) STRICT;
  PRAGMA application_id = ${APPLICATION_ID};
  PRAGMA user_version = ${FORMAT};`;

const SEALS = 'CREATE TABLE IF NOT EXISTS seals (tenant TEXT PRIMARY KEY, moved_to TEXT NOT NULL) STRICT';

const COLUMNS = 'position, stream, revision, id, type, data, metadata';

type Row = [number, string, number, string, string, string, string];

export interface ConnectionOptions {
  readonly readOnly: boolean;
  /** Create the log where the file is missing or empty. */
  readonly create: boolean;
  /** Called with every new connection before its settings are asserted. */
  readonly configure?: (database: DatabaseSync) => void;
}

/** One connection to a log file, with its settings asserted and its statements prepared. */
export class LogConnection {
  readonly version: string;
  /** The head when it was opened. */
  readonly firstHead: number;
  private readonly database: DatabaseSync;
  private readonly statements: Statements;
  private seals: ReadonlyMap<string, string>;

  /** Throws `UNAVAILABLE` for a missing file, `REJECTED` for one that is not a log or cannot be made durable. */
  constructor(
    readonly file: string,
    options: ConnectionOptions,
  ) {
    if (!options.create && !existsSync(file)) throw new LogError('UNAVAILABLE', `there is no log at ${file}`);
    this.database = opened(file, options.readOnly);
    try {
      this.version = this.settle(options);
      this.statements = prepareStatements(this.database);
      this.seals = this.readSeals();
      this.firstHead = this.head();
    } catch (cause) {
      this.database.close();
      throw explain(file, cause);
    }
  }

  /** Checks that the file is a log (or makes it one) and that what it acknowledges is on disk. */
  private settle(options: ConnectionOptions): string {
    if (this.pragma('application_id') !== APPLICATION_ID) {
      const tables = this.database.prepare('SELECT count(*) AS n FROM sqlite_schema').get()?.n;
      if (!options.create || tables !== 0 || this.pragma('application_id') !== 0) throw notALog(this.file);
      this.database.exec(`BEGIN IMMEDIATE; ${SCHEMA} COMMIT`);
    }
    const format = Number(this.pragma('user_version'));
    if (![FORMAT, SEALED_FORMAT].includes(format)) throw new LogError('REJECTED', `the log ${this.file} was written by a newer version`);
    if (!options.readOnly) this.database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    options.configure?.(this.database);
    // A file that may only be read is opened without a complaint, and refuses its first write.
    if (options.create) this.database.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${format}; ROLLBACK`);
    const version = String(this.database.prepare('SELECT sqlite_version() AS v').get()?.v);
    if (!options.readOnly) assertDurable(version, this.pragma('journal_mode'), this.pragma('synchronous'));
    return version;
  }

  begin(): void {
    this.database.exec('BEGIN IMMEDIATE');
  }

  commit(): void {
    this.database.exec('COMMIT');
  }

  /** Writes nothing new, but over what a broken commit may have left behind the last good one, and to disk. */
  rewriteHeader(): void {
    this.orRollBack(() =>
      this.database.exec(`BEGIN IMMEDIATE; PRAGMA user_version = ${this.seals.size === 0 ? FORMAT : SEALED_FORMAT}; COMMIT`),
    );
  }

  /** Where the ledger of a tenant has moved; undefined while it takes entries. */
  movedTo(tenant: string): string | undefined {
    return this.seals.get(tenant);
  }

  /** Writes down for ever that a tenant's ledger has moved. */
  seal(tenant: string, movedTo: string): void {
    this.orRollBack(() => {
      this.begin();
      this.database.exec(`${SEALS}; PRAGMA user_version = ${SEALED_FORMAT}`);
      this.database.prepare('INSERT OR IGNORE INTO seals VALUES (?, ?)').run(tenant, movedTo);
      this.commit();
    });
    this.seals = this.readSeals();
  }

  /** A transaction that breaks off would stand in the way of every later one. */
  private orRollBack(transaction: () => void): void {
    try {
      transaction();
    } catch (cause) {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw cause;
    }
  }

  /** Places an append inside the open transaction, or undoes all of it and throws. */
  append(stream: string, expected: Expected, entries: readonly NewEntry[]): Appended {
    const { savepoint, release, rollbackTo } = this.statements;
    savepoint.run();
    try {
      const appended = this.write(stream, expected, entries);
      release.run();
      return appended;
    } catch (cause) {
      if (isFatal(cause)) throw cause;
      rollbackTo.run();
      release.run();
      throw cause;
    }
  }

  private write(stream: string, expected: Expected, entries: readonly NewEntry[]): Appended {
    const { insert, lastPosition, lastRevision } = this.statements;
    const last = number(lastRevision.get(stream)) ?? -1;
    const { first, repeated } = place(stream, expected, entries, last, (revision) => this.idAt(stream, revision));
    const revision = first + entries.length - 1;
    if (repeated) return { revision, repeated };
    let position = number(lastPosition.get()) ?? 0;
    let next = first;
    for (const { id, type, data, metadata } of entries) {
      try {
        insert.run(++position, stream, next++, id, type, data, metadata);
      } catch (cause) {
        throw sqliteCode(cause) === SQLITE.CONSTRAINT && this.knows(id) ? idInUse(id) : cause;
      }
    }
    return { revision, repeated };
  }

  private knows(id: string): boolean {
    return this.statements.positionOf.get(id) !== undefined;
  }

  private idAt(stream: string, revision: Revision): string | undefined {
    return this.statements.idAt.get(stream, revision)?.id as string | undefined;
  }

  /** Whether every one of these entries is stored where the append was to put it. */
  holds(stream: string, expected: Expected, entries: readonly NewEntry[]): boolean {
    const first = expected === 'NO_STREAM' ? 0 : expected + 1;
    return entries.every(({ id }, index) => this.idAt(stream, first + index) === id);
  }

  /** The place of the last entry, 0 in an empty log. */
  head(): number {
    return number(this.statements.lastPosition.get()) ?? 0;
  }

  at(position: number): Stored | undefined {
    const row = this.statements.entryAt.get(position) as unknown as Row | undefined;
    return row && toStored(row);
  }

  after(position: number): Stored[] {
    return (this.statements.allAfter.all(position) as unknown as Row[]).map(toStored);
  }

  stream(stream: string, from: Revision): Stored[] {
    return (this.statements.streamFrom.all(stream, from) as unknown as Row[]).map(toStored);
  }

  /** Ends an open transaction without keeping any of it, and closes. */
  close(): void {
    if (!this.database.isOpen) return;
    try {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
    } finally {
      this.database.close();
    }
  }

  private readSeals(): ReadonlyMap<string, string> {
    if (this.pragma('user_version') !== SEALED_FORMAT) return new Map();
    const rows = this.database.prepare('SELECT tenant, moved_to FROM seals').all() as unknown as { tenant: string; moved_to: string }[];
    return new Map(rows.map((row) => [row.tenant, row.moved_to]));
  }

  private pragma(name: string): unknown {
    return Object.values(this.database.prepare(`PRAGMA ${name}`).get() ?? {})[0];
  }
}

type Statements = ReturnType<typeof prepareStatements>;

function prepareStatements(database: DatabaseSync) {
  const statements = {
    savepoint: database.prepare('SAVEPOINT append'),
    release: database.prepare('RELEASE append'),
    rollbackTo: database.prepare('ROLLBACK TO append'),
    insert: database.prepare(`INSERT INTO entries (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)`),
    lastRevision: database.prepare('SELECT revision AS n FROM entries WHERE stream = ? ORDER BY revision DESC LIMIT 1'),
    lastPosition: database.prepare('SELECT position AS n FROM entries ORDER BY position DESC LIMIT 1'),
    idAt: database.prepare('SELECT id FROM entries WHERE stream = ? AND revision = ?'),
    positionOf: database.prepare('SELECT position AS n FROM entries WHERE id = ?'),
    entryAt: database.prepare(`SELECT ${COLUMNS} FROM entries WHERE position = ?`),
    allAfter: database.prepare(`SELECT ${COLUMNS} FROM entries WHERE position > ? ORDER BY position LIMIT ${PAGE}`),
    streamFrom: database.prepare(`SELECT ${COLUMNS} FROM entries WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ${PAGE}`),
  };
  // Arrays are read almost twice as fast as objects.
  for (const statement of [statements.entryAt, statements.allAfter, statements.streamFrom]) statement.setReturnArrays(true);
  return statements;
}

function number(row: Record<string, unknown> | undefined): number | undefined {
  return row?.n as number | undefined;
}

function toStored([position, stream, revision, id, type, data, metadata]: Row): Stored {
  return { position: toPosition(position), stream, revision, id, type, data, metadata };
}

/** After these the transaction as a whole is in doubt; any other failure is of one append alone. */
export function isFatal(error: unknown): boolean {
  const code = sqliteCode(error);
  return code !== undefined && code !== SQLITE.CONSTRAINT && code !== SQLITE.TOO_BIG;
}

/** Throws `REJECTED` unless what this connection acknowledges survives a power cut. */
export function assertDurable(version: string, journal: unknown, synchronous: unknown): void {
  if (compareVersions(version, OLDEST_SAFE_SQLITE) < 0) {
    throw new LogError('REJECTED', `SQLite ${version} can lose commits in WAL mode; ${OLDEST_SAFE_SQLITE.join('.')} or newer is needed`);
  }
  if (journal !== 'wal') throw new LogError('REJECTED', `the log needs journal_mode WAL and has ${String(journal)}`);
  if (synchronous !== FULL) throw new LogError('REJECTED', `the log needs synchronous FULL (2) and has ${String(synchronous)}`);
}

function compareVersions(version: string, other: readonly number[]): number {
  const parts = version.split('.').map(Number);
  const at = other.findIndex((part, index) => (parts[index] ?? 0) !== part);
  return at < 0 ? 0 : (parts[at] ?? 0) - other[at];
}

function notALog(file: string, cause?: unknown): LogError {
  return new LogError('REJECTED', `${file} is not a planledger log`, undefined, { cause });
}

function opened(file: string, readOnly: boolean): DatabaseSync {
  try {
    return new DatabaseSync(file, { readOnly, timeout: BUSY_TIMEOUT_MS });
  } catch (cause) {
    throw explain(file, cause);
  }
}

function explain(file: string, cause: unknown): unknown {
  const code = sqliteCode(cause);
  if (code === undefined) return cause;
  if (code === SQLITE.NOT_A_DATABASE || code === SQLITE.MALFORMED_SQL) return notALog(file, cause);
  if (code === SQLITE.CORRUPT)
    return new LogError('REJECTED', `the log ${file} is damaged: ${(cause as Error).message}`, undefined, { cause });
  return new LogError('UNAVAILABLE', `the log ${file} cannot be opened: ${(cause as Error).message}`, undefined, { cause });
}
