import type { Instant, Slice } from '#libs/domain';
import { leafHash, type EventLog, type Position, type Stored } from '#libs/ledger';
import type { Fed } from '../projector.js';
import { openTenantFile, putAside, type TenantFile } from './tenant-file.js';
import { TenantProjector, type Halt } from './tenant-projector.js';
import type { Applied } from './view-writer.js';

export interface LiveFileOptions {
  readonly tenant: string;
  readonly path: string;
  readonly catalog: readonly Slice[];
  /** True where the tenant ever had an entry. */
  readonly listed: (tenant: string) => boolean;
  /** Asks every tenant anew from where it wants entries. */
  readonly again: () => void;
  readonly now: () => Instant;
  readonly warn: (message: string, error?: unknown) => void;
  /** Called with the file in use, at first and whenever it is another. */
  readonly onOpened: (file: TenantFile) => void;
  readonly onApplied: (applied: Applied) => void;
  /** Called where the file takes nothing more. */
  readonly onHalted: () => void;
}

interface Opened {
  readonly file: TenantFile;
  readonly projector: TenantProjector;
}

/** A tenant's view file while it is fed: opened, held against the log, and put aside and built anew where it is no good. */
export class LiveFile implements Fed {
  private opened: Opened;
  private haltedSince: Instant | undefined;
  private retryingSince: Instant | undefined;
  private closed = false;
  private mended = false;

  constructor(private readonly options: LiveFileOptions) {
    this.opened = this.open();
  }

  get file(): TenantFile {
    return this.opened.file;
  }

  get halted(): Halt | undefined {
    return this.opened.projector.halted;
  }

  /** True while the file cannot be written and the write is tried again. */
  get held(): boolean {
    return this.opened.projector.retrying;
  }

  get isClosed(): boolean {
    return this.closed;
  }

  /** True where it takes no entry any more. */
  get isOver(): boolean {
    return this.closed || this.halted !== undefined;
  }

  /** Since when the file has not been fed; undefined while it is. */
  staleSince(): Instant | undefined {
    this.retryingSince = this.held ? (this.retryingSince ?? this.options.now()) : undefined;
    return this.haltedSince ?? this.retryingSince;
  }

  /** Has other connections see all that was taken, as far as the file can be written. */
  commit(): void {
    this.opened.projector.commit();
  }

  wantsAfter(): Position | 'START' | undefined {
    if (this.isOver) return undefined;
    const { tenant, listed } = this.options;
    return this.file.writer.checkpoint?.position ?? (listed(tenant) ? 'START' : undefined);
  }

  async fence(log: EventLog): Promise<void> {
    const { checkpoint } = this.file.writer;
    if (checkpoint === undefined || this.isOver) return;
    const stored = await log.at(checkpoint.position);
    if (stored?.id === checkpoint.id && isLeaf(checkpoint.leaf, checkpoint.size - 1, stored)) return;
    this.startAfresh('are of another log, or of a longer one');
  }

  take(batch: readonly Stored[]): Promise<void> {
    return this.opened.projector.take(batch);
  }

  /** Takes no more entries and tries no write again. */
  stop(): void {
    this.opened.projector.close();
  }

  close(): void {
    this.closed = true;
    this.closeFile();
  }

  private open(): Opened {
    const { tenant, path, catalog, warn, onApplied, onOpened } = this.options;
    const { file, aside } = openTenantFile(path, catalog, (damaged) => this.ruined(damaged));
    if (aside !== undefined) {
      warn(`The views of ${tenant} cannot be read by this version. They were put aside as ${aside} and are rebuilt.`);
    }
    const projector = new TenantProjector(file.writer, { onApplied, onHalted: (halt, error) => this.haltAt(halt, error) });
    onOpened(file);
    return { file, projector };
  }

  private closeFile(): void {
    this.opened.projector.close();
    this.file.close();
  }

  private startAfresh(why: string): void {
    this.closeFile();
    const { tenant, path, warn } = this.options;
    const aside = putAside(path);
    warn(`The views of ${tenant} ${why}. They were put aside as ${aside} and are rebuilt.`);
    this.haltedSince = undefined;
    this.opened = this.open();
  }

  /** Once: where it happens again the disk is to be looked at, not filled with what was put aside. */
  private ruined(file: TenantFile): void {
    if (this.mended) return;
    this.mended = true;
    setImmediate(() => {
      if (this.closed || this.file !== file) return;
      this.startAfresh('are damaged');
      this.options.again();
    });
  }

  private haltAt(halt: Halt, error: unknown): void {
    const { tenant, now, warn, onHalted } = this.options;
    this.haltedSince = now();
    const { revision, stream, position, reason } = halt;
    warn(`The views of ${tenant} halt before entry ${revision} of ${stream} (position ${position}): ${reason}`, error);
    onHalted();
  }
}

function isLeaf(leaf: Buffer, number: number, stored: Stored): boolean {
  try {
    return leafHash(number, stored).equals(leaf);
  } catch {
    return false;
  }
}
