import type { Day, PlanYear } from './calendar.js';
import type { MilestoneRow } from './objective/milestone.projection.js';
import type { ObjectiveRow, StrandRow } from './objective/objective.projection.js';
import type { AmbitionRow, EditionRow, PlanRow } from './plan/plan.projection.js';
import type { FormerTitle } from './titles.js';

/** The number of the entry that last changed each field of a row. */
export type Because = Readonly<Record<string, number>>;

export type EditionStatus = 'DRAFT' | 'OPINION_SOUGHT' | 'PUBLISHED' | 'CURRENT' | 'SUPERSEDED' | 'WITHDRAWN';
export type ObjectiveStatus = 'PROPOSED' | 'ACTIVE' | 'AT_REVIEW' | 'RETIRED_TO_BAU' | 'CONCLUDED';
export type StrandStatus = 'ACTIVE' | 'CONCLUDED' | 'TRANSFERRED' | 'HANDED_OVER';
export type MilestoneStatus =
  'PLANNED' | 'PLACEHOLDER' | 'IN_PROGRESS' | 'DELAYED' | 'HELD' | 'MET' | 'DROPPED' | 'CARRIED_FORWARD' | 'SUPERSEDED' | 'HANDED_OVER';
export type PublicStatus = 'COMPLETED' | 'IN_PROGRESS' | 'DELAYED' | 'NOT_STARTED';

export interface PlanRecord extends PlanRow {
  readonly because: Because;
}

export interface Edition extends EditionRow {
  readonly status: EditionStatus;
  readonly startsOn: Day;
  readonly endsOn: Day;
  /** `2025/26–2029/30`. */
  readonly label: string;
  readonly because: Because;
}

export interface Ambition extends AmbitionRow {
  readonly title: string;
  readonly formerTitles: readonly FormerTitle[];
  readonly publicStatus: PublicStatus;
  readonly because: Because;
}

export interface Strand extends StrandRow {
  readonly status: StrandStatus;
}

export interface Milestone extends MilestoneRow {
  readonly status: MilestoneStatus;
  readonly publicStatus: PublicStatus | null;
  /** Open, and past its due day or else the end of its window. */
  readonly late: boolean;
  /** Who took it over when its objective ended. */
  readonly handedOverTo: readonly string[];
  /** Whole days from the first and from the approved date to the day met, or else to the forecast; null where neither is known. */
  readonly slip: { readonly againstFirst: number | null; readonly againstApproved: number | null };
  readonly because: Because;
}

export interface Objective extends ObjectiveRow {
  readonly title: string;
  readonly formerTitles: readonly FormerTitle[];
  readonly status: ObjectiveStatus;
  readonly publicStatus: PublicStatus;
  readonly delayed: boolean;
  readonly strandList: readonly Strand[];
  readonly milestones: readonly Milestone[];
  readonly because: Because;
}

/**
 * A whole plan at one point: what the ledger knew at entry `entry` about day `on`, for one edition. Immutable.
 * Reports, rules, gates and diffs take one and know nothing else.
 */
export interface PlanView {
  readonly code: string;
  readonly entry: number;
  readonly on: Day;
  readonly plan: PlanRecord;
  /** The edition asked about; undefined while the plan has none. */
  readonly edition: Edition | undefined;
  readonly years: readonly PlanYear[];
  readonly editions: readonly Edition[];
  readonly ambitions: readonly Ambition[];
  /** Those that count in this edition, in the order of their codes. */
  readonly objectives: readonly Objective[];
  readonly milestones: readonly Milestone[];
  ambition(number: number): Ambition | undefined;
  objective(code: string): Objective | undefined;
  milestone(code: string): Milestone | undefined;
}

/** A row at one point, with the entries that made it so. */
export interface ViewedRow<R> {
  readonly row: R;
  readonly because: Because;
}

/** The rows of one plan at one point (entry, day), read lazily. Implemented by the row store and, in tests, by a plain fold. */
export interface RowSource {
  one(kind: string, key: string): ViewedRow<object> | undefined;
  /** Every live row of a kind, in the order of their keys. */
  all(kind: string): readonly ViewedRow<object>[];
}
