import type { Day, Instant, Precision } from './calendar.js';

/** Where a fact was read: a document and a 1-based line of it. */
export interface Source {
  readonly document: string;
  readonly line?: number;
}

export interface DomainEvent {
  readonly type: string;
  readonly data: object;
}

/** An event with the number of its entry and the day from which it is true. */
export interface ToldEvent {
  readonly entry: number;
  readonly event: DomainEvent;
  readonly on: Day;
}

/** What an event's envelope tells the fold. `on` is `ALWAYS` for facts that are true on every day. */
export interface When {
  readonly on: Day;
  readonly precision: Precision;
  readonly recordedAt: Instant;
  readonly actor: string;
  readonly onBehalfOf?: string;
  readonly source?: Source;
}

/** A thing as some entries left it: plain data, JSON all through. */
export type Row = object;

/** `(row | undefined, data, when) → row` for each event type that changes rows of one kind. Pure and total. */
export type Reducers<E extends DomainEvent, R extends Row> = {
  readonly [T in E['type']]?: (row: R | undefined, data: Extract<E, { type: T }>['data'], when: When) => R | undefined;
};

/**
 * How the events of a slice become the rows of one kind. The same reducers fold a stream for its decider and
 * project the ledger for its readers, so the two can never disagree.
 */
export interface Projection<E extends DomainEvent, R extends Row> {
  /** `milestone`, `edition` …: the kind of thing the rows describe. On disk. */
  readonly kind: string;
  /** The keys of the rows that an event changes; asked only for events named in `on`. */
  readonly keys: (event: E) => readonly string[];
  readonly on: Reducers<E, R>;
  /** Events of the slice that leave rows of this kind alone, each by name, so that none is forgotten. */
  readonly ignore: readonly E['type'][];
}

/** The rows of one stream by kind and key: the state that a decider sees, and what the projector stores. */
export type Rows = Readonly<Record<string, Readonly<Record<string, Row | undefined>>>>;

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a catalog holds projections of unlike events
export type AnyProjection = Projection<any, any>;

/** The (kind, key) pairs whose rows an event changes. */
export function touches(projections: readonly AnyProjection[], event: DomainEvent): readonly { projection: AnyProjection; key: string }[] {
  const touched: { projection: AnyProjection; key: string }[] = [];
  for (const projection of projections) {
    if (event.type in projection.on) for (const key of projection.keys(event)) touched.push({ projection, key });
  }
  return touched;
}

/** True where an event changes the row of a kind under a key. */
export const feeds = (projections: readonly AnyProjection[], event: DomainEvent, kind: string, key: string): boolean =>
  touches(projections, event).some((touched) => touched.projection.kind === kind && touched.key === key);

/** Folds one event onto one row. */
export function reduce(projection: AnyProjection, row: Row | undefined, event: DomainEvent, when: When): Row | undefined {
  return (projection.on[event.type] as (row: Row | undefined, data: object, when: When) => Row | undefined)(row, event.data, when);
}

/** Folds one event onto the rows of its stream. */
export function evolve(projections: readonly AnyProjection[], rows: Rows, event: DomainEvent, when: When): Rows {
  let state = rows;
  for (const { projection, key } of touches(projections, event)) {
    const ofKind = state[projection.kind] ?? {};
    state = { ...state, [projection.kind]: { ...ofKind, [key]: reduce(projection, ofKind[key], event, when) } };
  }
  return state;
}
