import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { reduce, touches, type AnyProjection, type Because, type Day, type DomainEvent, type Row, type When } from '#libs/domain';
import { OPEN_END, plain, reasons, refold, type Fact, type Segment } from './segments.js';

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
  readonly body: string | null;
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
  rowid: number | bigint | undefined;
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

interface LiveRow {
  id: number;
  since: number;
  from_day: string;
  to_day: string;
  body: string | null;
  because: string;
}

const CACHED_THINGS = 20_000;

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
    this.save();
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
    const row = plain(fold(open?.row), open?.row);
    const body = row === undefined ? null : JSON.stringify(row);
    const because = reasons(open, row, number);
    if (open !== undefined) {
      this.close(thing, open, number);
      if (open.from < day) this.insert(thing, { since: number, until: null, from: open.from, to: day, body: open.body, because: open.because });
    }
    thing.open = { rowid: undefined, since: number, from: day, body, row, because };
    this.unsaved.add(thing);
  }

  private refold(thing: Thing, day: Day, number: number): void {
    this.save();
    const stored = this.live(thing, day);
    const facts = (this.statements.facts.all(thing.id, day) as unknown as { entry: number; day: Day }[]).map((touch) =>
      this.fact(thing.name, touch.entry, touch.day),
    );
    const segments = refold(stored.map(toSegment), facts, day, number);
    const kept = this.replace(thing, stored.filter((row) => row.to_day > day), segments, number);
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
    for (const { from, to, row, because } of segments) {
      const body = row === undefined ? null : JSON.stringify(row);
      const old = standing.get(from);
      if (old !== undefined && old.to_day === to && old.body === body && old.because === JSON.stringify(because)) {
        standing.delete(from);
        last = { rowid: old.id, since: old.since, from, body, row, because };
      } else {
        const rowid = this.insert(thing, { since: number, until: null, from, to, body, because });
        last = { rowid, since: number, from, body, row, because };
      }
    }
    for (const { id } of standing.values()) this.statements.close.run(number, id);
    return last;
  }

  private close(thing: Thing, open: Open, number: number): void {
    if (open.rowid !== undefined) this.statements.close.run(number, open.rowid);
    else this.insert(thing, { ...open, until: number, to: OPEN_END });
  }

  private save(): void {
    for (const thing of this.unsaved) {
      const { open } = thing;
      if (open !== undefined && open.rowid === undefined) open.rowid = this.insert(thing, { ...open, until: null, to: OPEN_END });
    }
    this.unsaved.clear();
  }

  private insert(
    thing: Thing,
    row: Pick<Newest, 'since' | 'from' | 'body' | 'because'> & { readonly until: number | null; readonly to: string },
  ): number | bigint {
    return this.statements.insert.run(thing.id, row.since, row.until, row.from, row.to, row.body, JSON.stringify(row.because)).lastInsertRowid;
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
    const isNew = thing === undefined && this.statements.find.get(name.plan, name.kind, name.key) === undefined;
    thing ??= isNew ? this.create(name, number) : this.load(name);
    this.things.set(text, thing);
    if (!this.pending.has(thing.id)) this.pending.set(thing.id, { thing, first: number, isNew });
    return thing;
  }

  private create(name: ThingName, number: number): Thing {
    const id = Number(this.statements.create.run(name.plan, name.kind, name.key, number).lastInsertRowid);
    return { id, name, open: undefined };
  }

  private load(name: ThingName): Thing {
    const { id } = this.statements.find.get(name.plan, name.kind, name.key) as { id: number };
    const row = this.open(id);
    const open = row && { rowid: row.id, since: row.since, body: row.body, ...toSegment(row) };
    return { id, name, open };
  }
}

function thingsOf({ plan, event, projections }: Told): readonly { readonly projection: AnyProjection; readonly name: ThingName }[] {
  const found = touches(projections, event).map(({ projection, key }) => ({ projection, name: { plan, kind: projection.kind, key } }));
  if (found.length < 2) return found;
  return [...new Map(found.map((one) => [nameOf(one.name), one])).values()];
}

function toSegment({ from_day: from, to_day: to, body, because }: LiveRow): Segment {
  return { from, to, row: body === null ? undefined : (JSON.parse(body) as Row), because: JSON.parse(because) as Because };
}

function prepare(database: DatabaseSync): Record<'find' | 'create' | 'open' | 'ended' | 'facts' | 'touch' | 'untouch' | 'insert' | 'close', StatementSync> {
  const columns = 'id, since, from_day, to_day, body, because';
  return {
    find: database.prepare('SELECT id FROM things WHERE plan = ? AND kind = ? AND key = ?'),
    create: database.prepare('INSERT INTO things (plan, kind, key, since) VALUES (?, ?, ?, ?)'),
    open: database.prepare(`SELECT ${columns}, until FROM rows WHERE thing = ? AND to_day = '${OPEN_END}' ORDER BY since DESC LIMIT 1`),
    ended: database.prepare(
      `SELECT ${columns} FROM rows WHERE thing = ? AND until IS NULL AND to_day <> '${OPEN_END}' AND to_day >= ? ORDER BY to_day`,
    ),
    facts: database.prepare('SELECT entry, day FROM touches WHERE thing = ? AND until IS NULL AND day >= ? ORDER BY day, entry'),
    touch: database.prepare('INSERT INTO touches (thing, entry, day) VALUES (?, ?, ?)'),
    untouch: database.prepare('UPDATE touches SET until = ? WHERE thing = ? AND entry = ? AND until IS NULL AND day IS NOT NULL'),
    insert: database.prepare('INSERT INTO rows (thing, since, until, from_day, to_day, body, because) VALUES (?, ?, ?, ?, ?, ?, ?)'),
    close: database.prepare('UPDATE rows SET until = ? WHERE id = ?'),
  };
}
