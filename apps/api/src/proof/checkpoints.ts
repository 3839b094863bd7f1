import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCheckpoint, readKey, type Checkpoint, type VerifierKey } from '#libs/audit';
import type { Views } from '#libs/views';

/** A checkpoint with the signed note that says so. */
export interface PublishedCheckpoint extends Checkpoint {
  readonly note: string;
}

/** What this node knows of the checkpoints of one tenant's ledger. */
interface Known {
  readonly key: VerifierKey;
  /** Files that were looked at. */
  readonly files: Set<string>;
  /** Those of more entries than this node had so far. */
  ahead: readonly PublishedCheckpoint[];
  newest?: PublishedCheckpoint;
  divergedAt?: number;
}

export interface CheckpointsOptions {
  /** Holds a folder for each tenant, with the public key and a file for each checkpoint. */
  readonly folder: string;
  readonly views: Views;
  readonly warn: (message: string) => void;
}

const LOOK_EVERY_MS = 2_000;

/** Holds this node's ledgers against every checkpoint that is published, once. */
export class Checkpoints {
  private readonly known = new Map<string, Known>();
  private timer: NodeJS.Timeout | undefined;
  private readonly told = new Set<string>();
  private readonly listeners = new Set<(tenant: string) => void>();

  constructor(private readonly options: CheckpointsOptions) {}

  /** Looks again every two seconds, until closed. */
  start(): void {
    this.look();
    this.timer = setInterval(() => this.look(), LOOK_EVERY_MS).unref();
  }

  close(): void {
    clearInterval(this.timer);
  }

  /** The checkpoint of most entries that is signed by the ledger's key. */
  newest(tenant: string): PublishedCheckpoint | undefined {
    this.look();
    return this.known.get(tenant)?.newest;
  }

  /** Why nothing may be answered from a tenant's ledger: it is not the one that was signed. */
  divergence(tenant: string): string | undefined {
    const at = this.known.get(tenant)?.divergedAt;
    return at === undefined ? undefined : `The ledger on this node is not the one that was signed: its first ${at} entries are others.`;
  }

  /** Calls the listener when a tenant's ledger is found to be another; returns how to stop that. */
  onDivergence(listener: (tenant: string) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** What stands against this node being ready. */
  problem(): string | undefined {
    this.look();
    for (const [tenant, { ahead }] of this.known) {
      const diverged = this.divergence(tenant);
      if (diverged !== undefined) return diverged;
      const { caughtUp, size } = this.options.views.tenant(tenant).status();
      const signed = Math.max(0, ...ahead.map((checkpoint) => checkpoint.size));
      if (caughtUp && signed > size) return `The ledger on this node has ${size} entries, and ${signed} were signed.`;
    }
    return undefined;
  }

  private look(): void {
    for (const tenant of Object.keys(this.options.views.status())) {
      try {
        this.lookAt(tenant, join(this.options.folder, tenant));
      } catch (error) {
        this.warnOnce(`The checkpoints of ${tenant} cannot be read: ${(error as Error).message}`);
      }
    }
  }

  private lookAt(tenant: string, folder: string): void {
    const keyFile = join(folder, 'public.key');
    if (!existsSync(keyFile)) return;
    const known = this.known.get(tenant) ?? { key: readKey(readFileSync(keyFile, 'utf8')), files: new Set(), ahead: [] };
    this.known.set(tenant, known);
    const fresh = readdirSync(folder).filter((file) => file.endsWith('.txt') && !known.files.has(file));
    for (const file of fresh) known.files.add(file);
    const opened = fresh.sort().flatMap((file) => this.open(join(folder, file), known.key));
    this.compare(tenant, known, opened);
  }

  private warnOnce(message: string): void {
    if (!this.told.has(message)) this.options.warn(message);
    this.told.add(message);
  }

  private open(file: string, key: VerifierKey): readonly PublishedCheckpoint[] {
    const note = readFileSync(file, 'utf8');
    try {
      return [{ ...openCheckpoint(note, key), note }];
    } catch (error) {
      this.options.warn(`The checkpoint ${file} is passed over: ${(error as Error).message}`);
      return [];
    }
  }

  private compare(tenant: string, known: Known, opened: readonly PublishedCheckpoint[]): void {
    const views = this.options.views.tenant(tenant);
    const { size } = views.status();
    for (const checkpoint of opened) if (checkpoint.size > (known.newest?.size ?? -1)) known.newest = checkpoint;
    const waiting = [...known.ahead, ...opened];
    known.ahead = waiting.filter((checkpoint) => checkpoint.size > size);
    const other = waiting.find((checkpoint) => checkpoint.size <= size && !views.tree.rootAt(checkpoint.size).equals(checkpoint.root));
    if (other === undefined || known.divergedAt !== undefined) return;
    known.divergedAt = other.size;
    for (const listener of [...this.listeners]) listener(tenant);
    this.options.warn(`The ledger of ${tenant} is not the one that was signed at ${other.size} entries. Nothing is answered from it.`);
  }
}
