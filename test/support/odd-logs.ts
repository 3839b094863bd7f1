import { LogError, type EventLog, type MemoryLog, type Position, type Stored } from '#libs/ledger';

/** The log as it would be if its deliveries were others. */
export function changed(inner: MemoryLog, deliver: (stored: Stored) => Stored[]): EventLog {
  return Object.assign(Object.create(inner) as MemoryLog, {
    follow: async function* (after: Position | 'START', signal: AbortSignal) {
      for await (const item of inner.follow(after, signal)) {
        if (typeof item === 'string') yield item;
        else yield* deliver(item);
      }
    },
  });
}

/** A log that can go away: its deliveries end, and it answers nothing. */
export class FlakyLog {
  away = false;
  readonly log: EventLog;
  readonly turnedAway: Promise<void>;
  private current = new AbortController();

  constructor(inner: MemoryLog) {
    let tellTurnedAway: () => void;
    this.turnedAway = new Promise((resolve) => (tellTurnedAway = resolve));
    const follow = (after: Position | 'START', signal: AbortSignal): ReturnType<EventLog['follow']> => {
      this.current = new AbortController();
      return inner.follow(after, AbortSignal.any([signal, this.current.signal]));
    };
    const at = (position: Position): Promise<Stored | undefined> => {
      if (!this.away) return inner.at(position);
      tellTurnedAway();
      return Promise.reject(new LogError('UNAVAILABLE', 'the log is away'));
    };
    this.log = Object.assign(Object.create(inner) as MemoryLog, { follow, at });
  }

  cut(): void {
    this.current.abort();
  }
}
