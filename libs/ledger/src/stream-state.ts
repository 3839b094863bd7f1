import { ALWAYS, evolve, type Day, type Rows, type Slice, type When } from '#libs/domain';
import type { Entry, RetractionData } from './envelope.js';
import { RETRACTION } from './envelope.js';
import { saltedHash } from './leaf.js';

/** A command that a stream holds: enough to recognise a retry and to answer it. */
export interface RecordedCommand {
  readonly id: string;
  readonly entries: readonly Entry[];
}

/** Whether the command recorded is the one of that hash. Hashes of early ledgers are not salted. */
export function isRetry({ entries }: RecordedCommand, hash: string): boolean {
  const { commandHash, salt } = entries[0].metadata;
  return commandHash === saltedHash(salt, hash) || commandHash === hash;
}

/** The day at which an entry folds. */
export function foldDay(slice: Slice, entry: Entry): Day {
  return slice.timeless.includes(entry.type) ? ALWAYS : (entry.metadata.effectiveOn ?? ALWAYS);
}

/** What a reducer is told about the entry it folds. */
export function whenOf(slice: Slice, entry: Entry): When {
  const { precision, recordedAt, actor, onBehalfOf, source } = entry.metadata;
  return {
    on: foldDay(slice, entry),
    precision: precision ?? 'DAY',
    recordedAt,
    actor,
    ...(onBehalfOf !== undefined && { onBehalfOf }),
    ...(source !== undefined && { source }),
  };
}

/**
 * One stream folded by (effective day, revision), retracted entries left out. The command ids lie beside the rows, not
 * in them. `add` keeps the order: an entry that comes last folds onto the rows, any other, and every retraction, folds
 * the stream afresh.
 */
export class StreamState {
  private ordered: Entry[] = [];
  private readonly retracted = new Set<number>();
  private readonly recorded = new Map<string, RecordedCommand & { readonly entries: Entry[] }>();
  private folded: Rows = {};
  private last = -1;

  constructor(private readonly slice: Slice) {}

  /** Revision of the stream's last entry; -1 where there is no such stream. */
  get revision(): number {
    return this.last;
  }

  get rows(): Rows {
    return this.folded;
  }

  /** How many entries the state holds in memory. */
  get size(): number {
    return this.ordered.length;
  }

  command(id: string): RecordedCommand | undefined {
    return this.recorded.get(id);
  }

  /** Every command of the stream. */
  commands(): readonly RecordedCommand[] {
    return [...this.recorded.values()];
  }

  isRetracted(revision: number): boolean {
    return this.retracted.has(revision);
  }

  /** Entries that still stand, in fold order. */
  standing(): readonly Entry[] {
    return this.ordered.filter((entry) => !this.retracted.has(entry.revision));
  }

  /** The rows as all that is true by a day leaves them. */
  readonly rowsOn = (day: Day): Rows => {
    const last = this.ordered.at(-1);
    if (last === undefined || foldDay(this.slice, last) <= day) return this.folded;
    return this.foldAll(this.standing().filter((entry) => foldDay(this.slice, entry) <= day));
  };

  /** The rows as the entries up to a revision left them. */
  rowsAt(revision: number): Rows {
    const past = new StreamState(this.slice);
    past.add(this.inRevisionOrder().filter((entry) => entry.revision <= revision));
    return past.rows;
  }

  /** Forgets every entry after a revision: what was tried and not written. */
  rollback(revision: number): void {
    const kept = this.inRevisionOrder().filter((entry) => entry.revision <= revision);
    this.ordered = [];
    this.retracted.clear();
    this.recorded.clear();
    this.folded = {};
    this.last = -1;
    this.add(kept);
  }

  /** Adds the stream's next entries: all, or none and throws where a reducer throws. */
  add(entries: readonly Entry[]): void {
    const before = this.last;
    try {
      if (this.comeLast(entries)) this.addLast(entries);
      else this.addBetween(entries);
    } catch (error) {
      this.rollback(before);
      throw error;
    }
  }

  private comeLast(entries: readonly Entry[]): boolean {
    let day = this.ordered.length === 0 ? ALWAYS : foldDay(this.slice, this.ordered[this.ordered.length - 1]);
    return entries.every((entry) => {
      const after = entry.type !== RETRACTION && foldDay(this.slice, entry) >= day;
      day = foldDay(this.slice, entry);
      return after;
    });
  }

  private addLast(entries: readonly Entry[]): void {
    for (const entry of entries) {
      this.folded = this.evolve(this.folded, entry);
      this.ordered.push(entry);
      this.remember(entry);
    }
  }

  private addBetween(entries: readonly Entry[]): void {
    for (const entry of entries) {
      if (entry.type !== RETRACTION) this.insert(entry);
      else for (const revision of (entry.data as unknown as RetractionData).revisions) this.retracted.add(revision);
      this.remember(entry);
    }
    this.folded = this.foldAll(this.standing());
  }

  private foldAll(entries: readonly Entry[]): Rows {
    return entries.reduce<Rows>((rows, entry) => this.evolve(rows, entry), {});
  }

  private evolve(rows: Rows, entry: Entry): Rows {
    return evolve(this.slice.projections, rows, entry, whenOf(this.slice, entry));
  }

  private inRevisionOrder(): readonly Entry[] {
    return [...this.recorded.values()].flatMap((command) => command.entries).sort((a, b) => a.revision - b.revision);
  }

  private insert(entry: Entry): void {
    const day = foldDay(this.slice, entry);
    const place = this.ordered.findLastIndex((other) => foldDay(this.slice, other) <= day) + 1;
    this.ordered.splice(place, 0, entry);
  }

  private remember(entry: Entry): void {
    const { commandId: id } = entry.metadata;
    const known = this.recorded.get(id);
    if (known === undefined) this.recorded.set(id, { id, entries: [entry] });
    else known.entries.push(entry);
    this.last = entry.revision;
  }
}
