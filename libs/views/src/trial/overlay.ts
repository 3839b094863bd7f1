import { compareCodes, type Day, type DomainEvent, type RowSource, type ToldEvent, type ViewedRow, type ViewPoint } from '#libs/domain';
import { familyOf, type Keyed, type RowReader, type Touch } from '../file/row-reader.js';
import { becauseOf } from '../file/row-text.js';
import type { ThingName } from '../file/rows.js';
import type { Segment } from '../file/segments.js';

/** A thing as trial entries leave it: what it looks like from day to day, and the entries that feed it, oldest first. */
export interface OverlaidThing {
  readonly name: ThingName;
  /** Its number in the view file; absent where it is not there yet. */
  readonly id?: number;
  readonly segments: readonly Segment[];
  readonly touches: readonly Touch[];
}

/** What trial entries make of some things, in place of what the view file has of them. Plain, so that it can go to another thread. */
export interface Overlay {
  /** The last recorded entry that the trial ones follow. */
  readonly base: number;
  /** The events of those that follow it, in their order. */
  readonly events: readonly DomainEvent[];
  readonly things: readonly OverlaidThing[];
}

/** So many of the entries that fed a thing are named. */
const MOST_FED = 100;

/** Numbers of the entries after one, up to another, that fed a thing of a plan, oldest first; of very many the first. */
export type Fed = (kind: string, key: string, after: number, upTo: number) => readonly number[];

/** What fed the things of a plan; with the trial entries, where such are given. */
export function fedIn(rows: RowReader, plan: string, overlay: Overlay | undefined): Fed {
  if (overlay === undefined) return (kind, key, after, upTo) => rows.fed({ plan, kind, key }, after, upTo, MOST_FED);
  const { base, things } = overlay;
  const ofPlan = new Map(things.flatMap((thing) => (thing.name.plan === plan ? [[`${thing.name.kind} ${thing.name.key}`, thing]] : [])));
  return (kind, key, after, upTo) => {
    const tried = ofPlan.get(`${kind} ${key}`);
    if (tried === undefined) return rows.fed({ plan, kind, key }, after, Math.min(base, upTo), MOST_FED);
    return tried.touches
      .map(({ entry }) => entry)
      .filter((entry) => entry > after && entry <= upTo)
      .slice(0, MOST_FED);
  };
}

/** Rows that can be had with their keys too. */
export interface KeyedSource extends RowSource {
  keyed(kind: string): readonly Keyed[];
}

/** The rows of a plan at a point; as trial entries leave them, where such are given. */
export const rowsAt = (rows: RowReader, { code, entry, on }: ViewPoint, overlay: Overlay | undefined): RowSource =>
  overlay === undefined ? rows.source(code, entry, on) : overlaid(rows, overlay, code, on);

/** The rows of one plan on a day, as the trial entries leave them. */
export function overlaid(rows: RowReader, { base, events, things }: Overlay, plan: string, on: Day): KeyedSource {
  const recorded = rows.source(plan, base, on);
  const ofPlan = things.flatMap((thing) => (thing.name.plan === plan ? [{ ...thing, viewed: rowOn(thing, on) }] : []));
  const byKey = new Map(ofPlan.map((thing) => [`${thing.name.kind} ${thing.name.key}`, thing]));
  const byKind = Map.groupBy(ofPlan, ({ name }) => name.kind);
  const byFamily = Map.groupBy(ofPlan, ({ name }) => `${name.kind} ${familyOf(name.key)}`);
  const owned = (kind: string, owner: string): readonly TriedThing[] =>
    (byFamily.get(`${kind} ${familyOf(owner)}`) ?? []).filter(({ name }) => name.key.startsWith(`${owner}-`));
  const keyed = (kind: string): readonly Keyed[] => merged(rows.keyed(plan, kind, base, on), byKind.get(kind) ?? []);
  const eventOf = (entry: number): DomainEvent => (entry > base ? events[entry - base - 1] : rows.event(entry));
  const toldOf = (thing: TriedThing, types: readonly string[]): readonly ToldEvent[] =>
    factsOf(thing, base + events.length, on)
      .map((fact): ToldEvent => ({ ...fact, event: eventOf(fact.entry) }))
      .filter(({ event }) => types.includes(event.type));
  return {
    one: (kind, key) => {
      const tried = byKey.get(`${kind} ${key}`);
      return tried === undefined ? recorded.one(kind, key) : tried.viewed;
    },
    told: (kind, owner, types) =>
      new Map([
        ...recorded.told(kind, owner, types),
        ...owned(kind, owner).map((thing) => [thing.name.key, toldOf(thing, types)] as const),
      ]),
    keyed,
    all: (kind) => keyed(kind).map(([, viewed]) => viewed),
    of: (kind, owner) => merged(rows.keyedOf(plan, kind, owner, base, on), owned(kind, owner)).map(([, viewed]) => viewed),
  };
}

/** A thing with its row on the day looked at. */
type TriedThing = OverlaidThing & { readonly viewed: ViewedRow<object> | undefined };

/** What is stored, with what was tried in its place; in the order of their keys. */
function merged(stored: readonly Keyed[], tried: readonly TriedThing[]): readonly Keyed[] {
  if (tried.length === 0) return stored;
  const keys = new Set(tried.map(({ name }) => name.key));
  const live = tried.flatMap(({ name, viewed }): readonly Keyed[] => (viewed === undefined ? [] : [[name.key, viewed]]));
  return [...stored.filter(([key]) => !keys.has(key)), ...live].sort(([a], [b]) => compareCodes(a, b));
}

function rowOn({ segments }: OverlaidThing, on: Day): ViewedRow<object> | undefined {
  const segment = segments.findLast(({ from }) => from <= on);
  return segment?.row && { row: segment.row, because: becauseOf(segment.row, segment.reasons) };
}

/** The entries behind a thing at an entry on a day, in the order in which they fold. */
const factsOf = ({ touches }: OverlaidThing, upTo: number, on: Day): readonly { readonly entry: number; readonly on: Day }[] =>
  touches
    .flatMap(({ entry, day, until }) => (day === null || day > on || (until !== null && until <= upTo) ? [] : [{ entry, on: day }]))
    .sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.entry - b.entry));
