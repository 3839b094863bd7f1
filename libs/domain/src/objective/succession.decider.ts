import { later, type Day } from '../calendar.js';
import { same } from '../compact.js';
import type { Asked, Context, Decide, Decider, DefaultDays } from '../decider.js';
import { missingElsewhere } from '../gates.js';
import { reasonMissing } from '../guards.js';
import { editionsOf, firstDayOfEdition, withdrawnBy } from '../plan/editions.js';
import type { EditionRow } from '../plan/plan.projection.js';
import { isRefusal, refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import { continuation, goesOnWith, nextCodes, type Continuation } from './continuation.js';
import { notOpen } from './milestone.guards.js';
import type { ObjectiveEvent } from './objective.events.js';
import type { MilestoneRow } from './milestone.projection.js';
import type { ObjectiveState } from './objective.projection.js';
import { milestoneMissing, milestoneRow, objectiveOfMilestone, withMilestone } from './subject.js';
import type { ObjectiveInPlan } from './subject.js';
import { alreadyGoesOn, editionNotLater, leftWithEdition, targetUnusable } from './succession.guards.js';
import { standingSuccession, type Succession } from './succession.js';
import type { Certainty, Nature } from './milestone.events.js';
import type { WindowInput } from './window.js';

/** What can be asked of a milestone that goes on in others. */
export type SuccessionCommand = { plan: string } & (
  | {
      type: 'CarryForwardMilestone';
      milestone: string;
      toEdition?: number;
      window?: WindowInput;
      dueOn?: Day;
      title?: string;
      reason?: string;
    }
  | { type: 'SplitMilestone'; milestone: string; edition?: number; parts: readonly Continuation[]; reason: string }
  | {
      type: 'MergeMilestones';
      milestones: readonly string[];
      edition?: number;
      title: string;
      window?: WindowInput;
      dueOn?: Day;
      certainty?: Certainty;
      nature?: Nature;
      strand?: string;
      condition?: string;
      reason: string;
    }
  | { type: 'SupersedeMilestone'; milestone: string; successor: string; edition?: number; reason: string }
);

const decide: Decide<SuccessionCommand, ObjectiveState, ObjectiveEvent> = {
  CarryForwardMilestone: (command, state, context) =>
    withMilestone(command, state, context, (row, objective) => {
      const { milestone, reason, on } = command;
      const target = carriedInto(row, command, context);
      if (isRefusal(target)) return target;
      if (carriedBefore(row, command, { target, state, context })) return [];
      const refusal =
        editionNotLater(row, target) ??
        targetUnusable(target, on, context.today) ??
        leftWithEdition(row, editionsOf(context.plan), on, context.today) ??
        notOpen(row, objective, on) ??
        alreadyGoesOn(row, editionsOf(context.plan), on, context.today);
      if (refusal !== undefined) return refusal;
      const [code] = nextCodes(state, milestone, 1);
      const added = continuation([row], command, { code, target, objective, on });
      if (isRefusal(added)) return added;
      return [
        {
          type: 'MilestoneCarriedForward',
          data: { milestone, edition: target.number, into: code, ...(reason !== undefined && { reason }) },
        },
        { type: 'MilestoneAdded', data: added },
        ...goesOnWith(row, code, on),
      ];
    }),

  SplitMilestone: (command, state, context) =>
    withMilestone(command, state, context, (row, objective) => {
      const { milestone, parts, reason, on } = command;
      const target = editionOf([row], command.edition, context);
      if (isRefusal(target)) return target;
      const standing = toldBefore(row, on, context);
      if (standing?.how === 'SPLIT' && standing.on === on && standing.reason === reason && titled(standing.into, parts, state)) return [];
      const refusal =
        reasonMissing(reason, `milestone ${milestone} is split`) ??
        tooFew(parts.length, 'A milestone is split into at least two parts.') ??
        leaves(row, objective, { target, context, on });
      if (refusal !== undefined) return refusal;
      const into = nextCodes(state, milestone, parts.length);
      const added = parts.map((part, index) => continuation([row], part, { code: into[index], target, objective, on }));
      return (
        added.find(isRefusal) ?? [
          { type: 'MilestoneSplit', data: { milestone, edition: target.number, into, reason } },
          ...added.flatMap((data): ObjectiveEvent[] => (isRefusal(data) ? [] : [{ type: 'MilestoneAdded', data }])),
        ]
      );
    }),

  MergeMilestones: (command, state, context) =>
    withMilestone({ ...command, milestone: command.milestones[0] ?? '' }, state, context, (first, objective) => {
      const { milestones, reason, on } = command;
      const rows = mergedRows(milestones, first, state);
      if (isRefusal(rows)) return rows;
      const target = editionOf(rows, command.edition, context);
      if (isRefusal(target)) return target;
      if (mergedBefore(rows, command, context)) return [];
      const refusal =
        reasonMissing(reason, `milestones ${milestones.join(', ')} are merged`) ??
        tooFew(rows.length, 'At least two milestones are merged into one.') ??
        rows.map((row) => leaves(row, objective, { target, context, on })).find((one) => one !== undefined);
      if (refusal !== undefined) return refusal;
      const [code] = nextCodes(state, first.code, 1);
      const added = continuation(rows, command, { code, target, objective, on });
      if (isRefusal(added)) return added;
      return [
        ...milestones.map((milestone): ObjectiveEvent => ({
          type: 'MilestoneMerged',
          data: { milestone, edition: target.number, into: code, reason },
        })),
        { type: 'MilestoneAdded', data: added },
      ];
    }),

  SupersedeMilestone: (command, state, context) =>
    withMilestone(command, state, context, (row, objective) => {
      const { milestone, successor: by, reason, on } = command;
      const target = editionOf([row], command.edition, context);
      if (isRefusal(target)) return target;
      const standing = toldBefore(row, on, context);
      if (standing?.how === 'SUPERSEDED' && standing.on === on && same(standing.into, [by]) && standing.reason === reason) return [];
      return (
        reasonMissing(reason, `milestone ${milestone} is superseded`) ??
        (by === milestone
          ? refuse('INTO_ITSELF', `Milestone ${milestone} cannot supersede itself.`, { facts: { milestone } })
          : undefined) ??
        missingElsewhere(context.gate) ??
        leaves(row, objective, { target, context, on }) ?? [
          { type: 'MilestoneSuperseded', data: { milestone, edition: target.number, by, reason } },
        ]
      );
    }),
};

const defaultDay: DefaultDays<SuccessionCommand, ObjectiveState> = {
  CarryForwardMilestone: (command, state, context) => {
    const row = milestoneRow(state, command.milestone);
    if (row === undefined) return context.today;
    const target = carriedInto(row, command, context);
    return isRefusal(target) || target.number <= row.edition ? context.today : firstDayOfEdition(target);
  },
  SplitMilestone: ({ milestone, edition }, state, context) => dayOfTarget([milestone], edition, state, context),
  MergeMilestones: ({ milestones, edition }, state, context) => dayOfTarget(milestones, edition, state, context),
  SupersedeMilestone: ({ milestone, edition }, state, context) => dayOfTarget([milestone], edition, state, context),
};

export const successions: Decider<SuccessionCommand, ObjectiveState, ObjectiveEvent> = { decide, defaultDay };

/** Into a later edition, from its first day; within the same one, today. */
function dayOfTarget(milestones: readonly string[], edition: number | undefined, state: ObjectiveState, { plan, today }: Context): Day {
  const target = editionsOf(plan).find(({ number }) => number === edition);
  const later = milestones.some((milestone) => (milestoneRow(state, milestone)?.edition ?? 0) < (target?.number ?? 0));
  return target !== undefined && later ? firstDayOfEdition(target) : today;
}

type Carrying = Pick<Asked<SuccessionCommand, 'CarryForwardMilestone'>, 'toEdition'>;

/** The edition that a milestone is carried into: the one named, else the newest that stands. */
function carriedInto({ edition }: MilestoneRow, { toEdition }: Carrying, { plan, today }: Context): EditionRow | Refusal {
  const all = editionsOf(plan);
  const target =
    toEdition === undefined
      ? all.findLast((one) => !withdrawnBy(one, today) && one.number > edition)
      : all.find(({ number }) => number === toEdition);
  return target ?? noEdition(toEdition ?? edition + 1);
}

function editionOf(rows: readonly MilestoneRow[], named: number | undefined, { plan }: Context): EditionRow | Refusal {
  const number = named ?? Math.max(...rows.map(({ edition }) => edition));
  return editionsOf(plan).find((edition) => edition.number === number) ?? noEdition(number);
}

const noEdition = (number: number): Refusal =>
  refuse('EDITION_NOT_FOUND', `The plan has no edition ${number} to go on in. Open it first.`, { facts: { edition: number } });

/** How a milestone goes on already; what led into an edition that was withdrawn since was told in vain. */
const toldBefore = (row: MilestoneRow, on: Day, { plan, today }: Context): Succession | undefined =>
  standingSuccession(row, editionsOf(plan), later(on, today));

interface Before {
  readonly target: EditionRow;
  readonly state: ObjectiveState;
  readonly context: Context;
}

function carriedBefore(row: MilestoneRow, command: Asked<SuccessionCommand, 'CarryForwardMilestone'>, { target, state, context }: Before) {
  const { window = {}, dueOn, title, on } = command;
  const standing = toldBefore(row, on, context);
  if (standing?.how !== 'CARRIED_FORWARD' || standing.edition !== target.number || standing.on !== on) return false;
  const successor = milestoneRow(state, standing.into[0]);
  if (successor === undefined) return false;
  const said = { ...successor.window, dueOn: successor.dueOn, title: successor.title };
  return same(said, { ...said, ...window, ...(dueOn !== undefined && { dueOn }), ...(title !== undefined && { title }) });
}

function mergedBefore(
  rows: readonly MilestoneRow[],
  { reason, on }: Asked<SuccessionCommand, 'MergeMilestones'>,
  context: Context,
): boolean {
  const told = rows.map((row) => toldBefore(row, on, context));
  return told.every((one) => one?.how === 'MERGED' && one.on === on && one.reason === reason && same(one.into, told[0]?.into));
}

const titled = (codes: readonly string[], parts: readonly Continuation[], state: ObjectiveState): boolean =>
  same(
    codes.map((code) => milestoneRow(state, code)?.title),
    parts.map(({ title }) => title),
  );

interface Leaving {
  readonly target: EditionRow;
  readonly context: Context;
  readonly on: Day;
}

function leaves(row: MilestoneRow, objective: ObjectiveInPlan, { target, context, on }: Leaving): Refusal | undefined {
  return (
    targetUnusable(target, on, context.today, row.edition) ??
    leftWithEdition(row, editionsOf(context.plan), on, context.today) ??
    notOpen(row, objective, on) ??
    alreadyGoesOn(row, editionsOf(context.plan), on, context.today)
  );
}

function mergedRows(codes: readonly string[], { objective }: MilestoneRow, state: ObjectiveState): readonly MilestoneRow[] | Refusal {
  const elsewhere = codes.find((code) => objectiveOfMilestone(code) !== objective);
  if (elsewhere !== undefined) {
    return refuse('MILESTONE_CODE_MISMATCH', `Milestones are merged within one objective; ${elsewhere} does not belong to ${objective}.`, {
      facts: { objective, milestone: elsewhere },
    });
  }
  const rows = [...new Set(codes)].map((code) => milestoneRow(state, code) ?? milestoneMissing(code));
  return rows.find(isRefusal) ?? rows.flatMap((row) => (isRefusal(row) ? [] : [row]));
}

const tooFew = (count: number, message: string): Refusal | undefined =>
  count >= 2 ? undefined : refuse('TOO_FEW_MILESTONES', message, { facts: { count } });
