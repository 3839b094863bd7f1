import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { RowReader, StoredThing, Touch } from '../file/row-reader.js';
import { fromText, type RowText } from '../file/row-text.js';
import { RowWriter, thingsOf, type ThingName, type Told } from '../file/rows.js';
import { ROWS_SCHEMA } from '../file/schema.js';
import type { Segment } from '../file/segments.js';
import type { OverlaidThing } from './overlay.js';

/**
 * The rows that trial entries touch, in a database in memory: each thing is copied from the view file as it stood at an
 * entry, and what follows is told to the same writer that the projector uses. Nothing else is copied or folded.
 */
export class TrialRows {
  private readonly database = new DatabaseSync(':memory:');
  private readonly writer: RowWriter;
  private readonly statements: ReturnType<typeof prepare>;
  private readonly copied = new Map<string, ThingName & { readonly stored: number | undefined }>();

  /** `recall` gives back an entry, recorded or on trial. */
  constructor(
    private readonly rows: RowReader,
    private readonly base: number,
    recall: (number: number) => Told,
  ) {
    this.database.exec(ROWS_SCHEMA);
    this.writer = new RowWriter(this.database, recall);
    this.statements = prepare(this.database);
  }

  /** Folds an entry into all it touches. */
  tell(told: Told): void {
    this.copy(told);
    this.writer.tell(told);
    this.writer.flush();
  }

  /** Leaves entries out from a number on. */
  retract(number: number, entries: readonly Told[]): void {
    for (const told of entries) this.copy(told);
    this.writer.retract(number, entries);
    this.writer.flush();
  }

  /** What has come of each thing up to an entry. */
  things(entry: number): readonly OverlaidThing[] {
    return [...this.copied.values()].map((thing) => this.read(thing, entry));
  }

  close(): void {
    this.database.close();
  }

  private copy(told: Told): void {
    for (const { name } of thingsOf(told)) {
      const text = `${name.plan} ${name.kind} ${name.key}`;
      if (this.copied.has(text)) continue;
      const stored = this.rows.stored(name, this.base);
      this.copied.set(text, { ...name, stored: stored?.id });
      if (stored !== undefined) this.write(name, stored);
    }
  }

  private write({ plan, kind, key }: ThingName, { since, rows, touches }: StoredThing): void {
    const { thing, row, touch } = this.statements;
    const id = thing.run(plan, kind, key, since).lastInsertRowid;
    const places = new Map(rows.map((one) => [one.id, row.run(id, one.since, one.day, one.body, one.because).lastInsertRowid]));
    for (const { entry, day, until, newest } of touches) {
      touch.run(id, entry, day, until, (newest === null ? undefined : places.get(newest)) ?? null);
    }
  }

  private read({ plan, kind, key, stored }: ThingName & { readonly stored: number | undefined }, entry: number): OverlaidThing {
    const rows = this.statements.segments.all(plan, kind, key, entry) as unknown as (RowText & { from: string })[];
    // Of a day, the row that was written last comes first.
    const segments = rows.flatMap((row, index): Segment[] =>
      row.from === rows[index - 1]?.from ? [] : [{ from: row.from, ...fromText(row) }],
    );
    const touches = this.statements.touches.all(plan, kind, key, entry) as unknown as Touch[];
    return { name: { plan, kind, key }, ...(stored !== undefined && { id: stored }), segments, touches };
  }
}

type Name = 'thing' | 'row' | 'touch' | 'segments' | 'touches';

function prepare(database: DatabaseSync): Record<Name, StatementSync> {
  const of = 'thing = (SELECT id FROM things WHERE plan = ? AND kind = ? AND key = ?)';
  return {
    thing: database.prepare('INSERT INTO things (plan, kind, key, since) VALUES (?, ?, ?, ?)'),
    row: database.prepare('INSERT INTO rows (thing, since, from_day, body, because) VALUES (?, ?, ?, ?, ?)'),
    touch: database.prepare('INSERT INTO touches (thing, entry, day, until, newest) VALUES (?, ?, ?, ?, ?)'),
    segments: database.prepare(
      `SELECT from_day AS "from", body, because FROM rows WHERE ${of} AND since <= ? ORDER BY from_day, since DESC`,
    ),
    touches: database.prepare(`SELECT entry, day, until, newest FROM touches WHERE ${of} AND entry <= ? ORDER BY entry`),
  };
}
