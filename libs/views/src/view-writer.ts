import type { DatabaseSync, StatementSync } from 'node:sqlite';
import type { Instant, Slice } from '#libs/domain';
import {
  decoder,
  leafHash,
  MerkleTree,
  parseStreamName,
  RETRACTION,
  rootOf,
  whenOf,
  type Decode,
  type Entry,
  type Position,
  type RetractionData,
  type Stored,
} from '#libs/ledger';
import { nodeId } from './nodes.js';
import { RowWriter, type Change, type Told } from './rows.js';

/** How far a view file has come: the last entry it holds, and the tree over all of them. */
export interface Checkpoint {
  readonly position: Position;
  readonly id: string;
  readonly leaf: Buffer;
  readonly size: number;
  readonly root: Buffer;
}

/** What one committed batch did. */
export interface Applied {
  /** Numbers of the batch's first and last entry. */
  readonly from: number;
  readonly to: number;
  readonly entries: readonly Stored[];
  readonly changes: readonly Change[];
}

/** An entry that can never be projected as it stands, or a file that another projector has taken further. */
export class ProjectionError extends Error {
  override readonly name = 'ProjectionError';
  constructor(
    readonly code: 'REVISION_GAP' | 'NOT_OURS' | 'CHECKPOINT_TAKEN',
    message: string,
  ) {
    super(message);
  }
}

interface Progress {
  readonly checkpoint: Checkpoint | undefined;
  readonly tree: MerkleTree;
  readonly clock: Instant;
}

const KNOWN_STREAMS = 50_000;

/** Projects entries of one tenant into its view file, one transaction for each batch. Synchronous. */
export class ViewWriter {
  private readonly statements: ReturnType<typeof prepare>;
  private readonly rows: RowWriter;
  private readonly decode: Decode;
  private readonly slices: ReadonlyMap<string, Slice>;
  private readonly revisions = new Map<string, number>();
  private progress: Progress;
  private working: Stored | undefined;

  constructor(
    private readonly database: DatabaseSync,
    catalog: readonly Slice[],
  ) {
    this.statements = prepare(database);
    this.decode = decoder(catalog);
    this.slices = new Map(catalog.map((slice) => [slice.name, slice]));
    this.rows = new RowWriter(database, (number) => this.recall(number));
    this.progress = this.load();
  }

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

  /** The root of the tree when it had that many leaves. */
  rootAt(size: number): Buffer {
    return rootOf(size, (level, index) => this.node(level, index));
  }

  /**
   * Applies the entries that come after the checkpoint, all or none; undefined if there are none. Throws where an entry
   * cannot be applied, another projector was faster, or the file cannot be written.
   */
  apply(batch: readonly Stored[]): Applied | undefined {
    const last = this.checkpoint?.position ?? '';
    const entries = batch.filter(({ position }) => position > last);
    if (entries.length === 0) return undefined;
    this.statements.begin.run();
    try {
      this.checkCheckpoint();
      const { tree, clock } = this.write(entries);
      const changes = this.rows.flush();
      const checkpoint = this.advance(entries, tree);
      this.statements.commit.run();
      const from = this.head + 1;
      this.progress = { checkpoint, tree, clock };
      return { from, to: this.head, entries, changes };
    } catch (error) {
      this.rows.forget();
      this.revisions.clear();
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
      throw error;
    }
  }

  close(): void {
    this.database.close();
  }

  private write(entries: readonly Stored[]): { tree: MerkleTree; clock: Instant } {
    const tree = this.progress.tree.copy();
    let { clock } = this.progress;
    for (const stored of entries) {
      this.working = stored;
      this.checkRevision(stored);
      const entry = this.decode(stored);
      const { recordedAt } = entry.metadata;
      if (recordedAt > clock) clock = recordedAt;
      const number = tree.size;
      const [leaf, ...completed] = tree.append(leafHash(number, stored));
      for (const { level, index, hash } of completed) this.statements.node.run(nodeId(level, index), hash);
      this.store(number, stored, entry, leaf.hash, clock);
      this.project(number, entry);
    }
    return { tree, clock };
  }

  private store(number: number, stored: Stored, entry: Entry, leaf: Buffer, clock: Instant): void {
    const { position, stream, revision, id, type, data, metadata, created } = stored;
    const { actor, index, commandId } = entry.metadata;
    const { plan } = this.nameOf(stored);
    const command = index === 0 ? commandId : null;
    this.statements.entry.run(
      number, position, stream, revision, id, type, data, metadata, created ?? null, leaf, clock, plan, actor, command,
    ); // prettier-ignore
  }

  private project(number: number, entry: Entry): void {
    if (entry.type !== RETRACTION) return this.rows.tell(this.told(number, entry));
    const { revisions } = entry.data as unknown as RetractionData;
    const named = revisions.flatMap((revision) => {
      const found = this.statements.numberOf.get(entry.stream, revision) as { number: number } | undefined;
      return found === undefined || found.number >= number ? [] : [found.number];
    });
    this.rows.retract(number, named.map((one) => this.recall(one)));
  }

