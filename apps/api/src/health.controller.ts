import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Clock, EventLog } from '#libs/ledger';
import type { ProjectorStatus, Views } from '#libs/views';
import type { Checkpoints } from './proof/checkpoints.js';
import { CHECKPOINTS, CLOCK, LOG, VIEWS } from './tokens.js';

/** How far the read models of one ledger have come. Tenants are not named: this is answered without a key. */
interface LedgerHealth {
  readonly head: number;
  readonly caughtUp: boolean;
  /** How long answers may have been older than the log, in milliseconds. */
  readonly lagMs: number;
  readonly halted?: ProjectorStatus['halted'];
}

@Controller('health')
export class HealthController {
  constructor(
    @Inject(LOG) private readonly log: EventLog,
    @Inject(VIEWS) private readonly views: Views,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(CHECKPOINTS) private readonly checkpoints: Checkpoints,
  ) {}

  @Get('live')
  live(): { status: string } {
    return { status: 'live' };
  }

  /** 503 until the log answers and the read models have caught up with it. */
  @Get('ready')
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const log = await this.log.health();
    const views = this.views.ready();
    const unsigned = this.checkpoints.problem();
    const ready = log.ok && views.ok && unsigned === undefined;
    reply.code(ready ? 200 : 503);
    return {
      status: ready ? 'ready' : 'not ready',
      ...(!ready && { reason: !log.ok ? log.detail : views.ok ? unsigned : views.reason }),
      log: { ok: log.ok, detail: log.detail },
      ledgers: Object.values(this.views.status()).map((status) => this.healthOf(status)),
    };
  }

  private healthOf({ head, caughtUp, halted, staleSince }: ProjectorStatus): LedgerHealth {
    const lagMs = staleSince === undefined ? 0 : Math.max(0, Date.parse(this.clock.now()) - Date.parse(staleSince));
    return { head, caughtUp, lagMs, ...(halted !== undefined && { halted }) };
  }
}
