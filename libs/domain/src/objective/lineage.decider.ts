import { compact, same } from '../compact.js';
import type { Asked, Context, Decide, Decider, Decision } from '../decider.js';
import { missingElsewhere } from '../gates.js';
import { editionMissing, reasonMissing } from '../guards.js';
import { editionsOf } from '../plan/editions.js';
import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import { notStarted } from './endings.decider.js';
import type { ObjectiveEvent } from './objective.events.js';
import type { ObjectiveRow, ObjectiveState } from './objective.projection.js';
import { alreadyEnded, withObjective } from './subject.js';

/** What can be asked of the line of an objective: what it came from, and what it goes on in. */
export type LineageCommand = { plan: string } & (
  | { type: 'MergeObjective'; objective: string; into: string; reason: string }
  | { type: 'SplitObjective'; objective: string; into: readonly string[]; reason: string }
  | { type: 'ReplaceObjective'; objective: string; successor: string; reason: string }
  | { type: 'ReopenObjective'; objective: string; reason: string }
  | { type: 'RecordPredecessor'; objective: string; workingTitle: string; edition?: number }
);

/** The rule that a merger waits under: its target must exist. */
export const MERGE_TARGET_RULE = 'R31';

const decide: Decide<LineageCommand, ObjectiveState, ObjectiveEvent> = {
  MergeObjective: (command, state, context) =>
    goesOn(command, [command.into], { kind: 'MERGED', state, context }, (row) => {
      const { into, reason, on } = command;
      const data = { objective: row.code, into, reason };
      const missing = context.gate?.findings.some(({ rule }) => rule === MERGE_TARGET_RULE) ?? false;
      if (!missing) return missingElsewhere(context.gate) ?? [{ type: 'ObjectiveMerged', data }];
      return same(row.awaiting, { into, on, reason }) ? [] : [{ type: 'ObjectiveMergeHeld', data }];
    }),

  SplitObjective: (command, state, context) =>
    goesOn(command, command.into, { kind: 'SPLIT', state, context }, (row) => {
      const { into, reason } = command;
      return tooFew(into) ?? missingElsewhere(context.gate) ?? [{ type: 'ObjectiveSplit', data: { objective: row.code, into, reason } }];
    }),

  ReplaceObjective: (command, state, context) =>
    goesOn(command, [command.successor], { kind: 'REPLACED', state, context }, (row) => {
      const { successor: by, reason } = command;
      return missingElsewhere(context.gate) ?? [{ type: 'ObjectiveReplaced', data: { objective: row.code, by, reason } }];
    }),

  ReopenObjective: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { reason, on } = command;
      if (row.formerEnds?.some((end) => end.reopenedOn === on && end.reopenReason === reason)) return [];
      return (
        notRetired(row, on) ??
        reasonMissing(reason, `objective ${row.code} is reopened`) ?? [{ type: 'ObjectiveReopened', data: { objective: row.code, reason } }]
      );
    }),

  RecordPredecessor: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { workingTitle, edition } = command;
      if (row.unknownPredecessors?.some((one) => one.workingTitle === workingTitle && one.edition === edition)) return [];
      const known = edition === undefined || editionsOf(context.plan).some(({ number }) => number === edition);
      if (!known) return editionMissing(edition);
      return [{ type: 'PredecessorRecorded', data: compact({ objective: row.code, workingTitle, edition }) }];
    }),
};

export const lineage: Decider<LineageCommand, ObjectiveState, ObjectiveEvent> = { decide };

type Ending = Asked<LineageCommand, 'MergeObjective' | 'SplitObjective' | 'ReplaceObjective'>;

interface Line {
  readonly kind: 'MERGED' | 'SPLIT' | 'REPLACED';
  readonly state: ObjectiveState;
  readonly context: Context;
}

/** Decides that an objective which is under way goes on in others. */
function goesOn(
  command: Pick<Ending, 'plan' | 'objective' | 'reason' | 'on'>,
  into: readonly string[],
  { kind, state, context }: Line,
  then: (row: ObjectiveRow) => Decision<ObjectiveEvent>,
): Decision<ObjectiveEvent> {
  return withObjective(command, state, context, (row) => {
    const { reason, on } = command;
    if (row.end?.kind === kind && row.end.on === on && row.end.reason === reason && same(row.end.into, into)) return [];
    return (
      alreadyEnded(row, on) ??
      notStarted(row, on) ??
      reasonMissing(reason, `objective ${row.code} leaves the plan`) ??
      intoItself(row, into) ??
      then(row)
    );
  });
}

function intoItself({ code }: ObjectiveRow, into: readonly string[]): Refusal | undefined {
  if (!into.includes(code)) return undefined;
  return refuse('INTO_ITSELF', `Objective ${code} cannot go on in itself.`, { facts: { objective: code } });
}

function tooFew(into: readonly string[]): Refusal | undefined {
  if (new Set(into).size === into.length && into.length >= 2) return undefined;
  return refuse('TOO_FEW_OBJECTIVES', 'An objective is split into at least two others, each named once.', { facts: { into } });
}

function notRetired({ code, end }: ObjectiveRow, on: string): Refusal | undefined {
  if (end?.kind === 'RETIRED_TO_BAU' && end.on < on) return undefined;
  const how = end === undefined ? 'has not ended' : `is ${end.kind === 'RETIRED_TO_BAU' ? 'retired' : 'ended otherwise'} on ${end.on}`;
  return refuse('OBJECTIVE_NOT_RETIRED', `Only a retired objective is reopened, after its retirement; ${code} ${how}.`, {
    facts: { objective: code, status: end?.kind, endedOn: end?.on, effectiveOn: on },
  });
}
