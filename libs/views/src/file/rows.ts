import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { once, reduce, touches, type AnyProjection, type Day, type DomainEvent, type Row, type When } from '#libs/domain';
import { fromText, toText, type RowText } from './row-text.js';
import { refold, settle, type Fact, type Segment, type Standing } from './segments.js';

/** An entry as the rows see it. */
export interface Told {
  readonly number: number;
  readonly plan: string;
  readonly event: DomainEvent;
  readonly when: When;
  readonly projections: readonly AnyProjection[];
}

export interface ThingName {
  readonly plan: string;
  readonly kind: string;
  readonly key: string;
}

/** The last segment of a thing, which no other follows, with the entry that wrote it. */
export interface Newest extends Segment {
  readonly since: number;
}

/** What a batch did to one thing. */
export interface Change {
  readonly id: number;
  readonly name: ThingName;
  /** The first entry of the batch that fed it. */
  readonly first: number;
  readonly isNew: boolean;
  readonly newest: Newest | undefined;
}

interface Thing {
  readonly id: number;
  readonly name: ThingName;
  newest: Newest | undefined;
}

interface Pending {
  readonly thing: Thing;
  readonly first: number;
  readonly isNew: boolean;
}

interface StoredRow extends RowText {
  readonly id: number;
  readonly since: number;
}

const CACHED_THINGS = 10_000;

const nameOf = ({ plan, kind, key }: ThingName): string => `${plan} ${kind} ${key}`;

/**
 * The bitemporal rows of one tenant, written by one projector inside its transactions. Knows no slice: entries come with
 * their projections. A row says what a thing looks like from a day on, as known from an entry on: until the day of another
 * row, and until an entry that writes a row of the same day. So rows are only ever added, and older answers stay.
 */
export class RowWriter {
  private things = new Map<string, Thing>();
  private readonly pending = new Map<number, Pending>();
  private readonly statements: ReturnType<typeof prepare>;

  /** `recall` gives an entry back that the batch or an earlier one has stored. */
  constructor(
    database: DatabaseSync,
    private readonly recall: (number: number) => Told,
  ) {
    this.statements = prepare(database);
  }

  /** Folds an entry into the row of every thing it speaks of. */
  tell(told: Told): void {
    const { number, event, when } = told;
    for (const { projection, name } of thingsOf(told)) {
      const thing = this.thing(name, number);
      const { newest } = thing;
      if (newest !== undefined && when.on < newest.from) {
        this.statements.touch.run(thing.id, number, when.on, null);
        this.refold(thing, when.on, when.on, number);
      } else {
        thing.newest = { since: number, from: when.on, ...settle(newest, reduce(projection, newest?.row, event, when), number) };
        this.statements.touch.run(thing.id, number, when.on, this.insert(thing, thing.newest, number));
      }
    }
  }

  /** Takes entries back: from entry `number` on they feed no row, on any day. */
  retract(number: number, entries: readonly Told[]): void {
    const days = new Map<Thing, Day[]>();
    for (const told of entries) {
      for (const { name } of thingsOf(told)) {
        const thing = this.thing(name, number);
        if (this.statements.untouch.run(number, thing.id, told.number).changes === 0) continue;
        days.set(thing, [...(days.get(thing) ?? []), told.when.on].sort());
      }
    }
    for (const [thing, changed] of days) {
      this.statements.touch.run(thing.id, number, null, null);
      this.refold(thing, changed[0], changed[changed.length - 1], number);
    }
  }

  /** Says what the batch did. To be called at its end. */
  flush(): readonly Change[] {
    const changes = [...this.pending.values()].map(({ thing, first, isNew }) => ({
      id: thing.id,
      name: thing.name,
      first,
      isNew,
      newest: thing.newest,
    }));
    this.pending.clear();
    for (const key of this.things.keys()) {
      if (this.things.size <= CACHED_THINGS) break;
      this.things.delete(key);
    }
    return changes;
  }

  /** Forgets everything held in memory, after a rollback. */
  forget(): void {
    this.things = new Map();
    this.pending.clear();
  }

  /**
   * Writes what a thing looks like from a day on anew. After the last day of which the facts are others, what looks as
   * before ends it: all that follows does so too.
   */
  private refold(thing: Thing, day: Day, last: Day, number: number): void {
    const live = this.standing(thing, day);
    const touched = this.statements.facts.all(thing.id, day) as unknown as { entry: number; day: Day }[];
    const facts = touched.map((touch): Fact => ({ day: touch.day, fold: (row) => this.fold(thing.name, touch.entry, row) }));
    const standing = new Map(live.map((one) => [one.from, one.stored]));
    const newest = thing.newest?.from;
    for (const segment of refold(live, facts, day, number)) {
      const text = toText(segment);
      const row = standing.get(segment.from)?.();
      const isUnchanged = row?.body === text.body && row.because === text.because;
      if (isUnchanged && segment.from > last) return;
      const id = isUnchanged ? row.id : this.insert(thing, segment, number, text);
      if (segment.from !== newest) continue;
      thing.newest = { ...segment, since: isUnchanged ? row.since : number };
      if (!isUnchanged) this.statements.renew.run(id, thing.id, number);
    }
  }

