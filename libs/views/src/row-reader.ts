import { LRUCache } from 'lru-cache';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { compareCodes, type Because, type Day, type Row, type RowSource, type ViewedRow } from '#libs/domain';
import type { Change } from './rows.js';
import { OPEN_END } from './segments.js';

interface Thing {
  readonly id: number;
  readonly key: string;
  /** The first entry that fed it. */
  readonly since: number;
}

interface Things {
  readonly ordered: Thing[];
  readonly byKey: Map<string, Thing>;
}

/** A segment in memory. `until` may be earlier than the stored one: what comes after is then looked up again. */
interface Known {
  readonly since: number;
  readonly until: number;
  readonly from: Day;
  readonly to: string;
  readonly viewed: ViewedRow<object> | undefined;
}

interface StoredRow {
  since: number;
  until: number | null;
  from_day: string;
  to_day: string;
  body: string | null;
  because: string;
}

const CACHED_THINGS = 20_000;
const SEGMENTS_PER_THING = 8;

/** Reads rows at (entry, day) by seeking for each thing. The newest segments come from the projector without a read. */
export class RowReader {
  private readonly lists = new Map<string, Things>();
  private readonly segments = new LRUCache<number, readonly Known[]>({ max: CACHED_THINGS });
  private readonly newest: StatementSync;
  private readonly earlier: StatementSync;
  private readonly list: StatementSync;
  private readonly allPlans: StatementSync;
  private readonly byCode: StatementSync;

  constructor(database: DatabaseSync) {
    const columns = 'since, until, from_day, to_day, body, because';
    this.newest = database.prepare(
      `SELECT ${columns} FROM rows WHERE thing = ? AND to_day = '${OPEN_END}' AND since <= ? ORDER BY since DESC LIMIT 1`,
    );
    this.earlier = database.prepare(
      `SELECT ${columns} FROM rows INDEXED BY rows_by_day WHERE thing = ? AND from_day <= ? AND since <= ? AND (until IS NULL OR until > ?)
         AND to_day > ? AND to_day <> '${OPEN_END}' ORDER BY from_day DESC, since DESC LIMIT 1`,
    );
    this.list = database.prepare('SELECT id, key, since FROM things WHERE plan = ? AND kind = ?');
    this.allPlans = database.prepare('SELECT DISTINCT plan FROM things ORDER BY plan');
    this.byCode = database.prepare('SELECT id FROM things WHERE key = ? AND (? IS NULL OR plan = ?)');
  }

  /** Codes of the plans that have rows. */
  plans(): readonly string[] {
    return (this.allPlans.all() as unknown as { plan: string }[]).map(({ plan }) => plan);
  }

  /** The rows of one plan at one point, read as they are asked for. */
  source(plan: string, entry: number, on: Day): RowSource {
    return {
      one: (kind, key) => {
        const thing = this.things(plan, kind).byKey.get(key);
        return thing && this.at(thing, entry, on);
      },
      all: (kind) => this.keyed(plan, kind, entry, on).map(([, viewed]) => viewed),
    };
  }

  /** Every live row of a kind with its key, in the order of their keys. */
  keyed(plan: string, kind: string, entry: number, on: Day): readonly (readonly [string, ViewedRow<object>])[] {
    return this.things(plan, kind).ordered.flatMap((thing) => {
      const viewed = this.at(thing, entry, on);
      return viewed === undefined ? [] : [[thing.key, viewed] as const];
    });
  }

  /** The stored number of a thing. */
  thing(plan: string, kind: string, key: string): number | undefined {
    return this.things(plan, kind).byKey.get(key)?.id;
  }

  /** The stored numbers of all things of this code, of whatever kind. */
  thingsOfCode(code: string, plan: string | undefined): readonly number[] {
    return (this.byCode.all(code, plan ?? null, plan ?? null) as unknown as { id: number }[]).map(({ id }) => id);
  }

  /** Takes over what a committed batch did. */
  apply(changes: readonly Change[]): void {
    for (const { id, name, first, isNew, newest } of changes) {
      if (isNew) this.add(`${name.plan} ${name.kind}`, { id, key: name.key, since: first });
      const former = (this.segments.get(id) ?? []).map((known) => (known.until > first ? { ...known, until: first } : known));
      if (newest === undefined) this.segments.set(id, former);
      else this.segments.set(id, [toKnown({ ...newest, until: Infinity, to: OPEN_END }), ...former].slice(0, SEGMENTS_PER_THING));
    }
  }

  private at(thing: Thing, entry: number, on: Day): ViewedRow<object> | undefined {
    if (thing.since > entry) return undefined;
    const known = this.segments.get(thing.id);
    const hit = known?.find((one) => one.since <= entry && entry < one.until && one.from <= on && (on < one.to || one.to === OPEN_END));
    if (hit !== undefined) return hit.viewed;
    const found = this.seek(thing.id, entry, on);
    if (found !== undefined) this.segments.set(thing.id, [found, ...(known ?? [])].slice(0, SEGMENTS_PER_THING));
    return found?.viewed;
  }

  private seek(id: number, entry: number, on: Day): Known | undefined {
    const open = this.newest.get(id, entry) as unknown as StoredRow | undefined;
    if (open === undefined || (open.until !== null && open.until <= entry)) return undefined;
    const row = on >= open.from_day ? open : (this.earlier.get(id, on, entry, entry, on) as unknown as StoredRow | undefined);
    return (
      row &&
      toKnown({
        since: row.since,
        until: row.until ?? Infinity,
        from: row.from_day,
        to: row.to_day,
        row: row.body === null ? undefined : (JSON.parse(row.body) as Row),
        because: JSON.parse(row.because) as Because,
      })
    );
  }

  private things(plan: string, kind: string): Things {
    const name = `${plan} ${kind}`;
    const known = this.lists.get(name);
    if (known !== undefined) return known;
    const ordered = (this.list.all(plan, kind) as unknown as Thing[]).sort((a, b) => compareCodes(a.key, b.key));
    const things = { ordered, byKey: new Map(ordered.map((thing) => [thing.key, thing])) };
    this.lists.set(name, things);
    return things;
  }

  private add(list: string, thing: Thing): void {
    const things = this.lists.get(list);
    if (things === undefined || things.byKey.has(thing.key)) return;
    things.byKey.set(thing.key, thing);
    const place = things.ordered.findLastIndex((other) => compareCodes(other.key, thing.key) < 0) + 1;
    things.ordered.splice(place, 0, thing);
  }
}

function toKnown({ row, because, ...rest }: Omit<Known, 'viewed'> & { readonly row: Row | undefined; readonly because: Because }): Known {
  const { since, until, from, to } = rest;
  return { since, until, from, to, viewed: row === undefined ? undefined : { row, because } };
}
