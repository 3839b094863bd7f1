import { compact } from '../compact.js';
import type { Asked, Decide, Decider, DefaultDays } from '../decider.js';
import { afterHorizon, beforeCreated, chosenEdition, editionUnusable, planMissing, reasonMissing } from '../guards.js';
import { ambitionMissing } from '../plan/ambition.decider.js';
import { editionsOf, firstDayOfEdition, withdrawnBy } from '../plan/editions.js';
import type { AmbitionRow, EditionRow, PlanState } from '../plan/plan.projection.js';
import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import { titleOn } from '../titles.js';
import type { ObjectiveEvent } from './objective.events.js';
import type { ObjectiveRow, ObjectiveState } from './objective.projection.js';
import { objectiveEnded, objectiveRow, withObjective } from './subject.js';
import type { Day } from '../calendar.js';
import type { DelayReason } from './milestone.events.js';

/** What can be asked of an objective in its life from proposal to end. */
export type LifecycleCommand = { plan: string } & (
  | { type: 'AddObjective'; code: string; ambition: number; title: string; summary?: string; strands?: readonly string[]; edition?: number }
  | { type: 'StartObjective'; objective: string }
  | { type: 'DelayObjective'; objective: string; reason: DelayReason; newEnd: Day }
  | { type: 'ResumeObjective'; objective: string }
  | { type: 'RenameObjective'; objective: string; title: string }
  | { type: 'RecordTitleVariant'; objective: string; place: string; wording: string }
  | { type: 'RescopeObjective'; objective: string; summary: string; reason: string }
);

const decide: Decide<LifecycleCommand, ObjectiveState, ObjectiveEvent> = {
  AddObjective: (command, state, { plan, today }) => {
    const { code, ambition, title, summary, strands = [], on } = command;
    const edition = chosenEdition(plan, command, today);
    const known = objectiveRow(state, code);
    if (known !== undefined && edition !== undefined && saysTheSame(known, command, edition.number)) return [];
    return (
      planMissing(plan, command.plan) ??
      editionUnusable(edition, command, on, today) ??
      objectiveExists(known) ??
      ambitionUnusable(plan, ambition, edition, on) ??
      afterHorizon(plan, on) ??
      strandTwice(strands) ?? [
        { type: 'ObjectiveAdded', data: compact({ objective: code, ambition, edition: edition?.number ?? 0, title, summary }) },
        ...strands.map((strand): ObjectiveEvent => ({ type: 'StrandAdded', data: { objective: code, strand } })),
      ]
    );
  },

  StartObjective: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      if (row.startedOn === command.on) return [];
      return alreadyStarted(row) ?? objectiveEnded(row, command.on) ?? [{ type: 'ObjectiveStarted', data: { objective: row.code } }];
    }),

  DelayObjective: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { reason, newEnd, on } = command;
      const { delay } = row;
      if (delay?.reason === reason && delay.newEnd === newEnd && delay.declaredOn <= on) return [];
      return (
        objectiveEnded(row, on) ??
        endsBefore(row, newEnd, on) ?? [{ type: 'ObjectiveDelayed', data: { objective: row.code, reason, newEnd } }]
      );
    }),

  ResumeObjective: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { on } = command;
      const delayed = row.delay !== undefined && row.delay.declaredOn <= on;
      // A later end of a delay hides whether one was in force on this day, so the fact is kept.
      const perhapsDelayed = row.resumedOn !== undefined && on < row.resumedOn;
      if (!delayed && !perhapsDelayed) return [];
      return objectiveEnded(row, on) ?? [{ type: 'ObjectiveResumed', data: { objective: row.code } }];
    }),

  RenameObjective: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { title, on } = command;
      if (titleOn(row.titles, on) === title) return [];
      return objectiveEnded(row, on) ?? [{ type: 'ObjectiveRenamed', data: { objective: row.code, title } }];
    }),

  RecordTitleVariant: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { place, wording } = command;
      if (row.titleVariants.some((one) => one.place === place && one.wording === wording)) return [];
      return [{ type: 'TitleVariantRecorded', data: { objective: row.code, place, wording } }];
    }),

  RescopeObjective: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { summary, reason, on } = command;
      if (row.summary === summary && (row.rescopedOn ?? row.addedOn) <= on) return [];
      return (
        objectiveEnded(row, on) ??
        reasonMissing(reason, `objective ${row.code} gets another scope`) ?? [
          { type: 'ObjectiveRescoped', data: { objective: row.code, summary, reason } },
        ]
      );
    }),
};

