import type { Day } from './calendar.js';
import type { PlanRow, PlanState } from './plan/plan.projection.js';
import { editionsOf, horizonOf, resolveEdition, withdrawnBy } from './plan/editions.js';
import type { EditionRow } from './plan/plan.projection.js';
import { addDays, endsHalfYear, halfYearEndOf, halfYearOf, later } from './calendar.js';
import { refuse } from './refusal.js';
import type { Refusal } from './refusal.js';

/** The plan of a stream, or undefined where nobody registered it. */
export const planOf = (state: Partial<PlanState> | undefined): PlanRow | undefined =>
  Object.values(state?.plan ?? {}).find((row) => row !== undefined);

/** Refuses a command about a plan that is not known. */
export function planMissing(state: Partial<PlanState> | undefined, plan: string): Refusal | undefined {
  if (planOf(state) !== undefined) return undefined;
  return refuse('PLAN_NOT_FOUND', `There is no plan ${plan}. Register it first.`, { facts: { plan } });
}

/** Refuses a day that no edition of the plan looks ahead to: almost surely a slip of the pen. */
export function afterHorizon(plan: Partial<PlanState> | undefined, on: Day): Refusal | undefined {
  const horizon = horizonOf(editionsOf(plan));
  if (horizon === undefined || on <= horizon) return undefined;
  return refuse('EFFECTIVE_AFTER_HORIZON', `The day ${on} is after ${horizon}, the last day that any edition of the plan looks ahead to.`, {
    facts: { effectiveOn: on, horizon },
  });
}

/** Refuses a fact about a thing on a day before the thing was there. */
export function beforeCreated(subject: string, addedOn: Day, on: Day): Refusal | undefined {
  if (on >= addedOn) return undefined;
  return refuse('EFFECTIVE_BEFORE_CREATED', `${subject} is in the plan from ${addedOn}; nothing can be true of it on ${on}.`, {
    facts: { addedOn, effectiveOn: on },
  });
}

/** Refuses a day that is not the last of a reporting half-year. */
export function notAHalfYearEnd(day: Day): Refusal | undefined {
  if (endsHalfYear(day)) return undefined;
  const ends = [addDays(halfYearOf(day), -1), halfYearEndOf(day)];
  return refuse('PERIOD_END_INVALID', `A half-year ends on 31 March or 30 September, not on ${day}.`, {
    facts: { periodEnd: day },
    proposals: ends.reverse().map((value) => ({ path: 'periodEnd', value })),
  });
}

/** Refuses a reason of nothing but blanks. */
export function reasonMissing(reason: string | undefined, why: string): Refusal | undefined {
  if (reason !== undefined && reason.trim() !== '') return undefined;
  return refuse('REASON_REQUIRED', `Say why: ${why}.`);
}

interface EditionChoice {
  readonly edition?: number;
  readonly effectiveOn?: Day;
}

/** The edition that a command speaks of: the one it names, else the one current on the day as sent, or today. */
export function chosenEdition(
  plan: Partial<PlanState> | undefined,
  { edition, effectiveOn }: EditionChoice,
  today: Day,
): EditionRow | undefined {
  return resolveEdition(editionsOf(plan), effectiveOn ?? today, edition);
}

/** Refuses a command whose edition is not there, or was withdrawn by the later of its day and today. */
export function editionUnusable(
  edition: EditionRow | undefined,
  { edition: named }: EditionChoice,
  on: Day,
  today: Day,
): Refusal | undefined {
  if (edition === undefined) return editionMissing(named);
  return editionWithdrawn(edition, later(on, today));
}

export function editionMissing(named: number | undefined): Refusal {
  return named === undefined
    ? refuse('EDITION_NOT_FOUND', 'The plan has no edition that is not withdrawn. Open one first.')
    : refuse('EDITION_NOT_FOUND', `The plan has no edition ${named}. Open it first.`, { facts: { edition: named } });
}

export function editionWithdrawn(edition: EditionRow, on: Day): Refusal | undefined {
  if (!withdrawnBy(edition, on)) return undefined;
  return refuse('EDITION_WITHDRAWN', `Edition ${edition.number} was withdrawn on ${edition.withdrawnOn ?? on}.`, {
    facts: { edition: edition.number, withdrawnOn: edition.withdrawnOn },
  });
}
