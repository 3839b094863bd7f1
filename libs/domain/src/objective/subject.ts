import type { Day } from '../calendar.js';
import type { Context, Decision } from '../decider.js';
import { afterHorizon, beforeCreated, editionWithdrawn, planMissing } from '../guards.js';
import { editionsOf } from '../plan/editions.js';
import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { ObjectiveEvent } from './objective.events.js';
import type { MilestoneRow } from './milestone.projection.js';
import type { ObjectiveEnd, ObjectiveRow, ObjectiveState, StrandRow } from './objective.projection.js';
import { endAround, endOn, strandEndedOn } from './objective.status.js';
import type { Editions } from './succession.js';

interface AboutObjective {
  readonly plan: string;
  readonly objective: string;
  readonly on: Day;
}

interface AboutMilestone {
  readonly plan: string;
  readonly milestone: string;
  readonly on: Day;
}

type Decided = Decision<ObjectiveEvent>;

/** The objective of a stream by its code; a stream that is empty has no rows at all. */
export const objectiveRow = (state: Partial<ObjectiveState>, code: string): ObjectiveRow | undefined => state.objective?.[code];

export const milestoneRow = (state: Partial<ObjectiveState>, code: string): MilestoneRow | undefined => state.milestone?.[code];

/** The code of the objective that a milestone belongs to: what stands before the last dash. */
export function objectiveOfMilestone(milestone: string): string {
  const dash = milestone.lastIndexOf('-');
  return dash < 0 ? milestone : milestone.slice(0, dash);
}

/** Decides about an objective that is in the plan on the command's day. */
export function withObjective(
  command: AboutObjective,
  state: ObjectiveState,
  { plan }: Context,
  then: (row: ObjectiveRow) => Decided,
): Decided {
  const row = objectiveRow(state, command.objective);
  const refusal = planMissing(plan, command.plan);
  if (refusal !== undefined || row === undefined) return refusal ?? objectiveMissing(command.objective);
  return (
    beforeCreated(`Objective ${row.code}`, row.addedOn, command.on) ??
    afterHorizon(plan, command.on) ??
    withdrawnWith(row, plan, command.on) ??
    then(row)
  );
}

/** Refuses a fact about what left the plan together with the edition that brought it: no question would show it. */
function withdrawnWith({ edition: brought }: { readonly edition: number }, plan: Context['plan'], on: Day): Refusal | undefined {
  const edition = editionsOf(plan).find(({ number }) => number === brought);
  return edition && editionWithdrawn(edition, on);
}

/** An objective among the editions of its plan: what a milestone's status depends on. */
export type ObjectiveInPlan = ObjectiveRow & Pick<Editions, 'editions'>;

/** Decides about a milestone that is in the plan on the command's day. */
export function withMilestone(
  command: AboutMilestone,
  state: ObjectiveState,
  { plan }: Context,
  then: (milestone: MilestoneRow, objective: ObjectiveInPlan) => Decided,
): Decided {
  const milestone = milestoneRow(state, command.milestone);
  const objective = milestone && objectiveRow(state, milestone.objective);
  const refusal = planMissing(plan, command.plan);
  if (refusal !== undefined || milestone === undefined || objective === undefined) return refusal ?? milestoneMissing(command.milestone);
  return (
    beforeCreated(`Milestone ${milestone.code}`, milestone.addedOn, command.on) ??
    afterHorizon(plan, command.on) ??
    withdrawnWith(milestone, plan, command.on) ??
    then(milestone, { ...objective, editions: editionsOf(plan) })
  );
}

/** Decides about a part of an objective, such as a risk, that is there on the command's day. */
export function withPart<R extends { readonly code: string }>(
  command: { readonly plan: string; readonly on: Day },
  { plan }: Context,
  part: { readonly row: R | undefined; readonly addedOn: (row: R) => Day; readonly missing: Refusal; readonly name: string },
  then: (row: R) => Decided,
): Decided {
  const refusal = planMissing(plan, command.plan);
  if (refusal !== undefined || part.row === undefined) return refusal ?? part.missing;
  return (
    beforeCreated(`${part.name} ${part.row.code}`, part.addedOn(part.row), command.on) ?? afterHorizon(plan, command.on) ?? then(part.row)
  );
}

