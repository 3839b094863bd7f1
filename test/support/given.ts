import { expect } from '@jest/globals';
import {
  ALWAYS,
  decideOnItsDay,
  evolve,
  isRefusal,
  type Context,
  type Day,
  type Decision,
  type DomainEvent,
  type Refusal,
  type Rows,
  type Slice,
  type Source,
  type When,
} from '#libs/domain';

/** A fact and the day on which it is true. */
export interface Fact {
  readonly on: Day;
  readonly event: DomainEvent;
  readonly source?: Source;
}

type Told = DomainEvent | Fact;

interface Command {
  readonly type: string;
  readonly on?: Day;
  readonly effectiveOn?: Day;
  readonly [field: string]: unknown;
}

/** What the tests of the domain take as today unless they say otherwise. */
export const TODAY: Day = '2025-10-15';

/** Facts on one day, in the order in which they were recorded. */
export const on = (day: Day, ...events: readonly DomainEvent[]): readonly Fact[] => events.map((event) => ({ on: day, event }));

const isFact = (told: Told): told is Fact => 'event' in told;

/** A fact without a day is true on the first day of the 2025/26 plan. */
const asFact = (told: Told): Fact => (isFact(told) ? told : { on: '2025-04-01', event: told });

export const whenOf = (slice: Slice, { on: day, event, source }: Fact): When => ({
  on: slice.timeless.includes(event.type) ? ALWAYS : day,
  precision: 'DAY',
  recordedAt: '2025-10-15T09:00:00.000Z',
  actor: 'test',
  ...(source !== undefined && { source }),
});

/** Freezes a value and all it holds, so that a test fails where the domain changes its inputs. */
export function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(value).forEach(freeze);
  return Object.freeze(value);
}

/** Facts in the order in which a stream folds: by day, then as recorded. */
export const inFoldOrder = (slice: Slice, facts: readonly Fact[]): readonly Fact[] =>
  facts
    .map((fact) => ({ fact, day: whenOf(slice, fact).on }))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    .map(({ fact }) => fact);

/** The rows that facts leave behind, told in any order. */
export const fold = (slice: Slice, facts: readonly Fact[], rows: Rows = {}): Rows =>
  inFoldOrder(slice, facts).reduce(
    (state, fact) => freeze(evolve(slice.projections, state, fact.event, whenOf(slice, fact))),
    freeze(rows),
  );

/** The day of a command: the one it names, else its default. */
export function dayOf(slice: Slice, command: Command, rows: Rows, context: Context): Day {
  const rule = slice.decider.defaultDay[command.type] as ((command: object, rows: Rows, context: Context) => Day) | undefined;
  return command.on ?? command.effectiveOn ?? rule?.(command, rows, context) ?? context.today;
}

/** Asks a slice's decider about facts, as the recorder does. A day named `on` is one that was sent. */
export function decide(
  slice: Slice,
  command: Command,
  facts: readonly Fact[],
  context: Context,
  rows = fold(slice, facts),
): Decision<DomainEvent> {
  const sent = command.effectiveOn ?? command.on;
  const asked = { plan: 'jfp', ...command, on: dayOf(slice, command, rows, context), ...(sent !== undefined && { effectiveOn: sent }) };
  const rowsOn = (day: Day): Rows => {
    const then = facts.filter((fact) => whenOf(slice, fact).on <= day);
    return then.length === facts.length ? rows : fold(slice, then);
  };
  return decideOnItsDay(slice.decider, command.type, freeze(asked), { rows: freeze(rows), rowsOn }, freeze(context));
}

class Decided {
  constructor(
    readonly on: Day,
    private readonly decision: Decision<DomainEvent>,
    private readonly trial: (events: readonly DomainEvent[]) => Rows,
  ) {}

  /** These events and no others. */
  then(...events: readonly DomainEvent[]): Decided {
    expect(this.decision).toEqual(events);
    expect(JSON.parse(JSON.stringify(this.decision))).toStrictEqual(this.decision);
    this.trial(this.accepted());
    return this;
  }

  /** Already so. */
  nothing(): Decided {
    expect(this.decision).toEqual([]);
    return this;
  }

  refused(code: string, rule?: string): Refusal {
    if (!isRefusal(this.decision)) throw new Error(`expected ${code}, got ${JSON.stringify(this.decision)}`);
    expect({ code: this.decision.code, rule: this.decision.rule }).toEqual({ code, rule });
    expect(this.decision.message).toMatch(/^\S.*[.]$/u);
    return this.decision;
  }

  /** The rows with the new events folded in. */
  rows(): Rows {
    return this.trial(this.accepted());
  }

  private accepted(): readonly DomainEvent[] {
    if (isRefusal(this.decision)) throw new Error(`refused: ${this.decision.code} ${this.decision.message}`);
    return this.decision;
  }
}

/** `given(slice)(…facts).when(command).then(…events)`, or `.refused(code, rule)`, or `.nothing()`. */
export const given =
  (slice: Slice, context: Partial<Context> = {}) =>
  (...told: readonly (Told | readonly Told[])[]): { when: (command: Command) => Decided } => {
    const facts = told.flat().map(asFact);
    const rows = fold(slice, facts);
    const full: Context = { today: TODAY, ...context };
    return {
      when: (command) => {
        const day = dayOf(slice, command, rows, full);
        return new Decided(day, decide(slice, command, facts, full, rows), (events) => fold(slice, [...facts, ...on(day, ...events)]));
      },
    };
  };
