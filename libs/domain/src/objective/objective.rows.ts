import type { Day } from '../calendar.js';
import type { Titled } from '../plan/plan.rows.js';
import type { Source } from '../projection.js';
import type { Certainty, DelayReason, Nature, Window } from './milestone.events.js';
import type { DispositionKind, Receiver, ReviewOutcome } from './objective.events.js';

export interface StrandRow {
  readonly name: string;
  readonly addedOn: Day;
  readonly concludedOn?: Day;
  readonly transferredOn?: Day;
  readonly receiver?: string;
}

export interface Delay {
  readonly reason: DelayReason;
  readonly newEnd: Day;
  readonly declaredOn: Day;
  readonly note?: string;
}

/** How an objective came to its end. */
export interface ObjectiveEnd {
  readonly kind: 'RETIRED_TO_BAU' | 'CONCLUDED';
  readonly on: Day;
  readonly reason: string;
  readonly receivers: readonly Receiver[];
  readonly monitoring?: string;
}

/** An objective with its strands, as its events left it. Days, not statuses: a status needs a day to be asked on. */
export interface ObjectiveRow {
  readonly code: string;
  readonly ambition: number;
  readonly edition: number;
  readonly addedOn: Day;
  /** Oldest first; the last is the title of the day. */
  readonly titles: readonly Titled[];
  readonly titleVariants: readonly { readonly place: string; readonly wording: string }[];
  readonly summary?: string;
  readonly rescopedOn?: Day;
  readonly rescopeReason?: string;
  readonly strands: readonly StrandRow[];
  readonly startedOn?: Day;
  readonly delay?: Delay;
  /** The day on which its last delay ended. */
  readonly resumedOn?: Day;
  readonly disposition?: {
    readonly kind: DispositionKind;
    readonly endOfYear?: number;
    readonly inYears: readonly number[];
    readonly endsOn?: Day;
    readonly dayOpen: boolean;
    readonly text?: string;
    readonly strands: readonly {
      readonly strand: string;
      readonly kind: DispositionKind;
      readonly endOfYear?: number;
      readonly endsOn?: Day;
      readonly text?: string;
    }[];
  };
  /** The day on which the disposition was planned. */
  readonly dispositionOn?: Day;
  readonly reviews: readonly {
    readonly reviewOn: Day;
    readonly subject?: string;
    readonly reason?: string;
    readonly outcome?: ReviewOutcome;
    readonly concludedOn?: Day;
  }[];
  readonly end?: ObjectiveEnd;
  readonly inequalityAction?: string;
  /** The day on which the inequality action was set. */
  readonly inequalityActionOn?: Day;
  readonly oversight: readonly string[];
  readonly partners: readonly string[];
  readonly alignments: readonly { readonly type: string; readonly name: string }[];
  readonly source?: Source;
}

/** A milestone as its events left it. The four dates are apart: first window, approved window, forecast, met. */
export interface MilestoneRow {
  readonly code: string;
  readonly objective: string;
  readonly edition: number;
  readonly addedOn: Day;
  readonly title: string;
  readonly strand?: string;
  readonly certainty: Certainty;
  readonly nature: Nature;
  readonly condition?: string;
  readonly conditionState?: 'OPEN' | 'MET' | 'FAILED';
  /** The day on which the condition was met or failed. */
  readonly conditionOn?: Day;
  readonly conditionReason?: string;
  readonly printedHeading?: string;
  readonly note?: string;
  readonly firstWindow: Window;
  readonly firstDueOn?: Day;
  readonly window: Window;
  readonly dueOn?: Day;
  /** The day now expected; moved by delays and reforecasts, never the window. */
  readonly forecast?: Day;
  /** The day on which the forecast was made. */
  readonly forecastOn?: Day;
  readonly delay?: Delay;
  readonly rebaselines: number;
  /** The day on which the approved window last moved. */
  readonly rebaselinedOn?: Day;
  /** The day on which a placeholder got its content. */
  readonly definedOn?: Day;
  readonly startedOn?: Day;
  /** The day on which it last went on after a delay. */
  readonly resumedOn?: Day;
  readonly metOn?: Day;
  readonly evidence?: string;
  readonly droppedOn?: Day;
  readonly dropReason?: string;
  /** First days of the half-years for which the owner confirmed activity (CONTINUE items). */
  readonly confirmed: readonly Day[];
  readonly source?: Source;
}

/** The rows of an objective's stream: the objective with its strands and milestones, one consistency boundary. */
export type ObjectiveState = {
  readonly objective: Readonly<Record<string, ObjectiveRow | undefined>>;
  readonly milestone: Readonly<Record<string, MilestoneRow | undefined>>;
};
