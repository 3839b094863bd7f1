import type { Day } from '../calendar.js';
import type { MilestoneCommand } from './milestone.commands.js';
import type { DelayReason } from './milestone.events.js';
import type { DispositionKind, Receiver, ReviewOutcome } from './objective.events.js';

export interface StrandDisposition {
  readonly strand: string;
  readonly kind: DispositionKind;
  readonly endOfYear?: number;
  readonly endsOn?: Day;
  readonly text?: string;
}

/** What can be asked of an objective in its life from proposal to end. */
export type LifecycleCommand = { plan: string } & (
  | { type: 'AddObjective'; code: string; ambition: number; title: string; summary?: string; strands?: readonly string[]; edition?: number }
  | { type: 'StartObjective'; objective: string }
  | { type: 'DelayObjective'; objective: string; reason: DelayReason; newEnd: Day }
  | { type: 'ResumeObjective'; objective: string }
  | { type: 'RenameObjective'; objective: string; title: string }
  | { type: 'RecordTitleVariant'; objective: string; place: string; wording: string }
  | { type: 'RescopeObjective'; objective: string; summary: string; reason: string }
);

/** What can be asked of the way an objective ends: its plan, its reviews and the end itself. */
export type EndingCommand = { plan: string } & (
  | {
      type: 'PlanDisposition';
      objective: string;
      kind: DispositionKind;
      endOfYear?: number;
      inYears?: readonly number[];
      endsOn?: Day;
      dayOpen?: boolean;
      text?: string;
      strands?: readonly StrandDisposition[];
    }
  | { type: 'ScheduleReview'; objective: string; reviewOn: Day; subject?: string }
  | { type: 'RecordReviewOutcome'; objective: string; outcome: ReviewOutcome; reason?: string }
  | { type: 'RetireObjective'; objective: string; reason: string; receivers: readonly Receiver[]; monitoring?: string }
  | { type: 'ConcludeObjective'; objective: string; reason: string; receiver?: string }
);

/** What can be asked of a strand, a named part of an objective. */
export type StrandCommand = { plan: string } & (
  | { type: 'AddStrand'; objective: string; strand: string; edition?: number }
  | { type: 'ConcludeStrand'; objective: string; strand: string; reason?: string }
  | { type: 'TransferStrand'; objective: string; strand: string; receiver: string; reason?: string }
);

/** What can be asked of an objective's ties to others. */
export type LinkCommand = { plan: string } & (
  | { type: 'SetInequalityAction'; objective: string; action: string }
  | { type: 'LinkOversight'; objective: string; body: string }
  | { type: 'LinkPartner'; objective: string; partner: string }
  | { type: 'UnlinkPartner'; objective: string; partner: string; reason?: string }
  | { type: 'AlignObjective'; objective: string; alignment: string; name: string }
);

export type ObjectiveCommand = LifecycleCommand | EndingCommand | StrandCommand | LinkCommand | MilestoneCommand;
