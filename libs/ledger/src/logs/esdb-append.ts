import { LogError, type Appended, type Deadline, type Expected, type NewEntry, type Position } from '../event-log.js';
import { answerOf, type Answer } from './esdb-answers.js';
import { toEvent, toPosition } from './esdb-codec.js';
import type { EsdbConnection } from './esdb-connection.js';
import { closed, type EsdbReader } from './esdb-read.js';
import type { EsdbSeals } from './esdb-seal.js';
import { attemptTime, pause, type Timing } from './esdb-timing.js';
import type { StoreEvent } from './esdb-wire.js';

interface Append {
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly StoreEvent[];
  readonly deadline: Deadline;
}

/** Appends that are tried again with the same bytes until the store has given a definite answer. */
export class EsdbAppender {
  constructor(
    private readonly connection: EsdbConnection,
    private readonly reader: EsdbReader,
    private readonly seals: EsdbSeals,
    private readonly timing: Timing,
    private readonly closing: AbortSignal,
  ) {}

  /** Throws a `LogError`: `UNAVAILABLE` only where no attempt was sent, `OUTCOME_UNKNOWN` where one was and nothing definite came back. */
  async append(stream: string, expected: Expected, entries: readonly NewEntry[], deadline: Deadline): Promise<Appended> {
    const append: Append = { stream, expected, events: entries.map(toEvent), deadline };
    let mayHaveLanded = false;
    let last = 'no attempt could be made';
    for (let attempt = 0; Date.now() < deadline && !this.closing.aborted; attempt++) {
      const limit = Math.min(attemptTime(this.timing, attempt), deadline - Date.now());
      const answer = await this.attempt(append, limit);
      if ('revision' in answer) return answer;
      if (answer.kind === 'CONFLICT') {
        const settled = await this.conflict(append, answer.actual, mayHaveLanded, limit);
        if (settled !== undefined) return settled;
      } else if (answer.kind === 'REJECTED' && (answer.always || !mayHaveLanded)) {
        throw new LogError('REJECTED', `the store does not take this append to ${stream}: ${answer.reason}`);
      } else if (answer.kind !== 'NOT_SENT') {
        mayHaveLanded = true;
      }
      last = 'reason' in answer ? answer.reason : answer.kind;
      await pause(this.timing, attempt, deadline - Date.now(), this.closing);
    }
    if (mayHaveLanded) throw new LogError('OUTCOME_UNKNOWN', `the store gave no definite answer to an append to ${stream}: ${last}`);
    if (this.closing.aborted) throw closed();
    throw new LogError('UNAVAILABLE', `the store cannot be reached, nothing was sent to ${stream}: ${last}`);
  }

  private async attempt({ stream, expected, events }: Append, limit: number): Promise<Appended | Answer> {
    const until = Date.now() + limit;
    const { client } = this.connection;
    const unknown = await this.seals.look(stream, limit);
    if (unknown !== undefined) return notSent(unknown);
    if (this.connection.seen === undefined) {
      const failure = await this.findEnd(limit);
      if (failure !== undefined) return failure;
    }
    const before = this.connection.seen;
    try {
      const { revision, position } = await client.append(stream, expected, events, until);
      this.connection.answered('APPEND');
      return { revision: Number(revision), repeated: this.isRepeat(stream, position && toPosition(position), before) };
    } catch (error) {
      return this.connection.failed('APPEND', client, error);
    }
  }

  /** Looks up the log's end once, before the first append: what is written from then on lies beyond. */
  private async findEnd(limit: number): Promise<Answer | undefined> {
    try {
      await this.reader.findEnd(limit);
    } catch (error) {
      const answer = answerOf(error);
      if (answer.kind !== 'REJECTED') return notSent(answer);
      this.connection.see('');
    }
    return undefined;
  }

  /** What stands at a place that this process knew of before the call cannot have been written by it. */
  private isRepeat(stream: string, position: Position | undefined, before: Position | undefined): boolean {
    if (position === undefined) return true;
    this.reader.seeAppended(stream, position);
    return before !== undefined && position <= before;
  }

  /** After an attempt that may have landed, the entries that stand in the way may be its own. */
  private async conflict(
    { stream, expected, events }: Append,
    actual: Expected,
    mayHaveLanded: boolean,
    limit: number,
  ): Promise<Appended | undefined> {
    const first = expected === 'NO_STREAM' ? 0 : expected + 1;
    if (mayHaveLanded) {
      const ids = await this.reader.ids(stream, first, events.length, limit).catch(() => []);
      // With nothing there, the attempt may be under way still.
      if (ids.length === 0) return undefined;
      if (events.every(({ id }, index) => ids[index] === id)) return { revision: first + events.length - 1, repeated: true };
    }
    throw new LogError('CONFLICT', `${stream} is at ${actual}, not at ${expected}`, actual);
  }
}

const notSent = (answer: Answer): Answer => ({ kind: 'NOT_SENT', reason: 'reason' in answer ? answer.reason : answer.kind, silent: false });
