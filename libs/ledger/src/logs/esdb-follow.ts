import { isLogError, type Position, type Stored } from '../event-log.js';
import { answerOf } from './esdb-answers.js';
import { fromPosition } from './esdb-codec.js';
import type { EsdbConnection } from './esdb-connection.js';
import type { Feed } from './esdb-dialect.js';
import { readFailure, type EsdbReader } from './esdb-read.js';
import { Awaited, pause, type Timing } from './esdb-timing.js';

type Signal = 'CAUGHT_UP' | 'FELL_BEHIND';

/** Follows the log over every loss of the live feed: an error, an end and a stall are all a drop, mended from the last place seen. */
export class EsdbFollower {
  private behind = false;
  private drops = 0;

  constructor(
    private readonly connection: EsdbConnection,
    private readonly reader: EsdbReader,
    private readonly names: RegExp,
    private readonly timing: Timing,
    private last: Position | 'START',
    private readonly signal: AbortSignal,
  ) {}

  async *entries(): AsyncGenerator<Stored | Signal, void, undefined> {
    while (!this.signal.aborted) {
      try {
        yield* this.catchUp();
        if (this.signal.aborted) return;
        this.behind = false;
        yield 'CAUGHT_UP';
        yield* this.live();
      } catch (error) {
        if (this.signal.aborted || isLogError(error, 'CLOSED')) return;
        if (isLogError(error, 'REJECTED') || answerOf(error).kind === 'REJECTED') throw readFailure(error);
      }
      if (this.signal.aborted) return;
      if (!this.behind) yield 'FELL_BEHIND';
      this.behind = true;
      await pause(this.timing, this.drops++, Infinity, this.signal);
    }
  }

  private async *catchUp(): AsyncGenerator<Stored, void, undefined> {
    for await (const { position, entry } of this.reader.places(this.last)) {
      if (this.signal.aborted) return;
      if (entry !== undefined) yield entry;
      this.last = position;
    }
  }

  /** Returns when the feed ends or has stalled. */
  private async *live(): AsyncGenerator<Stored, void, undefined> {
    const { client } = this.connection;
    const feed = client.subscribe(this.last === 'START' ? 'start' : (fromPosition(this.last) ?? 'start'), this.names);
    try {
      for await (const { position, entry } of this.heard(feed)) {
        if (this.signal.aborted) return;
        this.drops = 0;
        if (this.last !== 'START' && position <= this.last) continue;
        if (entry !== undefined) yield entry;
        this.last = position;
      }
    } finally {
      feed.stop();
    }
  }

  private async *heard(feed: Feed): ReturnType<EsdbReader['places']> {
    const records = feed[Symbol.asyncIterator]();
    for (;;) {
      const next = await this.next(new Awaited(records.next()));
      if (next === undefined || next.done === true) return;
      if (next.value.event !== undefined) yield this.reader.place(next.value.event);
    }
  }

  /** The next record; undefined once the store has something that does not come, cannot be asked, or the follower is to stop. */
  private async next<T>(record: Awaited<T>): Promise<T | undefined> {
    for (let quiet = 0; quiet < 2;) {
      const heard = await record.wait(this.timing.idle / (1 + quiet), this.signal);
      if (heard === 'ABORTED') return undefined;
      if (heard !== 'IDLE') return heard;
      quiet = (await this.lags()) ? quiet + 1 : 0;
    }
    return undefined;
  }

  private async lags(): Promise<boolean> {
    const head = await this.reader.head().catch(() => undefined);
    return head === undefined || (head !== 'START' && (this.last === 'START' || head > this.last));
  }
}
