import { later } from '../calendar.js';
import { compact } from '../compact.js';
import type { Decide, Decider, DefaultDays } from '../decider.js';
import { chosenEdition, editionUnusable } from '../guards.js';
import { firstDayOfEdition } from '../plan/editions.js';
import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { ObjectiveEvent } from './objective.events.js';
import type { ObjectiveRow, ObjectiveState } from './objective.projection.js';
import { endAround } from './objective.status.js';
import { objectiveEnded, objectiveRow, strandMissing, strandNotActive, thereSince, withObjective } from './subject.js';

/** What can be asked of a strand, a named part of an objective. */
export type StrandCommand = { plan: string } & (
  | { type: 'AddStrand'; objective: string; strand: string; edition?: number }
  | { type: 'ConcludeStrand'; objective: string; strand: string; reason?: string }
  | { type: 'TransferStrand'; objective: string; strand: string; receiver: string; reason?: string }
);

const decide: Decide<StrandCommand, ObjectiveState, ObjectiveEvent> = {
  AddStrand: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { strand, on } = command;
      const known = row.strands.find(({ name }) => name === strand);
      if (known?.addedOn === on) return [];
      const edition = chosenEdition(context.plan, command, context.today);
      return (
        editionUnusable(edition, command, on, context.today) ??
        (known && strandExists(row, strand)) ??
        addedAroundEnd(row, strand, on) ?? [{ type: 'StrandAdded', data: { objective: row.code, strand } }]
      );
    }),

  ConcludeStrand: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { strand, reason, on } = command;
      if (row.strands.some((one) => one.name === strand && one.concludedOn === on)) return [];
      return cannotEnd(row, strand, on) ?? [{ type: 'StrandConcluded', data: compact({ objective: row.code, strand, reason }) }];
    }),

  TransferStrand: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { strand, receiver, reason, on } = command;
      if (row.strands.some((one) => one.name === strand && one.transferredOn === on && one.receiver === receiver)) return [];
      return (
        cannotEnd(row, strand, on) ?? [{ type: 'StrandTransferred', data: compact({ objective: row.code, strand, receiver, reason }) }]
      );
    }),
};

const defaultDay: DefaultDays<StrandCommand, ObjectiveState> = {
  AddStrand: (command, state, { plan, today }) => {
    const edition = chosenEdition(plan, command, today);
    return edition === undefined ? today : later(firstDayOfEdition(edition), thereSince(objectiveRow(state, command.objective)));
  },
};

export const strands: Decider<StrandCommand, ObjectiveState, ObjectiveEvent> = { decide, defaultDay };

function strandExists({ code, strands: all }: ObjectiveRow, strand: string): Refusal {
  return refuse('STRAND_EXISTS', `Objective ${code} has the strand “${strand}” already.`, {
    facts: { objective: code, strand, addedOn: all.find(({ name }) => name === strand)?.addedOn },
  });
}

// A strand from before a recorded end would have no receiver in it.
function addedAroundEnd(row: ObjectiveRow, strand: string, on: string): Refusal | undefined {
  const { code } = row;
  const end = endAround(row, on);
  if (end === undefined) return undefined;
  if (on > end.on) return objectiveEnded(row, on);
  return refuse('STRAND_AFTER_END', `Objective ${code} ends on ${end.on}, and its end names no receiver for a strand “${strand}”.`, {
    rule: 'R04',
    facts: { objective: code, strand, endedOn: end.on },
  });
}

function cannotEnd(row: ObjectiveRow, strand: string, on: string): Refusal | undefined {
  return strandMissing(row, strand) ?? strandNotActive(row, strand, on) ?? endedTwice(row, strand) ?? objectiveEnded(row, on);
}

function endedTwice({ strands: all }: ObjectiveRow, name: string): Refusal | undefined {
  const endedOn = all.filter((one) => one.name === name).map((one) => one.concludedOn ?? one.transferredOn)[0];
  if (endedOn === undefined) return undefined;
  return refuse('STRAND_ENDED', `The end of strand “${name}” is recorded already, for ${endedOn}.`, { facts: { strand: name, endedOn } });
}
