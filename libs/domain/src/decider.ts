import type { Day } from './calendar.js';
import type { DomainEvent, Rows } from './projection.js';
import { isRefusal } from './refusal.js';
import type { Refusal } from './refusal.js';
import type { Finding } from './rules/finding.js';
import type { PlanState } from './plan/plan.projection.js';

export interface Typed {
  readonly type: string;
}

/** The own fields of a command: what its GraphQL input class must offer beside the common ones. */
export type Payload<C extends Typed, T extends C['type']> = Omit<Extract<C, { type: T }>, 'type'>;

/** A command as a decider sees it: its own fields and the day on which it speaks. */
export type Asked<C extends Typed, T extends C['type']> = Payload<C, T> & {
  /** The day the fact is true (`effectiveOn`, or its default). */
  readonly on: Day;
  /** The day as it was sent; absent where `on` is the default. */
  readonly effectiveOn?: Day;
};

/** Content to be frozen, with the SHA-256 of each part's canonical JSON, and one over the list of those. */
export interface Frozen {
  readonly head: object;
  readonly hash: string;
  readonly parts: readonly { readonly hash: string; readonly content: object }[];
}

/** What a gate found, and the number of the last entry it looked at (-1 in an empty ledger). */
export interface GateResult {
  readonly findings: readonly Finding[];
  readonly checkedAt: number;
  readonly frozen?: Frozen;
}

/** Everything beyond its own stream that a decision may look at. Handed in as data; deciders have no I/O. */
export interface Context {
  readonly today: Day;
  /** Every fact of the plan's own stream, whatever its day; undefined where this node knows no such plan. */
  readonly plan?: PlanState;
  readonly gate?: GateResult;
}

export type Decision<E extends DomainEvent> = readonly E[] | Refusal;

/**
 * `(command, state) → events`, or a refusal. Keyed by command type, so that a missing case does not compile.
 * No events means "already so": the same fact told twice is no error.
 */
export type Decide<C extends Typed, S, E extends DomainEvent> = {
  readonly [T in C['type']]: (command: Asked<C, T>, state: S, context: Context) => Decision<E>;
};

/** The day a command is about where the caller sends none, if it is not simply today. */
export type DefaultDays<C extends Typed, S> = {
  readonly [T in C['type']]?: (command: Payload<C, T> & { readonly effectiveOn?: Day }, state: S, context: Context) => Day;
};

export interface Decider<C extends Typed, S, E extends DomainEvent> {
  readonly decide: Decide<C, S, E>;
  readonly defaultDay?: DefaultDays<C, S>;
}

type AnyDecider = { readonly decide: object; readonly defaultDay?: object };
type Union<T> = (T extends unknown ? (value: T) => void : never) extends (value: infer U) => void ? U : never;

/** Joins the deciders of one consistency boundary. A part may read the state of the others. */
export function combine<const D extends readonly AnyDecider[]>(
  ...parts: D
): {
  readonly decide: Union<D[number]['decide']>;
  readonly defaultDay: object;
} {
  return {
    decide: Object.assign({}, ...parts.map((part) => part.decide)) as Union<D[number]['decide']>,
    defaultDay: Object.assign({}, ...parts.map((part) => part.defaultDay ?? {})) as object,
  };
}

/** A decider as the catalog holds it, its types erased. */
export interface ErasedDecider {
  readonly decide: Readonly<Record<string, (command: object & { on: Day }, state: Rows, context: Context) => Decision<DomainEvent>>>;
  readonly defaultDay: Readonly<Record<string, (command: object, state: Rows, context: Context) => Day>>;
}

/** Forgets the types of a decider, for the catalog. */
export function erase(decider: AnyDecider): ErasedDecider {
  return { decide: decider.decide, defaultDay: decider.defaultDay ?? {} } as ErasedDecider;
}

/** A stream as its facts leave it: all of them, and those that are true by a day. */
export interface Folded {
  readonly rows: Rows;
  readonly rowsOn: (day: Day) => Rows;
}

/**
 * Decides by all that was told, of later days too. "Already so" has to hold on the command's own day: where it does not, what is
 * true by then decides, so that no fact is lost to one of a later day.
 */
export function decideOnItsDay(
  { decide }: ErasedDecider,
  type: string,
  command: object & { readonly on: Day },
  { rows, rowsOn }: Folded,
  context: Context,
): Decision<DomainEvent> {
  const decision = decide[type](command, rows, context);
  if (isRefusal(decision) || decision.length > 0) return decision;
  const rowsThen = rowsOn(command.on);
  if (rowsThen === rows) return decision;
  const decidedThen = decide[type](command, rowsThen, context);
  return isRefusal(decidedThen) ? decision : decidedThen;
}
