import {
  assemblePlanView,
  compareCodes,
  feeds,
  measureSlice,
  objectiveSlice,
  planSlice,
  registerSlice,
  reportSlice,
  type Day,
  type PlanView,
  type RowSource,
  type Rows,
  type Slice,
  type ToldEvent,
} from '#libs/domain';
import { fold, inFoldOrder, whenOf, type Fact } from './given.js';

/** The facts of a plan by stream: its own, those of its objectives, of its measures, of its register, of its reports. */
export interface PlanFacts {
  readonly plan: readonly Fact[];
  readonly objectives: readonly (readonly Fact[])[];
  readonly measures?: readonly (readonly Fact[])[];
  readonly register?: readonly (readonly Fact[])[];
  readonly reports?: readonly (readonly Fact[])[];
}

/** The rows of a plan on a day, by a plain fold of all that is true by then. */
export function sourceOn(day: Day, { plan, objectives, measures = [], register = [], reports = [] }: PlanFacts): RowSource {
  const byThen = (slice: Slice, facts: readonly Fact[]): Rows =>
    fold(
      slice,
      facts.filter((fact) => fact.on <= day || slice.timeless.includes(fact.event.type)),
    );
  const told: readonly (readonly [Slice, readonly Fact[]])[] = [
    [planSlice, plan],
    ...objectives.map((facts) => [objectiveSlice, facts] as const),
    ...measures.map((facts) => [measureSlice, facts] as const),
    ...register.map((facts) => [registerSlice, facts] as const),
    ...reports.map((facts) => [reportSlice, facts] as const),
  ];
  const streams = told.map(([slice, facts]) => byThen(slice, facts));
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
    told: (kind, owner, types) => {
      const toldOf = (key: string): readonly ToldEvent[] =>
        told.flatMap(([slice, facts]) =>
          inFoldOrder(slice, facts)
            .filter(({ event }) => types.includes(event.type) && feeds(slice.projections, event, kind, key))
            .map((fact) => ({ entry: facts.indexOf(fact), event: fact.event, on: whenOf(slice, fact).on }))
            .filter(({ on }) => on <= day),
        );
      return new Map(ofKind(kind).flatMap(([key]) => (key.startsWith(`${owner}-`) ? [[key, toldOf(key)] as const] : [])));
    },
  };
}

/** The plan `jfp` on a day, seen at entry 99. */
export function planOn(day: Day, facts: PlanFacts, edition?: number): PlanView {
  const view = assemblePlanView(sourceOn(day, facts), { code: 'jfp', entry: 99, on: day, ...(edition !== undefined && { edition }) });
  if (view === undefined) throw new Error('There is no such plan.');
  return view;
}
