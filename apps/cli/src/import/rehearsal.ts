import {
  assemblePlanView,
  catalog,
  decideOnItsDay,
  firstDayOf,
  isRefusal,
  type Context,
  type Day,
  type Gate,
  type GateResult,
  type PlanState,
  type Refusal,
  type Rows,
  type Slice,
} from '#libs/domain';
import { typeOf, type Asked } from './asked.js';
import type { Phase } from './script.js';
import { rowsOn, Stream } from './stage.js';

/** What came of playing a script: the facts of each stream, and what the rules turn down. */
export interface Rehearsal {
  readonly streams: readonly Pick<Stream, 'slice' | 'facts'>[];
  readonly refused: readonly { readonly asked: Asked; readonly refusal: Refusal }[];
}

type Streams = Map<string, Stream>;
type Command = Readonly<Record<string, unknown>> & { readonly plan: string; readonly effectiveOn?: Day };

/** Plays a script in memory by the plan's own rules, so that what they turn down is known before anything is sent. */
export function rehearse(phases: readonly Phase[], today: Day): Rehearsal {
  const streams: Streams = new Map();
  const refused: { asked: Asked; refusal: Refusal }[] = [];
  for (const asked of phases.flat(2)) {
    const refusal = play(asked, streams, today);
    if (refusal !== undefined) refused.push({ asked, refusal });
  }
  return { streams: [...streams.values()], refused };
}

function play({ mutation, input }: Asked, streams: Streams, today: Day): Refusal | undefined {
  const { commandId: _id, source, precision = 'DAY', note, ...command } = input;
  const type = typeOf(mutation);
  const slice = catalog.find(({ decider }) => Object.hasOwn(decider.decide, type));
  if (slice === undefined) throw new TypeError(`no slice decides ${type}`);
  const stream = streamOf(slice, slice.keyOf(command), streams);
  const seen: Context = { today, plan: streams.get('plan ')?.rows as PlanState | undefined };
  const gate: Gate | undefined = slice.gates[type];
  const context = gate === undefined ? seen : { ...seen, gate: through(gate, input, streams, seen) };
  const on = firstDayOf(precision, command.effectiveOn ?? defaultDay(slice, type, command, stream.rows, context));
  const decision = decideOnItsDay(slice.decider, type, { ...command, on }, stream, context);
  if (isRefusal(decision)) return decision;
  for (const { type: told, data } of decision) {
    stream.add({ on, precision, source, event: { type: told, data: note === undefined ? data : { ...data, note } } });
  }
  return undefined;
}

function streamOf(slice: Slice, key: string, streams: Streams): Stream {
  const name = `${slice.name} ${key}`;
  const stream = streams.get(name) ?? new Stream(slice);
  streams.set(name, stream);
  return stream;
}

function defaultDay(slice: Slice, type: string, command: Command, rows: Rows, context: Context): Day {
  const rules: Readonly<Partial<typeof slice.decider.defaultDay>> = slice.decider.defaultDay;
  return rules[type]?.(command, rows, context) ?? context.today;
}

/** What a rule that looks at several streams finds in the plan as far as it was told. */
function through(gate: Gate, input: Asked['input'], streams: Streams, seen: Context): GateResult {
  const sent = { ...input };
  const point = gate.at(sent, seen);
  const view = point && assemblePlanView(rowsOn(point.on, [...streams.values()]), { code: input.plan, entry: 0, ...point });
  return { findings: view === undefined ? [] : gate.findings(view, sent, seen.today), checkedAt: 0 };
}
