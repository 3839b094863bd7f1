import type { Instant } from '#libs/domain';
import type { Clock } from './clock.js';
import { isLogError, type StreamLog } from './event-log.js';

/** How far a node's clock may be off before it stops recording. */
const TOLERANCE_MS = 5_000;

/** How often the store's own stamp is looked at. */
const EVERY_MS = 60_000;

/** Watches that this node's clock is fit to stamp entries: close to the store's, and not behind the ledger's last entry. */
export class ClockGuard {
  private lookedAt = -Infinity;
  private offStore: string | undefined;
  private behindLedger: string | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly log: StreamLog,
  ) {}

  /** Why nothing may be recorded; undefined while all is well. */
  problem(): string | undefined {
    return this.behindLedger ?? this.offStore;
  }

  /** Compares with the ledger's latest `recordedAt`. */
  compareWithLedger(last: Instant | undefined): void {
    const now = this.clock.now();
    const behind = last === undefined || last <= now ? 0 : Date.parse(last) - Date.parse(now);
    this.behindLedger = behind > TOLERANCE_MS ? `This node's clock is ${behind} ms behind the ledger's last entry.` : undefined;
  }

  /** Compares, once a minute, with the store's stamp on an entry of ours that was sent at `sentAt`. What is off stays off until a restart. */
  async compareWithStore(stream: string, revision: number, sentAt: Instant): Promise<void> {
    const now = Date.parse(this.clock.now());
    if (now - this.lookedAt < EVERY_MS) return;
    try {
      const created = await this.createdAt(stream, revision);
      this.lookedAt = now;
      if (created === undefined) return;
      const off = Math.max(Date.parse(created) - now, Date.parse(sentAt) - Date.parse(created));
      if (off > TOLERANCE_MS) this.offStore = `This node's clock is ${off} ms off the store's. Set it right and start the node again.`;
    } catch (error) {
      // The store cannot be read just now; the next write looks again.
      if (!isLogError(error)) throw error;
    }
  }

  private async createdAt(stream: string, revision: number): Promise<Instant | undefined> {
    for await (const { created } of this.log.readStream(stream, revision)) return created;
    return undefined;
  }
}
