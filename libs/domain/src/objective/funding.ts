import type { Day, PlanYear } from '../calendar.js';
import { compact } from '../compact.js';
import type { Source, When } from '../projection.js';
import type { FundingAward, FundingEvent, FundingTerms } from './funding.events.js';
import type { Nature, Window } from './milestone.events.js';

/** A funding position with the day from which it holds. */
export interface FundingRow extends FundingTerms {
  readonly from: Day;
  /** Why it changed; absent where it was the first. */
  readonly reason?: string;
  readonly source?: Source;
}

/** A funding position as a day sees it: with the day on which another took its place. */
export interface FundingSpell extends FundingRow {
  readonly replacedOn?: Day;
}

/** An award with the day on which it was made. */
export interface AwardRow extends FundingAward {
  readonly on: Day;
  readonly source?: Source;
}

/** What keeps funding positions and awards, oldest first. */
export interface Funded {
  readonly fundingPositions?: readonly FundingRow[];
  readonly fundingAwards?: readonly AwardRow[];
}

type DataOf<T extends FundingEvent['type']> = Extract<FundingEvent, { type: T }>['data'];

/** The same with a position from a day on; of two told of one day the later told stands. */
export function withFunding<R extends Funded>(
  row: R,
  data: DataOf<'FundingPositionSet' | 'FundingPositionChanged'>,
  { on, source }: Pick<When, 'on' | 'source'>,
): R {
  const { position, until, untilBasis, text } = data;
  const reason = 'reason' in data ? data.reason : undefined;
  const before = (row.fundingPositions ?? []).filter(({ from }) => from !== on);
  return { ...row, fundingPositions: [...before, compact({ position, until, untilBasis, text, from: on, reason, source })] };
}

/** The same with one more award. */
export function withAward<R extends Funded>(row: R, { amount, period, funder, text }: DataOf<'FundingAwarded'>, { on, source }: When): R {
  return { ...row, fundingAwards: [...(row.fundingAwards ?? []), compact({ amount, period, funder, text, on, source })] };
}

/** The position that holds on a day; undefined while none is known. */
export const fundingOn = ({ fundingPositions = [] }: Funded, on: Day): FundingRow | undefined =>
  fundingPositions.findLast(({ from }) => from <= on);

/** Every position up to a day, oldest first, each with the day on which another took its place. */
export function fundingHistory({ fundingPositions = [] }: Funded, on: Day): readonly FundingSpell[] {
  const told = fundingPositions.filter(({ from }) => from <= on);
  return told.map((position, index) => (index + 1 < told.length ? { ...position, replacedOn: told[index + 1].from } : position));
}

/**
 * The plan years of a milestone for which no money is known (`FUNDING_GAP`): those of its window that start after the day on
 * which the funding ends. A DISPOSITION item needs none.
 */
export function gapYears(
  { nature, window }: { readonly nature: Nature; readonly window: Window },
  funding: FundingTerms | undefined,
  years: readonly PlanYear[],
): readonly number[] {
  const until = funding?.until;
  if (until === undefined || nature === 'DISPOSITION') return [];
  return years.filter(({ year, startsOn }) => window.fromYear <= year && year <= window.toYear && startsOn > until).map(({ year }) => year);
}
