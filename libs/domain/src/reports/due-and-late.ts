import { addDays, daysBetween, type Day } from '../calendar.js';
import { compact } from '../compact.js';
import { approvedEnd } from '../objective/milestone.status.js';
import type { Milestone, PlanView, PublicStatus } from '../plan-view.js';
import { headOf, type ReportHead } from './report.js';
import { tally, type Tally } from './tally.js';

/** An open milestone and the day by which it is to be met. */
export interface DueLine {
  readonly code: string;
  readonly objective: string;
  readonly title: string;
  /** The due day, or else the end of the approved window. */
  readonly endsOn: Day;
  /** Where the plan names a day. */
  readonly dueOn?: Day;
  readonly forecast?: Day;
  readonly publicStatus: PublicStatus | null;
  /** Whole days since it was to be met; absent while it is not late. */
  readonly daysLate?: number;
  /** The post that leads its delivery. */
  readonly deliveryLead?: string;
}

/** What falls due on one day. */
export interface DueDay {
  readonly on: Day;
  readonly milestones: Tally;
}

/** Open milestones by the day on which they are to be met, and what is late. */
export interface DueAndLate extends ReportHead {
  readonly openCount: Tally;
  readonly lateCount: Tally;
  /** Not late, and to be met within the days that the rule set names. */
  readonly dueSoonCount: Tally;
  /** The days that the plan names, in order; the ends of windows are not among them. */
  readonly dueDays: readonly DueDay[];
  /** By the day on which they are to be met, named days first, then by code. */
  readonly lines: readonly DueLine[];
}

export function dueAndLate(view: PlanView): DueAndLate {
  const open = view.milestones.filter(({ publicStatus }) => publicStatus !== null && publicStatus !== 'COMPLETED');
  const counted = (milestones: readonly Milestone[]): Tally =>
    tally(
      view,
      'milestone',
      milestones.map(({ code }) => code),
    );
  const byDueDay = Map.groupBy(open, ({ dueOn }) => dueOn);
  byDueDay.delete(undefined);
  const soon = addDays(view.on, view.ruleSet.dueSoonDays);
  return {
    ...headOf(view),
    openCount: counted(open),
    lateCount: counted(open.filter(({ late }) => late)),
    dueSoonCount: counted(
      open.filter((milestone) => !milestone.late && view.on <= approvedEnd(milestone) && approvedEnd(milestone) <= soon),
    ),
    dueDays: [...byDueDay.entries()]
      .map(([on = '', milestones]) => ({ on, milestones: counted(milestones) }))
      .sort((a, b) => (a.on < b.on ? -1 : 1)),
    lines: open.map((milestone) => lineOf(milestone, view.on)).sort(byDay),
  };
}

function lineOf(milestone: Milestone, on: Day): DueLine {
  const { code, objective, title, dueOn, forecast, publicStatus, late, deliveryLead } = milestone;
  const endsOn = approvedEnd(milestone);
  const daysLate = late ? daysBetween(endsOn, on) : undefined;
  return compact({ code, objective, title, endsOn, dueOn, forecast, publicStatus, daysLate, deliveryLead: deliveryLead?.post });
}

// The sort is stable: within a day the order of the codes stays.
function byDay(a: DueLine, b: DueLine): number {
  if (a.endsOn !== b.endsOn) return a.endsOn < b.endsOn ? -1 : 1;
  return Number(a.dueOn === undefined) - Number(b.dueOn === undefined);
}
