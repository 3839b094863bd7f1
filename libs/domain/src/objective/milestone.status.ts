import { addDays, daysBetween, halfYearOf, later } from '../calendar.js';
import type { Day } from '../calendar.js';
import type { MilestoneStatus, PublicStatus } from '../plan-view.js';
import type { MilestoneRow } from './milestone.projection.js';
import type { FormerEnd, ObjectiveEnd, ObjectiveRow } from './objective.projection.js';
import { endAround } from './objective.status.js';
import { shownSuccession } from './succession.js';
import type { Editions, Succession } from './succession.js';

/** How and when a milestone came to its end. */
export interface Terminal {
  readonly status: 'MET' | 'DROPPED' | 'HANDED_OVER' | 'CARRIED_FORWARD' | 'SUPERSEDED';
  readonly on: Day;
  /** Brought about by the end of its objective. */
  readonly byEnd?: true;
  /** How it goes on in others. */
  readonly goesOn?: Succession;
}

/** What beyond itself a milestone's status depends on: the ends of its objective, whatever their days, and the plan's editions. */
export interface Ending extends Editions {
  readonly end?: ObjectiveEnd;
  readonly formerEnds?: readonly FormerEnd[];
}

/** The end of its objective that a milestone goes down with; one that was added after a reopening has only the next. */
export const endFor = ({ addedOn }: Pick<MilestoneRow, 'addedOn'>, ending: Ending): ObjectiveEnd | undefined => endAround(ending, addedOn);

/** What goes on in other objectives is superseded there; what ends otherwise is passed on. */
const passedOn = ({ into }: ObjectiveEnd): 'SUPERSEDED' | 'HANDED_OVER' => (into === undefined ? 'HANDED_OVER' : 'SUPERSEDED');

/** The terminal fact of a milestone that stands on a day: the earliest; on one day what is met stays met. */
export function terminalOf(milestone: MilestoneRow, ending: Ending, on: Day): Terminal | undefined {
  const end = endFor(milestone, ending);
  const gone = shownSuccession(milestone, ending, on);
  const told: (Terminal | undefined)[] = [
    milestone.metOn === undefined ? undefined : { status: 'MET', on: milestone.metOn },
    milestone.droppedOn === undefined ? undefined : { status: 'DROPPED', on: milestone.droppedOn },
    end === undefined
      ? undefined
      : { status: milestone.nature === 'DISPOSITION' ? 'MET' : passedOn(end), on: later(end.on, milestone.addedOn), byEnd: true },
    gone && {
      status: gone.succession.how === 'CARRIED_FORWARD' ? 'CARRIED_FORWARD' : 'SUPERSEDED',
      on: gone.on,
      goesOn: gone.succession,
    },
  ];
  return told.reduce(
    (first, fact) => (fact === undefined || fact.on > on || (first !== undefined && first.on <= fact.on) ? first : fact),
    undefined,
  );
}

/** What a milestone is on a day. */
export function milestoneStatus(milestone: MilestoneRow, ending: Ending, on: Day): MilestoneStatus {
  const terminal = terminalOf(milestone, ending, on);
  if (terminal !== undefined) return terminal.status;
  if (milestone.conditionState === 'FAILED' && (milestone.conditionOn ?? on) <= on) return 'HELD';
  if (declaredDelayed(milestone, on)) return 'DELAYED';
  if (startedBy(milestone, on)) return 'IN_PROGRESS';
  return milestone.nature === 'PLACEHOLDER' ? 'PLACEHOLDER' : 'PLANNED';
}

const declaredDelayed = ({ delay }: MilestoneRow, on: Day): boolean => delay !== undefined && delay.declaredOn <= on;

const startedBy = ({ startedOn }: MilestoneRow, on: Day): boolean => startedOn !== undefined && startedOn <= on;

/** The day by which a milestone was approved to be met: its due day, or else the end of its window. */
export const approvedEnd = ({ dueOn, window }: Pick<MilestoneRow, 'dueOn' | 'window'>): Day => dueOn ?? window.endsOn;

/** The day by which it was first promised: its first due day, or else the end of its first window. */
export const firstEnd = ({ firstDueOn, firstWindow }: Pick<MilestoneRow, 'firstDueOn' | 'firstWindow'>): Day =>
  firstDueOn ?? firstWindow.endsOn;

/** True for an open milestone from the day after its approved end; not for continuing work whose owner confirms it each half-year. */
export function isLate(milestone: MilestoneRow, ending: Ending, on: Day): boolean {
  if (on <= approvedEnd(milestone) || terminalOf(milestone, ending, on) !== undefined) return false;
  return milestone.nature !== 'CONTINUE' || !confirmedFor(milestone, on);
}

function confirmedFor({ confirmed }: MilestoneRow, on: Day): boolean {
  const half = halfYearOf(on);
  return confirmed.includes(half) || confirmed.includes(halfYearOf(addDays(half, -1)));
}

/** What the plan's reports say of a milestone on a day; null for one that left the plan. */
export function publicStatusOfMilestone(milestone: MilestoneRow, ending: Ending, on: Day): PublicStatus | null {
  const terminal = terminalOf(milestone, ending, on);
  if (terminal !== undefined) return terminal.status === 'MET' ? 'COMPLETED' : null;
  const delayed = declaredDelayed(milestone, on);
  if (delayed || isLate(milestone, ending, on) || forecastPastEnd(milestone)) return 'DELAYED';
  if (milestone.window.startsOn > on && !startedBy(milestone, on)) return 'NOT_STARTED';
  return 'IN_PROGRESS';
}

const forecastPastEnd = (milestone: MilestoneRow): boolean =>
  milestone.forecast !== undefined && milestone.forecast > approvedEnd(milestone);

/** Whole days from the first and from the approved end to the day met, or else to the forecast. */
export function slipOf(milestone: MilestoneRow, metOn: Day | undefined): { againstFirst: number | null; againstApproved: number | null } {
  const reached = metOn ?? milestone.forecast;
  if (reached === undefined) return { againstFirst: null, againstApproved: null };
  return {
    againstFirst: daysBetween(firstEnd(milestone), reached),
    againstApproved: daysBetween(approvedEnd(milestone), reached),
  };
}

/** Who took a milestone over when its objective ended: the receiver of its strand, or else all receivers jointly. */
export function receiversOf(
  milestone: Pick<MilestoneRow, 'strand' | 'addedOn'>,
  objective: Pick<ObjectiveRow, 'end' | 'formerEnds' | 'strands'>,
): readonly string[] {
  const { strand } = milestone;
  const receivers = endFor(milestone, objective)?.receivers ?? [];
  const ofStrand = receivers.filter((one) => strand !== undefined && one.strand === strand).map(({ receiver }) => receiver);
  if (ofStrand.length > 0) return [...new Set(ofStrand)];
  const before = objective.strands.find(({ name, receiver }) => name === strand && receiver !== undefined)?.receiver;
  return before === undefined ? [...new Set(receivers.map(({ receiver }) => receiver))] : [before];
}
