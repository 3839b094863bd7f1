import type { Day } from '../calendar.js';
import type { FundingPosition } from '../objective/funding.events.js';
import { fundingGaps, type FundingGap } from '../objective/funding.gaps.js';
import { endedBy } from '../objective/objective.status.js';
import type { Objective, PlanView } from '../plan-view.js';
import { talliesBy, type NamedTally } from './named-tally.js';
import { headOf, type ReportHead } from './report.js';
import { tally, type Tally } from './tally.js';

/** An objective whose money ends before work that is planned. */
export interface FundingCliffLine {
  readonly objective: string;
  readonly title: string;
  readonly position: FundingPosition;
  /** The last day that is paid for. */
  readonly until: Day;
  readonly milestones: Tally;
  /** A line for each milestone and plan year without money, in the order of codes and years. */
  readonly gaps: readonly FundingGap[];
}

/** An objective that counts on money which is not there, though no last day is known. */
export interface UncertainFunding {
  readonly objective: string;
  readonly title: string;
  readonly position: FundingPosition;
  readonly text?: string;
}

/** Q8: where the money ends before the work does. */
export interface FundingCliff extends ReportHead {
  /** The milestones with at least one year that nothing is known to pay for. */
  readonly milestones: Tally;
  /** By the last day that is paid for, then by code. */
  readonly cliffs: readonly FundingCliffLine[];
  /** PARTIAL, SUBJECT_TO_FUNDING or UNFUNDED without a last day. */
  readonly uncertain: readonly UncertainFunding[];
  /** The objectives that have not ended, by funding position; those without one are `UNKNOWN`. */
  readonly byPosition: readonly NamedTally[];
}

const UNCERTAIN: ReadonlySet<FundingPosition> = new Set(['PARTIAL', 'SUBJECT_TO_FUNDING', 'UNFUNDED']);

/** Reports on the money of the objectives of an edition, as far as they have not ended. */
export function fundingCliff(view: PlanView): FundingCliff {
  const open = view.objectives.filter((objective) => !endedBy(objective, view.on));
  const gapsOf = Map.groupBy(fundingGaps(view), ({ objective }) => objective);
  const cliffs = open.flatMap((objective) => cliffOf(view, objective, gapsOf.get(objective.code) ?? []));
  return {
    ...headOf(view),
    milestones: tally(
      view,
      'milestone',
      open.flatMap(({ code }) => milestonesIn(gapsOf.get(code) ?? [])),
    ),
    cliffs: cliffs.toSorted((a, b) => (a.until < b.until ? -1 : a.until > b.until ? 1 : 0)),
    uncertain: open.flatMap(uncertainty),
    byPosition: talliesBy(view, 'objective', open, ({ funding }) => funding?.position ?? 'UNKNOWN'),
  };
}

const milestonesIn = (gaps: readonly FundingGap[]): readonly string[] => [...new Set(gaps.map(({ milestone }) => milestone))];

function cliffOf(view: PlanView, { code, title, funding }: Objective, gaps: readonly FundingGap[]): readonly FundingCliffLine[] {
  if (funding?.until === undefined || gaps.length === 0) return [];
  const { position, until } = funding;
  return [{ objective: code, title, position, until, milestones: tally(view, 'milestone', milestonesIn(gaps)), gaps }];
}

function uncertainty({ code, title, funding }: Objective): readonly UncertainFunding[] {
  if (funding === undefined || funding.until !== undefined || !UNCERTAIN.has(funding.position)) return [];
  const { position, text } = funding;
  return [{ objective: code, title, position, ...(text !== undefined && { text }) }];
}
