import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { isLogError, parseStreamName, type EventLog, type Position, type Stored } from '#libs/ledger';
import { Waiters } from './waiters.js';

/** One tenant as the projector feeds it. */
export interface Fed {
  /** Position of the last entry it holds; `START` for none, undefined where it wants nothing: it halted, or never had an entry. */
  wantsAfter(): Position | 'START' | undefined;
  /** Compares its checkpoint with the log and starts afresh where they do not agree. */
  fence(log: EventLog): Promise<void>;
  /** Settles when the entries are projected or the tenant has halted; never rejects. */
  take(batch: readonly Stored[]): Promise<void>;
}

export interface ProjectorOptions {
  readonly log: EventLog;
  /** The tenants known so far. */
  readonly tenants: () => Iterable<Fed>;
  /** The tenant of that name, made and put down where it is new. */
  readonly tenant: (name: string) => Fed;
  /** Called where the log fails or ends its delivery; it is tried again. */
  readonly onFailure: (error: unknown) => void;
  /** Called with true when everything that was there is projected, with false when delivery was lost. */
  readonly onFresh: (fresh: boolean) => void;
}

const LARGEST_BATCH = 500;
const SMALLEST_BATCH = 64;
const LONGEST_TURN_MS = 20;
const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 2_000;

/** Follows the log once for all tenants. Batches hold what waits, up to about 20 ms of work, then others get their turn. */
export class Projector {
  private readonly stop = new AbortController();
  private readonly waiters = new Waiters();
  private queue: Stored[] = [];
  private limit = SMALLEST_BATCH;
  private scheduled = false;
  private draining: Promise<void> = Promise.resolve();
  private subscription: AbortController | undefined;
  private position: Position | 'START' = 'START';
  private fresh = false;
  private running: Promise<void> | undefined;

  constructor(private readonly options: ProjectorOptions) {}

  get caughtUp(): boolean {
    return this.fresh;
  }

  start(): void {
    this.running ??= this.run();
  }

  async close(): Promise<void> {
    this.stop.abort();
    this.subscription?.abort();
    this.waiters.end();
    await this.running;
    await this.draining.catch(() => undefined);
  }

  /** Follows anew, from where the tenants now want it. */
  again(): void {
    this.position = 'START';
    this.setFresh(false);
    this.subscription?.abort();
  }

  /** Waits until every entry up to a position was given to its tenant; false at the deadline (epoch ms). */
  async reached(position: Position | 'START', deadline: number): Promise<boolean> {
    const there = (): true | undefined =>
      (position === 'START' ? this.fresh : this.position !== 'START' && this.position >= position) ? true : undefined;
    return (await this.waiters.wait(there, deadline)) ?? false;
  }

  private async run(): Promise<void> {
    let wait = FIRST_PAUSE_MS;
    while (!this.stop.signal.aborted) {
      try {
        await this.draining.catch(() => undefined);
        for (const tenant of this.options.tenants()) await tenant.fence(this.options.log);
        await this.follow(() => (wait = FIRST_PAUSE_MS));
      } catch (error) {
        if (isLogError(error, 'CLOSED') || this.stop.signal.aborted) return;
        this.options.onFailure(error);
      }
      this.setFresh(false);
      await pause(wait, undefined, { signal: this.stop.signal }).catch(() => undefined);
      wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
    }
  }

  private async follow(onProgress: () => void): Promise<void> {
    this.queue = [];
    this.draining = Promise.resolve();
    this.position = this.earliest();
    const subscription = new AbortController();
    this.subscription = subscription;
    if (this.stop.signal.aborted) return;
    try {
      for await (const item of this.options.log.follow(this.position, subscription.signal)) {
        onProgress();
        if (item === 'CAUGHT_UP' || item === 'FELL_BEHIND') {
          await this.drain();
          this.setFresh(item === 'CAUGHT_UP');
        } else {
          this.queue.push(item);
          if (this.queue.length < this.limit) this.schedule(subscription);
          else await this.drain().then(() => nextTurn());
        }
        if (subscription.signal.aborted) break;
      }
    } finally {
      subscription.abort();
    }
    await this.draining;
  }

  /** What arrives together is projected together: once nothing more comes without waiting. */
  private schedule(subscription: AbortController): void {
    if (this.scheduled) return;
    this.scheduled = true;
    setImmediate(() => {
      this.scheduled = false;
      if (subscription.signal.aborted) return;
      this.drain().catch(() => subscription.abort());
    });
  }

  private drain(): Promise<void> {
    this.draining = this.draining.then(() => this.project());
    return this.draining;
  }

  private async project(): Promise<void> {
    const batch = this.queue;
    if (batch.length === 0) return;
    this.queue = [];
    const started = performance.now();
    // Every tenant is put down before any checkpoint moves, so that none is passed over after a crash.
    const parts = [...byTenant(batch)].map(([name, entries]) => ({ tenant: this.options.tenant(name), entries }));
    await Promise.all(parts.map(({ tenant, entries }) => tenant.take(entries)));
    this.resize(batch.length, performance.now() - started);
    this.position = batch[batch.length - 1].position;
    this.waiters.notify();
  }

  private resize(size: number, took: number): void {
    if (took > LONGEST_TURN_MS) this.limit = Math.max(SMALLEST_BATCH, this.limit >> 1);
    else if (size >= this.limit && took < LONGEST_TURN_MS / 2) this.limit = Math.min(LARGEST_BATCH, this.limit * 2);
  }

  private earliest(): Position | 'START' {
    const positions = [...this.options.tenants()].flatMap((tenant) => tenant.wantsAfter() ?? []);
    if (positions.length === 0 || positions.includes('START')) return 'START';
    return positions.reduce((a, b) => (a < b ? a : b));
  }

  private setFresh(fresh: boolean): void {
    this.fresh = fresh;
    this.options.onFresh(fresh);
    this.waiters.notify();
  }
}

function byTenant(batch: readonly Stored[]): Map<string, Stored[]> {
  const tenants = new Map<string, Stored[]>();
  for (const stored of batch) {
    const tenant = parseStreamName(stored.stream)?.tenant;
    if (tenant === undefined) continue;
    const entries = tenants.get(tenant);
    if (entries === undefined) tenants.set(tenant, [stored]);
    else entries.push(stored);
  }
  return tenants;
}
