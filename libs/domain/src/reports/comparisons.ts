import { planDiff, type FedBy } from '../diff/plan-diff.js';
import type { PlanView } from '../plan-view.js';
import { editionChanges } from './edition-changes.js';

/** What is said of a plan at two points by name, so that it can be asked for where only text can be sent. */
const comparisons = { editionChanges, planDiff } as const;

type Comparisons = typeof comparisons;
export type ComparisonName = keyof Comparisons;
export type ComparisonOf<N extends ComparisonName> = ReturnType<Comparisons[N]>;

/** Compares two views of a plan in the way of that name. */
export const compare = <N extends ComparisonName>(name: N, from: PlanView, to: PlanView, fedBy: FedBy): ComparisonOf<N> =>
  (comparisons[name] as (from: PlanView, to: PlanView, fedBy: FedBy) => ComparisonOf<N>)(from, to, fedBy);
