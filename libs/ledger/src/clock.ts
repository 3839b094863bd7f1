import type { Instant } from '#libs/domain';

/** The one source of "now". Tests fix it. */
export interface Clock {
  /** The present instant, UTC, milliseconds. */
  now(): Instant;
}

export const systemClock: Clock = { now: () => new Date().toISOString() };
