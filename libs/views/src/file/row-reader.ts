import { LRUCache } from 'lru-cache';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { compareCodes, type Day, type DomainEvent, type RowSource, type ViewedRow } from '#libs/domain';
import type { EntryReader } from './entry-reader.js';
import { becauseOf, fromText, type RowAndReasons, type RowText } from './row-text.js';
import type { Change, ThingName } from './rows.js';

interface Thing {
  readonly id: number;
  readonly key: string;
  /** The first entry that fed it. */
  readonly since: number;
}

interface Things {
  readonly ordered: Thing[];
  readonly byKey: Map<string, Thing>;
  readonly byFamily: Map<string, Thing[]>;
}

/** A segment in memory: from an entry to before another, from a day to before another. Beyond them it is looked up again. */
interface Known {
  readonly since: number;
  readonly until: number;
  readonly from: Day;
  /** Undefined for the last of them. */
  readonly to: Day | undefined;
  readonly viewed: ViewedRow<object> | undefined;
}

/** A row as it is read, with the next entry that feeds its thing, and the day of the next segment. */
type StoredRow = readonly [
  since: number,
  from: Day,
  body: RowText['body'],
  because: RowText['because'],
  until: number | null,
  to: Day | undefined,
];

/** A live row with its key. */
export type Keyed = readonly [key: string, viewed: ViewedRow<object>];

/** An entry that feeds a thing: its day, null for a retraction; when it was taken back; the last row then, where it wrote that. */
export interface Touch {
  readonly entry: number;
  readonly day: Day | null;
  readonly until: number | null;
  readonly newest: number | null;
}

/** What a view file has of a thing. */
export interface StoredThing {
  readonly id: number;
  readonly since: number;
  readonly touches: readonly Touch[];
  readonly rows: readonly (RowText & { readonly id: number; readonly since: number; readonly day: Day })[];
}

const CACHED_SEGMENTS = 20_000;
const SEGMENTS_PER_THING = 8;

/** Reads rows at (entry, day) by seeking for each thing. The newest segments come from the projector without a read. */
export class RowReader {
  private readonly lists = new Map<string, Things>();
  private readonly segments = new LRUCache<number, readonly Known[]>({
    maxSize: CACHED_SEGMENTS,
    sizeCalculation: (segments) => segments.length + 1,
  });
  private readonly newest: StatementSync;
  private readonly earlier: StatementSync;
  private readonly list: StatementSync;
  private readonly allPlans: StatementSync;
  private readonly byCodes: StatementSync;
  private readonly count: StatementSync;
  private readonly touchesOf: StatementSync;
  private readonly rowsOf: StatementSync;
  private readonly feeding: StatementSync;

  constructor(
    database: DatabaseSync,
    private readonly entries: EntryReader,
  ) {
    const columns = `since, from_day, body, because, (SELECT min(entry) FROM touches WHERE thing = r.thing AND entry > ?) AS until`;
    this.newest = database.prepare(
      `SELECT ${columns} FROM rows r WHERE id =
         (SELECT newest FROM touches WHERE thing = ? AND entry <= ? AND newest IS NOT NULL ORDER BY entry DESC LIMIT 1)`,
    );
    // What was told late is passed over: rows of earlier days that were written after the entry.
    this.earlier = database.prepare(
      `SELECT ${columns},
         (SELECT from_day FROM rows WHERE thing = r.thing AND from_day > ? AND since <= ? ORDER BY from_day LIMIT 1) AS to_day
       FROM rows r WHERE thing = ? AND from_day <= ? AND since <= ? ORDER BY from_day DESC, since DESC LIMIT 1`,
    );
    // Arrays are read almost twice as fast as objects.
    for (const statement of [this.newest, this.earlier]) statement.setReturnArrays(true);
    this.list = database.prepare('SELECT id, key, since FROM things WHERE plan = ? AND kind = ?');
    this.allPlans = database.prepare('SELECT DISTINCT plan FROM things ORDER BY plan');
    this.count = database.prepare('SELECT count(*) AS count FROM (SELECT 1 FROM things WHERE plan = ? LIMIT ?)');
    this.touchesOf = database.prepare(
      `SELECT entry, day, CASE WHEN until <= ? THEN until END AS until, newest FROM touches WHERE thing = ? AND entry <= ? ORDER BY entry`,
    );
    this.rowsOf = database.prepare('SELECT id, since, from_day AS day, body, because FROM rows WHERE thing = ? AND since <= ? ORDER BY id');
    this.feeding = database.prepare('SELECT entry FROM touches WHERE thing = ? AND entry > ? AND entry <= ? ORDER BY entry LIMIT ?');
    this.byCodes = database.prepare('SELECT id FROM things WHERE key IN (SELECT value FROM json_each(?)) AND (? IS NULL OR plan = ?)');
  }

