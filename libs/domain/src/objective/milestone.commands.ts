import type { Day } from '../calendar.js';
import type { Certainty, DelayReason, Nature } from './milestone.events.js';

/** A window as people write it: plan years of the edition, days, or both. A part left out follows from the rest. */
export interface WindowInput {
  readonly fromYear?: number;
  readonly toYear?: number;
  readonly startsOn?: Day;
  readonly endsOn?: Day;
}

/** What can be asked of a milestone. It is named by its code, `1b-m06`. */
export type MilestoneCommand = { plan: string } & (
  | {
      type: 'AddMilestone';
      objective: string;
      milestone: string;
      title: string;
      window: WindowInput;
      certainty: Certainty;
      nature: Nature;
      dueOn?: Day;
      strand?: string;
      condition?: string;
      printedHeading?: string;
      edition?: number;
    }
  | { type: 'DefinePlaceholder'; milestone: string; title: string; certainty?: Certainty; nature?: Nature; dueOn?: Day }
  | { type: 'StartMilestone'; milestone: string }
  | { type: 'MeetMilestone'; milestone: string; evidence: string }
  | { type: 'DelayMilestone'; milestone: string; newEnd: Day; reason: DelayReason }
  | { type: 'ReforecastMilestone'; milestone: string; forecast: Day; reason?: string }
  | { type: 'ApproveBaseline'; milestone: string; window: WindowInput; dueOn?: Day; decidedBy: string; reason: string }
  | { type: 'DropMilestone'; milestone: string; reason: string }
  | { type: 'ConfirmContinuing'; milestone: string; period?: Day }
  | { type: 'MeetCondition'; milestone: string; evidence?: string }
  | { type: 'FailCondition'; milestone: string; reason: string }
);
