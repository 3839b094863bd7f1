import type { Day } from '../calendar.js';
import type { PlanView } from '../plan-view.js';

/** What is counted, by the kind of its rows; `any` where things of several kinds are counted together. */
export type CountedKind =
  | 'ambition'
  | 'objective'
  | 'milestone'
  | 'measure'
  | 'dependency'
  | 'risk'
  | 'commitment'
  | 'periodUpdate'
  | 'registerEntry'
  | 'discrepancy'
  | 'any';

/** Where something was counted. */
export interface CountedAt {
  readonly plan: string;
  readonly entry: number;
  readonly on: Day;
}

/** A number of a report that knows what it counts and where, so that it can be traced to the entries behind it. */
export interface Tally {
  readonly kind: CountedKind;
  readonly count: number;
  /** The codes of what was counted (an ambition by its number), in the order of the report. */
  readonly subjects: readonly string[];
  readonly at: CountedAt;
}

/** Counts things of a view by their codes. */
export const tally = ({ code, entry, on }: PlanView, kind: CountedKind, subjects: readonly string[]): Tally =>
  tallyAt({ plan: code, entry, on }, kind, subjects);

/** Counts things at a point by their codes. */
export const tallyAt = (at: CountedAt, kind: CountedKind, subjects: readonly string[]): Tally => ({
  kind,
  count: subjects.length,
  subjects,
  at,
});