  /** The segments of a thing that hold now, from the last on that begins before a day. */
  private standing({ id }: Thing, day: Day): readonly (Standing & { readonly stored: () => StoredRow })[] {
    const found = this.statements.live.all(day, id) as unknown as { id: number; day: Day }[];
    return found.map((row) => {
      const stored = once(() => this.statements.row.get(row.id) as unknown as StoredRow);
      return { from: row.day, stored, read: once(() => fromText(stored())) };
    });
  }

  private insert({ id }: Thing, segment: Segment, since: number, { body, because }: RowText = toText(segment)): number {
    return Number(this.statements.insert.run(id, since, segment.from, body, because).lastInsertRowid);
  }

  private fold(name: ThingName, entry: number, row: Row | undefined): Row | undefined {
    const { projections, event, when } = this.recall(entry);
    const projection = projections.find(({ kind }) => kind === name.kind);
    if (projection === undefined) throw new Error(`Entry ${entry} no longer feeds ${nameOf(name)}.`);
    return reduce(projection, row, event, when);
  }

  private thing(name: ThingName, number: number): Thing {
    const text = nameOf(name);
    let thing = this.things.get(text);
    let isNew = false;
    if (thing === undefined) {
      thing = this.load(name);
      isNew = thing === undefined;
      thing ??= this.create(name, number);
      this.things.set(text, thing);
    }
    if (!this.pending.has(thing.id)) this.pending.set(thing.id, { thing, first: number, isNew });
    return thing;
  }

  private create(name: ThingName, number: number): Thing {
    const id = Number(this.statements.create.run(name.plan, name.kind, name.key, number).lastInsertRowid);
    return { id, name, newest: undefined };
  }

  private load(name: ThingName): Thing | undefined {
    const found = this.statements.find.get(name.plan, name.kind, name.key) as { id: number } | undefined;
    if (found === undefined) return undefined;
    const row = this.statements.newest.get(found.id) as (StoredRow & { readonly from: Day }) | undefined;
    return { id: found.id, name, newest: row && { since: row.since, from: row.from, ...fromText(row) } };
  }
}

/** The things whose rows an entry feeds. */
export function thingsOf({ plan, event, projections }: Told): readonly { readonly projection: AnyProjection; readonly name: ThingName }[] {
  const found = touches(projections, event).map(({ projection, key }) => ({ projection, name: { plan, kind: projection.kind, key } }));
  if (found.length < 2) return found;
  return [...new Map(found.map((one) => [nameOf(one.name), one])).values()];
}

type Name = 'find' | 'create' | 'newest' | 'live' | 'row' | 'facts' | 'touch' | 'renew' | 'untouch' | 'insert';

function prepare(database: DatabaseSync): Record<Name, StatementSync> {
  return {
    find: database.prepare('SELECT id FROM things WHERE plan = ? AND kind = ? AND key = ?'),
    create: database.prepare('INSERT INTO things (plan, kind, key, since) VALUES (?, ?, ?, ?)'),
    newest: database.prepare(
      `SELECT r.id, r.since, r.from_day AS "from", r.body, r.because FROM touches t CROSS JOIN rows r ON r.id = t.newest
       WHERE t.thing = ? ORDER BY t.entry DESC LIMIT 1`,
    ),
    // Goes from day to day: what was written of them before is much, where much is told late.
    live: database.prepare(
      `WITH RECURSIVE cuts (thing, day) AS (
         SELECT things.id, coalesce((SELECT max(from_day) FROM rows WHERE thing = things.id AND from_day < ?),
           (SELECT min(from_day) FROM rows WHERE thing = things.id)) FROM things WHERE id = ?
         UNION ALL SELECT thing, (SELECT min(from_day) FROM rows WHERE thing = cuts.thing AND from_day > day) FROM cuts WHERE day IS NOT NULL
       )
       SELECT day, (SELECT id FROM rows WHERE thing = cuts.thing AND from_day = day ORDER BY since DESC LIMIT 1) AS id
       FROM cuts WHERE day IS NOT NULL`,
    ),
    row: database.prepare('SELECT id, since, body, because FROM rows WHERE id = ?'),
    facts: database.prepare('SELECT entry, day FROM touches WHERE thing = ? AND until IS NULL AND day >= ? ORDER BY day, entry'),
    touch: database.prepare('INSERT INTO touches (thing, entry, day, newest) VALUES (?, ?, ?, ?)'),
    renew: database.prepare('UPDATE touches SET newest = ? WHERE thing = ? AND entry = ?'),
    untouch: database.prepare('UPDATE touches SET until = ? WHERE thing = ? AND entry = ? AND until IS NULL AND day IS NOT NULL'),
    insert: database.prepare('INSERT INTO rows (thing, since, from_day, body, because) VALUES (?, ?, ?, ?, ?)'),
  };
}
