import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Instant, Slice } from '#libs/domain';
import {
  decoder,
  leafHash,
  MerkleTree,
  parseStreamName,
  RETRACTION,
  rootOf,
  type Decode,
  type Entry,
  type Position,
  type ReadNode,
  type RetractionData,
  type Stored,
} from '#libs/ledger';
import { EntryWriter } from './entry-writer.js';
import { ProjectionError } from './projection-error.js';
import { RowWriter, type Change, type Told } from './rows.js';
import { teller, type Teller } from './teller.js';
import { nodesOf } from './tree-reader.js';

/** How far a view file has come: the last entry it holds, and the tree over all of them. */
export interface Checkpoint {
  readonly position: Position;
  readonly id: string;
  readonly leaf: Buffer;
  readonly size: number;
  readonly root: Buffer;
}

/** What one batch did. */
export interface Applied {
  /** Numbers of the batch's first and last entry. */
  readonly from: number;
  readonly to: number;
  readonly entries: readonly Stored[];
  readonly changes: readonly Change[];
}

interface Progress {
  readonly checkpoint: Checkpoint | undefined;
  readonly tree: MerkleTree;
  readonly clock: Instant;
}

/**
 * Projects entries of one tenant into its view file. Many batches may share a transaction, since what a crash takes the log
 * gives again. Synchronous.
 */
export class ViewWriter {
  private readonly statements: ReturnType<typeof prepare>;
  private readonly rows: RowWriter;
  private readonly decode: Decode;
  private readonly told: Teller;
  private readonly entries: EntryWriter;
  private readonly nodes: ReadNode;
  private progress: Progress;
  private committed: Progress;
  private working: Stored | undefined;

  constructor(
    private readonly database: DatabaseSync,
    catalog: readonly Slice[],
  ) {
    this.statements = prepare(database);
    this.decode = decoder(catalog);
    this.told = teller(catalog);
    this.entries = new EntryWriter(database);
    this.nodes = nodesOf(database);
    this.rows = new RowWriter(database, (number) => this.recall(number));
    this.progress = this.load();
    this.committed = this.progress;
  }

  /** The last entry applied, committed or not. */
  get checkpoint(): Checkpoint | undefined {
    return this.progress.checkpoint;
  }

  /** Number of the last entry; -1 in an empty ledger. */
  get head(): number {
    return this.progress.tree.size - 1;
  }

  /** The latest `recordedAt` so far; empty in an empty ledger. */
  get clock(): Instant {
    return this.progress.clock;
  }

  get root(): Buffer {
    return this.progress.tree.root();
  }

  /** The entry that was being applied when an attempt failed. */
  get failing(): Stored | undefined {
    return this.working;
  }

  /** True where it is known without a look that an entry is still to come. */
  awaits(stream: string, revision: number): boolean {
    return this.entries.awaits(stream, revision);
  }

  /** The root of the tree when it had that many leaves. */
  rootAt(size: number): Buffer {
    return rootOf(size, this.nodes);
  }

  /**
   * Applies the entries that come after the checkpoint, all or none; undefined if there are none. Throws where an entry
   * cannot be applied, another projector was faster, or the file cannot be written: then all is as at the last commit.
   */
  apply(batch: readonly Stored[]): Applied | undefined {
    const last = this.checkpoint?.position ?? '';
    const entries = batch.filter(({ position }) => position > last);
    if (entries.length === 0) return undefined;
    try {
      this.begin();
      const { tree, leaf, clock } = this.write(entries);
      const changes = this.rows.flush();
      const from = this.head + 1;
      this.progress = { checkpoint: this.advance(entries, tree, leaf), tree, clock };
      this.entries.prune();
      return { from, to: this.head, entries, changes };
    } catch (error) {
      this.rollback();
      throw error;
    }
  }

