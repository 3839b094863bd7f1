import { LogError, type Expected, type NewEntry, type Revision } from '../event-log.js';

export interface Place {
  /** Revision of the append's first entry. */
  readonly first: Revision;
  /** True where these very entries stand there already. */
  readonly repeated: boolean;
}

/**
 * Where an append goes in a stream whose last revision is `last` (-1 where there is no stream).
 * Throws `CONFLICT` where other entries stand in its way or the stream is not yet that long.
 */
export function place(
  stream: string,
  expected: Expected,
  entries: readonly NewEntry[],
  last: Revision,
  idAt: (revision: Revision) => string | undefined,
): Place {
  const first = expected === 'NO_STREAM' ? 0 : expected + 1;
  if (first === last + 1) return { first, repeated: false };
  if (entries.every((entry, index) => idAt(first + index) === entry.id)) return { first, repeated: true };
  const actual: Expected = last < 0 ? 'NO_STREAM' : last;
  throw new LogError('CONFLICT', `${stream} is at ${actual}, not at ${expected}`, actual);
}

/** An id names one entry for ever; a second one under it is a mistake of the caller. */
export function idInUse(id: string): LogError {
  return new LogError('REJECTED', `the id ${id} names another entry of the log`);
}