  /** Codes of the plans that have rows. */
  plans(): readonly string[] {
    return (this.allPlans.all() as unknown as { plan: string }[]).map(({ plan }) => plan);
  }

  /** True where a plan has more than so many things, of whatever kind. */
  hasMoreThan(most: number, plan: string): boolean {
    return (this.count.get(plan, most + 1) as { count: number }).count > most;
  }

  /** The rows of one plan at one point, read as they are asked for. */
  source(plan: string, entry: number, on: Day): RowSource {
    return {
      one: (kind, key) => {
        const thing = this.things(plan, kind).byKey.get(key);
        return thing && this.at(thing, entry, on);
      },
      all: (kind) => this.keyed(plan, kind, entry, on).map(([, viewed]) => viewed),
      of: (kind, owner) => this.keyedOf(plan, kind, owner, entry, on).map(([, viewed]) => viewed),
      told: (kind, owner, types) => {
        const keys = new Map(this.owned(plan, kind, owner).map((thing) => [thing.id, thing.key]));
        const told = this.entries.told([...keys.keys()], types, entry, on);
        return Map.groupBy(told, ({ thing }) => keys.get(thing) ?? '');
      },
    };
  }

  /** Every live row of a kind with its key, in the order of their keys. */
  keyed(plan: string, kind: string, entry: number, on: Day): readonly Keyed[] {
    return this.keyedAt(this.things(plan, kind).ordered, entry, on);
  }

  /** Those of them whose key is the owner's followed by a hyphen. */
  keyedOf(plan: string, kind: string, owner: string, entry: number, on: Day): readonly Keyed[] {
    return this.keyedAt(this.owned(plan, kind, owner), entry, on);
  }

  /** All that is stored of a thing, as it stood at an entry; undefined where it was not yet there. */
  stored({ plan, kind, key }: ThingName, entry: number): StoredThing | undefined {
    const thing = this.things(plan, kind).byKey.get(key);
    if (thing === undefined || thing.since > entry) return undefined;
    const touches = this.touchesOf.all(entry, thing.id, entry) as unknown as StoredThing['touches'];
    return { id: thing.id, since: thing.since, touches, rows: this.rowsOf.all(thing.id, entry) as unknown as StoredThing['rows'] };
  }

  /** Numbers of the entries after one, up to another, that fed a thing, retractions included, oldest first; at most `first`. */
  fed({ plan, kind, key }: ThingName, after: number, upTo: number, first: number): readonly number[] {
    const thing = this.thing(plan, kind, key);
    if (thing === undefined) return [];
    return (this.feeding.all(thing, after, upTo, first) as unknown as { entry: number }[]).map(({ entry }) => entry);
  }

  /** The event of an entry. Throws where there is none. */
  event(entry: number): DomainEvent {
    return this.entries.event(entry);
  }

  /** The stored number of a thing. */
  thing(plan: string, kind: string, key: string): number | undefined {
    return this.things(plan, kind).byKey.get(key)?.id;
  }

  /** The stored numbers of all things of these codes, of whatever kind. */
  thingsOfCodes(codes: readonly string[], plan: string | undefined): readonly number[] {
    return (this.byCodes.all(JSON.stringify(codes), plan ?? null, plan ?? null) as unknown as { id: number }[]).map(({ id }) => id);
  }

