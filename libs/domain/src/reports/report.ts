import type { Day } from '../calendar.js';
import type { PlanView } from '../plan-view.js';

/** What every report begins with: the point and the rules that it was computed at. With it the same report is computed again. */
export interface ReportHead {
  readonly entry: number;
  readonly on: Day;
  /** The edition reported on; null while the plan has none. */
  readonly edition: number | null;
  /** The name of the rule set that it was computed by. */
  readonly ruleSet: string;
}

/** The head of a report on a view. */
export const headOf = ({ entry, on, edition, ruleSet }: PlanView): ReportHead => ({
  entry,
  on,
  edition: edition?.number ?? null,
  ruleSet: ruleSet.name,
});
