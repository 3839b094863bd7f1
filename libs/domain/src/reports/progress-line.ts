import type { Day } from '../calendar.js';
import type { AssuredStatus, DeclaredStatus } from '../objective/account.js';
import type { ReportedStatus, UpdateText } from '../objective/account.events.js';
import type { Delay } from '../objective/milestone.projection.js';
import type { Outlook } from '../plan/plan.events.js';

// Issued reports keep these lines on disk: add to their shapes; never edit or reuse.

/** What is computed, what the owner declared and what was assured, side by side; none of them alone is the status. */
export interface Judged {
  readonly computed: ReportedStatus;
  readonly declared?: DeclaredStatus;
  readonly assured?: AssuredStatus;
  /** True where they are not one. */
  readonly disputed: boolean;
}

/** A case study that goes with an ambition or an objective. */
export interface CaseNote {
  readonly code: string;
  readonly name: string;
}

export interface AmbitionProgress {
  readonly line: 'AMBITION';
  readonly number: number;
  readonly title: string;
  readonly outlook?: Outlook;
  readonly outlookReason?: string;
  readonly caseNotes: readonly CaseNote[];
}

export interface ObjectiveProgress extends Judged {
  readonly line: 'OBJECTIVE';
  readonly code: string;
  readonly ambition: number;
  readonly title: string;
  /** The declared delay of the objective itself. */
  readonly delay?: Delay;
  readonly deliveryLead?: string;
  readonly caseNotes: readonly CaseNote[];
  /** True where it was under way in the half-year and no update of it came. */
  readonly owesUpdate: boolean;
}

/** What the owner of an objective said of the half-year. */
export interface UpdateProgress extends UpdateText {
  readonly line: 'UPDATE';
  readonly objective: string;
  readonly nil: boolean;
  readonly post?: string;
  readonly enteredAt: string;
  /** True where what stands was entered after the cut-off. */
  readonly afterCutOff: boolean;
}

/** An open risk to the capacity to deliver. */
export interface CapacityNote {
  readonly line: 'CAPACITY';
  readonly code: string;
  readonly objective: string;
  readonly text: string;
  /** Likelihood times impact, 1 to 25. */
  readonly score?: number;
}

/** Why a milestone counts as delayed. */
export type DelayedBy = 'DECLARED' | 'LATE' | 'FORECAST';

export interface MilestoneProgress extends Judged {
  readonly line: 'MILESTONE';
  readonly code: string;
  readonly objective: string;
  readonly title: string;
  readonly strand?: string;
  /** The due day, or else the end of the approved window. */
  readonly endsOn: Day;
  readonly forecast?: Day;
  readonly delayedBy?: DelayedBy;
  readonly delay?: Delay;
  readonly metOn?: Day;
  readonly evidence?: string;
  readonly deliveryLead?: string;
  /** What the next half-year brings of it: the first day of its window, or the day by which it is to be met. */
  readonly next?: 'OPENS' | 'DUE';
}

/** A report on progress line by line, in its order: an ambition, its objectives, and under each what is said of it. */
export type ProgressLine = AmbitionProgress | ObjectiveProgress | UpdateProgress | CapacityNote | MilestoneProgress;
