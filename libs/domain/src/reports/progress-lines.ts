import type { Day } from '../calendar.js';
import { compact } from '../compact.js';
import { approvedEnd } from '../objective/milestone.status.js';
import { enteredAfter } from '../objective/update.projection.js';
import type { Ambition, Milestone, Objective, PlanView, Risk } from '../plan-view.js';
import type {
  AmbitionProgress,
  CapacityNote,
  CaseNote,
  DelayedBy,
  MilestoneProgress,
  ObjectiveProgress,
  ProgressLine,
  UpdateProgress,
} from './progress-line.js';
import { owesUpdate, halfYearEnding, updateOf, type HalfYear } from './updates-owed.js';

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

function nextOf(milestone: Milestone, { endsOn, nextEndsOn }: HalfYear): MilestoneProgress['next'] {
  const within = (day: Day): boolean => endsOn < day && day <= nextEndsOn;
  if (milestone.publicStatus === 'COMPLETED') return undefined;
  if (within(approvedEnd(milestone)) && milestone.publicStatus !== 'NOT_STARTED') return 'DUE';
  return within(milestone.window.startsOn) ? 'OPENS' : undefined;
}
