import { LRUCache } from 'lru-cache';
import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Day, DomainEvent, Instant, ReusedCommand, ToldEvent } from '#libs/domain';
import { parseStreamName, type Decode, type Stored } from '#libs/ledger';
import type { EntryFilter, EntryPage, NumberedEntry } from '../tenant-views.js';
import { commandMark } from './command-mark.js';

type StoredEntry = Stored & { readonly number: number; readonly leaf: Uint8Array; readonly created: string | null };

/** An event with the stored number of a thing that it makes what it is. */
type ToldOf = ToldEvent & { readonly thing: number };

type Folding = readonly [thing: number, entry: number, day: Day];

interface Page {
  readonly after: number;
  readonly first: number;
  readonly upTo: number;
}

type Condition = readonly [sql: string, value: SQLInputValue];

const COLUMNS = `e.number, e.position, (SELECT name FROM streams WHERE id = e.stream) AS stream, e.revision, e.id,
  (SELECT text FROM labels WHERE id = e.type) AS type, e.data, e.metadata, e.created, substr(e.hashes, 1, 32) AS leaf`;
/** A bare parameter as the limit is part of SQLite's plan: the statement would be prepared anew for each value. */
const LIMIT = 'LIMIT ? + 0';
const MOST_SHAPES = 100;
const CACHED_EVENTS = 5_000;
const MOST_IN_LINES = 2 ** 20;

/** Reads the entries that a view file keeps, and the clock over them. */
export class EntryReader {
  private readonly byNumber: StatementSync;
  private readonly numberAt: StatementSync;
  private readonly lastOf: StatementSync;
  private readonly clockAt: StatementSync;
  private readonly starts: StatementSync;
  private readonly streamOf: StatementSync;
  private readonly marksTwice: StatementSync;
  private readonly marksAgain: StatementSync;
  private readonly run: StatementSync;
  private readonly following: StatementSync;
  private readonly feeding: StatementSync;
  private readonly folding: StatementSync;
  private readonly shapes = new Map<string, StatementSync>();
  private readonly events = new LRUCache<number, DomainEvent>({ max: CACHED_EVENTS });
  /** Marks of commands that several entries begin, as far as was looked. */
  private readonly reusedMarks = new Set<number>();
  private lookedUpTo = -1;

  constructor(
    private readonly database: DatabaseSync,
    private readonly decode: Decode,
  ) {
    this.byNumber = database.prepare(`SELECT ${COLUMNS} FROM entries e WHERE e.number = ?`);
    this.numberAt = database.prepare('SELECT number FROM entries WHERE stream = (SELECT id FROM streams WHERE name = ?) AND revision = ?');
    this.lastOf = database.prepare('SELECT max(revision) AS revision FROM entries WHERE stream = (SELECT id FROM streams WHERE name = ?)');
    this.clockAt = database.prepare('SELECT clock FROM entries WHERE number = ?');
    this.following = database.prepare(`SELECT ${COLUMNS} FROM entries e WHERE e.number >= ? ORDER BY e.number ${LIMIT}`);
    this.starts = database.prepare(`SELECT ${COLUMNS} FROM entries e WHERE e.command = ? ORDER BY e.number`);
    this.streamOf = database.prepare(
      `SELECT (SELECT name FROM streams WHERE id = e.stream) AS name FROM entries e
       WHERE e.command = ? AND e.metadata ->> 'commandId' = ? ORDER BY e.number LIMIT 1`,
    );
    this.marksTwice = database.prepare(
      'SELECT command FROM entries WHERE command IS NOT NULL AND number <= ? GROUP BY command HAVING count(*) > 1',
    );
    this.marksAgain = database.prepare(
      `SELECT DISTINCT command FROM entries e WHERE number > ? AND number <= ? AND command IS NOT NULL
         AND EXISTS (SELECT 1 FROM entries earlier WHERE earlier.command = e.command AND earlier.number < e.number)`,
    );
    this.run = database.prepare(
      `SELECT ${COLUMNS} FROM entries e WHERE e.stream = (SELECT id FROM streams WHERE name = ?) AND e.revision >= ? AND e.revision < ?
       ORDER BY e.revision`,
    );
    this.feeding = database.prepare(
      `SELECT ${COLUMNS} FROM (
         SELECT DISTINCT t.entry FROM json_each(?) thing CROSS JOIN touches t ON t.thing = thing.value
         WHERE t.entry > ? AND t.entry <= ? AND (t.day IS NULL OR (t.day <= ? AND (t.until IS NULL OR t.until > ?)))
         ORDER BY t.entry ${LIMIT}
       ) found CROSS JOIN entries e ON e.number = found.entry ORDER BY e.number`,
    );
    this.folding = database.prepare(
      `SELECT t.thing, t.entry, t.day FROM json_each(?) thing CROSS JOIN touches t ON t.thing = thing.value
       WHERE t.entry <= ? AND t.day <= ? AND (t.until IS NULL OR t.until > ?)
         AND (SELECT type FROM entries WHERE number = t.entry) IN (SELECT id FROM labels WHERE text IN (SELECT value FROM json_each(?)))
       ORDER BY t.day, t.entry`,
    );
    this.folding.setReturnArrays(true);
  }

