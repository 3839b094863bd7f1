import type { Day } from '../calendar.js';
import type { PlanView } from '../plan-view.js';
import { progressLines } from './progress-lines.js';
import type {
  AmbitionProgress,
  CapacityNote,
  MilestoneProgress,
  ObjectiveProgress,
  ProgressLine,
  UpdateProgress,
} from './progress-line.js';
import { headOf, type ReportHead } from './report.js';
import { tallyAt, type CountedKind, type Tally } from './tally.js';
import { halfYearEnding, type HalfYear } from './updates-owed.js';

/** Milestones by the status that is computed of them. What has not started is not counted. */
export interface ProgressCounts {
  readonly completed: Tally;
  readonly inProgress: Tally;
  readonly delayed: Tally;
}

export interface ObjectiveBlock extends ObjectiveProgress {
  readonly counts: ProgressCounts;
  readonly update?: UpdateProgress;
  readonly capacityNotes: readonly CapacityNote[];
  readonly completed: readonly MilestoneProgress[];
  readonly inProgress: readonly MilestoneProgress[];
  readonly delayed: readonly MilestoneProgress[];
  /** Milestones whose window opens in the next half-year. */
  readonly opensNext: Tally;
  /** Milestones that are to be met in the next half-year. */
  readonly dueNext: Tally;
}

export interface AmbitionBlock extends AmbitionProgress {
  readonly counts: ProgressCounts;
  readonly objectives: readonly ObjectiveBlock[];
}

/** What owners wrote under one heading. */
export interface UpdateRemark {
  readonly objective: string;
  readonly text: string;
  readonly afterCutOff: boolean;
}

/** The half-yearly report: ambition, objective, status; with what owners said and who still owes it. */
export interface ProgressReport extends ReportHead {
  readonly period: HalfYear;
  readonly counts: ProgressCounts;
  readonly ambitions: readonly AmbitionBlock[];
  readonly capacityNotes: readonly CapacityNote[];
  readonly outcomes: readonly UpdateRemark[];
  readonly engagement: readonly UpdateRemark[];
  readonly leadership: readonly UpdateRemark[];
  readonly challenges: readonly UpdateRemark[];
  readonly owed: Tally;
  readonly nilReturns: Tally;
  readonly afterCutOff: Tally;
  /** Objectives and milestones whose computed, declared and assured status are not one. */
  readonly disputed: Tally;
}

/** Where and of what a report was made: all that its lines do not say. */
export interface ProgressHead extends ReportHead {
  readonly plan: string;
  readonly period: HalfYear;
}

const progressHead = (view: PlanView, periodEnd: Day): ProgressHead => ({
  ...headOf(view),
  plan: view.code,
  period: halfYearEnding(view, periodEnd),
});

export const progressReport = (view: PlanView, periodEnd: Day): ProgressReport =>
  progressReportOf(progressHead(view, periodEnd), progressLines(view, periodEnd));

type LineOf<L extends ProgressLine['line']> = Extract<ProgressLine, { line: L }>;
type Counted = (kind: CountedKind, subjects: readonly string[]) => Tally;

/** The lines of a report under their ambitions and objectives, counted. */
export function progressReportOf({ plan, period, ...head }: ProgressHead, lines: readonly ProgressLine[]): ProgressReport {
  const counted: Counted = (kind, subjects) => tallyAt({ plan, entry: head.entry, on: head.on }, kind, subjects);
  const of = <L extends ProgressLine['line']>(kind: L): readonly LineOf<L>[] =>
    lines.filter((line): line is LineOf<L> => line.line === kind);
  const [objectives, milestones, updates, capacity] = [of('OBJECTIVE'), of('MILESTONE'), of('UPDATE'), of('CAPACITY')];
  const parts: Parts = {
    counted,
    milestones: Map.groupBy(milestones, ({ objective }) => objective),
    updates: new Map(updates.map((update) => [update.objective, update])),
    capacity: Map.groupBy(capacity, ({ objective }) => objective),
  };
  const byAmbition = Map.groupBy(objectives, ({ ambition }) => ambition);
  const updatesWhere = (holds: (update: UpdateProgress) => boolean): Tally =>
    counted(
      'objective',
      updates.filter(holds).map(({ objective }) => objective),
    );
  return {
    ...head,
    period,
    counts: countsOf(milestones, counted),
    ambitions: of('AMBITION').map((ambition) => ambitionBlock(ambition, byAmbition.get(ambition.number) ?? [], parts)),
    capacityNotes: capacity,
    ...remarksOf(updates),
    owed: counted('objective', codesOf(objectives.filter((objective) => objective.owesUpdate))),
    nilReturns: updatesWhere(({ nil }) => nil),
    afterCutOff: updatesWhere((update) => update.afterCutOff),
    disputed: counted('any', codesOf([...objectives, ...milestones].filter(({ disputed }) => disputed))),
  };
}

/** What stands under the objectives, by their codes. */
interface Parts {
  readonly counted: Counted;
  readonly milestones: ReadonlyMap<string, readonly MilestoneProgress[]>;
  readonly updates: ReadonlyMap<string, UpdateProgress>;
  readonly capacity: ReadonlyMap<string, readonly CapacityNote[]>;
}

function ambitionBlock(ambition: AmbitionProgress, objectives: readonly ObjectiveProgress[], parts: Parts): AmbitionBlock {
  const milestones = objectives.flatMap(({ code }) => parts.milestones.get(code) ?? []);
  return {
    ...ambition,
    counts: countsOf(milestones, parts.counted),
    objectives: objectives.map((objective) => objectiveBlock(objective, parts)),
  };
}

function objectiveBlock(objective: ObjectiveProgress, { counted, milestones, updates, capacity }: Parts): ObjectiveBlock {
  const own = milestones.get(objective.code) ?? [];
  const update = updates.get(objective.code);
  const nextIs = (next: MilestoneProgress['next']): Tally => counted('milestone', codesOf(own.filter((one) => one.next === next)));
  return {
    ...objective,
    counts: countsOf(own, counted),
    ...(update !== undefined && { update }),
    capacityNotes: capacity.get(objective.code) ?? [],
    completed: own.filter(({ computed }) => computed === 'COMPLETED'),
    inProgress: own.filter(({ computed }) => computed === 'IN_PROGRESS'),
    delayed: own.filter(({ computed }) => computed === 'DELAYED'),
    opensNext: nextIs('OPENS'),
    dueNext: nextIs('DUE'),
  };
}

function countsOf(milestones: readonly MilestoneProgress[], counted: Counted): ProgressCounts {
  const being = (status: MilestoneProgress['computed']): Tally =>
    counted('milestone', codesOf(milestones.filter(({ computed }) => computed === status)));
  return { completed: being('COMPLETED'), inProgress: being('IN_PROGRESS'), delayed: being('DELAYED') };
}

function remarksOf(updates: readonly UpdateProgress[]): Pick<ProgressReport, 'outcomes' | 'engagement' | 'leadership' | 'challenges'> {
  const under = (heading: 'outcomes' | 'engagement' | 'leadership' | 'challenges'): readonly UpdateRemark[] =>
    updates.flatMap(({ objective, afterCutOff, [heading]: text }) => (text === undefined ? [] : [{ objective, text, afterCutOff }]));
  return { outcomes: under('outcomes'), engagement: under('engagement'), leadership: under('leadership'), challenges: under('challenges') };
}

const codesOf = (things: readonly { readonly code: string }[]): readonly string[] => things.map(({ code }) => code);
