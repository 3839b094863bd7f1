import { isRefusal, refuse, type Context, type Instant, type Refusal, type Slice } from '#libs/domain';
import { ClockGuard } from './clock-guard.js';
import type { Clock } from './clock.js';
import { CommandStreams } from './command-streams.js';
import { decide, revisionConflict } from './decision.js';
import { streamName } from './envelope.js';
import { isLogError, LogError, type NewEntry } from './event-log.js';
import { Mailboxes, type Mailbox, type Pending } from './mailboxes.js';
import type { Ask, Outcome } from './recorder.types.js';
import { StreamReader, type StreamSource } from './stream-reader.js';
import { isRetry, type RecordedCommand, type StreamState } from './stream-state.js';
import { MAX_BYTES, tryOut } from './trial.js';

const MAX_BATCH_EVENTS = 500;
const CACHED_ENTRIES = 100_000;

export interface RecorderOptions extends StreamSource {
  readonly catalog: readonly Slice[];
  readonly clock: Clock;
  /** The ledger's latest `recordedAt` that this node knows. */
  readonly lastRecordedAt: (tenant: string) => string | undefined;
  /** The stream that this node knows a command id to be recorded in, beside those the recorder holds itself. */
  readonly streamOfCommand: (tenant: string, commandId: string) => string | undefined;
  /** How many entries the states kept in memory may hold together. */
  readonly cachedEntries?: number;
}

interface Prepared {
  readonly pending: Pending;
  readonly context: Context;
}

/** A pending command with what it came to; events already folded onto the state, not yet written. */
interface Tried {
  readonly pending: Pending;
  readonly outcome: Outcome;
  readonly entries: readonly NewEntry[];
  readonly bytes: number;
}

/**
 * Records commands: one mailbox per stream, all that waits there in one append at an explicit revision. An answer is
 * given only once the log has given its own; a replayed or refused command is answered from the state that the log holds.
 */
export class Recorder {
  private readonly mailboxes: Mailboxes;
  private readonly commands = new CommandStreams();
  private readonly lastStamp = new Map<string, Instant>();
  private readonly guard: ClockGuard;
  private readonly reader: StreamReader;

  constructor(private readonly options: RecorderOptions) {
    this.guard = new ClockGuard(options.clock, options.log);
    this.reader = new StreamReader(options);
    this.mailboxes = new Mailboxes(options.catalog, options.cachedEntries ?? CACHED_ENTRIES);
  }

  /** Why this node's clock is not fit to record; undefined while it is. */
  clockProblem(): string | undefined {
    return this.guard.problem();
  }

  /** Records a command or says why not. Throws a `LogError`: `UNAVAILABLE` or `OUTCOME_UNKNOWN` where the log gives no answer, `INCOMPLETE` where it hides entries. */
  async record(ask: Ask): Promise<Outcome> {
    const { tenant, slice } = ask.stream;
    const stream = streamName(ask.stream);
    this.guard.compareWithLedger(this.options.lastRecordedAt(tenant));
    const problem = this.guard.problem();
    if (problem !== undefined) throw new LogError('UNAVAILABLE', problem);
    const key = `${tenant}/${ask.commandId}`;
    const known = this.commands.find(key) ?? this.options.streamOfCommand(tenant, ask.commandId);
    const elsewhere = known !== undefined && known !== stream;
    if (!elsewhere) this.commands.hold(key, stream);
    try {
      const outcome = await new Promise<Outcome>((resolve, reject) => {
        const mailbox = this.mailboxes.of(stream, slice);
        mailbox.waiting.push({ ask, elsewhere, resolve, reject });
        if (!mailbox.busy) void this.drain(mailbox);
      });
      if (outcome.kind === 'RECORDED') this.commands.recorded(key, stream);
      return outcome;
    } finally {
      if (!elsewhere) this.commands.letGo(key);
    }
  }

  private async drain(mailbox: Mailbox): Promise<void> {
    mailbox.busy = true;
    // What is asked in the same breath joins one append.
    await Promise.resolve();
    while (mailbox.waiting.length > 0) {
      const batch = mailbox.waiting.splice(0, batchSize(mailbox.waiting));
      const left = await this.recordBatch(mailbox, batch);
      mailbox.waiting.unshift(...left);
    }
    mailbox.busy = false;
    this.mailboxes.weigh(mailbox);
  }

