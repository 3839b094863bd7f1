import { updateKey } from './objective/update.projection.js';
import type { Objective, ObjectiveParts, PlanView } from './plan-view.js';

type Parts = {
  readonly dependency: ObjectiveParts['dependencies'][number];
  readonly risk: ObjectiveParts['risks'][number];
  readonly commitment: ObjectiveParts['commitments'][number];
  readonly periodUpdate: ObjectiveParts['updates'][number];
};

type Finds = { readonly [K in keyof Parts]: (objective: Objective, key: string) => Parts[K] | undefined };

const finds: Finds = {
  dependency: ({ dependencies }, key) => dependencies.find(({ code }) => code === key),
  risk: ({ risks }, key) => risks.find(({ code }) => code === key),
  commitment: ({ commitments }, key) => commitments.find(({ code }) => code === key),
  periodUpdate: ({ updates }, key) => updates.find(({ objective, periodEnd }) => updateKey(objective, periodEnd) === key),
};

/** What is kept beside an objective, by its kind and key: `1a-d01`, or `1a-2025-09-30` for a period update. Only its objective is read. */
export function partOf<K extends keyof Parts>(view: PlanView, kind: K, key: string): Parts[K] | undefined {
  const objective = view.objective(key.slice(0, key.indexOf('-')));
  return objective && finds[kind](objective, key);
}
