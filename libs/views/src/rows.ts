import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { reduce, touches, type AnyProjection, type Because, type Day, type DomainEvent, type Row, type When } from '#libs/domain';
import { fromText, toText, type RowText } from './row-text.js';
import { OPEN_END, refold, settle, type Fact, type Segment } from './segments.js';

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

/** The newest segment of a thing, from its last day on. */
export interface Newest {
  readonly since: number;
  readonly from: Day;
  readonly row: Row | undefined;
  readonly because: Because;
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

interface Open extends Newest {
  /** Undefined until it is written. */
  rowid: number | undefined;
}

interface Thing {
  readonly id: number;
  readonly name: ThingName;
  open: Open | undefined;
}

interface Pending {
  readonly thing: Thing;
  readonly first: number;
  readonly isNew: boolean;
}

interface LiveRow extends RowText {
  readonly id: number;
  readonly since: number;
  readonly from_day: string;
  readonly to_day: string;
  /** The row that has the text, where it is not this one. */
  readonly copy_of: number | null;
}

/** A row about to be written: with a text of its own, or that of another. */
interface Fresh {
  readonly since: number;
  readonly until: number | null;
  readonly from: Day;
  readonly to: string;
}

const CACHED_THINGS = 10_000;

const nameOf = ({ plan, kind, key }: ThingName): string => `${plan} ${kind} ${key}`;

/**
 * The bitemporal rows of one tenant, written by one projector inside its transactions. Knows no slice: entries come with
 * their projections. A row only ever gains an `until`; one that a batch both writes and closes is written once.
 */
export class RowWriter {
  private things = new Map<string, Thing>();
  private readonly unsaved = new Set<Thing>();
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
    for (const { projection, name } of thingsOf(told)) {
      const thing = this.thing(name, told.number);
      this.statements.touch.run(thing.id, told.number, told.when.on);
      const fold = (row: Row | undefined): Row | undefined => reduce(projection, row, told.event, told.when);
      if (thing.open !== undefined && told.when.on < thing.open.from) this.refold(thing, told.when.on, told.number);
      else this.extend(thing, told.when.on, fold, told.number);
    }
  }

  /** Takes entries back: from entry `number` on they feed no row, on any day. */
  retract(number: number, entries: readonly Told[]): void {
    const days = new Map<Thing, Day>();
    for (const told of entries) {
      for (const { name } of thingsOf(told)) {
        const thing = this.thing(name, number);
        if (this.statements.untouch.run(number, thing.id, told.number).changes === 0) continue;
        const day = days.get(thing);
        if (day === undefined || told.when.on < day) days.set(thing, told.when.on);
      }
    }
    for (const [thing, day] of days) {
      this.statements.touch.run(thing.id, number, null);
      this.refold(thing, day, number);
    }
  }

