import { compact } from '../compact.js';
import type { Decide, Decider } from '../decider.js';
import type { ObjectiveEvent } from './objective.events.js';
import type { ObjectiveState } from './objective.projection.js';
import { objectiveEnded, withObjective } from './subject.js';

/** What can be asked of an objective's ties to others. */
export type LinkCommand = { plan: string } & (
  | { type: 'SetInequalityAction'; objective: string; action: string }
  | { type: 'LinkOversight'; objective: string; body: string }
  | { type: 'LinkPartner'; objective: string; partner: string }
  | { type: 'UnlinkPartner'; objective: string; partner: string; reason?: string }
  | { type: 'AlignObjective'; objective: string; alignment: string; name: string }
);

const decide: Decide<LinkCommand, ObjectiveState, ObjectiveEvent> = {
  SetInequalityAction: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { action, on } = command;
      if (row.inequalityAction === action && (row.inequalityActionOn ?? on) <= on) return [];
      return objectiveEnded(row, on) ?? [{ type: 'InequalityActionSet', data: { objective: row.code, action } }];
    }),

  LinkOversight: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { body, on } = command;
      if (row.oversight.includes(body)) return [];
      return objectiveEnded(row, on) ?? [{ type: 'OversightLinked', data: { objective: row.code, body } }];
    }),

  LinkPartner: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { partner, on } = command;
      if (row.partners.includes(partner)) return [];
      return objectiveEnded(row, on) ?? [{ type: 'PartnerLinked', data: { objective: row.code, partner } }];
    }),

  UnlinkPartner: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { partner, reason, on } = command;
      if (!row.partners.includes(partner)) return [];
      return objectiveEnded(row, on) ?? [{ type: 'PartnerUnlinked', data: compact({ objective: row.code, partner, reason }) }];
    }),

  AlignObjective: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { alignment, name, on } = command;
      if (row.alignments.some((one) => one.type === alignment && one.name === name)) return [];
      return objectiveEnded(row, on) ?? [{ type: 'AlignmentRecorded', data: { objective: row.code, alignment, name } }];
    }),
};

export const links: Decider<LinkCommand, ObjectiveState, ObjectiveEvent> = { decide };
