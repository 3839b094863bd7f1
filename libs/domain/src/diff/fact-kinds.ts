import { observationKey } from '../measure/measure.projection.js';
import { updateKey } from '../objective/update.projection.js';
import type { PlanView } from '../plan-view.js';

/** For each kind of thing that a plan records facts of, the keys of those that count in a view. */
export const factKinds = {
  plan: ({ code }) => [code],
  edition: ({ editions }) => editions.map(({ number }) => String(number)),
  ambition: ({ ambitions }) => ambitions.map(({ number }) => String(number)),
  objective: ({ objectives }) => objectives.map(({ code }) => code),
  milestone: ({ milestones }) => milestones.map(({ code }) => code),
  dependency: ({ objectives }) => objectives.flatMap(({ dependencies }) => dependencies.map(({ code }) => code)),
  risk: ({ objectives }) => objectives.flatMap(({ risks }) => risks.map(({ code }) => code)),
  commitment: ({ objectives }) => objectives.flatMap(({ commitments }) => commitments.map(({ code }) => code)),
  periodUpdate: ({ objectives }) => objectives.flatMap(({ code, updates }) => updates.map(({ periodEnd }) => updateKey(code, periodEnd))),
  measure: ({ measures }) => measures.map(({ code }) => code),
  observation: ({ measures }) => measures.flatMap(({ code, observations }) => observations.map(({ name }) => observationKey(code, name))),
  registerEntry: ({ registerEntries }) => registerEntries.map(({ code }) => code),
  discrepancy: ({ discrepancies }) => discrepancies.map(({ code }) => code),
} as const satisfies Record<string, (view: PlanView) => readonly string[]>;

export type FactKind = keyof typeof factKinds;

export const factKindNames = Object.keys(factKinds) as readonly FactKind[];
