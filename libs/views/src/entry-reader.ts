import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Instant } from '#libs/domain';
import type { Decode, Stored } from '#libs/ledger';
import type { EntryFilter, EntryPage, NumberedEntry } from './tenant-views.js';

type StoredEntry = Stored & { readonly number: number; readonly leaf: Uint8Array; readonly created: string | null };

interface Page {
  readonly after: number;
  readonly first: number;
  readonly upTo: number;
}

const COLUMNS = ['number', 'position', 'stream', 'revision', 'id', 'type', 'data', 'metadata', 'created', 'leaf'];
const SELECT = `SELECT ${COLUMNS.map((column) => `e.${column}`).join(', ')} FROM entries e`;
const MOST_SHAPES = 100;

/** Reads the entries that a view file keeps, and the clock over them. */
export class EntryReader {
  private readonly byNumber: StatementSync;
  private readonly numberAt: StatementSync;
  private readonly clockAt: StatementSync;
  private readonly command: StatementSync;
  private readonly shapes = new Map<string, StatementSync>();

  constructor(
    private readonly database: DatabaseSync,
    private readonly decode: Decode,
  ) {
    this.byNumber = database.prepare(`${SELECT} WHERE e.number = ?`);
    this.numberAt = database.prepare('SELECT number FROM entries WHERE stream = ? AND revision = ?');
    this.clockAt = database.prepare('SELECT clock FROM entries WHERE number = ?');
    this.command = database.prepare(
      `SELECT first.number AS start, ${COLUMNS.map((column) => `e.${column}`).join(', ')} FROM entries first
       JOIN entries e ON e.stream = first.stream AND e.revision >= first.revision
         AND e.revision < first.revision + json_extract(first.metadata, '$.count')
       WHERE first.command = ? ORDER BY e.number`,
    );
  }

  entry(number: number): NumberedEntry | undefined {
    const stored = this.byNumber.get(number) as unknown as StoredEntry | undefined;
    return stored && this.numbered(stored);
  }

  /** The number of an entry in the ledger; undefined until it is projected. */
  numberOf(stream: string, revision: number): number | undefined {
    return (this.numberAt.get(stream, revision) as { number: number } | undefined)?.number;
  }

  /** The latest `recordedAt` up to an entry. */
  clock(number: number): Instant | undefined {
    return (this.clockAt.get(number) as { clock: Instant } | undefined)?.clock;
  }

  /** The last of the entries 0 to `head` that was recorded at or before an instant; -1 if none was. */
  lastAt(instant: Instant, head: number): number {
    return this.lastWhere(head, (clock) => clock <= instant);
  }

  entriesOfCommand(commandId: string): readonly NumberedEntry[] {
    return this.read(this.command.all(commandId));
  }

  /** A page of the entries that a filter lets through. `things`: the stored numbers of its subject. */
  page(filter: EntryFilter, things: readonly number[] | undefined, { after, first, upTo }: Page): EntryPage {
    const { from, to } = filter;
    const start = from === undefined ? after : Math.max(after, this.lastWhere(upTo, (clock) => clock < from));
    const end = to === undefined ? upTo : this.lastWhere(upTo, (clock) => clock < to);
    const conditions: [string, SQLInputValue][] = [
      ['e.number > ?', start],
      ['e.number <= ?', end],
    ];
    if (filter.plan !== undefined) conditions.push(['e.plan = ?', filter.plan]);
    if (filter.stream !== undefined) conditions.push(['e.stream = ?', filter.stream]);
    if (filter.actor !== undefined) conditions.push(['e.actor = ?', filter.actor]);
    if (filter.types !== undefined) conditions.push(['e.type IN (SELECT value FROM json_each(?))', JSON.stringify(filter.types)]);
    if (things !== undefined) {
      const subject = 'e.number IN (SELECT entry FROM touches WHERE thing IN (SELECT value FROM json_each(?)))';
      conditions.push([subject, JSON.stringify(things)]);
    }
    const sql = `${SELECT} WHERE ${conditions.map(([condition]) => condition).join(' AND ')} ORDER BY e.number LIMIT ?`;
    return this.cut(this.shape(sql).all(...conditions.map(([, value]) => value), first + 1), first);
  }

  /** A page of the entries that fed a thing, retractions included. */
  history(thing: number, { after, first, upTo }: Page): EntryPage {
    const sql = `${SELECT.replace('entries e', 'touches t JOIN entries e ON e.number = t.entry')}
      WHERE t.thing = ? AND t.entry > ? AND t.entry <= ? ORDER BY t.entry LIMIT ?`;
    return this.cut(this.shape(sql).all(thing, after, upTo, first + 1), first);
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

  private cut(rows: unknown[], first: number): EntryPage {
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