  private recall(number: number): Told {
    const stored = this.statements.stored.get(number) as unknown as Stored;
    return this.told(number, this.decode(stored));
  }

  private told(number: number, entry: Entry): Told {
    const { slice: name, plan } = this.nameOf(entry);
    const slice = this.slices.get(name);
    if (slice === undefined) throw new ProjectionError('NOT_OURS', `No slice is called ${name}.`);
    if (entry.type === RETRACTION) return { number, plan, event: entry, when: whenOf(slice, entry), projections: [] };
    return { number, plan, event: entry, when: whenOf(slice, entry), projections: slice.projections };
  }

  private nameOf({ stream }: { readonly stream: string }): { readonly slice: string; readonly plan: string } {
    const name = parseStreamName(stream);
    if (name === undefined) throw new ProjectionError('NOT_OURS', `${stream} is not the name of a stream of ours.`);
    return name;
  }

  private checkRevision({ stream, revision }: Stored): void {
    const last = this.revisions.get(stream) ?? (this.statements.lastRevision.get(stream) as { last: number | null }).last ?? -1;
    if (revision !== last + 1) {
      throw new ProjectionError('REVISION_GAP', `${stream} goes on at revision ${revision} after ${last}: entries between are missing.`);
    }
    if (this.revisions.size >= KNOWN_STREAMS) this.revisions.clear();
    this.revisions.set(stream, revision);
  }

  /** Under the write lock, so that no other projector comes between this look and our own checkpoint. */
  private checkCheckpoint(): void {
    const stored = this.statements.checkpoint.get() as { position: string; size: number; root: Uint8Array } | undefined;
    const own = this.checkpoint;
    if (stored?.position === own?.position && stored?.size === own?.size && (!stored || own?.root.equals(stored.root))) return;
    throw new ProjectionError('CHECKPOINT_TAKEN', 'Another projector has taken this view file further: two of them share one file.');
  }

  private advance(entries: readonly Stored[], tree: MerkleTree): Checkpoint {
    const { position, id } = entries[entries.length - 1];
    const { leaf } = this.statements.leaf.get(tree.size - 1) as { leaf: Uint8Array };
    const checkpoint = { position, id, leaf: Buffer.from(leaf), size: tree.size, root: tree.root() };
    this.statements.advance.run(position, id, leaf, tree.size, checkpoint.root);
    return checkpoint;
  }

  private load(): Progress {
    const row = this.statements.checkpoint.get() as { position: string; id: string; leaf: Uint8Array; size: number; root: Uint8Array } | undefined;
    if (row === undefined) return { checkpoint: undefined, tree: MerkleTree.empty(), clock: '' };
    const checkpoint = { ...row, leaf: Buffer.from(row.leaf), root: Buffer.from(row.root) };
    const tree = MerkleTree.of(row.size, (level, index) => this.node(level, index));
    const { clock } = this.statements.clock.get(row.size - 1) as { clock: Instant };
    return { checkpoint, tree, clock };
  }

  private node(level: number, index: number): Buffer {
    const row = (level === 0 ? this.statements.leaf.get(index) : this.statements.hash.get(nodeId(level, index))) as
      | { leaf?: Uint8Array; hash?: Uint8Array }
      | undefined;
    const hash = row?.leaf ?? row?.hash;
    if (hash === undefined) throw new Error(`Node ${index} of level ${level} is missing in the tree.`);
    return Buffer.from(hash);
  }
}

type Name =
  | 'begin' | 'commit' | 'entry' | 'node' | 'stored' | 'numberOf' | 'lastRevision' | 'leaf' | 'hash' | 'clock'
  | 'checkpoint' | 'advance'; // prettier-ignore

function prepare(database: DatabaseSync): Record<Name, StatementSync> {
  return {
    begin: database.prepare('BEGIN IMMEDIATE'),
    commit: database.prepare('COMMIT'),
    entry: database.prepare('INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    node: database.prepare('INSERT INTO nodes (id, hash) VALUES (?, ?)'),
    stored: database.prepare('SELECT position, stream, revision, id, type, data, metadata FROM entries WHERE number = ?'),
    numberOf: database.prepare('SELECT number FROM entries WHERE stream = ? AND revision = ?'),
    lastRevision: database.prepare('SELECT max(revision) AS last FROM entries WHERE stream = ?'),
    leaf: database.prepare('SELECT leaf FROM entries WHERE number = ?'),
    hash: database.prepare('SELECT hash FROM nodes WHERE id = ?'),
    clock: database.prepare('SELECT clock FROM entries WHERE number = ?'),
    checkpoint: database.prepare('SELECT position, id, leaf, size, root FROM checkpoint'),
    advance: database.prepare('INSERT OR REPLACE INTO checkpoint (only, position, id, leaf, size, root) VALUES (1, ?, ?, ?, ?, ?)'),
  };
}
