import { halfYearOf, later } from '../calendar.js';
import { compact, same } from '../compact.js';
import type { Asked, Decide, Decider, DefaultDays } from '../decider.js';
import { afterHorizon, beforeCreated, chosenEdition, editionMissing, editionUnusable, planMissing, reasonMissing } from '../guards.js';
import { editionsOf, firstDayOfEdition } from '../plan/editions.js';
import { isRefusal } from '../refusal.js';
import {
  afterRetirement,
  alreadyDefined,
  alreadyDropped,
  alreadyMet,
  alreadyStarted,
  codeMismatch,
  milestoneExists,
  noCondition,
  notContinuing,
  notInEdition,
  notLater,
  notOpen,
  notOpenToMeet,
  periodNotBegun,
  stillPlaceholder,
  worseWithoutReason,
} from './milestone.guards.js';
import type { ObjectiveEvent } from './objective.events.js';
import type { MilestoneRow } from './milestone.projection.js';
import type { ObjectiveState } from './objective.projection.js';
import { milestoneRow, objectiveMissing, objectiveRow, strandMissing, strandNotActive, thereSince, withMilestone } from './subject.js';
import { dueOutsideWindow, resolveWindow } from './window.js';
import type { Day } from '../calendar.js';
import type { Certainty, DelayReason, Nature } from './milestone.events.js';
import type { WindowInput } from './window.js';

/** What can be asked of a milestone. It is named by its code, `1b-m06`. */
export type MilestoneCommand = { plan: string } & (
  | {
      type: 'AddMilestone';
      objective: string;
      milestone: string;
      title: string;
      window: WindowInput;
      certainty: Certainty;
      nature: Nature;
      dueOn?: Day;
      strand?: string;
      condition?: string;
      printedHeading?: string;
      edition?: number;
    }
  | { type: 'DefinePlaceholder'; milestone: string; title: string; certainty?: Certainty; nature?: Nature; dueOn?: Day }
  | { type: 'StartMilestone'; milestone: string }
  | { type: 'MeetMilestone'; milestone: string; evidence: string }
  | { type: 'DelayMilestone'; milestone: string; newEnd: Day; reason: DelayReason }
  | { type: 'ReforecastMilestone'; milestone: string; forecast: Day; reason?: string }
  | { type: 'ApproveBaseline'; milestone: string; window: WindowInput; dueOn?: Day; decidedBy: string; reason: string }
  | { type: 'DropMilestone'; milestone: string; reason: string }
  | { type: 'ConfirmContinuing'; milestone: string; period?: Day }
  | { type: 'MeetCondition'; milestone: string; evidence?: string }
  | { type: 'FailCondition'; milestone: string; reason: string }
);

