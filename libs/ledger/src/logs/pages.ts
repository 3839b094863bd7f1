import { setImmediate as nextTurn } from 'node:timers/promises';
import { LogError, type Position, type Stored } from '../event-log.js';
import type { Bell } from './bell.js';

/** Entries read at a time. Nothing is held open between two pages, and other work gets its turn. */
export const PAGE = 500;

const WIDTH = 16;

export function toPosition(place: number): Position {
  return String(place).padStart(WIDTH, '0');
}

/** The number behind a position, undefined for a position of another store. */
export function numberOf(position: Position): number | undefined {
  return /^\d{16}$/.test(position) ? Number(position) : undefined;
}

/** The number after which to read, 0 for `START`. Throws `REJECTED` for a position of another store. */
export function numberAfter(after: Position | 'START'): number {
  const number = after === 'START' ? 0 : numberOf(after);
  if (number === undefined) throw new LogError('REJECTED', `${JSON.stringify(after)} is not a position of this log`);
  return number;
}

/** Reads page after page until one comes short. `next` gives the page after a given entry, or the first. */
export async function* readPages(next: (last: Stored | undefined) => Stored[]): AsyncGenerator<Stored, void, undefined> {
  let last: Stored | undefined;
  for (;;) {
    const page = next(last);
    for (const entry of page) yield entry;
    if (page.length < PAGE) return;
    last = page[page.length - 1];
    await nextTurn();
  }
}

/** Reads what is there, says `CAUGHT_UP`, and goes on whenever the bell rings, until aborted. */
export async function* followPages(
  after: Position | 'START',
  next: (after: Position | 'START') => Stored[],
  bell: Bell,
  signal: AbortSignal,
): AsyncGenerator<Stored | 'CAUGHT_UP', void, undefined> {
  let last = after;
  let caughtUp = false;
  while (!signal.aborted) {
    const heard = bell.rings;
    const page = next(last);
    for (const entry of page) {
      yield entry;
      if (signal.aborted) return;
      last = entry.position;
    }
    if (page.length === PAGE) {
      await nextTurn();
      continue;
    }
    if (!caughtUp) yield 'CAUGHT_UP';
    caughtUp = true;
    await bell.wait(heard, signal);
  }
}
