import { later } from '../calendar.js';
import type { Day } from '../calendar.js';
import type { EditionRow, PlanState } from './plan.projection.js';

export type EditionStatus = 'DRAFT' | 'OPINION_SOUGHT' | 'PUBLISHED' | 'CURRENT' | 'SUPERSEDED' | 'WITHDRAWN';

/** The first day of Year 1 of an edition. */
export const firstDayOfEdition = (edition: EditionRow): Day => edition.years[0].startsOn;

/** The last day of Year 5 of an edition. */
export const lastDayOfEdition = (edition: EditionRow): Day => edition.years[edition.years.length - 1].endsOn;

/** The editions of a plan in the order of their numbers. */
export function editionsOf(plan: Partial<PlanState> | undefined): readonly EditionRow[] {
  return Object.values(plan?.edition ?? {})
    .filter((edition) => edition !== undefined)
    .sort((a, b) => a.number - b.number);
}

export const withdrawnBy = (edition: EditionRow, on: Day): boolean => edition.withdrawnOn !== undefined && edition.withdrawnOn <= on;

/** The one edition that is current on a day: the last to have become so that is not withdrawn. */
export function currentEdition(editions: readonly EditionRow[], on: Day): EditionRow | undefined {
  const currentFrom = (edition: EditionRow): Day => edition.currentFrom ?? '';
  return editions
    .filter((edition) => edition.currentFrom !== undefined && edition.currentFrom <= on && !withdrawnBy(edition, on))
    .reduce<EditionRow | undefined>((latest, edition) => {
      if (latest === undefined || currentFrom(edition) > currentFrom(latest)) return edition;
      return currentFrom(edition) === currentFrom(latest) && edition.number > latest.number ? edition : latest;
    }, undefined);
}

/** The edition of the highest number that is not withdrawn. */
export function newestStanding(editions: readonly EditionRow[], on: Day): EditionRow | undefined {
  return editions
    .filter((edition) => !withdrawnBy(edition, on))
    .reduce<EditionRow | undefined>(
      (newest, edition) => (newest === undefined || edition.number > newest.number ? edition : newest),
      undefined,
    );
}

/**
 * The edition that a question is about: the one it names, else the one current on the day, else the newest not
 * withdrawn. Undefined where it names one that is not there, and while the plan has none.
 */
export function resolveEdition(editions: readonly EditionRow[], on: Day, named?: number): EditionRow | undefined {
  if (named !== undefined) return editions.find((edition) => edition.number === named);
  return currentEdition(editions, on) ?? newestStanding(editions, on);
}

/**
 * The edition and the day of a question that names no day: with an edition named, or none current, the day is at least
 * the first day of its Year 1. `today` is the day to look at otherwise; `editions` are their rows on it.
 */
export function pointOf(
  editions: readonly EditionRow[],
  today: Day,
  named?: number,
): { readonly edition: EditionRow | undefined; readonly on: Day } {
  const edition = resolveEdition(editions, today, named);
  const settled = edition === undefined || (named === undefined && currentEdition(editions, today) !== undefined);
  return { edition, on: settled ? today : later(today, firstDayOfEdition(edition)) };
}

/** The first day on which a published edition can be current; undefined until it is published. */
export function earliestCurrentDay(edition: EditionRow): Day | undefined {
  return edition.publishedOn === undefined ? undefined : later(edition.publishedOn, firstDayOfEdition(edition));
}

/** The last day that any edition of the plan looks ahead to. */
export function horizonOf(editions: readonly EditionRow[]): Day | undefined {
  return editions.map(lastDayOfEdition).reduce<Day | undefined>((last, day) => (last === undefined ? day : later(last, day)), undefined);
}

/** What an edition is on a day, among the editions of its plan. */
export function editionStatus(edition: EditionRow, editions: readonly EditionRow[], on: Day): EditionStatus {
  if (withdrawnBy(edition, on)) return 'WITHDRAWN';
  if (edition.currentFrom !== undefined && edition.currentFrom <= on) {
    return currentEdition(editions, on)?.number === edition.number ? 'CURRENT' : 'SUPERSEDED';
  }
  if (edition.publishedOn !== undefined && edition.publishedOn <= on) return 'PUBLISHED';
  return opinionSought(edition, on) ? 'OPINION_SOUGHT' : 'DRAFT';
}

function opinionSought(edition: EditionRow, on: Day): boolean {
  const asked = edition.opinions.map((opinion) => opinion.requestedOn ?? opinion.receivedOn ?? on).filter((day) => day <= on);
  const changeAsked = edition.opinions.flatMap((opinion) =>
    opinion.changeAsked && opinion.receivedOn !== undefined && opinion.receivedOn <= on ? [opinion.receivedOn] : [],
  );
  return asked.some((day) => changeAsked.every((change) => day > change));
}

/** Where the publish gate looks: the edition's own content, on the later of publication and the first day of its Year 1. */
export function publicationPoint(
  command: Readonly<Record<string, unknown>>,
  { today, plan }: { readonly today: Day; readonly plan?: PlanState },
): { readonly edition: number; readonly on: Day } | undefined {
  const edition = plan?.edition?.[String(command.edition)];
  if (edition === undefined) return undefined;
  const published = typeof command.effectiveOn === 'string' ? command.effectiveOn : command.publishedOnUnknown === true ? '' : today;
  return { edition: edition.number, on: later(published, firstDayOfEdition(edition)) };
}
