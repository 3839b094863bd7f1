import { setTimeout as pause } from 'node:timers/promises';
import type { Stored } from '#libs/ledger';
import { isPassing } from './schema.js';
import type { ProjectorStatus } from './tenant-views.js';
import type { Applied, ViewWriter } from './view-writer.js';

export type Halt = NonNullable<ProjectorStatus['halted']>;

export interface TenantProjectorOptions {
  /** Called after each commit. */
  readonly onApplied: (applied: Applied) => void;
  readonly onHalted: (halt: Halt, error: unknown) => void;
}

const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 250;

/** Takes one tenant's entries into its view file, and stops for good at the first that cannot be taken. */
export class TenantProjector {
  private stopped: Halt | undefined;
  private closed = false;
  /** True while the file cannot be written and the write is tried again. */
  private trying = false;

  constructor(
    private readonly writer: ViewWriter,
    private readonly options: TenantProjectorOptions,
  ) {}

  get halted(): Halt | undefined {
    return this.stopped;
  }

  get retrying(): boolean {
    return this.trying;
  }

  close(): void {
    this.closed = true;
  }

  /** Projects the entries in order. Settles when they are in the file or the projector has halted; never rejects. */
  async take(batch: readonly Stored[]): Promise<void> {
    if (this.stopped !== undefined || this.closed || batch.length === 0) return;
    try {
      const applied = await this.persist(batch);
      if (applied !== undefined) this.options.onApplied(applied);
    } catch (error) {
      await this.narrow(batch, error);
    }
  }

  /** Commits what comes before the entry that fails, by halves, and halts at that one. */
  private async narrow(batch: readonly Stored[], error: unknown): Promise<void> {
    if (this.closed) return;
    if (batch.length === 1 || (error as { code?: unknown }).code === 'CHECKPOINT_TAKEN') return this.halt(batch[0], error);
    const half = batch.length >> 1;
    await this.take(batch.slice(0, half));
    await this.take(batch.slice(half));
  }

  /** Writes the entries; where the file is held or the disk is full it is tried again until it is not. */
  private async persist(batch: readonly Stored[]): Promise<Applied | undefined> {
    for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
      try {
        const applied = this.writer.apply(batch);
        this.trying = false;
        return applied;
      } catch (error) {
        if (!isPassing(error) || this.closed) throw error;
        this.trying = true;
        await pause(wait);
      }
    }
  }

  private halt({ stream, revision, position }: Stored, error: unknown): void {
    this.stopped = { stream, revision, position, reason: error instanceof Error ? error.message : String(error) };
    this.options.onHalted(this.stopped, error);
  }
}