  /** Takes over what a committed batch did. */
  apply(changes: readonly Change[]): void {
    for (const { id, name, first, isNew, newest } of changes) {
      if (isNew) this.add(`${name.plan} ${name.kind}`, { id, key: name.key, since: first });
      const former = (this.segments.get(id) ?? []).map((known) => (known.until > first ? { ...known, until: first } : known));
      if (newest === undefined) this.segments.set(id, former);
      else this.segments.set(id, [toKnown({ ...newest, until: Infinity, to: undefined }), ...former].slice(0, SEGMENTS_PER_THING));
    }
  }

  private owned(plan: string, kind: string, owner: string): readonly Thing[] {
    const family = this.things(plan, kind).byFamily.get(familyOf(owner)) ?? [];
    return family.filter(({ key }) => key.startsWith(`${owner}-`));
  }

  private keyedAt(things: readonly Thing[], entry: number, on: Day): readonly Keyed[] {
    return things.flatMap((thing) => {
      const viewed = this.at(thing, entry, on);
      return viewed === undefined ? [] : [[thing.key, viewed] as const];
    });
  }

  private at(thing: Thing, entry: number, on: Day): ViewedRow<object> | undefined {
    if (thing.since > entry) return undefined;
    const known = this.segments.get(thing.id);
    const hit = known?.find((one) => speaksOf(one, entry) && one.from <= on && (one.to === undefined || on < one.to));
    if (hit !== undefined) return hit.viewed;
    // The last segment of that entry is in memory, and begins later: it need not be looked up to know so.
    const isEarlier = known?.some((one) => one.to === undefined && speaksOf(one, entry)) ?? false;
    const found = isEarlier ? this.seekEarlier(thing.id, entry, on) : this.seek(thing.id, entry, on);
    if (found !== undefined) this.segments.set(thing.id, [found, ...(known ?? [])].slice(0, SEGMENTS_PER_THING));
    return found?.viewed;
  }

  private seek(id: number, entry: number, on: Day): Known | undefined {
    const newest = this.newest.get(entry, id, entry) as unknown as StoredRow | undefined;
    if (newest === undefined) return undefined;
    return on >= newest[1] ? read(newest) : this.seekEarlier(id, entry, on);
  }

  private seekEarlier(id: number, entry: number, on: Day): Known | undefined {
    const row = this.earlier.get(entry, on, entry, id, on, entry) as unknown as StoredRow | undefined;
    return row && read(row);
  }

  private things(plan: string, kind: string): Things {
    const name = `${plan} ${kind}`;
    const known = this.lists.get(name);
    if (known !== undefined) return known;
    const ordered = (this.list.all(plan, kind) as unknown as Thing[]).sort((a, b) => compareCodes(a.key, b.key));
    const byKey = new Map(ordered.map((thing) => [thing.key, thing]));
    const things = { ordered, byKey, byFamily: Map.groupBy(ordered, ({ key }) => familyOf(key)) };
    this.lists.set(name, things);
    return things;
  }

  private add(list: string, thing: Thing): void {
    const things = this.lists.get(list);
    if (things === undefined || things.byKey.has(thing.key)) return;
    things.byKey.set(thing.key, thing);
    insert(things.ordered, thing);
    const family = things.byFamily.get(familyOf(thing.key));
    if (family === undefined) things.byFamily.set(familyOf(thing.key), [thing]);
    else insert(family, thing);
  }
}

/** The first part of a key, which is the code of an objective. */
export const familyOf = (key: string): string => key.split('-', 1)[0];

function insert(things: Thing[], thing: Thing): void {
  let [low, high] = [0, things.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareCodes(things[middle].key, thing.key) < 0) low = middle + 1;
    else high = middle;
  }
  things.splice(low, 0, thing);
}

const speaksOf = ({ since, until }: Known, entry: number): boolean => since <= entry && entry < until;

const read = ([since, from, body, because, until, to]: StoredRow): Known =>
  toKnown({ since, until: until ?? Infinity, from, to, ...fromText({ body, because }) });

function toKnown({ since, until, from, to, row, reasons }: Omit<Known, 'viewed'> & RowAndReasons): Known {
  return { since, until, from, to, viewed: row === undefined ? undefined : { row, because: becauseOf(row, reasons) } };
}
