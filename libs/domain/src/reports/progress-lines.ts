import { addDays, halfYearEndOf, type Day } from '../calendar.js';
import { compact } from '../compact.js';
import type { AssuredStatus, DeclaredStatus } from '../objective/account.js';
import type { UpdateText } from '../objective/account.events.js';
import type { Delay } from '../objective/milestone.projection.js';
import { approvedEnd } from '../objective/milestone.status.js';
import { enteredAfter } from '../objective/update.projection.js';
import type { Ambition, Milestone, Objective, PlanView, PublicStatus, Risk } from '../plan-view.js';
import { owesUpdate, halfYearEnding, updateOf, type HalfYear } from './updates-owed.js';

/** What is computed, what the owner declared and what was assured, side by side; none of them alone is the status. */
export interface Judged {
  readonly computed: PublicStatus;
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
  readonly outlook?: Ambition['outlook'];
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

/** The lines of the report on a half-year, as the view knows it. */
export function progressLines(view: PlanView, periodEnd: Day): readonly ProgressLine[] {
  const period = halfYearEnding(view, periodEnd);
  const notes = caseNotes(view);
  const byAmbition = Map.groupBy(view.objectives, ({ ambition }) => ambition);
  return view.ambitions.flatMap((ambition) => [
    ambitionLine(ambition, notes(`AMBITION ${ambition.number}`)),
    ...(byAmbition.get(ambition.number) ?? []).flatMap((objective) => linesOf(objective, period, notes(`OBJECTIVE ${objective.code}`))),
  ]);
}

/** The case studies in force, by what they are linked to. */
function caseNotes(view: PlanView): (thing: string) => readonly CaseNote[] {
  const linked = view.registerEntries
    .filter(({ kind, inForce }) => kind === 'CASE_STUDY' && inForce)
    .flatMap(({ code, name, links }) => links.map((link) => ({ thing: `${link.kind} ${link.code}`, note: { code, name } })));
  const byThing = Map.groupBy(linked, ({ thing }) => thing);
  return (thing) => (byThing.get(thing) ?? []).map(({ note }) => note);
}

const ambitionLine = ({ number, title, outlook, outlookReason }: Ambition, notes: readonly CaseNote[]): AmbitionProgress =>
  compact({ line: 'AMBITION', number, title, outlook, outlookReason, caseNotes: notes });

const linesOf = (objective: Objective, period: HalfYear, notes: readonly CaseNote[]): readonly ProgressLine[] => [
  objectiveLine(objective, period, notes),
  ...updateLine(objective, period),
  ...objective.risks.filter(({ kind, state }) => kind === 'CAPACITY' && state === 'OPEN').map(capacityLine),
  ...objective.milestones.flatMap((milestone) => milestoneLine(milestone, period)),
];

function objectiveLine(objective: Objective, period: HalfYear, notes: readonly CaseNote[]): ObjectiveProgress {
  const { code, ambition, title, publicStatus, declared, assured, disputed, delayed, delay, deliveryLead } = objective;
  return compact({
    ...{ line: 'OBJECTIVE' as const, code, ambition, title, computed: publicStatus, declared, assured, disputed },
    ...{ delay: delayed ? delay : undefined, deliveryLead: deliveryLead?.post, caseNotes: notes },
    owesUpdate: owesUpdate(objective, period),
  });
}

function updateLine(objective: Objective, period: HalfYear): readonly UpdateProgress[] {
  const update = updateOf(objective, period);
  if (update === undefined) return [];
  const { nil, achieved, next, helpNeeded, confidence, outcomes, engagement, leadership, challenges, post, enteredAt } = update;
  const said = { achieved, next, helpNeeded, confidence, outcomes, engagement, leadership, challenges };
  const afterCutOff = enteredAfter(update, period.cutOff);
  return [compact({ line: 'UPDATE', objective: objective.code, nil, ...said, post, enteredAt, afterCutOff })];
}

const capacityLine = ({ code, objective, text, score }: Risk): CapacityNote =>
  compact({ line: 'CAPACITY', code, objective, text, score: score ?? undefined });

/** What left the plan has no line, nor what neither is under way nor opens in the next half-year. */
function milestoneLine(milestone: Milestone, period: HalfYear): readonly MilestoneProgress[] {
  const { publicStatus: computed } = milestone;
  const next = nextOf(milestone, period);
  if (computed === null || (computed === 'NOT_STARTED' && next !== 'OPENS')) return [];
  const { code, objective, title, strand, declared, assured, disputed, forecast, metOn, evidence, deliveryLead } = milestone;
  const delayedBy = computed === 'DELAYED' ? delayedByOf(milestone) : undefined;
  return [
    compact({
      ...{ line: 'MILESTONE' as const, code, objective, title, strand, computed, declared, assured, disputed },
      ...{ endsOn: approvedEnd(milestone), forecast, delayedBy, delay: delayedBy === 'DECLARED' ? milestone.delay : undefined },
      ...{ metOn, evidence, deliveryLead: deliveryLead?.post, next },
    }),
  ];
}

function delayedByOf({ delay, late }: Milestone): DelayedBy {
  if (delay !== undefined) return 'DECLARED';
  return late ? 'LATE' : 'FORECAST';
}

function nextOf(milestone: Milestone, { endsOn }: HalfYear): MilestoneProgress['next'] {
  const [from, to] = [addDays(endsOn, 1), halfYearEndOf(addDays(endsOn, 1))];
  const within = (day: Day): boolean => from <= day && day <= to;
  if (milestone.publicStatus === 'COMPLETED') return undefined;
  if (within(approvedEnd(milestone)) && milestone.publicStatus !== 'NOT_STARTED') return 'DUE';
  return within(milestone.window.startsOn) ? 'OPENS' : undefined;
}
