import { setMaxListeners } from 'node:events';
import {
  LogError,
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
import { EsdbAppender } from './esdb-append.js';
import { connect, type EsdbConnection } from './esdb-connection.js';
import { EsdbFollower } from './esdb-follow.js';
import { closed, EsdbReader } from './esdb-read.js';
import { EsdbSeals } from './esdb-seal.js';
import { TIMING, type Timing } from './esdb-timing.js';
import { checkAppend } from './limits.js';

export interface EsdbOptions {
  /** Never appends. */
  readonly readOnly?: boolean;
  /** The categories whose streams are ours; by default every stream with a name of this ledger's form. */
  readonly categories?: readonly string[];
  readonly timing?: Partial<Timing>;
}

/** `<category>-<tenant>.…`, as far as a server can tell. */
const OUR_FORM = /^[a-z]+-[a-z][a-z0-9]{0,31}\./;

/**
 * The log on an EventStoreDB (`esdb://…`) or KurrentDB (`kurrentdb://…`) server. Opening needs no server: `health` tells
 * whether it answers. All logs of a process on one URL share one client.
 */
export async function openEsdbLog(url: string, options: EsdbOptions = {}): Promise<EventLog> {
  return new EsdbLog(await connect(url), options);
}

class EsdbLog implements EventLog {
  private readonly names: RegExp;
  private readonly timing: Timing;
  private readonly closing = new AbortController();
  private readonly reader: EsdbReader;
  private readonly seals: EsdbSeals;
  private readonly appender: EsdbAppender;

  constructor(
    private readonly connection: EsdbConnection,
    private readonly options: EsdbOptions,
  ) {
    setMaxListeners(0, this.closing.signal);
    this.names = options.categories === undefined ? OUR_FORM : new RegExp(`^(?:${options.categories.join('|')})-`);
    this.timing = { ...TIMING, ...options.timing };
    this.reader = this.readerUntil(this.closing.signal);
    this.seals = new EsdbSeals(this.reader, this.timing, this.closing.signal);
    this.appender = new EsdbAppender(connection, this.reader, this.seals, this.timing, this.closing.signal);
  }

  async append(stream: string, expected: Expected, entries: readonly NewEntry[], deadline: Deadline): Promise<Appended> {
    this.requireOpen();
    if (this.options.readOnly === true) throw new LogError('REJECTED', 'the log is open for reading only');
    checkAppend(stream, entries);
    return this.appender.append(stream, expected, entries, deadline);
  }

  async *readStream(stream: string, from: Revision): AsyncGenerator<Stored, void, undefined> {
    this.requireOpen();
    yield* this.reader.stream(stream, from);
  }

  async *readAll(after: Position | 'START'): AsyncGenerator<Stored, void, undefined> {
    this.requireOpen();
    yield* this.reader.all(after);
  }

  async *follow(after: Position | 'START', signal: AbortSignal): AsyncGenerator<Stored | 'CAUGHT_UP' | 'FELL_BEHIND', void, undefined> {
    this.requireOpen();
    const until = AbortSignal.any([signal, this.closing.signal]);
    yield* new EsdbFollower(this.connection, this.readerUntil(until), this.names, this.timing, after, until).entries();
    if (!signal.aborted) this.requireOpen();
  }

  async head(): Promise<Position | 'START'> {
    this.requireOpen();
    return this.reader.head();
  }

  async at(position: Position): Promise<Stored | undefined> {
    this.requireOpen();
    return this.reader.at(position);
  }

  async seal(tenant: string, movedTo: string): Promise<void> {
    this.requireOpen();
    if (this.options.readOnly === true) throw new LogError('REJECTED', 'the log is open for reading only');
    await this.seals.seal(tenant, movedTo, (...mark) => this.appender.append(...mark));
  }

  async *streamSettings(): AsyncGenerator<StreamSetting, void, undefined> {
    this.requireOpen();
    yield* this.reader.settings();
  }

  async health(): Promise<Health> {
    return this.closing.signal.aborted ? { ok: false, detail: 'closed' } : this.reader.health();
  }

  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await this.connection.leave();
  }

  private readerUntil(end: AbortSignal): EsdbReader {
    return new EsdbReader(this.connection, this.names, this.timing, end);
  }

  private requireOpen(): void {
    if (this.closing.signal.aborted) throw closed();
  }
}
