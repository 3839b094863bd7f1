import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { tenantOf } from '../envelope.js';
import { isLogError, sealed, type EventLog } from '../event-log.js';
import { answerOf, type Answer } from './esdb-answers.js';
import type { EsdbReader } from './esdb-read.js';
import type { Timing } from './esdb-timing.js';

/** Its name is not of the form of a ledger's streams, so nobody takes it for one. */
const streamOf = (tenant: string): string => `sealed-${tenant}`;
const DEADLINE_MS = 60_000;

interface Look {
  readonly at: number;
  readonly movedTo?: string;
}

/**
 * The seals of ledgers on a server. A server cannot be told to refuse appends, so a seal is a mark in a stream of its own,
 * which every node has looked for at most `timing.seal` before it sends one.
 */
export class EsdbSeals {
  private readonly looks = new Map<string, Look>();

  constructor(
    private readonly reader: EsdbReader,
    private readonly timing: Timing,
    private readonly closing: AbortSignal,
  ) {}

  /** Looks again where the last look is too old; gives the failure where that comes to nothing. Throws `SEALED`. */
  async look(stream: string, limit: number): Promise<Answer | undefined> {
    const tenant = tenantOf(stream);
    const known = this.looks.get(tenant);
    if (known?.movedTo !== undefined) throw sealed(tenant, known.movedTo);
    if (known !== undefined && Date.now() - known.at < this.timing.seal) return undefined;
    const at = Date.now();
    try {
      const mark = await this.reader.first(streamOf(tenant), limit);
      const movedTo = mark && (JSON.parse(mark.data) as { movedTo: string }).movedTo;
      this.looks.set(tenant, { at, movedTo });
      return movedTo === undefined ? undefined : this.look(stream, limit);
    } catch (error) {
      if (isLogError(error, 'SEALED')) throw error;
      const answer = answerOf(error);
      // Whoever may not read the mark may still append.
      return answer.kind === 'REJECTED' ? undefined : answer;
    }
  }

  /** Puts the mark down, then waits until every node must have seen it, and what was sent before has landed. */
  async seal(tenant: string, movedTo: string, append: EventLog['append']): Promise<void> {
    const mark = { id: randomUUID(), type: 'LedgerSealed', data: JSON.stringify({ movedTo }), metadata: '{}' };
    try {
      await append(streamOf(tenant), 'NO_STREAM', [mark], Date.now() + DEADLINE_MS);
    } catch (error) {
      // It was sealed before.
      if (!isLogError(error, 'CONFLICT')) throw error;
    }
    this.looks.delete(tenant);
    await delay(this.timing.seal + this.timing.landing, undefined, { signal: this.closing });
  }
}