/** Refuses a code of a part that does not begin with that of its objective. */
export function partCodeMismatch(objective: string, code: string): Refusal | undefined {
  if (code.startsWith(`${objective}-`)) return undefined;
  return refuse('CODE_MISMATCH', `What belongs to ${objective} has a code that begins with ${objective}-, not ${code}.`, {
    facts: { objective, code },
  });
}

export function objectiveMissing(code: string): Refusal {
  return refuse('OBJECTIVE_NOT_FOUND', `The plan has no objective ${code}. Add it first.`, { facts: { objective: code } });
}

export function milestoneMissing(code: string): Refusal {
  const objective = objectiveOfMilestone(code);
  return refuse('MILESTONE_NOT_FOUND', `Objective ${objective} has no milestone ${code}. Add it first.`, {
    facts: { milestone: code, objective },
  });
}

/** Refuses what can no longer be said of an objective from the day of its end on. */
export const objectiveEnded = (objective: ObjectiveRow, on: Day): Refusal | undefined => ended(objective, endOn(objective, on));

/** Refuses a second end, whatever its day; a day before it was reopened has the end of before. */
export const alreadyEnded = (objective: ObjectiveRow, on: Day): Refusal | undefined => ended(objective, endAround(objective, on));

/** The day from which content of an objective is true, if its edition does not say: when it was added, or last reopened. */
export const thereSince = (row: ObjectiveRow | undefined): Day => row?.formerEnds?.at(-1)?.reopenedOn ?? row?.addedOn ?? '';

function ended({ code }: ObjectiveRow, end: ObjectiveEnd | undefined): Refusal | undefined {
  if (end === undefined) return undefined;
  return refuse('OBJECTIVE_ENDED', `Objective ${code} is ${ENDED[end.kind]} on ${end.on}.`, {
    facts: { objective: code, status: end.kind, endedOn: end.on, into: end.into },
  });
}

const ENDED: Readonly<Record<ObjectiveEnd['kind'], string>> = {
  RETIRED_TO_BAU: 'retired to business as usual',
  CONCLUDED: 'concluded',
  MERGED: 'merged into another',
  SPLIT: 'split into others',
  REPLACED: 'replaced by another',
};

/** Refuses a strand that the objective does not name. */
export function strandMissing({ code, strands }: ObjectiveRow, strand: string | undefined): Refusal | undefined {
  if (strand === undefined || strands.some(({ name }) => name === strand)) return undefined;
  const known = strands.map(({ name }) => name);
  const there = known.length === 0 ? 'it has none' : `it has ${known.map((name) => `“${name}”`).join(', ')}`;
  return refuse('STRAND_NOT_FOUND', `Objective ${code} has no strand “${strand}”; ${there}.`, {
    facts: { objective: code, strand, known },
  });
}

/** Refuses a strand that is not there yet on a day, or has ended by then. */
export function strandNotActive({ code, strands }: ObjectiveRow, name: string | undefined, on: Day): Refusal | undefined {
  const strand = strands.find((one) => one.name === name);
  if (strand === undefined) return undefined;
  return beforeCreated(`Strand “${strand.name}” of ${code}`, strand.addedOn, on) ?? strandEnded(strand, on);
}

function strandEnded(strand: StrandRow, on: Day): Refusal | undefined {
  const endedOn = strandEndedOn(strand);
  if (endedOn === undefined || endedOn > on) return undefined;
  return refuse('STRAND_ENDED', `Strand “${strand.name}” ended on ${endedOn}.`, {
    facts: { strand: strand.name, endedOn, receiver: strand.receiver },
  });
}
