import { later } from '../calendar.js';
import type { Day } from '../calendar.js';
import { compact, same } from '../compact.js';
import type { Decide, Decider, DefaultDays } from '../decider.js';
import { chosenEdition, editionMissing, editionUnusable } from '../guards.js';
import { firstDayOfEdition } from '../plan/editions.js';
import { isRefusal, refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { CommitmentRow } from './commitment.projection.js';
import { notInEdition } from './milestone.guards.js';
import type { ObjectiveEvent } from './objective.events.js';
import type { ObjectiveState } from './objective.projection.js';
import { objectiveEnded, objectiveRow, partCodeMismatch, withObjective } from './subject.js';
import { dueOutsideWindow, resolveWindow } from './window.js';
import type { WindowInput } from './window.js';

/** What the text of an edition promises beside its milestones. It is named by its code, `1b-c01`. */
export type CommitmentCommand = { plan: string } & {
  type: 'RecordCommitment';
  objective: string;
  commitment: string;
  title: string;
  window?: WindowInput;
  dueOn?: Day;
  edition?: number;
};

const decide: Decide<CommitmentCommand, ObjectiveState, ObjectiveEvent> = {
  RecordCommitment: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { objective, commitment, title, dueOn, on } = command;
      const edition = chosenEdition(context.plan, command, context.today);
      const unusable = editionUnusable(edition, command, on, context.today);
      if (unusable !== undefined || edition === undefined) return unusable ?? editionMissing(command.edition);
      const window = command.window && resolveWindow(command.window, edition);
      if (isRefusal(window)) return window;
      const said = compact({ objective, commitment, edition: edition.number, title, window, dueOn });
      const known = commitmentRow(state, commitment);
      if (known?.addedOn === on && same(saidOf(known), said)) return [];
      return (
        partCodeMismatch(objective, commitment) ??
        (known && commitmentExists(known)) ??
        notInEdition(row, edition.number) ??
        (window && dueOutsideWindow(dueOn, window)) ??
        objectiveEnded(row, on) ?? [{ type: 'CommitmentRecorded', data: said }]
      );
    }),
};

const defaultDay: DefaultDays<CommitmentCommand, ObjectiveState> = {
  RecordCommitment: (command, state, { plan, today }) => {
    const edition = chosenEdition(plan, command, today);
    return edition === undefined ? today : later(firstDayOfEdition(edition), objectiveRow(state, command.objective)?.addedOn ?? '');
  },
};

export const commitments: Decider<CommitmentCommand, ObjectiveState, ObjectiveEvent> = { decide, defaultDay };

const commitmentRow = (state: Partial<ObjectiveState>, code: string): CommitmentRow | undefined => state.commitment?.[code];

const saidOf = ({ code: commitment, objective, edition, title, window, dueOn }: CommitmentRow): object =>
  compact({ objective, commitment, edition, title, window, dueOn });

function commitmentExists({ code, title, addedOn }: CommitmentRow): Refusal {
  return refuse('COMMITMENT_EXISTS', `Commitment ${code} is there already: “${title}”. Codes are never used again.`, {
    facts: { commitment: code, title, addedOn },
  });
}
