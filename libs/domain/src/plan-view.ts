import type { Day, PlanYear } from './calendar.js';
import type { MeasureRow } from './measure/measure.projection.js';
import type { MeasureReading } from './measure/measure.states.js';
import type { Observation } from './measure/observation.js';
import type { DeliveryLead } from './objective/account.js';
import type { CommitmentRow } from './objective/commitment.projection.js';
import type { DependencyRow } from './objective/dependency.projection.js';
import type { DependencyCause, DependencyState } from './objective/dependency.state.js';
import type { AwardRow, FundingRow, FundingSpell } from './objective/funding.js';
import type { Predecessor } from './objective/lineage.view.js';
import type { Forecast } from './objective/forecast.js';
import type { MilestoneRow } from './objective/milestone.projection.js';
import type { FormerEnd, ObjectiveEnd, ObjectiveRow, StrandRow } from './objective/objective.projection.js';
import type { RiskRow } from './objective/risk.projection.js';
import type { Succession } from './objective/succession.js';
import type { UpdateRow } from './objective/update.projection.js';
import type { EditionStatus } from './plan/editions.js';
import type { AmbitionRow, EditionRow, PlanRow } from './plan/plan.projection.js';
import type { DiscrepancyRow, RegisterEntryRow } from './register/register.projection.js';
import type { DiscrepancyState } from './register/register.status.js';
import type { ToldEvent } from './projection.js';
import type { RuleSet } from './rules/rule-set.js';
import type { IssuedReportRow } from './report/report.projection.js';
import type { ProgressLine } from './reports/progress-line.js';
import type { FormerTitle } from './titles.js';

/** The number of the entry that last changed each field of a row. */
export type Because = Readonly<Record<string, number>>;

export type ObjectiveStatus = 'PROPOSED' | 'ACTIVE' | 'AT_REVIEW' | 'AWAITING_REFERENCE' | ObjectiveEnd['kind'];
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

export interface Dependency extends DependencyRow {
  /** The code of what depends: a milestone, a measure, or the objective as a whole. */
  readonly from: string;
  readonly state: DependencyState;
  /** Why it stands as it does; absent where there is nothing to say. */
  readonly cause?: DependencyCause;
  readonly because: Because;
}

export interface Risk extends RiskRow {
  readonly state: 'OPEN' | 'CLOSED';
  readonly likelihood?: number;
  readonly impact?: number;
  /** Likelihood times impact, 1 to 25; null where one of them is not known. */
  readonly score: number | null;
  readonly because: Because;
}

export interface Commitment extends CommitmentRow {
  readonly because: Because;
}

export interface PeriodUpdate extends UpdateRow {
  readonly because: Because;
}

/** What people answer for, as the day looked at sees it. What they declare and assure stands beside what is computed. */
export interface Accountable {
  /** Everyone who led so far, oldest first. */
  readonly deliveryLeads: readonly DeliveryLead[];
  readonly deliveryLead?: DeliveryLead;
  /** True where the computed, the declared and the assured status are not one. */
  readonly disputed: boolean;
}

/** What is kept beside an objective. */
export interface ObjectiveParts {
  /** Its own and those of its milestones and measures. */
  readonly dependencies: readonly Dependency[];
  readonly risks: readonly Risk[];
  readonly commitments: readonly Commitment[];
  /** Oldest half-year first. */
  readonly updates: readonly PeriodUpdate[];
}

export interface Milestone extends MilestoneRow, Accountable {
  readonly deliveryLeads: readonly DeliveryLead[];
  /** Plan years of its window for which no money is known (`FUNDING_GAP`), while it is open. */
  readonly fundingGapYears: readonly number[];
  readonly dependencies: readonly Dependency[];
  readonly status: MilestoneStatus;
  readonly publicStatus: PublicStatus | null;
  /** Open, and past its due day or else the end of its window. */
  readonly late: boolean;
  /** The milestones that it goes on from. */
  readonly formerly: readonly string[];
  /** How it goes on in others. */
  readonly successions: readonly Succession[];
  /** The milestone that it was carried forward to, while that edition stands. */
  readonly carriedTo?: string;
  /** How it goes on in others, once that shows at this point. */
  readonly goesOn?: Succession;
  /** Open, and past its first due day or else the end of its first window: late against what was promised first. */
  readonly lateAgainstFirst: boolean;
  /** Who took it over when its objective ended. */
  readonly handedOverTo: readonly string[];
  /** Whole days from the first and from the approved date to the day met, or else to the forecast; null where neither is known. */
  readonly slip: { readonly againstFirst: number | null; readonly againstApproved: number | null };
  readonly because: Because;
}

