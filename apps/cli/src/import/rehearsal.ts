import {
  ALWAYS,
  catalog,
  evolve,
  firstDayOf,
  isRefusal,
  type Context,
  type Day,
  type DomainEvent,
  type PlanState,
  type Precision,
  type Refusal,
  type Rows,
  type Slice,
  type Source,
} from '#libs/domain';
import { typeOf, type Asked } from './asked.js';
import type { Phase } from './script.js';

/** A fact that a script comes to, and the day on which it is true. */
export interface Fact {
  readonly on: Day;
  readonly precision: Precision;
  readonly source: Source;
  readonly event: DomainEvent;
}

interface Stream {
  readonly slice: Slice;
  readonly facts: Fact[];
  rows: Rows;
}

/** What came of playing a script: the facts of each stream, and what the rules turn down. */
export interface Rehearsal {
  readonly streams: readonly { readonly slice: Slice; readonly facts: readonly Fact[] }[];
  readonly refused: readonly { readonly asked: Asked; readonly refusal: Refusal }[];
}

/**
 * Plays a script in memory by the plan's own rules, so that what they turn down is known before anything is sent.
 * What only the ledger can tell is left to it: the gates, which look at several streams.
 */
export function rehearse(phases: readonly Phase[], today: Day): Rehearsal {
  const streams = new Map<string, Stream>();
  const refused: { asked: Asked; refusal: Refusal }[] = [];
  for (const asked of phases.flat(2)) {
    const refusal = play(asked, streams, today);
    if (refusal !== undefined) refused.push({ asked, refusal });
  }
  return { streams: [...streams.values()], refused };
}

function play(asked: Asked, streams: Map<string, Stream>, today: Day): Refusal | undefined {
  const { commandId: _id, source, precision = 'DAY', note, ...payload } = asked.input;
  const type = typeOf(asked.mutation);
  const slice = catalog.find(({ decider }) => Object.hasOwn(decider.decide, type));
  if (slice === undefined) throw new TypeError(`no slice decides ${type}`);
  const stream = streamOf(slice, slice.keyOf(payload), streams);
  const context: Context = { today, plan: streams.get('plan ')?.rows as PlanState | undefined };
  const on = firstDayOf(precision, payload.effectiveOn ?? defaultDay(slice, type, payload, stream.rows, context));
  const decision = slice.decider.decide[type]({ ...payload, on }, stream.rows, context);
  if (isRefusal(decision)) return decision;
  for (const { type: told, data } of decision) {
    add(stream, { on, precision, source, event: { type: told, data: note === undefined ? data : { ...data, note } } });
  }
  return undefined;
}

function streamOf(slice: Slice, key: string, streams: Map<string, Stream>): Stream {
  const name = `${slice.name} ${key}`;
  const stream = streams.get(name) ?? { slice, facts: [], rows: {} };
  streams.set(name, stream);
  return stream;
}

function defaultDay(slice: Slice, type: string, payload: object, rows: Rows, context: Context): Day {
  const rules: Readonly<Partial<typeof slice.decider.defaultDay>> = slice.decider.defaultDay;
  return rules[type]?.(payload, rows, context) ?? context.today;
}

/** Folds as the ledger does: by day, then as told. */
function add(stream: Stream, fact: Fact): void {
  const { slice, facts } = stream;
  const dayOf = ({ on, event }: Fact): Day => (slice.timeless.includes(event.type) ? ALWAYS : on);
  const fold = (rows: Rows, one: Fact): Rows =>
    evolve(slice.projections, rows, one.event, {
      on: dayOf(one),
      precision: one.precision,
      source: one.source,
      recordedAt: '',
      actor: '',
    });
  const place = facts.findLastIndex((other) => dayOf(other) <= dayOf(fact)) + 1;
  facts.splice(place, 0, fact);
  stream.rows = place === facts.length - 1 ? fold(stream.rows, fact) : facts.reduce(fold, {});
}
