import { addDays, halfYearEndOf, halfYearOf, type Day } from '../calendar.js';
import { compact } from '../compact.js';
import { enteredAfter } from '../objective/update.projection.js';
import type { Ambition, Objective, PeriodUpdate, PlanView } from '../plan-view.js';
import { headOf, type ReportHead } from './report.js';
import { tally, type Tally } from './tally.js';

/** A reporting half-year, by its last day. */
export interface HalfYear {
  readonly startsOn: Day;
  readonly endsOn: Day;
  /** The last day of the half-year after it. */
  readonly nextEndsOn: Day;
  /** The last day on which an update of it is in time, by the rule set of the view. */
  readonly cutOff: Day;
}

export interface OwedUpdate {
  readonly objective: string;
  readonly title: string;
  readonly ambition: number;
  /** The post that leads the delivery, or else the one that leads the ambition; absent where nobody does. */
  readonly owedBy?: string;
  readonly deputy?: string;
}

/** Which objectives still owe an update of a half-year, and what came in. */
export interface UpdatesOwed extends ReportHead {
  readonly period: HalfYear;
  readonly owed: Tally;
  readonly received: Tally;
  /** Those received that say there is nothing to report. */
  readonly nilReturns: Tally;
  /** Those received of which what stands was entered after the cut-off. */
  readonly afterCutOff: Tally;
  readonly lines: readonly OwedUpdate[];
}

/** The half-year that ends on a day, with its cut-off by the rule set of a view. */
export const halfYearEnding = ({ ruleSet }: PlanView, endsOn: Day): HalfYear => halfYear(endsOn, addDays(endsOn, ruleSet.updateCutOffDays));

/** The half-year that ends on a day, with a cut-off. */
export const halfYear = (endsOn: Day, cutOff: Day): HalfYear => ({
  startsOn: halfYearOf(endsOn),
  endsOn,
  nextEndsOn: halfYearEndOf(addDays(endsOn, 1)),
  cutOff,
});

export const updateOf = ({ updates }: Objective, { endsOn }: HalfYear): PeriodUpdate | undefined =>
  updates.find(({ periodEnd }) => periodEnd === endsOn);

/** True for an objective that was under way in the half-year and has no update of it. */
export function owesUpdate(objective: Objective, period: HalfYear): boolean {
  const { startedOn, end } = objective;
  const underWay = startedOn !== undefined && startedOn <= period.endsOn && (end === undefined || end.on >= period.startsOn);
  return underWay && updateOf(objective, period) === undefined;
}

export function updatesOwed(view: PlanView, periodEnd: Day): UpdatesOwed {
  const period = halfYearEnding(view, periodEnd);
  const counted = (objectives: readonly Objective[]): Tally =>
    tally(
      view,
      'objective',
      objectives.map(({ code }) => code),
    );
  const of = (holds: (update: PeriodUpdate) => boolean): Tally =>
    counted(
      view.objectives.filter((objective) => {
        const update = updateOf(objective, period);
        return update !== undefined && holds(update);
      }),
    );
  const owing = view.objectives.filter((objective) => owesUpdate(objective, period));
  const ambitions = new Map(view.ambitions.map((ambition) => [ambition.number, ambition]));
  return {
    ...headOf(view),
    period,
    owed: counted(owing),
    received: of(() => true),
    nilReturns: of(({ nil }) => nil),
    afterCutOff: of((update) => enteredAfter(update, period.cutOff)),
    lines: owing.map((objective) => lineOf(objective, ambitions.get(objective.ambition), view.on)),
  };
}

function lineOf({ code, title, ambition, deliveryLead }: Objective, of: Ambition | undefined, on: Day): OwedUpdate {
  const lead = of?.posts.find((post) => post.lead && (post.until === undefined || on < post.until));
  return compact({ objective: code, title, ambition, owedBy: deliveryLead?.post ?? lead?.post, deputy: deliveryLead?.deputy });
}