export interface Objective extends ObjectiveRow, Accountable, ObjectiveParts {
  readonly deliveryLeads: readonly DeliveryLead[];
  /** The funding position of the day; absent while none is known. */
  readonly funding?: FundingRow;
  /** Every position so far, oldest first. */
  readonly fundingHistory: readonly FundingSpell[];
  /** Every award so far, oldest first. */
  readonly fundingAwards: readonly AwardRow[];
  readonly title: string;
  readonly formerTitles: readonly FormerTitle[];
  readonly status: ObjectiveStatus;
  readonly publicStatus: PublicStatus;
  readonly delayed: boolean;
  readonly strandList: readonly Strand[];
  /** Ends before it was reopened, oldest first. */
  readonly formerEnds: readonly FormerEnd[];
  readonly milestones: readonly Milestone[];
  readonly because: Because;
}

/** A measure with all that its rules derive on the day looked at. */
export interface Measure extends Omit<MeasureRow, 'targets' | 'benchmarks'>, MeasureReading {
  /** What was observed by then, oldest first. */
  readonly observations: readonly Observation[];
  readonly because: Because;
}

export interface RegisterEntry extends RegisterEntryRow {
  /** The name on the day looked at. */
  readonly name: string;
  readonly formerNames: readonly FormerTitle[];
  /** False from the day on which it ended. */
  readonly inForce: boolean;
  readonly because: Because;
}

export interface Discrepancy extends DiscrepancyRow {
  readonly state: DiscrepancyState;
  readonly because: Because;
}

/** A report that was issued; it never changes. */
export interface IssuedReport extends IssuedReportRow {
  readonly issuedOn: Day;
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
  /** The set that everything here is computed by: the one in force on the day, or the one that the question named. */
  readonly ruleSet: RuleSet;
  readonly editions: readonly Edition[];
  readonly ambitions: readonly Ambition[];
  /** Those that count in this edition, in the order of their codes. */
  readonly objectives: readonly Objective[];
  readonly milestones: readonly Milestone[];
  /** Those of the editions before this one, as they stand now, in the order of their codes. */
  readonly earlierMilestones: readonly Milestone[];
  /** Those that count in this edition, withdrawn ones too, in the order of their codes. */
  readonly measures: readonly Measure[];
  /** All of them whatever the edition, in the order of their codes; those that have ended too. */
  readonly registerEntries: readonly RegisterEntry[];
  readonly discrepancies: readonly Discrepancy[];
  /** Whatever the edition, by the end of their half-year. */
  readonly issuedReports: readonly IssuedReport[];
  ambition(number: number): Ambition | undefined;
  objective(code: string): Objective | undefined;
  /** A milestone of this edition or, as it stands now, of one before. */
  milestone(code: string): Milestone | undefined;
  /** What went on in an objective: others that ended in it, and predecessors of which no code is known. */
  predecessorsOf(objective: string): readonly Predecessor[];
  /** The objectives that were merged into a programme of the register. */
  mergedInto(programme: RegisterEntry): readonly Predecessor[];
  /** Codes of the milestones that one supersedes. */
  supersededBy(milestone: string): readonly string[];
  /** Every forecast of a milestone under its code, in the order of the days on which they were made. */
  forecastsOf(milestone: string): readonly Forecast[];
  /** The entries that recorded the baselines of a milestone under its code, in the order in which those stand. */
  baselineEntriesOf(milestone: string): readonly number[];
  /** The dependencies of others on a milestone, measure or objective. */
  dependentsOf(code: string): readonly Dependency[];
  measure(code: string): Measure | undefined;
  /** The measures that belong to an objective now, in the order of their codes. */
  measuresOf(objective: string): readonly Measure[];
  registerEntry(code: string): RegisterEntry | undefined;
  discrepancy(code: string): Discrepancy | undefined;
  issuedReport(code: string): IssuedReport | undefined;
  /** The lines of an issued report as they were frozen; none where it is not issued. */
  issuedLines(report: string): readonly ProgressLine[];
  /**
   * The same entry and day in the newest edition that stands, where whatever was carried on counts. This view itself where
   * none is newer, and where its own edition was withdrawn.
   */
  inNewestEdition(): PlanView;
  /** What the view knows of one thing by the kind and key of its row: the facts, without anything derived. */
  fact(kind: string, key: string): ViewedRow<object> | undefined;
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
  /** Those whose key is the owner's followed by a hyphen: the milestones of `1b`, the observations of `1b-k1`. */
  of(kind: string, owner: string): readonly ViewedRow<object>[];
  /** The events of these types that make the owner's rows what they are, by the keys of those, in the order in which they fold. */
  told(kind: string, owner: string, types: readonly string[]): ReadonlyMap<string, readonly ToldEvent[]>;
}

/** Where things are looked at: the rows of a plan on a day, and an edition of it. */
export interface Ground {
  readonly source: RowSource;
  readonly on: Day;
  /** Says of an edition whether what belongs to it counts in the one looked at. */
  readonly counts: (edition: number) => boolean;
  readonly editions: readonly EditionRow[];
  /** The number of the edition looked at; undefined while there is none. */
  readonly edition: number | undefined;
}