  /** Writes what is still to be written and says what the batch did. To be called before its commit. */
  flush(): readonly Change[] {
    for (const thing of this.unsaved) this.save(thing);
    const changes = [...this.pending.values()].map(({ thing, first, isNew }) => ({
      id: thing.id,
      name: thing.name,
      first,
      isNew,
      newest: thing.open,
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
    this.unsaved.clear();
    this.pending.clear();
  }

  private extend(thing: Thing, day: Day, fold: Fact['fold'], number: number): void {
    const { open } = thing;
    const { row, because } = settle(open, fold(open?.row), number);
    if (open !== undefined) {
      const closed = this.close(thing, open, number);
      if (open.from < day) this.copy(thing, { since: number, until: null, from: open.from, to: day }, closed);
    }
    thing.open = { rowid: undefined, since: number, from: day, row, because };
    this.unsaved.add(thing);
  }

  private refold(thing: Thing, day: Day, number: number): void {
    this.save(thing);
    const stored = this.live(thing, day);
    const facts = (this.statements.facts.all(thing.id, day) as unknown as { entry: number; day: Day }[]).map((touch) =>
      this.fact(thing.name, touch.entry, touch.day),
    );
    const segments = refold(stored.map(toSegment), facts, day, number);
    const kept = this.replace(
      thing,
      stored.filter((row) => row.to_day > day),
      segments,
      number,
    );
    thing.open = kept;
  }

  /** The segments that now end on or after a day, in order. */
  private live({ id }: Thing, day: Day): readonly LiveRow[] {
    const open = this.open(id);
    return [...(this.statements.ended.all(id, day) as unknown as LiveRow[]), ...(open === undefined ? [] : [open])];
  }

  private open(id: number): LiveRow | undefined {
    const newest = this.statements.open.get(id) as unknown as (LiveRow & { until: number | null }) | undefined;
    return newest?.until === null ? newest : undefined;
  }

  private replace(thing: Thing, former: readonly LiveRow[], segments: readonly Segment[], number: number): Open | undefined {
    const standing = new Map(former.map((row) => [row.from_day, row]));
    let last: Open | undefined;
    for (const segment of segments) {
      const { from, to, row, because } = segment;
      const text = toText(segment);
      const old = standing.get(from);
      const unchanged = old?.body === text.body && old.because === text.because ? old : undefined;
      if (unchanged?.to_day === to) {
        standing.delete(from);
        last = { rowid: unchanged.id, since: unchanged.since, from, row, because };
      } else {
        const fresh = { since: number, until: null, from, to };
        const copied = unchanged !== undefined && to !== OPEN_END;
        const rowid = copied ? this.copy(thing, fresh, unchanged.copy_of ?? unchanged.id) : this.insert(thing, fresh, text);
        last = { rowid, since: number, from, row, because };
      }
    }
    for (const { id } of standing.values()) this.statements.close.run(number, id);
    return last;
  }

  private close(thing: Thing, open: Open, number: number): number {
    if (open.rowid === undefined)
      return this.insert(thing, { since: open.since, until: number, from: open.from, to: OPEN_END }, toText(open));
    this.statements.close.run(number, open.rowid);
    return open.rowid;
  }

  private save(thing: Thing): void {
    const { open } = thing;
    if (!this.unsaved.delete(thing) || open === undefined) return;
    open.rowid = this.insert(thing, { since: open.since, until: null, from: open.from, to: OPEN_END }, toText(open));
  }

  private insert({ id }: Thing, { since, until, from, to }: Fresh, { body, because }: RowText): number {
    return Number(this.statements.insert.run(id, since, until, from, to, null, body, because).lastInsertRowid);
  }

  private copy({ id }: Thing, { since, until, from, to }: Fresh, of: number): number {
    return Number(this.statements.insert.run(id, since, until, from, to, of, null, null).lastInsertRowid);
  }

  private fact(name: ThingName, entry: number, day: Day): Fact {
    const told = this.recall(entry);
    const projection = told.projections.find(({ kind }) => kind === name.kind);
    if (projection === undefined) throw new Error(`Entry ${entry} no longer feeds ${nameOf(name)}.`);
    return { day, fold: (row) => reduce(projection, row, told.event, told.when) };
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
    return { id, name, open: undefined };
  }

  private load(name: ThingName): Thing | undefined {
    const found = this.statements.find.get(name.plan, name.kind, name.key) as { id: number } | undefined;
    if (found === undefined) return undefined;
    const row = this.open(found.id);
    const open = row && { rowid: row.id, since: row.since, ...toSegment(row) };
    return { id: found.id, name, open };
  }
}

function thingsOf({ plan, event, projections }: Told): readonly { readonly projection: AnyProjection; readonly name: ThingName }[] {
  const found = touches(projections, event).map(({ projection, key }) => ({ projection, name: { plan, kind: projection.kind, key } }));
  if (found.length < 2) return found;
  return [...new Map(found.map((one) => [nameOf(one.name), one])).values()];
}

function toSegment(row: LiveRow): Segment {
  return { from: row.from_day, to: row.to_day, ...fromText(row) };
}

type Name = 'find' | 'create' | 'open' | 'ended' | 'facts' | 'touch' | 'untouch' | 'insert' | 'close';

function prepare(database: DatabaseSync): Record<Name, StatementSync> {
  const columns = 'r.id, r.since, r.from_day, r.to_day, r.copy_of, b.body, b.because';
  return {
    find: database.prepare('SELECT id FROM things WHERE plan = ? AND kind = ? AND key = ?'),
    create: database.prepare('INSERT INTO things (plan, kind, key, since) VALUES (?, ?, ?, ?)'),
    open: database.prepare(
      `SELECT id, since, from_day, to_day, copy_of, body, because, until FROM rows WHERE thing = ? AND to_day = '${OPEN_END}'
       ORDER BY since DESC LIMIT 1`,
    ),
    ended: database.prepare(
      `SELECT ${columns} FROM rows r CROSS JOIN rows b ON b.id = coalesce(r.copy_of, r.id)
       WHERE r.thing = ? AND r.until IS NULL AND r.to_day <> '${OPEN_END}' AND r.to_day >= ? ORDER BY r.to_day`,
    ),
    facts: database.prepare('SELECT entry, day FROM touches WHERE thing = ? AND until IS NULL AND day >= ? ORDER BY day, entry'),
    touch: database.prepare('INSERT INTO touches (thing, entry, day) VALUES (?, ?, ?)'),
    untouch: database.prepare('UPDATE touches SET until = ? WHERE thing = ? AND entry = ? AND until IS NULL AND day IS NOT NULL'),
    insert: database.prepare(
      'INSERT INTO rows (thing, since, until, from_day, to_day, copy_of, body, because) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    close: database.prepare('UPDATE rows SET until = ? WHERE id = ?'),
  };
}
