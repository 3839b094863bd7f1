/** 0-based place of an entry in its stream. */
export type Revision = number;

/**
 * A place in a log's total order. Opaque and not gapless: nobody computes the next one.
 * Every store writes its positions with a fixed width, so that they compare as text.
 */
export type Position = string;

/** An entry about to be appended. `data` and `metadata` are canonical JSON (RFC 8785) and are stored byte for byte. */
export interface NewEntry {
  /** A UUID made from the entry's bytes: same bytes, same id. */
  readonly id: string;
  readonly type: string;
  readonly data: string;
  readonly metadata: string;
}

export interface Stored extends NewEntry {
  readonly position: Position;
  readonly stream: string;
  readonly revision: Revision;
  /** When the store says it wrote the entry, in UTC; absent where the store's clock is our own. */
  readonly created?: string;
}

export interface Appended {
  /** Revision of the last entry of the append. */
  readonly revision: Revision;
  /** True where the log knew these very entries already. */
  readonly repeated: boolean;
}

export type Expected = Revision | 'NO_STREAM';

/** Milliseconds since the epoch by which an answer must be given. */
export type Deadline = number;

export interface Health {
  readonly ok: boolean;
  readonly detail: string;
}

/** Something set on a stream of ours beside its entries, which can make a server hide entries or drop them. */
export interface StreamSetting {
  readonly stream: string;
  /** When the server says it was set, in UTC. */
  readonly setAt: string;
  /** What was set, as JSON text: the store's own words. */
  readonly settings: string;
}

export type LogErrorCode =
  /** Another entry stands where this append was to go; nothing was written. `actual` is the stream's last revision. */
  | 'CONFLICT'
  /** The store gave no answer and nothing was sent, or it cannot be reached for reading. */
  | 'UNAVAILABLE'
  /** The store may or may not have written the append; a retry of the same bytes is safe. */
  | 'OUTCOME_UNKNOWN'
  /** The store will never take this append (too large, denied, stream deleted); nothing was written. */
  | 'REJECTED'
  /** The ledger has moved to another store; nothing was written, and nothing ever will be here. */
  | 'SEALED'
  /** The log does not show entries that were recorded; nothing was written. */
  | 'INCOMPLETE'
  /** The log was closed. */
  | 'CLOSED';

/** A failure of the log. Recognise it by `code`, never by class. */
export class LogError extends Error {
  constructor(
    readonly code: LogErrorCode,
    message: string,
    readonly actual?: Expected,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = 'LogError';
  }
}

/** What an append to a ledger that has moved is told. */
export function sealed(tenant: string, movedTo: string): LogError {
  return new LogError('SEALED', `the ledger of ${tenant} has moved to ${movedTo} and takes no more entries here`);
}

export function isLogError(error: unknown, code?: LogErrorCode): error is LogError {
  const named = error as Partial<LogError> | undefined;
  return named?.name === 'LogError' && (code === undefined || named.code === code);
}

/** The append-only log of all tenants. One contract suite holds for every store (`test/contract`). */
export interface EventLog {
  /** All or nothing, at an explicit revision. Throws a `LogError`. */
  append(stream: string, expected: Expected, entries: readonly NewEntry[], deadline: Deadline): Promise<Appended>;
  /** The entries of a stream from a revision on, in order; none where there is no such stream. */
  readStream(stream: string, from: Revision): AsyncIterable<Stored>;
  /** All entries of ours after a position, in total order with strictly increasing positions. */
  readAll(after: Position | 'START'): AsyncIterable<Stored>;
  /**
   * Like `readAll`, then on with what is appended, until aborted. `CAUGHT_UP` follows the last entry that was
   * there; `FELL_BEHIND` says that live delivery was lost and is being mended from the last entry given.
   */
  follow(after: Position | 'START', signal: AbortSignal): AsyncIterable<Stored | 'CAUGHT_UP' | 'FELL_BEHIND'>;
  /** Position of the last entry of ours, `START` in an empty log. */
  head(): Promise<Position | 'START'>;
  /** The entry at a position, or undefined: what a checkpoint is checked against. */
  at(position: Position): Promise<Stored | undefined>;
  /**
   * Takes no more entries of a tenant, for ever: once this returns, none can land any more, and `append` throws `SEALED`.
   * `movedTo` says where the ledger goes on. To be called again is no mistake.
   */
  seal(tenant: string, movedTo: string): Promise<void>;
  /** What was ever set on streams of ours, oldest first; nothing can be set in an embedded log. */
  streamSettings(): AsyncIterable<StreamSetting>;
  health(): Promise<Health>;
  close(): Promise<void>;
}

/** The part of a log that a recorder needs. */
export type StreamLog = Pick<EventLog, 'append' | 'readStream'>;