  /** Decides and appends what fits, and answers it; the commands still to be recorded come back: all of them after a conflict. */
  private async recordBatch(mailbox: Mailbox, batch: readonly Pending[]): Promise<readonly Pending[]> {
    const ready = await this.prepare(batch);
    if (ready.length === 0) return [];
    let tried: readonly Tried[] = [];
    try {
      const state = (mailbox.state ??= await this.reader.load(mailbox.stream, mailbox.slice));
      const base = state.revision;
      tried = this.tryAll(mailbox, state, ready);
      const left = ready.slice(tried.length).map(({ pending }) => pending);
      const written = await this.write(mailbox, state, base, tried);
      if (written === 'CONFLICT') return ready.map(({ pending }) => pending);
      if (written === 'REJECTED') return [...(await this.oneByOne(mailbox, tried)), ...left];
      for (const { pending, outcome } of tried) pending.resolve(outcome);
      return left;
    } catch (error) {
      mailbox.state = undefined;
      const failed = tried.length === 0 ? ready : tried;
      for (const { pending } of failed) pending.reject(error);
      return ready.slice(failed.length).map(({ pending }) => pending);
    }
  }

  /** Nobody fails for a neighbour: what the store rejected together is tried apart. */
  private async oneByOne(mailbox: Mailbox, tried: readonly Tried[]): Promise<readonly Pending[]> {
    if (tried.length === 1) {
      tried[0].pending.reject(new LogError('REJECTED', 'The store does not take this command.'));
      return [];
    }
    const left: Pending[] = [];
    for (const { pending } of tried) left.push(...(await this.recordBatch(mailbox, [pending])));
    return left;
  }

  /** The commands still in time, each with its context. */
  private async prepare(batch: readonly Pending[]): Promise<readonly Prepared[]> {
    const prepared: Prepared[] = [];
    for (const one of batch.map((pending) => this.prepareOne(pending))) {
      // Most contexts are at hand; only the others cost a turn.
      const ready = one instanceof Promise ? await one : one;
      if (ready !== undefined) prepared.push(ready);
    }
    return prepared;
  }

  private prepareOne(pending: Pending): Prepared | undefined | Promise<Prepared | undefined> {
    const { deadline, commandId } = pending.ask;
    const failed = (error: unknown): undefined => void pending.reject(error);
    if (deadline <= Date.now()) {
      return failed(new LogError('UNAVAILABLE', `Command ${commandId} could not be recorded in time; nothing was written.`));
    }
    try {
      const context = pending.ask.context();
      return context instanceof Promise ? context.then((found) => ({ pending, context: found }), failed) : { pending, context };
    } catch (error) {
      return failed(error);
    }
  }

  private tryAll(mailbox: Mailbox, state: StreamState, batch: readonly Prepared[]): readonly Tried[] {
    const tried: Tried[] = [];
    let events = 0;
    let bytes = 0;
    for (const { pending, context } of batch) {
      const before = state.revision;
      const one = this.tryOne(mailbox, state, pending, context);
      events += one.entries.length;
      bytes += one.bytes;
      if (tried.length > 0 && (events > MAX_BATCH_EVENTS || bytes > MAX_BYTES)) {
        state.rollback(before);
        break;
      }
      tried.push(one);
    }
    return tried;
  }

