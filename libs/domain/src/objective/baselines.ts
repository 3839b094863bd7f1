import { daysBetween, type Day } from '../calendar.js';
import type { Milestone, PlanView } from '../plan-view.js';
import type { MilestoneEvent, Window } from './milestone.events.js';
import { baselinesSoFar } from './milestone.projection.js';
import { approvedEnd, firstEnd } from './milestone.status.js';

/** The events that record baselines. */
export const BASELINING: readonly MilestoneEvent['type'][] = ['MilestoneAdded', 'BaselineApproved'];

/** One of the baselines that a promise had, from the original one to the approved one in force. */
export interface MilestoneBaseline {
  /** The milestone that had it: the promise may have gone on under another code since. */
  readonly milestone: string;
  readonly edition: number;
  readonly how: 'ORIGINAL' | 'APPROVED' | 'WENT_ON';
  readonly window: Window;
  readonly dueOn?: Day;
  /** The day from which it stood. */
  readonly on: Day;
  /** The body that decided it; absent where it is that of an edition. */
  readonly decidedBy?: string;
  readonly reason?: string;
  /** Whole days from the original end to this one. */
  readonly daysFromOriginal: number;
  /** The number of the entry that recorded it. */
  readonly entry: number;
}

/** The baselines of a milestone and of those that it goes on from, oldest first; of several merged, those of the earliest promise. */
export function baselinesOf(view: PlanView, milestone: Milestone): readonly MilestoneBaseline[] {
  const original = firstEnd(milestone);
  return lineOf(view, milestone).flatMap((row, place) => {
    const entries = view.baselineEntriesOf(row.code);
    return baselinesSoFar(row).map((baseline, index): MilestoneBaseline => {
      const how = index > 0 ? 'APPROVED' : place > 0 ? 'WENT_ON' : 'ORIGINAL';
      return {
        milestone: row.code,
        edition: row.edition,
        how,
        ...baseline,
        daysFromOriginal: daysBetween(original, approvedEnd(baseline)),
        entry: entries[index],
      };
    });
  });
}

/** What it goes on from, oldest first, and itself. */
function lineOf(view: PlanView, milestone: Milestone, passed: readonly string[] = []): readonly Milestone[] {
  const former = milestone.formerly
    .filter((code) => !passed.includes(code))
    .map((code) => view.milestone(code))
    .find((one) => one !== undefined && firstEnd(one) === firstEnd(milestone));
  return former === undefined ? [milestone] : [...lineOf(view, former, [...passed, milestone.code]), milestone];
}
