import type { Day } from '../calendar.js';
import type { PlanView } from '../plan-view.js';
import type { FundingPosition } from './funding.events.js';

/** A plan year in which an open milestone has no money: its objective's funding ends before that year starts. */
export interface FundingGap {
  readonly objective: string;
  readonly milestone: string;
  /** The plan year, 1 to 5. */
  readonly year: number;
  readonly position: FundingPosition;
  /** The last day that is paid for. */
  readonly until: Day;
}

/** Every funding gap of an edition (`FUNDING_GAP`), in the order of codes and years. */
export function fundingGaps(view: PlanView): readonly FundingGap[] {
  return view.objectives.flatMap(({ code, funding, milestones }) => {
    if (funding?.until === undefined) return [];
    const { position, until } = funding;
    return milestones.flatMap(({ code: milestone, fundingGapYears }) =>
      fundingGapYears.map((year) => ({ objective: code, milestone, year, position, until })),
    );
  });
}
