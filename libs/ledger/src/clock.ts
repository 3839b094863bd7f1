import type { Instant } from '#libs/domain';

/** The one source of "now". Tests fix it. */
export interface Clock {
  /** The present instant, UTC, milliseconds. */
  now(): Instant;
}

let lastRead = 0;
let lastText = '';

/** Written out once a millisecond: under load many commands are stamped in one. */
export const systemClock: Clock = {
  now: () => {
    const read = Date.now();
    if (read !== lastRead) [lastRead, lastText] = [read, new Date(read).toISOString()];
    return lastText;
  },
};
