import type { Day } from '../calendar.js';
import { reasonMissing } from '../guards.js';
import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { Nature, Window } from './milestone.events.js';
import { approvedEnd, terminalOf } from './milestone.status.js';
import type { Terminal } from './milestone.status.js';
import type { MilestoneRow } from './milestone.projection.js';
import type { ObjectiveRow } from './objective.projection.js';
import { endAround, endOn } from './objective.status.js';
import type { ObjectiveInPlan } from './subject.js';

/** Refuses a fact about a milestone that is no longer open on the day. */
export function notOpen(milestone: MilestoneRow, objective: ObjectiveInPlan, on: Day): Refusal | undefined {
  const terminal = terminalOf(milestone, objective, on);
  if (terminal === undefined) return undefined;
  const { byEnd = false } = terminal;
  const why = byEnd ? `its objective ${objective.code} ended on ${terminal.on}` : `it was ${GONE[terminal.status]} on ${terminal.on}`;
  return refuse('MILESTONE_NOT_OPEN', `Milestone ${milestone.code} is not open on ${on}: ${why}.`, {
    ...(byEnd && { rule: 'R02' }),
    facts: {
      milestone: milestone.code,
      status: terminal.status,
      since: terminal.on,
      effectiveOn: on,
      into: terminal.goesOn?.into,
    },
  });
}

const GONE = {
  MET: 'met',
  DROPPED: 'dropped',
  CARRIED_FORWARD: 'carried forward',
  SUPERSEDED: 'superseded',
  HANDED_OVER: 'handed over',
} as const satisfies Record<Terminal['status'], string>;

/** Like `notOpen`, but on the very day on which its objective ends a milestone can still be met. */
export function notOpenToMeet(milestone: MilestoneRow, objective: ObjectiveInPlan, on: Day): Refusal | undefined {
  const endsToday = endOn(objective, on)?.on === on;
  return notOpen(milestone, endsToday ? withoutEnds(objective) : objective, on);
}

const withoutEnds = ({ end: _, formerEnds: __, ...standing }: ObjectiveInPlan): ObjectiveInPlan => standing;

export function alreadyMet({ code, metOn }: MilestoneRow): Refusal | undefined {
  if (metOn === undefined) return undefined;
  return refuse('MILESTONE_ALREADY_MET', `Milestone ${code} is met already, on ${metOn}.`, { facts: { milestone: code, metOn } });
}

export function alreadyDropped({ code, droppedOn }: MilestoneRow): Refusal | undefined {
  if (droppedOn === undefined) return undefined;
  return refuse('MILESTONE_ALREADY_DROPPED', `Milestone ${code} is dropped already, on ${droppedOn}.`, {
    facts: { milestone: code, droppedOn },
  });
}

export function alreadyStarted({ code, startedOn }: MilestoneRow): Refusal | undefined {
  if (startedOn === undefined) return undefined;
  return refuse('MILESTONE_ALREADY_STARTED', `Milestone ${code} started on ${startedOn}.`, { facts: { milestone: code, startedOn } });
}

export function milestoneExists({ code, title, addedOn }: MilestoneRow): Refusal {
  return refuse('MILESTONE_EXISTS', `Milestone ${code} is there already: “${title}”. Codes are never used again.`, {
    facts: { milestone: code, title, addedOn },
  });
}

export function codeMismatch(objective: string, milestone: string): Refusal | undefined {
  if (milestone.startsWith(`${objective}-`)) return undefined;
  return refuse('MILESTONE_CODE_MISMATCH', `A milestone of ${objective} has a code that begins with ${objective}-, not ${milestone}.`, {
    facts: { objective, milestone },
  });
}

export function notInEdition({ code, edition }: ObjectiveRow, asked: number): Refusal | undefined {
  if (edition <= asked) return undefined;
  return refuse(
    'OBJECTIVE_NOT_IN_EDITION',
    `Objective ${code} begins with edition ${edition}; edition ${asked} cannot hold a milestone of it.`,
    {
      facts: { objective: code, objectiveEdition: edition, edition: asked },
    },
  );
}

