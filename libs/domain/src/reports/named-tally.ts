import type { PlanView } from '../plan-view.js';
import { tally, type CountedKind, type Tally } from './tally.js';

/** The tally of one group of things, such as those of a kind or in a state. */
export interface NamedTally {
  readonly name: string;
  readonly tally: Tally;
}

/** Counts things by group: the groups named first in the order they are named in, whether or not they hold anything; then the others. */
export function talliesBy<T extends { readonly code: string }>(
  view: PlanView,
  kind: CountedKind,
  things: readonly T[],
  nameOf: (thing: T) => string,
  first: readonly string[] = [],
): readonly NamedTally[] {
  const groups = Map.groupBy(things, nameOf);
  const others = [...groups.keys()].filter((name) => !first.includes(name)).sort();
  return [...first, ...others].map((name) => ({ name, tally: tally(view, kind, codesOf(groups.get(name) ?? [])) }));
}

export const codesOf = (things: readonly { readonly code: string }[]): readonly string[] => things.map(({ code }) => code);
