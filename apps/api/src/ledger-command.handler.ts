import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { isRefusal } from '#libs/domain';
import { Recorder, type Clock, type Outcome } from '#libs/ledger';
import type { CommandViews } from '#libs/views';
import { askOf } from './ask.js';
import { LedgerCommand, type Answer } from './ledger-command.js';
import { answer } from './receipt.js';

/** Refusals that may only mean that this node has not yet seen what another one recorded. */
const MISSES: ReadonlySet<string> = new Set(['PLAN_NOT_FOUND', 'EDITION_NOT_FOUND', 'AMBITION_NOT_FOUND', 'ENTRY_NOT_FOUND']);

/** The only command handler: the bus finds it for every subclass of `LedgerCommand`. */
@CommandHandler(LedgerCommand)
export class LedgerCommandHandler implements ICommandHandler<LedgerCommand> {
  constructor(
    private readonly recorder: Recorder,
    private readonly views: { tenant(name: string): CommandViews },
    private readonly clock: Clock,
    private readonly deadlineMs: number,
  ) {}

  /** Records the command and waits until this node shows it. Throws a `LogError` where the log gives no answer. */
  async execute(command: LedgerCommand): Promise<Answer> {
    const views = this.views.tenant(command.request.caller.tenant);
    const deadline = Date.now() + this.deadlineMs;
    let outcome = await this.record(command, views, deadline);
    if (outcome.kind === 'REFUSED' && MISSES.has(outcome.refusal.code)) {
      await views.catchUp(deadline);
      outcome = await this.record(command, views, deadline);
    }
    return outcome.kind === 'REFUSED' ? outcome.refusal : answer(outcome, command.plan, views, this.clock, deadline);
  }

  private async record(command: LedgerCommand, views: CommandViews, deadline: number): Promise<Outcome> {
    const ask = askOf(command, views, this.clock, deadline);
    return isRefusal(ask) ? { kind: 'REFUSED', refusal: ask } : this.recorder.record(ask);
  }
}
