import { compareCodes, objectiveSlice, planSlice, type Day, type RowSource, type Rows } from '#libs/domain';
import { fold, type Fact } from './given.js';

/** The facts of a plan by stream: its own, and those of its objectives. */
export interface PlanFacts {
  readonly plan: readonly Fact[];
  readonly objectives: readonly (readonly Fact[])[];
}

/** The rows of a plan on a day, by a plain fold of all that is true by then. */
export function sourceOn(day: Day, { plan, objectives }: PlanFacts): RowSource {
  const streams = [
    fold(
      planSlice,
      plan.filter((fact) => fact.on <= day || planSlice.timeless.includes(fact.event.type)),
    ),
    ...objectives.map((facts) =>
      fold(
        objectiveSlice,
        facts.filter((fact) => fact.on <= day),
      ),
    ),
  ];
  const ofKind = (kind: string): readonly [string, object][] =>
    streams
      .flatMap((rows: Rows) => Object.entries(rows[kind] ?? {}))
      .flatMap(([key, row]): [string, object][] => (row === undefined ? [] : [[key, row]]))
      .sort(([a], [b]) => compareCodes(a, b));
  return {
    one: (kind, key) => ofKind(kind).flatMap(([own, row]) => (own === key ? [{ row, because: {} }] : []))[0],
    all: (kind) => ofKind(kind).map(([, row]) => ({ row, because: {} })),
  };
}