const defaultDay: DefaultDays<LifecycleCommand, ObjectiveState> = {
  AddObjective: (command, _, { plan, today }) => {
    const edition = chosenEdition(plan, command, today);
    return edition === undefined ? today : firstDayOfEdition(edition);
  },
};

export const lifecycle: Decider<LifecycleCommand, ObjectiveState, ObjectiveEvent> = { decide, defaultDay };

function saysTheSame(row: ObjectiveRow, command: Asked<LifecycleCommand, 'AddObjective'>, edition: number): boolean {
  const { ambition, title, summary, strands = [], on } = command;
  return (
    row.addedOn === on &&
    row.edition === edition &&
    row.ambition === ambition &&
    titleOn(row.titles, on) === title &&
    (row.rescopedOn !== undefined || row.summary === summary) &&
    strands.every((name) => row.strands.some((strand) => strand.name === name && strand.addedOn === on))
  );
}

function objectiveExists(known: ObjectiveRow | undefined): Refusal | undefined {
  if (known === undefined) return undefined;
  const title = known.titles[known.titles.length - 1].title;
  return refuse('OBJECTIVE_EXISTS', `Objective ${known.code} is there already: “${title}”. Codes are never used again.`, {
    facts: { objective: known.code, title, addedOn: known.addedOn },
  });
}

function ambitionUnusable(plan: PlanState | undefined, number: number, edition: EditionRow | undefined, on: string): Refusal | undefined {
  const ambition = plan?.ambition?.[number];
  if (ambition === undefined) return ambitionMissing(number);
  return ambitionNotIn(plan, ambition, edition, on) ?? beforeCreated(`Ambition ${number}`, ambition.addedOn, on);
}

function ambitionNotIn(
  plan: PlanState | undefined,
  ambition: AmbitionRow,
  edition: EditionRow | undefined,
  on: string,
): Refusal | undefined {
  const home = editionsOf(plan).find(({ number }) => number === ambition.edition);
  const gone = home !== undefined && withdrawnBy(home, on) && home.number !== edition?.number;
  if (!gone && (edition === undefined || ambition.edition <= edition.number)) return undefined;
  return refuse(
    'AMBITION_NOT_IN_EDITION',
    `Ambition ${ambition.number} belongs to edition ${ambition.edition}${gone ? ', which was withdrawn' : ''}, not to edition ${edition?.number ?? 0}.`,
    { facts: { ambition: ambition.number, ambitionEdition: ambition.edition, edition: edition?.number } },
  );
}

function strandTwice(strands: readonly string[]): Refusal | undefined {
  const twice = strands.find((strand, index) => strands.indexOf(strand) !== index);
  return twice === undefined ? undefined : refuse('STRAND_EXISTS', `The strand “${twice}” is named twice.`, { facts: { strand: twice } });
}

function alreadyStarted({ code, startedOn }: ObjectiveRow): Refusal | undefined {
  if (startedOn === undefined) return undefined;
  return refuse('OBJECTIVE_ALREADY_STARTED', `Objective ${code} started on ${startedOn}.`, { facts: { objective: code, startedOn } });
}

function endsBefore({ code }: ObjectiveRow, newEnd: string, on: string): Refusal | undefined {
  if (newEnd > on) return undefined;
  return refuse('NEW_END_NOT_LATER', `The new end of objective ${code}, ${newEnd}, must be later than ${on}, the day of the delay.`, {
    facts: { objective: code, newEnd, effectiveOn: on },
  });
}
