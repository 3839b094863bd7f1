import { later } from '../calendar.js';
import type { Day } from '../calendar.js';
import { currentEdition, withdrawnBy } from '../plan/editions.js';
import type { EditionRow } from '../plan/plan.projection.js';

export type SuccessionHow = 'CARRIED_FORWARD' | 'SPLIT' | 'MERGED' | 'SUPERSEDED';

/** How a milestone goes on in others. */
export interface Succession {
  readonly how: SuccessionHow;
  /** Codes of the milestones in which it goes on. */
  readonly into: readonly string[];
  /** The edition in which those count. */
  readonly edition: number;
  /** The day from which that is true. */
  readonly on: Day;
  readonly reason?: string;
}

/** The editions of a plan, and the one that a question is about; a decision is about that of its day. */
export interface Editions {
  readonly editions?: readonly EditionRow[];
  readonly asked?: number;
}

interface Succeeded {
  readonly edition: number;
  readonly successions?: readonly Succession[];
}

/** The succession that stands on a day: told by then, and into an edition that is there and not withdrawn. */
export function standingSuccession(milestone: Succeeded, editions: readonly EditionRow[], on: Day): Succession | undefined {
  return milestone.successions?.find((succession) => {
    if (succession.on > on) return false;
    if (succession.edition === milestone.edition) return true;
    const target = editions.find(({ number }) => number === succession.edition);
    return target !== undefined && !withdrawnBy(target, on);
  });
}

/** A succession as it shows on a day. */
export interface Shown {
  readonly succession: Succession;
  /** Since when it shows. */
  readonly on: Day;
}

/**
 * The succession that shows on a day. One into a later edition shows in questions about that edition, and on days when
 * that or a later one is current; until then the milestone is still open, so what was told of it by then goes first.
 */
export function shownSuccession(milestone: Succeeded, { editions = [], asked = 0 }: Editions, on: Day): Shown | undefined {
  const succession = standingSuccession(milestone, editions, on);
  if (succession === undefined) return undefined;
  if (succession.edition === milestone.edition) return { succession, on: succession.on };
  if ((currentEdition(editions, on)?.number ?? 0) >= succession.edition) {
    return { succession, on: later(currentSince(succession.edition, editions, on), succession.on) };
  }
  return asked >= succession.edition ? { succession, on } : undefined;
}

/** Since when an edition or a later one is current, where one is on the day. */
const currentSince = (number: number, editions: readonly EditionRow[], on: Day): Day =>
  editions
    .filter((edition) => edition.number >= number && !withdrawnBy(edition, on))
    .reduce((first, { currentFrom = on }) => (currentFrom < first ? currentFrom : first), on);
