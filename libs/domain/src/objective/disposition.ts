import type { Day, PlanYear } from '../calendar.js';
import { resolveEdition } from '../plan/editions.js';
import type { PlanView } from '../plan-view.js';
import type { DispositionKind } from './objective.events.js';
import type { ObjectiveRow } from './objective.projection.js';

/** What is planned for the end of an objective or of one of its strands. */
export interface PlannedEnd {
  readonly kind: DispositionKind;
  readonly endOfYear?: number;
  readonly endsOn?: Day;
  readonly dayOpen?: boolean;
}

/** The years that a disposition speaks of: those of the edition that was current when it was planned, whichever is asked about. */
export const yearsSpokenOf = (
  { dispositionOn }: Pick<ObjectiveRow, 'dispositionOn'>,
  { editions, years, on }: PlanView,
): readonly PlanYear[] => resolveEdition(editions, dispositionOn ?? on)?.years ?? years;

/** The day by which it is planned to end: the one named, else the last day of the year named. */
export const plannedDay = ({ endsOn, endOfYear }: PlannedEnd, years: readonly PlanYear[]): Day | undefined =>
  endsOn ?? years.find(({ year }) => year === endOfYear)?.endsOn;

/** True where work is to leave the plan on that day: what is to be reviewed, refreshed or continued may go on. */
export const leavesThePlan = ({ kind }: Pick<PlannedEnd, 'kind'>): boolean => kind === 'RETIRE_TO_BAU' || kind === 'CONCLUDE';

/** True for a planned retirement that names neither a day nor a year, nor says that the day is open (R03). */
export const needsDay = ({ kind, endOfYear, endsOn, dayOpen }: PlannedEnd): boolean =>
  kind === 'RETIRE_TO_BAU' && endOfYear === undefined && endsOn === undefined && dayOpen !== true;
