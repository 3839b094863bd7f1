import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Slice } from '#libs/domain';
import { parseStreamName, type EventLog, type Stored } from '#libs/ledger';
import { completeReplay, isPassing, isRuined, openForWriting } from './file/schema.js';
import { TenantList } from './file/tenant-list.js';
import { viewFolder, viewPath } from './file/view-path.js';
import { ViewWriter } from './file/view-writer.js';

export type RebuildErrorCode =
  /** A server has the view file open. */
  | 'IN_USE'
  /** The log does not give the tree that the present file has: it is not the log that this file was made from. */
  | 'ROOT_DIFFERS'
  /** There is an entry that cannot be projected, or something else went wrong; the present file stays. */
  | 'FAILED';

/** A rebuild that came to nothing; the present files stay. Recognise it by `name` and `code`. */
export class RebuildError extends Error {
  override readonly name = 'RebuildError';
  constructor(
    readonly code: RebuildErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export interface Progress {
  /** Entries of the log read so far. */
  readonly entries: number;
}

/** A view file that was built anew. */
export interface Rebuilt {
  readonly tenant: string;
  readonly size: number;
  /** Root hash of the tree, hex. */
  readonly root: string;
  /** True where the former file's (size, root) was there to be compared with, and is the same. */
  readonly compared: boolean;
}

export interface ReplayOptions {
  readonly log: EventLog;
  readonly catalog: readonly Slice[];
  readonly dataDir: string;
  readonly tenant?: string;
  readonly onProgress?: (progress: Progress) => void;
}

const BATCH = 1_000;
const PROGRESS_EVERY = 5_000;

/** Replays the log into new view files and swaps them in, all or none. Throws a `RebuildError`. */
export async function replay({ log, catalog, dataDir, tenant, onProgress }: ReplayOptions): Promise<readonly Rebuilt[]> {
  const open = new Map<string, NewFile>();
  const file = (name: string): NewFile => {
    const known = open.get(name) ?? new NewFile(name, viewPath(dataDir, name), catalog);
    open.set(name, known);
    return known;
  };
  try {
    for (const name of tenant === undefined ? new TenantList(viewFolder(dataDir)).names : [tenant]) file(name);
    let entries = 0;
    for await (const stored of log.readAll('START')) {
      const name = parseStreamName(stored.stream)?.tenant;
      if (name !== undefined && (tenant === undefined || name === tenant)) file(name).add(stored);
      if (++entries % PROGRESS_EVERY === 0) onProgress?.({ entries });
    }
    const files = [...open.values()];
    const rebuilt = files.map((one) => one.finish());
    onProgress?.({ entries });
    const list = new TenantList(viewFolder(dataDir));
    for (const one of files) {
      list.add(one.tenant);
      one.swap();
    }
    return rebuilt;
  } finally {
    for (const one of open.values()) one.discard();
  }
}

/** A view file in the making, beside the one that it is to replace. */
class NewFile {
  private readonly fresh: string;
  private readonly former: Former | undefined;
  private readonly database: DatabaseSync;
  private readonly writer: ViewWriter;
  private batch: Stored[] = [];
  private open = true;

  constructor(
    readonly tenant: string,
    private readonly path: string,
    catalog: readonly Slice[],
  ) {
    mkdirSync(dirname(path), { recursive: true });
    this.former = takeFormer(tenant, path);
    this.fresh = `${path}.rebuilding`;
    rmSync(this.fresh, { force: true });
    this.database = openForWriting(this.fresh, 'REPLAY').database;
    this.writer = new ViewWriter(this.database, catalog);
  }

  add(stored: Stored): void {
    this.batch.push(stored);
    if (this.batch.length >= BATCH) this.apply();
  }

  /** Brings the file to an end, on disk, and compares it with the one before. */
  finish(): Rebuilt {
    this.apply();
    this.writer.commit();
    this.compare();
    completeReplay(this.database);
    const rebuilt = {
      tenant: this.tenant,
      size: this.writer.head + 1,
      root: this.writer.root.toString('hex'),
      compared: this.former?.tree !== undefined,
    };
    this.close();
    sync(this.fresh);
    return rebuilt;
  }

  swap(): void {
    for (const suffix of ['-wal', '-shm']) rmSync(this.path + suffix, { force: true });
    renameSync(this.fresh, this.path);
    sync(dirname(this.path));
  }

  /** Lets go of the files; removes the new one unless it was put in place. */
  discard(): void {
    this.close();
    this.former?.release();
    rmSync(this.fresh, { force: true });
  }

  private apply(): void {
    const batch = this.batch;
    this.batch = [];
    try {
      this.writer.apply(batch);
    } catch (error) {
      const { stream, revision, position } = this.writer.failing ?? {};
      const where = `entry ${revision} of ${stream} (position ${position})`;
      throw new RebuildError('FAILED', `The views of ${this.tenant} cannot be rebuilt at ${where}: ${(error as Error).message}`, {
        cause: error,
      });
    }
  }

  private compare(): void {
    const tree = this.former?.tree;
    if (tree === undefined) return;
    const size = this.writer.head + 1;
    if (size >= tree.size && this.writer.rootAt(tree.size).equals(tree.root)) return;
    throw new RebuildError(
      'ROOT_DIFFERS',
      `The log gives another tree for ${this.tenant} than its views have at size ${tree.size}` +
        (size < tree.size ? `: it has only ${size} entries.` : '.') +
        ` Nothing was replaced. If the log is right, move ${this.path} away and rebuild again.`,
    );
  }

  private close(): void {
    if (this.open) this.writer.close();
    this.open = false;
  }
}

/** The file to be replaced: what its tree was, and how to let go of it. */
interface Former {
  readonly tree: { readonly size: number; readonly root: Buffer } | undefined;
  readonly release: () => void;
}

/** Takes the present file for itself alone, so that no server begins to use it meanwhile. */
function takeFormer(tenant: string, path: string): Former | undefined {
  if (!existsSync(path)) return undefined;
  const database = new DatabaseSync(path, { timeout: 0 });
  try {
    // Leaving WAL needs the file alone; it also takes everything into the one file that is then replaced.
    database.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
    return { tree: treeOf(database), release: () => database.close() };
  } catch (error) {
    database.close();
    if (isRuined(error)) return { tree: undefined, release: () => undefined };
    if (!isPassing(error)) throw error;
    throw new RebuildError('IN_USE', `The views of ${tenant} are in use: a server has ${path} open. Stop it first.`, { cause: error });
  }
}

function treeOf(database: DatabaseSync): Former['tree'] {
  try {
    const row = database.prepare('SELECT size, root FROM checkpoint').get() as { size: number; root: Uint8Array } | undefined;
    return row && { size: row.size, root: Buffer.from(row.root) };
  } catch {
    // A file of another version may have no such table: there is nothing to compare with.
    return undefined;
  }
}

function sync(path: string): void {
  const descriptor = openSync(path, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
