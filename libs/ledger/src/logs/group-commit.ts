import { LogError, type Appended, type Deadline, type Expected, type NewEntry } from '../event-log.js';
import { isFatal, type LogConnection } from './sqlite-connection.js';
import { SQLITE, sqliteCode } from './sqlite-errors.js';

export interface Append {
  readonly stream: string;
  readonly expected: Expected;
  readonly entries: readonly NewEntry[];
  readonly deadline: Deadline;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

export interface Connections {
  /** The connection in use, opened again if it was given up. Throws a `LogError`. */
  current(): LogConnection;
  /** Gives the connection up and opens another. Throws a `LogError`. */
  renew(): LogConnection;
}

type Outcome = { readonly appended: Appended } | { readonly error: unknown };

/** Joins all appends that wait into one transaction, and answers them only after its commit. */
export class GroupCommit {
  private waiting: Append[] = [];
  private failure: Error | undefined;
  commits = 0;

  constructor(
    private readonly connections: Connections,
    private readonly committed: () => void,
  ) {}

  /** Why the last transaction failed, undefined once one has succeeded. */
  get lastFailure(): Error | undefined {
    return this.failure;
  }

  add(append: Append): void {
    this.waiting.push(append);
    // The turn's end: all appends that this turn's input leads to have arrived by then.
    if (this.waiting.length === 1) setImmediate(() => this.flush());
  }

  /** Writes what waits, now. */
  flush(): void {
    const group = this.takeGroup();
    if (group.length === 0) return;
    let committing = false;
    let outcomes: Outcome[];
    try {
      const connection = this.connections.current();
      connection.begin();
      outcomes = group.map((append) => attempt(connection, append));
      committing = true;
      connection.commit();
    } catch (cause) {
      this.failure = cause as Error;
      this.lookUp(group, committing, cause as Error);
      return;
    }
    this.failure = undefined;
    if (outcomes.some((outcome) => 'appended' in outcome && !outcome.appended.repeated)) this.commits++;
    group.forEach((append, index) => answer(append, outcomes[index]));
    this.committed();
  }

  /** Tries a write that changes nothing, so that a log that failed is known to work again before the next append. */
  probe(): void {
    try {
      this.connections.current().rewriteHeader();
      this.failure = undefined;
    } catch (cause) {
      this.failure = cause as Error;
    }
  }

  private takeGroup(): Append[] {
    const now = Date.now();
    const group = this.waiting.filter(({ deadline }) => now <= deadline);
    for (const late of this.waiting) {
      if (now > late.deadline) late.reject(new LogError('UNAVAILABLE', 'the deadline passed before the write began; nothing was written'));
    }
    this.waiting = [];
    return group;
  }

  /** After a failed transaction only the file knows what was kept: asks it afresh. */
  private lookUp(group: readonly Append[], committing: boolean, cause: Error): void {
    let held: boolean[];
    try {
      const connection = this.connections.renew();
      if (committing) eraseBrokenCommit(connection);
      held = group.map(({ stream, expected, entries }) => connection.holds(stream, expected, entries));
    } catch {
      const error = committing
        ? new LogError('OUTCOME_UNKNOWN', `the commit failed and the log cannot be read: ${cause.message}`, undefined, { cause })
        : nothingWritten(cause);
      for (const append of group) append.reject(error);
      return;
    }
    group.forEach(({ expected, entries, resolve, reject }, index) => {
      const before = expected === 'NO_STREAM' ? -1 : expected;
      if (held[index]) resolve({ revision: before + entries.length, repeated: true });
      else reject(nothingWritten(cause));
    });
    if (held.includes(true)) this.committed();
  }
}

function attempt(connection: LogConnection, { stream, expected, entries }: Append): Outcome {
  try {
    return { appended: connection.append(stream, expected, entries) };
  } catch (error) {
    if (isFatal(error)) throw error;
    return { error };
  }
}

function answer({ resolve, reject }: Append, outcome: Outcome): void {
  if ('appended' in outcome) resolve(outcome.appended);
  else reject(outcome.error);
}

/** A commit record that reached the file although the commit failed would come back to life after a crash. */
function eraseBrokenCommit(connection: LogConnection): void {
  try {
    connection.rewriteHeader();
  } catch (cause) {
    if (sqliteCode(cause) !== SQLITE.DISK_FULL) throw cause;
  }
}

function nothingWritten(cause: Error): LogError {
  return new LogError('UNAVAILABLE', `the log could not be written, nothing was written: ${cause.message}`, undefined, { cause });
}
