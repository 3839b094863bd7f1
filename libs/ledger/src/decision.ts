import {
  decideOnItsDay,
  firstDayOf,
  isRefusal,
  refuse,
  type Context,
  type Day,
  type DomainEvent,
  type Refusal,
  type Slice,
} from '#libs/domain';
import { RETRACTION } from './envelope.js';
import type { Ask } from './recorder.types.js';
import { decideRetraction } from './retraction.js';
import type { StreamState } from './stream-state.js';

/** What a command comes to on a state: events on a day, or a refusal. No events: already so. */
export interface Decided {
  readonly on: Day | undefined;
  readonly events: readonly DomainEvent[];
}

/** Decides one command by its slice. Pure but for the state handed in. */
export function decide(slice: Slice, ask: Ask, state: StreamState, context: Context): Decided | Refusal {
  const { retraction, note } = ask;
  if (retraction !== undefined) {
    const data = decideRetraction(slice, state, retraction);
    if (isRefusal(data)) return data;
    return { on: undefined, events: data === undefined ? [] : [{ type: RETRACTION, data: noted(data, note) }] };
  }
  const on = dayOf(slice, ask, state, context);
  if (isRefusal(on)) return on;
  const command = { ...ask.payload, ...sentDay(ask), plan: ask.stream.plan, on };
  const decision = decideOnItsDay(slice.decider, ask.type, command, state, context);
  if (isRefusal(decision)) return ofPeriod(decision, ask, on);
  return { on, events: decision.map(({ type, data }) => ({ type, data: noted(data, note) })) };
}

/** A day known by its period counts as the first of it, which may be all that is refused. */
function ofPeriod(refusal: Refusal, { effectiveOn, precision }: Ask, on: Day): Refusal {
  if (effectiveOn === undefined || precision === undefined || effectiveOn === on) return refusal;
  return { ...refusal, message: `${refusal.message} With precision ${precision} the day ${effectiveOn} counts as ${on}.` };
}

function dayOf(slice: Slice, ask: Ask, state: StreamState, context: Context): Day | Refusal {
  const precision = ask.precision ?? 'DAY';
  const day = ask.effectiveOn ?? defaultDay(slice, ask, state, context);
  return typeof day === 'string' ? firstDayOf(precision, day) : day;
}

function defaultDay(slice: Slice, ask: Ask, state: StreamState, context: Context): Day | Refusal {
  const rule = slice.decider.defaultDay[ask.type] as (typeof slice.decider.defaultDay)[string] | undefined;
  return rule === undefined ? context.today : rule({ ...ask.payload, ...sentDay(ask), plan: ask.stream.plan }, state.rows, context);
}

/** The day as sent tells which edition is meant where the command names none. */
const sentDay = ({ effectiveOn }: Ask): { effectiveOn?: Day } => (effectiveOn === undefined ? {} : { effectiveOn });

const noted = (data: object, note: string | undefined): object => (note === undefined || 'note' in data ? data : { ...data, note });

/** As many as a person reads; whoever needs more looks at the thing again. */
const MOST_CHANGES = 20;

/** `REVISION_CONFLICT`, with the actual revision and the fields that changed since the expected one: the first, and how many more. */
export function revisionConflict(state: StreamState, expected: number): Refusal {
  const changed = changedSince(state, expected);
  const more = changed.length > MOST_CHANGES ? changed.length - MOST_CHANGES : undefined;
  return refuse(
    'REVISION_CONFLICT',
    state.revision > expected
      ? `The stream has gone on since: you expected revision ${expected}, it is at ${state.revision}. Look at it again, then decide.`
      : `The stream is only at revision ${state.revision}; you expected ${expected}, which it has not reached.`,
    { facts: { expected, actual: state.revision, changed: changed.slice(0, MOST_CHANGES), moreChanged: more } },
  );
}

function changedSince(state: StreamState, revision: number): readonly string[] {
  const before = state.rowsAt(revision);
  return Object.entries(state.rows).flatMap(([kind, rows]) =>
    Object.entries(rows).flatMap(([key, row]) => {
      const old: object = before[kind]?.[key] ?? {};
      const fields = new Set([...Object.keys(row ?? {}), ...Object.keys(old)]);
      return [...fields]
        .filter((field) => JSON.stringify(Reflect.get(row ?? {}, field)) !== JSON.stringify(Reflect.get(old, field)))
        .map((field) => `${kind} ${key} ${field}`);
    }),
  );
}