  /** Commits what was applied. Throws where the file cannot be written: then all is as at the last commit. */
  commit(): void {
    if (!this.database.isTransaction) return;
    try {
      this.statements.commit.run();
      this.committed = this.progress;
    } catch (error) {
      this.rollback();
      throw error;
    }
  }

  /** What was not committed is lost. */
  close(): void {
    this.database.close();
  }

  private begin(): void {
    if (this.database.isTransaction) return;
    this.statements.begin.run();
    this.checkCheckpoint();
  }

  private rollback(): void {
    this.progress = this.committed;
    this.rows.forget();
    this.entries.forget();
    if (this.database.isTransaction) this.database.exec('ROLLBACK');
  }

  private write(entries: readonly Stored[]): { readonly tree: MerkleTree; readonly leaf: Buffer; readonly clock: Instant } {
    const tree = this.progress.tree.copy();
    let { clock } = this.progress;
    let leaf: Buffer = Buffer.alloc(0);
    for (const stored of entries) {
      this.working = stored;
      const { slice, plan } = this.entries.next(stored);
      const entry = this.decode(stored);
      const { recordedAt } = entry.metadata;
      if (recordedAt > clock) clock = recordedAt;
      const number = tree.size;
      leaf = leafHash(number, stored);
      this.entries.add(number, stored, entry, tree.append(leaf), clock);
      if (entry.type === RETRACTION) this.retract(number, entry);
      else this.rows.tell(this.told(number, entry, slice, plan));
    }
    return { tree, leaf, clock };
  }

  private retract(number: number, { stream, data }: Entry): void {
    const named = (data as unknown as RetractionData).revisions.flatMap((revision) => {
      const found = this.entries.numberOf(stream, revision);
      return found === undefined || found >= number ? [] : [this.recall(found)];
    });
    this.rows.retract(number, named);
  }

  private recall(number: number): Told {
    const stored = this.entries.stored(number);
    const { slice = '', plan = '' } = parseStreamName(stored.stream) ?? {};
    return this.told(number, this.decode(stored), slice, plan);
  }

  /** Under the write lock, so that no other projector comes between this look and our own checkpoint. */
  private checkCheckpoint(): void {
    const stored = this.statements.checkpoint.get() as { position: string; size: number; root: Uint8Array } | undefined;
    const own = this.checkpoint;
    if (stored?.position === own?.position && stored?.size === own?.size && (!stored || own?.root.equals(stored.root))) return;
    throw new ProjectionError('CHECKPOINT_TAKEN', 'Another projector has taken this view file further: two of them share one file.');
  }

  private advance(entries: readonly Stored[], tree: MerkleTree, leaf: Buffer): Checkpoint {
    const { position, id } = entries[entries.length - 1];
    const checkpoint = { position, id, leaf, size: tree.size, root: tree.root() };
    this.statements.advance.run(position, id, leaf, tree.size, checkpoint.root);
    return checkpoint;
  }

  private load(): Progress {
    const row = this.statements.checkpoint.get() as
      { position: string; id: string; leaf: Uint8Array; size: number; root: Uint8Array } | undefined;
    if (row === undefined) return { checkpoint: undefined, tree: MerkleTree.empty(), clock: '' };
    const checkpoint = { ...row, leaf: Buffer.from(row.leaf), root: Buffer.from(row.root) };
    const tree = MerkleTree.of(row.size, this.nodes);
    return { checkpoint, tree, clock: this.entries.clock(row.size - 1) };
  }
}

function prepare(database: DatabaseSync): Record<'begin' | 'commit' | 'checkpoint' | 'advance', StatementSync> {
  return {
    begin: database.prepare('BEGIN IMMEDIATE'),
    commit: database.prepare('COMMIT'),
    checkpoint: database.prepare('SELECT position, id, leaf, size, root FROM checkpoint'),
    advance: database.prepare('INSERT OR REPLACE INTO checkpoint (only, position, id, leaf, size, root) VALUES (1, ?, ?, ?, ?, ?)'),
  };
}
