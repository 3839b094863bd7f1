import { addDays, halfYearOf } from '../calendar.js';
import type { Day } from '../calendar.js';
import { compact, same } from '../compact.js';
import type { Asked, Decide, Decider, DefaultDays } from '../decider.js';
import { notAHalfYearEnd } from '../guards.js';
import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { UpdateText } from './account.events.js';
import { periodNotBegun } from './milestone.guards.js';
import type { ObjectiveEvent } from './objective.events.js';
import type { ObjectiveState } from './objective.projection.js';
import { objectiveEnded, withObjective } from './subject.js';
import { updateKey } from './update.projection.js';
import type { UpdateRow } from './update.projection.js';

/** What the owner of an objective reports of a half-year, by its last day. */
export type UpdateCommand = { plan: string } & { type: 'RecordPeriodUpdate'; objective: string; periodEnd: Day } & UpdateText;

const decide: Decide<UpdateCommand, ObjectiveState, ObjectiveEvent> = {
  RecordPeriodUpdate: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { objective, periodEnd, on } = command;
      const told = textOf(command);
      const known = updateRow(state, objective, periodEnd);
      if (known !== undefined && same(textOf(known), told)) return [];
      const begins = halfYearOf(periodEnd);
      return (
        notAHalfYearEnd(periodEnd) ??
        periodNotBegun(begins, on < context.today ? on : context.today) ??
        objectiveEnded(row, addDays(begins, -1)) ??
        incomplete(command) ?? [{ type: 'PeriodUpdateRecorded', data: { objective, periodEnd, ...told } }]
      );
    }),
};

// What is said of a half-year is true on its last day, however late it is said.
const defaultDay: DefaultDays<UpdateCommand, ObjectiveState> = { RecordPeriodUpdate: ({ periodEnd }) => periodEnd };

export const updates: Decider<UpdateCommand, ObjectiveState, ObjectiveEvent> = { decide, defaultDay };

const updateRow = (state: Partial<ObjectiveState>, objective: string, periodEnd: Day): UpdateRow | undefined =>
  state.periodUpdate?.[updateKey(objective, periodEnd)];

function textOf({ nil, achieved, next, helpNeeded, confidence, outcomes, engagement, leadership, challenges }: UpdateText): UpdateText {
  const said = { achieved, next, helpNeeded, confidence, outcomes, engagement, leadership, challenges };
  return compact({ ...said, nil: nil === true ? true : undefined });
}

function incomplete(command: Asked<UpdateCommand, 'RecordPeriodUpdate'>): Refusal | undefined {
  const { nil = false, ...said } = textOf(command);
  const [told, missing] = [Object.keys(said), ['achieved', 'next'].filter((field) => !(field in said))];
  if (nil && told.length > 0) {
    return refuse('NIL_WITH_CONTENT', 'A nil return says that there is nothing to report, and holds nothing else.', {
      facts: { given: told },
    });
  }
  if (nil || missing.length === 0) return undefined;
  return refuse('UPDATE_INCOMPLETE', 'Say what was achieved and what comes next, or make it a nil return.', { facts: { missing } });
}
