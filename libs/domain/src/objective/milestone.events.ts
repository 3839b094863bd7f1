// These names and shapes are on disk. Add; never edit or reuse.
import type { Day } from '../calendar.js';
import type { Upcast } from '../upcast.js';

export type DelayReason = 'CAPACITY' | 'FUNDING' | 'WORKFORCE' | 'DEPENDENCY' | 'CONTRACT' | 'NATIONAL_POLICY' | 'OTHER';
export type Certainty = 'COMMITTED' | 'ASPIRATIONAL' | 'TO_BE_DEFINED';
export type Nature = 'DELIVER' | 'CONTINUE' | 'REVIEW' | 'DISPOSITION' | 'PLACEHOLDER';

/** Days on which a milestone is to be worked on, both included, with the plan years they fall in. */
export interface Window {
  readonly fromYear: number;
  readonly toYear: number;
  readonly startsOn: Day;
  readonly endsOn: Day;
}

interface Noted {
  readonly note?: string;
}

export type MilestoneEvent =
  | {
      type: 'MilestoneAdded';
      data: Noted & {
        objective: string;
        milestone: string;
        edition: number;
        title: string;
        window: Window;
        dueOn?: Day;
        certainty: Certainty;
        nature: Nature;
        strand?: string;
        condition?: string;
        printedHeading?: string;
        /** The milestones that it goes on from. */
        formerly?: readonly string[];
        /** The original window and due day, where it goes on from another. */
        firstWindow?: Window;
        firstDueOn?: Day;
        /** How often the approved dates of the one that it goes on from were moved, that it goes on included. */
        rebaselines?: number;
      };
    }
  | {
      type: 'PlaceholderDefined';
      data: Noted & { milestone: string; title: string; certainty: Certainty; nature: Nature; dueOn?: Day };
    }
  | { type: 'MilestoneStarted'; data: Noted & { milestone: string } }
  | { type: 'MilestoneMet'; data: Noted & { milestone: string; evidence: string } }
  | { type: 'MilestoneDelayed'; data: Noted & { milestone: string; reason: DelayReason; newEnd: Day } }
  | { type: 'MilestoneReforecast'; data: Noted & { milestone: string; forecast: Day; reason?: string } }
  | { type: 'BaselineApproved'; data: Noted & { milestone: string; window: Window; dueOn?: Day; decidedBy: string; reason: string } }
  | { type: 'MilestoneDropped'; data: Noted & { milestone: string; reason: string } }
  | { type: 'ContinuingConfirmed'; data: Noted & { milestone: string; period: Day } }
  | { type: 'ConditionMet'; data: Noted & { milestone: string; evidence?: string } }
  | { type: 'ConditionFailed'; data: Noted & { milestone: string; reason: string } }
  | { type: 'MilestoneCarriedForward'; data: Noted & { milestone: string; edition: number; into: string; reason?: string } }
  | { type: 'MilestoneSplit'; data: Noted & { milestone: string; edition: number; into: readonly string[]; reason: string } }
  | { type: 'MilestoneMerged'; data: Noted & { milestone: string; edition: number; into: string; reason: string } }
  | { type: 'MilestoneSuperseded'; data: Noted & { milestone: string; edition: number; by: string; reason: string } };

/** Stored types with the upcast steps of their data. */
export const milestoneEvents: Readonly<Record<MilestoneEvent['type'], readonly Upcast[]>> = {
  MilestoneAdded: [],
  PlaceholderDefined: [],
  MilestoneStarted: [],
  MilestoneMet: [],
  MilestoneDelayed: [],
  MilestoneReforecast: [],
  BaselineApproved: [],
  MilestoneDropped: [],
  ContinuingConfirmed: [],
  ConditionMet: [],
  ConditionFailed: [],
  MilestoneCarriedForward: [],
  MilestoneSplit: [],
  MilestoneMerged: [],
  MilestoneSuperseded: [],
};

/** Events that bring a thing into being, with the field that names it. */
export const milestoneCreations: { readonly [T in MilestoneEvent['type']]?: string } = { MilestoneAdded: 'milestone' };