  private tryOne(mailbox: Mailbox, state: StreamState, pending: Pending, context: Context): Tried {
    const { ask } = pending;
    const known = state.command(ask.commandId);
    if (known !== undefined) {
      const outcome: Outcome = isRetry(known, ask.commandHash)
        ? replay(mailbox.stream, known)
        : { kind: 'REFUSED', refusal: keyReused(ask.commandId) };
      return { pending, outcome, entries: [], bytes: 0 };
    }
    if (pending.elsewhere) return { pending, outcome: { kind: 'REFUSED', refusal: keyReused(ask.commandId) }, entries: [], bytes: 0 };
    const refused = (refusal: Refusal): Tried => ({ pending, outcome: { kind: 'REFUSED', refusal }, entries: [], bytes: 0 });
    if (ask.expectedRevision !== undefined && ask.expectedRevision !== state.revision) {
      return refused(revisionConflict(state, ask.expectedRevision));
    }
    const decided = decide(mailbox.slice, ask, state, context);
    if (isRefusal(decided)) return refused(decided);
    const on = decided.on === undefined ? {} : { on: decided.on };
    if (decided.events.length === 0) {
      const outcome: Outcome = { kind: 'UNCHANGED', stream: mailbox.stream, commandId: ask.commandId, revision: state.revision, ...on };
      return { pending, outcome, entries: [], bytes: 0 };
    }
    const { stream, slice } = mailbox;
    const recordedAt = this.stamp(ask.stream.tenant);
    const trial = tryOut({ stream, slice, state, ask, on: decided.on, events: decided.events, recordedAt, decode: this.options.decode });
    if (isRefusal(trial)) return refused(trial);
    return { pending, outcome: replay(mailbox.stream, state.command(ask.commandId), false), entries: trial.encoded, bytes: trial.bytes };
  }

  /** The node's clock, never before the ledger's last entry. */
  private stamp(tenant: string): Instant {
    let latest = this.options.clock.now();
    for (const known of [this.options.lastRecordedAt(tenant), this.lastStamp.get(tenant)]) {
      if (known !== undefined && known > latest) latest = known;
    }
    this.lastStamp.set(tenant, latest);
    return latest;
  }

  private async write(
    mailbox: Mailbox,
    state: StreamState,
    base: number,
    tried: readonly Tried[],
  ): Promise<'WRITTEN' | 'CONFLICT' | 'REJECTED'> {
    const entries = tried.flatMap((one) => one.entries);
    if (entries.length === 0) return this.confirm(mailbox, state, base, tried);
    const deadline = Math.max(...tried.map(({ pending }) => pending.ask.deadline));
    const sentAt = this.options.clock.now();
    try {
      await this.options.log.append(mailbox.stream, base === -1 ? 'NO_STREAM' : base, entries, deadline);
      await this.guard.compareWithStore(mailbox.stream, base + 1, sentAt);
      return 'WRITTEN';
    } catch (error) {
      state.rollback(base);
      if (isLogError(error, 'CONFLICT')) {
        await this.reader.catchUp(mailbox.stream, state);
        if (state.revision > base) return 'CONFLICT';
        throw new LogError('UNAVAILABLE', `The log takes nothing after revision ${base} of ${mailbox.stream}, yet shows nothing there.`);
      }
      if (isLogError(error, 'REJECTED')) return 'REJECTED';
      throw error;
    }
  }

  /** A refusal is only good on the stream as it stands: where nothing was appended to prove it, the tail is read. */
  private async confirm(mailbox: Mailbox, state: StreamState, base: number, tried: readonly Tried[]): Promise<'WRITTEN' | 'CONFLICT'> {
    if (tried.every(({ outcome }) => outcome.kind === 'RECORDED')) return 'WRITTEN';
    await this.reader.catchUp(mailbox.stream, state);
    return state.revision > base ? 'CONFLICT' : 'WRITTEN';
  }
}

function replay(stream: string, command: RecordedCommand | undefined, replayed = true): Outcome {
  if (command === undefined) throw new TypeError('A command that was just folded is missing from its stream.');
  const { effectiveOn, recordedAt } = command.entries[0].metadata;
  return {
    kind: 'RECORDED',
    stream,
    commandId: command.id,
    entries: command.entries.map(({ revision, type }) => ({ revision, type })),
    recordedAt,
    ...(effectiveOn !== undefined && { on: effectiveOn }),
    replayed,
  };
}

/** What may go in one append; a gated command leads its own, so that its gate has seen all that stands before it. */
function batchSize(waiting: readonly Pending[]): number {
  const gated = waiting.findIndex(({ ask }) => ask.gated === true);
  return gated === -1 ? MAX_BATCH_EVENTS : Math.max(gated, 1);
}

const keyReused = (commandId: string): Refusal =>
  refuse('IDEMPOTENCY_KEY_REUSED', `The command id ${commandId} is already used by another command. Use a new one for a new command.`, {
    facts: { commandId },
  });