const decide: Decide<MilestoneCommand, ObjectiveState, ObjectiveEvent> = {
  AddMilestone: (command, state, { plan, today }) => {
    const { objective: code, milestone, strand, dueOn, on } = command;
    const row = objectiveRow(state, code);
    const edition = chosenEdition(plan, command, today);
    const refusal = planMissing(plan, command.plan) ?? editionUnusable(edition, command, on, today);
    if (refusal !== undefined || row === undefined || edition === undefined) return refusal ?? objectiveMissing(code);
    const window = resolveWindow(command.window, edition);
    const known = milestoneRow(state, milestone);
    if (known !== undefined && !isRefusal(window) && saysTheSame(known, command, { edition: edition.number, window })) return [];
    return (
      codeMismatch(code, milestone) ??
      (known && milestoneExists(known)) ??
      beforeCreated(`Objective ${code}`, row.addedOn, on) ??
      notInEdition(row, edition.number) ??
      afterHorizon(plan, on) ??
      strandMissing(row, strand) ??
      (isRefusal(window)
        ? window
        : (dueOutsideWindow(dueOn, window) ??
          afterRetirement(row, window, on) ??
          strandNotActive(row, strand, on) ?? [{ type: 'MilestoneAdded', data: asAdded(command, edition.number, window) }]))
    );
  },

  DefinePlaceholder: (command, state, context) =>
    withMilestone(command, state, context, (row, objective) => {
      const { title, dueOn, on } = command;
      const certainty = command.certainty ?? (row.certainty === 'TO_BE_DEFINED' ? 'COMMITTED' : row.certainty);
      const nature = command.nature ?? 'DELIVER';
      if (row.definedOn === on && row.title === title && row.dueOn === (dueOn ?? row.dueOn)) return [];
      return (
        alreadyDefined(row) ??
        stillPlaceholder(row, nature) ??
        notOpen(row, objective, on) ??
        dueOutsideWindow(dueOn, row.window) ?? [
          { type: 'PlaceholderDefined', data: compact({ milestone: row.code, title, certainty, nature, dueOn }) },
        ]
      );
    }),

  StartMilestone: (command, state, context) =>
    withMilestone(command, state, context, (row, objective) => {
      const { on } = command;
      const recovers = row.delay !== undefined && row.delay.declaredOn <= on;
      if (!recovers && (row.startedOn === on || row.resumedOn === on)) return [];
      return (
        notOpen(row, objective, on) ??
        (recovers ? undefined : alreadyStarted(row)) ?? [{ type: 'MilestoneStarted', data: { milestone: row.code } }]
      );
    }),

  MeetMilestone: (command, state, context) =>
    withMilestone(command, state, context, (row, objective) => {
      const { evidence, on } = command;
      if (row.metOn === on && row.evidence === evidence) return [];
      return alreadyMet(row) ?? notOpenToMeet(row, objective, on) ?? [{ type: 'MilestoneMet', data: { milestone: row.code, evidence } }];
    }),

  DelayMilestone: (command, state, context) =>
    withMilestone(command, state, context, (row, objective) => {
      const { reason, newEnd, on } = command;
      const { delay } = row;
      if (delay?.reason === reason && delay.newEnd === newEnd && delay.declaredOn <= on && row.forecast === newEnd) return [];
      return (
        notOpen(row, objective, on) ??
        notLater(row, newEnd, on) ?? [{ type: 'MilestoneDelayed', data: { milestone: row.code, reason, newEnd } }]
      );
    }),

  ReforecastMilestone: (command, state, context) =>
    withMilestone(command, state, context, (row, objective) => {
      const { forecast, reason, on } = command;
      if (row.forecast === forecast && (row.forecastOn ?? on) <= on) return [];
      return (
        notOpen(row, objective, on) ??
        worseWithoutReason(row, forecast, reason, on) ?? [
          { type: 'MilestoneReforecast', data: compact({ milestone: row.code, forecast, reason }) },
        ]
      );
    }),

  ApproveBaseline: (command, state, context) =>
    withMilestone(command, state, context, (row, objective) => {
      const { decidedBy, reason, on } = command;
      const edition = editionsOf(context.plan).find(({ number }) => number === row.edition);
      if (edition === undefined) return editionMissing(row.edition);
      const window = resolveWindow(command.window, edition);
      if (isRefusal(window)) return window;
      const dueOn = command.dueOn ?? row.dueOn;
      if (same(row.window, window) && row.dueOn === dueOn && (row.rebaselinedOn ?? row.addedOn) <= on) return [];
      const told = { window, on, decidedBy, reason };
      if (row.baselines?.some((one) => same({ ...one, ...told, dueOn: command.dueOn ?? one.dueOn }, one)) === true) return [];
      return (
        notOpen(row, objective, on) ??
        dueOutsideWindow(dueOn, window) ??
        afterRetirement(objective, window, on) ??
        reasonMissing(reason, `the approved window of ${row.code} moves`) ?? [
          { type: 'BaselineApproved', data: compact({ milestone: row.code, window, dueOn, decidedBy, reason }) },
        ]
      );
    }),

  DropMilestone: (command, state, context) =>
    withMilestone(command, state, context, (row, objective) => {
      const { reason, on } = command;
      if (row.droppedOn === on && row.dropReason === reason) return [];
      return (
        alreadyMet(row) ??
        alreadyDropped(row) ??
        notOpen(row, objective, on) ??
        reasonMissing(reason, `milestone ${row.code} is dropped`) ?? [{ type: 'MilestoneDropped', data: { milestone: row.code, reason } }]
      );
    }),

  ConfirmContinuing: (command, state, context) =>
    withMilestone(command, state, context, (row, objective) => {
      const { on } = command;
      const period = halfYearOf(command.period ?? on);
      if (row.confirmed.includes(period)) return [];
      return (
        notContinuing(row) ??
        notOpen(row, objective, on) ??
        periodNotBegun(period, on) ?? [{ type: 'ContinuingConfirmed', data: { milestone: row.code, period } }]
      );
    }),

  MeetCondition: (command, state, context) =>
    withMilestone(command, state, context, (row, objective) => {
      const { evidence, on } = command;
      if (row.conditionState === 'MET' && (row.conditionOn ?? on) <= on) return [];
      return (
        noCondition(row) ?? notOpen(row, objective, on) ?? [{ type: 'ConditionMet', data: compact({ milestone: row.code, evidence }) }]
      );
    }),

  FailCondition: (command, state, context) =>
    withMilestone(command, state, context, (row, objective) => {
      const { reason, on } = command;
      if (row.conditionState === 'FAILED' && row.conditionReason === reason && (row.conditionOn ?? on) <= on) return [];
      return (
        noCondition(row) ??
        notOpen(row, objective, on) ??
        reasonMissing(reason, `the condition of ${row.code} failed`) ?? [{ type: 'ConditionFailed', data: { milestone: row.code, reason } }]
      );
    }),
};

const defaultDay: DefaultDays<MilestoneCommand, ObjectiveState> = {
  AddMilestone: (command, state, { plan, today }) => {
    const edition = chosenEdition(plan, command, today);
    return edition === undefined ? today : later(firstDayOfEdition(edition), thereSince(objectiveRow(state, command.objective)));
  },
};

export const milestones: Decider<MilestoneCommand, ObjectiveState, ObjectiveEvent> = { decide, defaultDay };

type Addition = Asked<MilestoneCommand, 'AddMilestone'>;
type Added = Extract<ObjectiveEvent, { type: 'MilestoneAdded' }>['data'];

function asAdded(
  { objective, milestone, title, dueOn, certainty, nature, strand, condition, printedHeading }: Addition,
  edition: number,
  window: Added['window'],
): Added {
  return compact({ objective, milestone, edition, title, window, dueOn, certainty, nature, strand, condition, printedHeading });
}

/** Compares with what was first said: later baselines and definitions are facts of their own. */
function saysTheSame(row: MilestoneRow, command: Addition, first: Pick<Added, 'edition' | 'window'>): boolean {
  const {
    milestone,
    objective,
    title,
    strand,
    condition,
    printedHeading,
    certainty,
    nature,
    firstWindow: window,
    firstDueOn: dueOn,
  } = {
    ...row,
    milestone: row.code,
  };
  const said = { objective, milestone, edition: row.edition, title, window, dueOn, certainty, nature, strand, condition, printedHeading };
  return row.addedOn === command.on && same(said, asAdded(command, first.edition, first.window));
}
