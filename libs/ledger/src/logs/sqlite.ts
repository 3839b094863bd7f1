import { existsSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { tenantOf } from '../envelope.js';
import {
  LogError,
  isLogError,
  sealed,
  type Appended,
  type Deadline,
  type EventLog,
  type Expected,
  type Health,
  type NewEntry,
  type Position,
  type Revision,
  type Stored,
  type StreamSetting,
} from '../event-log.js';
import { Bell } from './bell.js';
import { GroupCommit } from './group-commit.js';
import { checkAppend } from './limits.js';
import { followPages, numberAfter, numberOf, readPages, toPosition } from './pages.js';
import { LogConnection } from './sqlite-connection.js';
import { lockForWriting } from './sqlite-lock.js';

export interface SqliteLogOptions {
  /** Reads only, beside a writer in this or another process; takes no lock and creates nothing. */
  readonly readOnly?: boolean;
  /** How often a read-only follower looks for new entries, in milliseconds. */
  readonly pollMs?: number;
  /** For tests: called with every new connection before its settings are asserted. */
  readonly configure?: (database: DatabaseSync) => void;
}

export interface SqliteLogStats {
  /** Transactions that wrote entries; each is one flush to disk. */
  readonly commits: number;
}

/** The embedded log: one SQLite file, one writing process, every acknowledged entry flushed to disk. */
export class SqliteLog implements EventLog {
  readonly file: string;
  private readonly readOnly: boolean;
  private readonly lock: DatabaseSync | undefined;
  private readonly bell: Bell;
  private readonly writes: GroupCommit;
  private connection: LogConnection | undefined;
  private knownHead = 0;
  private closed = false;

  /**
   * Opens or creates the log. Throws `UNAVAILABLE` where another process writes it or it cannot be reached,
   * `REJECTED` where the file is something else.
   */
  constructor(
    file: string,
    private readonly options: SqliteLogOptions = {},
  ) {
    this.readOnly = options.readOnly ?? false;
    this.file = this.readOnly ? resolve(file) : settleFile(file);
    this.bell = new Bell(this.readOnly ? (options.pollMs ?? 50) : undefined);
    this.writes = new GroupCommit({ current: () => this.open(), renew: () => this.renew() }, () => this.announce());
    this.lock = this.readOnly ? undefined : lockForWriting(this.file);
    try {
      this.connection = this.connect(!this.readOnly);
    } catch (cause) {
      this.lock?.close();
      throw cause;
    }
  }

  append(stream: string, expected: Expected, entries: readonly NewEntry[], deadline: Deadline): Promise<Appended> {
    return new Promise((resolve, reject) => {
      this.requireOpen();
      if (this.readOnly) throw new LogError('REJECTED', `the log ${this.file} is open for reading only`);
      checkAppend(stream, entries);
      const tenant = tenantOf(stream);
      const movedTo = this.open().movedTo(tenant);
      if (movedTo !== undefined) throw sealed(tenant, movedTo);
      this.writes.add({ stream, expected, entries, deadline, resolve, reject });
    });
  }

  readStream(stream: string, from: Revision): AsyncIterable<Stored> {
    return readPages((last) => this.read((log) => log.stream(stream, last === undefined ? from : last.revision + 1)));
  }

  readAll(after: Position | 'START'): AsyncIterable<Stored> {
    return readPages((last) => this.page(last?.position ?? after));
  }

  follow(after: Position | 'START', signal: AbortSignal): AsyncIterable<Stored | 'CAUGHT_UP' | 'FELL_BEHIND'> {
    return followPages(after, (last) => this.page(last), this.bell, signal);
  }

  async head(): Promise<Position | 'START'> {
    const head = this.read((log) => log.head());
    return head === 0 ? 'START' : toPosition(head);
  }

  async at(position: Position): Promise<Stored | undefined> {
    const number = numberOf(position);
    return this.read((log) => (number === undefined ? undefined : log.at(number)));
  }

  async seal(tenant: string, movedTo: string): Promise<void> {
    this.requireOpen();
    if (this.readOnly) throw new LogError('REJECTED', `the log ${this.file} is open for reading only`);
    this.writes.flush();
    this.read((log) => log.seal(tenant, movedTo));
  }

  async *streamSettings(): AsyncGenerator<StreamSetting, void, undefined> {
    // Streams of this log have no settings.
  }

  /** Not ok while the last write failed, until one succeeds. */
  async health(): Promise<Health> {
    if (this.closed) return { ok: false, detail: 'closed' };
    if (this.writes.lastFailure !== undefined) this.writes.probe();
    if (this.writes.lastFailure !== undefined) return { ok: false, detail: `writing failed: ${this.writes.lastFailure.message}` };
    try {
      const version = this.read((log) => log.version);
      return { ok: true, detail: `SQLite ${version}, ${this.readOnly ? 'read-only' : 'WAL, synchronous=FULL'}` };
    } catch (error) {
      return { ok: false, detail: (error as Error).message };
    }
  }

  stats(): SqliteLogStats {
    return { commits: this.writes.commits };
  }

  /** Writes what still waits, then lets go of the file. */
  async close(): Promise<void> {
    if (this.closed) return;
    this.writes.flush();
    this.closed = true;
    this.connection?.close();
    this.lock?.close();
    this.bell.ring();
  }

  private page(after: Position | 'START'): Stored[] {
    return this.read((log) => log.after(numberAfter(after)));
  }

  private read<T>(question: (log: LogConnection) => T): T {
    this.requireOpen();
    try {
      return question(this.open());
    } catch (cause) {
      if (isLogError(cause)) throw cause;
      throw new LogError('UNAVAILABLE', `the log ${this.file} cannot be read: ${(cause as Error).message}`, undefined, { cause });
    }
  }

  private open(): LogConnection {
    return (this.connection ??= this.connect(false));
  }

  private renew(): LogConnection {
    const broken = this.connection;
    this.connection = undefined;
    broken?.close();
    return this.open();
  }
  private connect(create: boolean): LogConnection {
    const connection = new LogConnection(this.file, { readOnly: this.readOnly, create, configure: this.options.configure });
    if (connection.firstHead >= this.knownHead) return connection;
    connection.close();
    throw new LogError('UNAVAILABLE', `the log ${this.file} was replaced: it lacks entries that it had acknowledged`);
  }

  private announce(): void {
    this.knownHead = this.open().head();
    this.bell.ring();
  }

  private requireOpen(): void {
    if (this.closed) throw new LogError('CLOSED', `the log ${this.file} was closed`);
  }
}

/** One file has one lock, whatever links lead to it. */
function settleFile(file: string): string {
  const directory = dirname(resolve(file));
  mkdirSync(directory, { recursive: true });
  return existsSync(file) ? realpathSync(file) : join(realpathSync(directory), basename(file));
}
