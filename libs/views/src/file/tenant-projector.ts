import { setTimeout as pause } from 'node:timers/promises';
import type { Stored } from '#libs/ledger';
import type { ProjectorStatus } from '../tenant-views.js';
import { isPassing } from './schema.js';
import type { Applied, ViewWriter } from './view-writer.js';

export type Halt = NonNullable<ProjectorStatus['halted']>;

export interface TenantProjectorOptions {
  /** Called after each batch. */
  readonly onApplied: (applied: Applied) => void;
  readonly onHalted: (halt: Halt, error: unknown) => void;
}

const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 250;
const MOST_UNCOMMITTED = 1_000;
const LONGEST_UNCOMMITTED_MS = 200;

/**
 * Takes one tenant's entries into its view file, and stops for good at the first that cannot be taken. Commits for many at a
 * time, since the log has them all: until then only the connection that they were written by shows them.
 */
export class TenantProjector {
  private stopped: Halt | undefined;
  private closed = false;
  /** True while the file cannot be written and the write is tried again. */
  private trying = false;
  private uncommitted: Stored[] = [];
  private commitLater: NodeJS.Timeout | undefined;

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
    this.commit();
  }

  /** Commits what was taken, so that other connections see it. Where the file cannot be written, that is tried again later. */
  commit(wait = FIRST_PAUSE_MS): void {
    clearTimeout(this.commitLater);
    this.commitLater = undefined;
    if (this.uncommitted.length === 0) return;
    try {
      this.restore();
      this.writer.commit();
      this.uncommitted = [];
      this.trying = false;
    } catch (error) {
      // What a closed projector cannot commit is projected again by the next.
      if (this.closed) return;
      if (isPassing(error)) this.commitAgain(wait);
      else this.giveUp(error);
    }
  }

  /** Projects the entries in order. Settles when they are projected or the projector has halted; never rejects. */
  async take(batch: readonly Stored[]): Promise<void> {
    for (let wait = FIRST_PAUSE_MS; this.trying && !this.isOver(); wait = longer(wait)) await pause(wait);
    if (this.isOver() || batch.length === 0) return;
    try {
      const applied = await this.persist(batch);
      if (applied !== undefined) this.options.onApplied(applied);
    } catch (error) {
      await this.narrow(batch, error);
    }
  }

  /** Takes what comes before the entry that fails, by halves, and halts at that one. */
  private async narrow(batch: readonly Stored[], error: unknown): Promise<void> {
    if (this.closed) return;
    this.commit();
    if (batch.length === 1 || (error as { code?: unknown }).code === 'CHECKPOINT_TAKEN') return this.halt(batch[0], error);
    const half = batch.length >> 1;
    await this.take(batch.slice(0, half));
    await this.take(batch.slice(half));
  }

  /** Writes the entries; where the file is held or the disk is full it is tried again until it is not. */
  private async persist(batch: readonly Stored[]): Promise<Applied | undefined> {
    for (let wait = FIRST_PAUSE_MS; ; wait = longer(wait)) {
      try {
        this.restore();
        const applied = this.writer.apply(batch);
        this.trying = false;
        if (applied !== undefined) this.keep(applied);
        return applied;
      } catch (error) {
        if (!isPassing(error) || this.closed) throw error;
        this.commit();
        this.trying = true;
        await pause(wait);
      }
    }
  }

  /** A failed attempt leaves nothing of what was not committed, so the next begins with it; nothing is done where it is there. */
  private restore(): void {
    this.writer.apply(this.uncommitted);
  }

  private keep({ entries }: Applied): void {
    this.uncommitted.push(...entries);
    if (this.uncommitted.length >= MOST_UNCOMMITTED) this.commit();
    else this.commitLater ??= setTimeout(() => this.commit(), LONGEST_UNCOMMITTED_MS);
  }

  private commitAgain(wait: number): void {
    this.trying = true;
    try {
      // They go on to be seen.
      this.restore();
    } catch (error) {
      if (!isPassing(error)) return this.giveUp(error);
    }
    this.commitLater = setTimeout(() => this.commit(longer(wait)), wait);
  }

  private giveUp(error: unknown): void {
    this.halt(this.uncommitted[0], error);
    this.uncommitted = [];
  }

  private halt({ stream, revision, position }: Stored, error: unknown): void {
    if (this.stopped !== undefined) return;
    this.stopped = { stream, revision, position, reason: error instanceof Error ? error.message : String(error) };
    this.options.onHalted(this.stopped, error);
  }

  private isOver(): boolean {
    return this.closed || this.stopped !== undefined;
  }
}

const longer = (wait: number): number => Math.min(wait * 2, LONGEST_PAUSE_MS);