  entry(number: number): NumberedEntry | undefined {
    const stored = this.byNumber.get(number) as unknown as StoredEntry | undefined;
    return stored && this.numbered(stored);
  }

  /** The number of an entry in the ledger; undefined until it is projected. */
  numberOf(stream: string, revision: number): number | undefined {
    return (this.numberAt.get(stream, revision) as { number: number } | undefined)?.number;
  }

  /** The entries of a stream from a revision on, as they are stored, up to a number. */
  stream(name: string, from: number, upTo: number): readonly Stored[] {
    const rows = this.run.all(name, from, Number.MAX_SAFE_INTEGER) as unknown as readonly StoredEntry[];
    return rows.flatMap(({ number, leaf: _, created, ...stored }) =>
      number > upTo ? [] : [{ ...stored, ...(created !== null && { created }) }],
    );
  }

  /** The revision of a stream's last entry; undefined where it has none. */
  lastRevision(stream: string): number | undefined {
    return (this.lastOf.get(stream) as { revision: number | null }).revision ?? undefined;
  }

  /** The latest `recordedAt` up to an entry. */
  clock(number: number): Instant | undefined {
    return (this.clockAt.get(number) as { clock: Instant } | undefined)?.clock;
  }

  /** The last of the entries 0 to `head` that was recorded at or before an instant; -1 if none was. */
  lastAt(instant: Instant, head: number): number {
    return this.lastWhere(head, (clock) => clock <= instant);
  }

  /** A command's entries lie together in their stream. */
  entriesOfCommand(commandId: string): readonly NumberedEntry[] {
    return this.read(this.starts.all(commandMark(commandId)))
      .filter(({ metadata }) => metadata.commandId === commandId)
      .flatMap(({ stream, revision, metadata }) => this.read(this.run.all(stream, revision, revision + metadata.count)));
  }

  /** Only a mark is kept of an id, so what shares one is compared. */
  reusedCommands(plan: string, upTo: number): readonly ReusedCommand[] {
    const starts = this.marksUpTo(upTo).flatMap((mark) => this.read(this.starts.all(mark)).filter(({ number }) => number <= upTo));
    return [...Map.groupBy(starts, ({ metadata }) => metadata.commandId)]
      .map(([commandId, entries]) => ({
        commandId,
        entries: entries.map(({ number, stream }) => ({ number, name: parseStreamName(stream) })),
      }))
      .filter(({ entries }) => entries.length > 1 && entries.some(({ name }) => name?.plan === plan))
      .map(({ commandId, entries }) => ({
        commandId,
        entries: entries.map(({ number, name }) => ({ number, subject: name === undefined || name.key === '' ? plan : name.key })),
      }))
      .sort((a, b) => a.entries[0].number - b.entries[0].number);
  }

  /** All of the ledger is looked through once, and then what has come since. */
  private marksUpTo(upTo: number): readonly number[] {
    if (upTo > this.lookedUpTo) {
      const found = this.lookedUpTo < 0 ? this.marksTwice.all(upTo) : this.marksAgain.all(this.lookedUpTo, upTo);
      for (const { command } of found as unknown as readonly { readonly command: number }[]) this.reusedMarks.add(command);
      this.lookedUpTo = upTo;
    }
    return [...this.reusedMarks];
  }

  streamOfCommand(commandId: string): string | undefined {
    return (this.streamOf.get(commandMark(commandId), commandId) as { name: string } | undefined)?.name;
  }

  /** A page of the entries that a filter lets through. `things`: the stored numbers of its subject. */
  page(filter: EntryFilter, things: readonly number[] | undefined, { after, first, upTo }: Page): EntryPage {
    const { from, to, plan, stream, actor, daysLate: late } = filter;
    const start =
      from === undefined
        ? after
        : Math.max(
            after,
            this.lastWhere(upTo, (clock) => clock < from),
          );
    const end = to === undefined ? upTo : this.lastWhere(upTo, (clock) => clock < to);
    const conditions: Condition[] = [];
    if (stream !== undefined) conditions.push(['e.stream = (SELECT id FROM streams WHERE name = ?)', stream]);
    if (actor !== undefined) conditions.push(['e.actor = (SELECT id FROM labels WHERE text = ?)', actor]);
    // A plan is much of the ledger: to sort all its entries would cost more than to pass over the others.
    if (plan !== undefined) conditions.push(['+e.stream IN (SELECT id FROM streams WHERE plan = ?)', plan]);
    if (late !== undefined) conditions.push(['e.late > 0 AND e.late >= ?', late]);
    const found = (things ?? [undefined]).flatMap((thing) =>
      (filter.types ?? [undefined]).flatMap((type) =>
        this.select(thing, [...conditions, ...ofType(type)], { after: start, first: first + 1, upTo: end }),
      ),
    );
    return this.cut(inOrder(found), first);
  }