/** Refuses content after the recorded end of an objective (R02). `otherwise` is what else can be done than to begin earlier. */
export function afterRetirement(objective: ObjectiveRow, { startsOn }: Window, on: Day, otherwise = ''): Refusal | undefined {
  const { code } = objective;
  const end = endAround(objective, on);
  if (end === undefined || (on <= end.on && startsOn <= end.on)) return undefined;
  // Said after the end, no window helps.
  const instead = on <= end.on ? ` Give a window that begins by then${otherwise}.` : '';
  return refuse('AFTER_RETIREMENT', `Objective ${code} ends on ${end.on}; no milestone can be added or open after that day.${instead}`, {
    rule: 'R02',
    facts: { objective: code, endedOn: end.on, startsOn, effectiveOn: on },
  });
}

export function alreadyDefined({ code, definedOn }: MilestoneRow): Refusal | undefined {
  if (definedOn === undefined) return undefined;
  return refuse('PLACEHOLDER_ALREADY_DEFINED', `Milestone ${code} got its content on ${definedOn}.`, {
    facts: { milestone: code, definedOn },
  });
}

export function stillPlaceholder({ code, nature }: MilestoneRow, defined: Nature): Refusal | undefined {
  if (nature !== 'PLACEHOLDER') {
    return refuse('NOT_A_PLACEHOLDER', `Milestone ${code} is no placeholder; its nature is ${nature}.`, {
      facts: { milestone: code, nature },
    });
  }
  if (defined !== 'PLACEHOLDER') return undefined;
  return refuse('NATURE_REQUIRED', `Say what ${code} is now: a defined milestone is no placeholder any more.`, {
    facts: { milestone: code },
  });
}

/** The day on which the milestone is expected on a day: its forecast by then, or else its approved end by then. */
function expectedOn(milestone: MilestoneRow, on: Day): Day {
  const { forecast, forecastOn = on, rebaselinedOn, firstWindow, firstDueOn } = milestone;
  if (forecast !== undefined && forecastOn <= on) return forecast;
  // Only the first and the last baseline are kept; before the last move, the first is the safe one to compare with.
  return rebaselinedOn !== undefined && on < rebaselinedOn ? (firstDueOn ?? firstWindow.endsOn) : approvedEnd(milestone);
}

/** Refuses a delay that does not move the expected day; a delay forecast before may be declared as such. */
export function notLater(milestone: MilestoneRow, newEnd: Day, on: Day): Refusal | undefined {
  const expected = expectedOn(milestone, on);
  if (newEnd > expected || (newEnd === expected && newEnd === milestone.forecast)) return undefined;
  return refuse(
    'NEW_END_NOT_LATER',
    `Milestone ${milestone.code} is expected on ${expected}; a delay must name a later day than that, not ${newEnd}.`,
    {
      facts: { milestone: milestone.code, expected, newEnd },
    },
  );
}

export function worseWithoutReason(milestone: MilestoneRow, forecast: Day, reason: string | undefined, on: Day): Refusal | undefined {
  const expected = expectedOn(milestone, on);
  return forecast > expected ? reasonMissing(reason, `the forecast of ${milestone.code} moves from ${expected} to ${forecast}`) : undefined;
}

export function notContinuing({ code, nature }: MilestoneRow): Refusal | undefined {
  if (nature === 'CONTINUE') return undefined;
  return refuse('NOT_CONTINUING', `Only continuing work is confirmed each half-year; the nature of ${code} is ${nature}.`, {
    facts: { milestone: code, nature },
  });
}

export function periodNotBegun(period: Day, on: Day): Refusal | undefined {
  if (period <= on) return undefined;
  return refuse('PERIOD_NOT_BEGUN', `The half-year from ${period} has not begun on ${on}.`, { facts: { period, effectiveOn: on } });
}

export function noCondition({ code, condition }: MilestoneRow): Refusal | undefined {
  if (condition !== undefined) return undefined;
  return refuse('CONDITION_NOT_FOUND', `Milestone ${code} hangs on no condition.`, { facts: { milestone: code } });
}
