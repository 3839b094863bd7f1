import type { EventLog, Position, Stored } from '#libs/ledger';

/** Follows a log and lets a test wait for what it delivers. */
export class Follower {
  readonly items: (Stored | 'CAUGHT_UP' | 'FELL_BEHIND')[] = [];
  /** Settles when the following has ended, with the error if it ended in one. */
  readonly ended: Promise<unknown>;
  private readonly stopper = new AbortController();
  private readonly waiting = new Set<() => void>();

  /** Keeps the markers and the entries that `wanted` picks. */
  constructor(
    log: EventLog,
    after: Position | 'START',
    private readonly wanted: (entry: Stored) => boolean = () => true,
  ) {
    this.ended = this.run(log.follow(after, this.stopper.signal));
  }

  get entries(): Stored[] {
    return this.items.filter((item) => typeof item !== 'string');
  }

  /** Waits until what was delivered satisfies a condition. */
  until(condition: (follower: this) => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!condition(this)) return;
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
      look();
    });
  }

  caughtUp(): Promise<void> {
    return this.until(({ items }) => items.includes('CAUGHT_UP'));
  }

  async stop(): Promise<unknown> {
    this.stopper.abort();
    return this.ended;
  }

  private async run(items: AsyncIterable<Stored | 'CAUGHT_UP' | 'FELL_BEHIND'>): Promise<unknown> {
    try {
      for await (const item of items) {
        if (typeof item === 'string' || this.wanted(item)) this.items.push(item);
        for (const look of this.waiting) look();
      }
      return undefined;
    } catch (error) {
      return error;
    }
  }
}
