import {
  assemblePlanView,
  compareCodes,
  measureSlice,
  objectiveSlice,
  planSlice,
  registerSlice,
  type Day,
  type PlanView,
  type RowSource,
  type Rows,
} from '#libs/domain';
import { fold, type Fact } from './given.js';

/** The facts of a plan by stream: its own, those of its objectives, of its measures, of its register. */
export interface PlanFacts {
  readonly plan: readonly Fact[];
  readonly objectives: readonly (readonly Fact[])[];
  readonly measures?: readonly (readonly Fact[])[];
  readonly register?: readonly (readonly Fact[])[];
}

/** The rows of a plan on a day, by a plain fold of all that is true by then. */
export function sourceOn(day: Day, { plan, objectives, measures = [], register = [] }: PlanFacts): RowSource {
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
    ...measures.map((facts) =>
      fold(
        measureSlice,
        facts.filter((fact) => fact.on <= day),
      ),
    ),
    ...register.map((facts) =>
      fold(
        registerSlice,
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
    one: (kind, key) => {
      const row = streams.map((rows: Rows) => rows[kind]?.[key]).find((found) => found !== undefined);
      return row && { row, because: {} };
    },
    all: (kind) => ofKind(kind).map(([, row]) => ({ row, because: {} })),
    of: (kind, owner) => ofKind(kind).flatMap(([key, row]) => (key.startsWith(`${owner}-`) ? [{ row, because: {} }] : [])),
  };
}

/** The plan `jfp` on a day, seen at entry 99. */
export function planOn(day: Day, facts: PlanFacts, edition?: number): PlanView {
  const view = assemblePlanView(sourceOn(day, facts), { code: 'jfp', entry: 99, on: day, ...(edition !== undefined && { edition }) });
  if (view === undefined) throw new Error('There is no such plan.');
  return view;
}