  /** A page of the entries that fed a thing, retractions included. */
  history(thing: number, { after, first, upTo }: Page): EntryPage {
    return this.cut(this.select(thing, [], { after, first: first + 1, upTo }), first);
  }

  /** A page of the entries that make things what they are at its end on a day: those taken back by then, or true later, are left out. */
  behind(things: readonly number[], on: Day, { after, first, upTo }: Page): EntryPage {
    const rows = this.feeding.all(JSON.stringify(things), after, upTo, on, upTo, first + 1);
    return this.cut(rows as unknown as StoredEntry[], first);
  }

  /** The events of these types that make things what they are at an entry on a day, in the order in which they fold. */
  told(things: readonly number[], types: readonly string[], upTo: number, on: Day): readonly ToldOf[] {
    const rows = this.folding.all(JSON.stringify(things), upTo, on, upTo, JSON.stringify(types)) as unknown as readonly Folding[];
    return rows.map(([thing, entry, day]) => ({ thing, entry, event: this.event(entry), on: day }));
  }

  /** The event of an entry. Throws where there is none. */
  event(number: number): DomainEvent {
    const known = this.events.get(number);
    if (known !== undefined) return known;
    const found = this.entry(number);
    if (found === undefined) throw new RangeError(`There is no entry ${number}.`);
    const event = { type: found.type, data: found.data };
    this.events.set(number, event);
    return event;
  }

  /** Entries from a number on as lines of canonical JSON around the stored bytes: at most `first`, and not much over a MiB. */
  lines(from: number, first: number): readonly string[] {
    const lines: string[] = [];
    let room = MOST_IN_LINES;
    for (const row of this.following.iterate(from, first) as unknown as Iterable<StoredEntry>) {
      const line = lineOf(row);
      lines.push(line);
      room -= line.length;
      if (room < 0) break;
    }
    return lines;
  }

  private select(thing: number | undefined, conditions: readonly Condition[], { after, first, upTo }: Page): readonly StoredEntry[] {
    const place = thing === undefined ? 'e.number' : 't.entry';
    const source = thing === undefined ? 'entries e' : 'touches t CROSS JOIN entries e ON e.number = t.entry';
    const all: readonly Condition[] = [...(thing === undefined ? [] : [['t.thing = ?', thing] as const]), ...conditions];
    const where = [...all.map(([condition]) => condition), `${place} > ?`, `${place} <= ?`].join(' AND ');
    const statement = this.shape(`SELECT ${COLUMNS} FROM ${source} WHERE ${where} ORDER BY ${place} ${LIMIT}`);
    return statement.all(...all.map(([, value]) => value), after, upTo, first) as unknown as StoredEntry[];
  }

  /** The clock never falls, so the last entry that fulfils a condition on it is found by halving. */
  private lastWhere(head: number, holds: (clock: Instant) => boolean): number {
    let [low, high] = [-1, head];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      const clock = this.clock(middle);
      if (clock !== undefined && holds(clock)) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  private cut(rows: readonly StoredEntry[], first: number): EntryPage {
    return { entries: this.read(rows.slice(0, first)), hasMore: rows.length > first };
  }

  private read(rows: readonly unknown[]): readonly NumberedEntry[] {
    return rows.map((row) => this.numbered(row as StoredEntry));
  }

  private numbered({ number, leaf, created, ...stored }: StoredEntry): NumberedEntry {
    const entry = this.decode({ ...stored, ...(created !== null && { created }) });
    return { ...entry, number, leafHash: Buffer.from(leaf).toString('hex') };
  }

  private shape(sql: string): StatementSync {
    const known = this.shapes.get(sql);
    if (known !== undefined) return known;
    if (this.shapes.size >= MOST_SHAPES) this.shapes.clear();
    const statement = this.database.prepare(sql);
    this.shapes.set(sql, statement);
    return statement;
  }
}

/** The members are in the order that canonical JSON wants, and what is stored is canonical. */
function lineOf({ number, stream, revision, id, type, data, metadata, leaf }: StoredEntry): string {
  const [head, tail] = [
    `{"data":${data},"entry":${number},"id":"${id}"`,
    `"stream":${JSON.stringify(stream)},"type":${JSON.stringify(type)}}`,
  ];
  return `${head},"leafHash":"${Buffer.from(leaf).toString('hex')}","metadata":${metadata},"revision":${revision},${tail}`;
}

const ofType = (type: string | undefined): readonly Condition[] =>
  type === undefined ? [] : [['e.type = (SELECT id FROM labels WHERE text = ?)', type]];

function inOrder(rows: readonly StoredEntry[]): readonly StoredEntry[] {
  return [...new Map(rows.map((row) => [row.number, row])).values()].sort((a, b) => a.number - b.number);
}
