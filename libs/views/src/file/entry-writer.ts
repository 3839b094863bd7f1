import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { daysLate, type Instant } from '#libs/domain';
import { parseStreamName, type Entry, type Stored, type TreeNode } from '#libs/ledger';
import { commandMark } from './command-mark.js';
import { ProjectionError } from './projection-error.js';

/** A stream as the view file knows it. */
interface Stream {
  readonly id: number;
  readonly slice: string;
  readonly plan: string;
  /** Revision of its last entry; -1 for none. */
  revision: number;
}

const KNOWN_NAMES = 20_000;

/** Keeps the entries in a view file, with the tree over them. Names that recur are written once. */
export class EntryWriter {
  private readonly streams = new Map<string, Stream>();
  private readonly labels = new Map<string, number>();
  private readonly statements: ReturnType<typeof prepare>;

  constructor(database: DatabaseSync) {
    this.statements = prepare(database);
  }

  /** The stream that an entry goes on. Throws where it is not the next of it, or the stream is none of ours. */
  next({ stream, revision }: Stored): Stream {
    const known = this.stream(stream);
    if (revision === known.revision + 1) return known;
    throw new ProjectionError(
      'REVISION_GAP',
      `${stream} goes on at revision ${revision} after ${known.revision}: entries between are missing.`,
    );
  }

  /** True where it is known without a look that an entry is still to come. */
  awaits(stream: string, revision: number): boolean {
    const known = this.streams.get(stream);
    return known !== undefined && known.revision < revision;
  }

  /** Keeps an entry, with the subtrees that it completes. */
  add(number: number, stored: Stored, entry: Entry, completed: readonly TreeNode[], clock: Instant): void {
    const stream = this.next(stored);
    const { actor, index, commandId, effectiveOn, recordedAt } = entry.metadata;
    const hashes = completed.length === 1 ? completed[0].hash : Buffer.concat(completed.map(({ hash }) => hash));
    const { position, id, created, data, metadata, type, revision } = stored;
    this.statements.add.run(
      number,
      stream.id,
      revision,
      this.label(type),
      this.label(actor),
      index === 0 ? commandMark(commandId) : null,
      effectiveOn === undefined ? null : daysLate(effectiveOn, recordedAt),
      clock,
      position,
      id,
      created ?? null,
      hashes,
      data,
      metadata,
    );
    stream.revision = revision;
  }

  /** An entry that is kept. */
  stored(number: number): Stored {
    return this.statements.stored.get(number) as unknown as Stored;
  }

  /** The number of an entry; undefined where it is not kept. */
  numberOf(stream: string, revision: number): number | undefined {
    return (this.statements.numberOf.get(this.stream(stream).id, revision) as { number: number } | undefined)?.number;
  }

  clock(number: number): Instant {
    return (this.statements.clock.get(number) as { clock: Instant }).clock;
  }

  /** Forgets everything held in memory, after a rollback. */
  forget(): void {
    this.streams.clear();
    this.labels.clear();
  }

  /** Keeps the memory of names bounded. To be called between batches. */
  prune(): void {
    if (this.streams.size > KNOWN_NAMES) this.streams.clear();
    if (this.labels.size > KNOWN_NAMES) this.labels.clear();
  }

  private stream(text: string): Stream {
    const known = this.streams.get(text);
    if (known !== undefined) return known;
    const name = parseStreamName(text);
    if (name === undefined) throw new ProjectionError('NOT_OURS', `${text} is not the name of a stream of ours.`);
    const row = this.statements.findStream.get(text) as { id: number; last: number | null } | undefined;
    const id = row?.id ?? Number(this.statements.addStream.run(text, name.plan).lastInsertRowid);
    const stream = { id, slice: name.slice, plan: name.plan, revision: row?.last ?? -1 };
    this.streams.set(text, stream);
    return stream;
  }

  private label(text: string): number {
    const known = this.labels.get(text);
    if (known !== undefined) return known;
    const row = this.statements.findLabel.get(text) as { id: number } | undefined;
    const id = row?.id ?? Number(this.statements.addLabel.run(text).lastInsertRowid);
    this.labels.set(text, id);
    return id;
  }
}

type Name = 'add' | 'stored' | 'numberOf' | 'clock' | 'findStream' | 'addStream' | 'findLabel' | 'addLabel';

function prepare(database: DatabaseSync): Record<Name, StatementSync> {
  return {
    add: database.prepare('INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    stored: database.prepare(
      `SELECT position, (SELECT name FROM streams WHERE id = e.stream) AS stream, revision, e.id,
         (SELECT text FROM labels WHERE id = e.type) AS type, data, metadata FROM entries e WHERE number = ?`,
    ),
    numberOf: database.prepare('SELECT number FROM entries WHERE stream = ? AND revision = ?'),
    clock: database.prepare('SELECT clock FROM entries WHERE number = ?'),
    findStream: database.prepare(
      'SELECT id, (SELECT max(revision) FROM entries WHERE stream = streams.id) AS last FROM streams WHERE name = ?',
    ),
    addStream: database.prepare('INSERT INTO streams (name, plan) VALUES (?, ?)'),
    findLabel: database.prepare('SELECT id FROM labels WHERE text = ?'),
    addLabel: database.prepare('INSERT INTO labels (text) VALUES (?)'),
  };
}
