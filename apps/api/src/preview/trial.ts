import { catalog, isRefusal, type Refusal } from '#libs/domain';
import { decoder, Recorder } from '#libs/ledger';
import type { Fork, NumberedEntry } from '#libs/views';
import { RetractEntry } from '../history/retract-entry.mutation.js';
import { type InputClass, instanceOf } from '../input-rules.js';
import type { LedgerCommand, Request } from '../ledger-command.js';
import { LedgerCommandHandler } from '../ledger-command.handler.js';
import { COMMAND_DEADLINE_MS } from '../ledger.js';

const decode = decoder(catalog);

/** What came of a command: the entries that it recorded, on a fork. */
export type Tried = { readonly entries: readonly NumberedEntry[]; readonly unchanged: boolean } | Refusal;

/** Records commands on a fork, by the handler and the recorder that record them in earnest. */
export class Trial {
  private readonly handler: LedgerCommandHandler;

  constructor(
    private readonly fork: Fork,
    private readonly request: Request,
  ) {
    const recorder = new Recorder({
      log: fork.log,
      catalog,
      decode,
      clock: { now: () => fork.now },
      lastRecordedAt: () => fork.lastRecordedAt(),
      streamOfCommand: (_, commandId) => fork.streamOfCommand(commandId),
      lastRevision: () => undefined,
    });
    // What is decided today is decided on the day of the fork.
    const clock = { now: () => `${fork.today}T12:00:00.000Z` };
    this.handler = new LedgerCommandHandler(recorder, { tenant: () => fork }, clock, COMMAND_DEADLINE_MS);
  }

  async record(command: LedgerCommand): Promise<Tried> {
    // Inputs may be shared with other requests, and who asks stands in the command.
    const own = instanceOf(command.constructor as InputClass, command.sent()) as LedgerCommand;
    const before = this.fork.head;
    const result = await own.by(this.request).carryOut((one) => this.handler.execute(one));
    if (isRefusal(result)) return result;
    const entries = Array.from({ length: this.fork.head - before }, (_, index) => this.fork.entry(before + 1 + index));
    return { entries: entries.filter((entry) => entry !== undefined), unchanged: entries.length === 0 };
  }

  /** Takes an entry back; hands back all that is left out with it. */
  async leaveOut(plan: string, entry: number): Promise<readonly NumberedEntry[] | Refusal> {
    const tried = await this.record(Object.assign(new RetractEntry(), { plan, entry, reason: 'Left out of a preview.' }));
    if (isRefusal(tried)) return tried;
    const named = this.fork.entry(entry);
    if (named === undefined) return [];
    return this.fork.entriesOfCommand(named.metadata.commandId).filter(({ stream }) => stream === named.stream);
  }
}
