import { LRUCache } from 'lru-cache';
import { isRefusal, refuse, type Context, type Refusal, type Slice } from '#libs/domain';
import { ClockGuard } from './clock-guard.js';
import type { Clock } from './clock.js';
import { decide, revisionConflict } from './decision.js';
import type { Decode } from './decode.js';
import type { Entry } from './envelope.js';
import { streamName } from './envelope.js';
import { isLogError, LogError, type EventLog, type NewEntry } from './event-log.js';
import type { Ask, Outcome } from './recorder.types.js';
import type { RecordedCommand } from './stream-state.js';
import { StreamState } from './stream-state.js';
import { MAX_BYTES, tryOut } from './trial.js';

const MAX_BATCH_EVENTS = 500;
const CACHED_ENTRIES = 100_000;
const LATEST_COMMANDS = 10_000;

export interface RecorderOptions {
  readonly log: EventLog;
  readonly catalog: readonly Slice[];
  readonly decode: Decode;
  readonly clock: Clock;
  /** The ledger's latest `recordedAt` that this node knows. */
  readonly lastRecordedAt: (tenant: string) => string | undefined;
  /** The stream that this node knows a command id to be recorded in, beside those the recorder holds itself. */
  readonly streamOfCommand: (tenant: string, commandId: string) => string | undefined;
  /** How many entries the states kept in memory may hold together. */
  readonly cachedEntries?: number;
}

interface Pending {
  readonly ask: Ask;
  /** True where this node knows the command's id on another stream. */
  readonly elsewhere: boolean;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
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

interface Mailbox {
  readonly stream: string;
  readonly slice: Slice;
  readonly waiting: Pending[];
  state: StreamState | undefined;
  busy: boolean;
  /** How many entries it was last counted to hold. */
  weight: number;
}

/**
 * Records commands: one mailbox per stream, all that waits there in one append at an explicit revision. An answer is
 * given only once the log has given its own; a replayed or refused command is answered from the state that the log holds.
 */
export class Recorder {
  private readonly mailboxes = new Map<string, Mailbox>();
  private readonly inFlight = new Map<string, { readonly stream: string; holders: number }>();
  /** Streams of the latest commands, until the projection surely knows them. */
  private readonly latest = new LRUCache<string, string>({ max: LATEST_COMMANDS });
  private held = 0;
  private readonly lastStamp = new Map<string, string>();
  private readonly slices: ReadonlyMap<string, Slice>;
  private readonly guard: ClockGuard;

  constructor(private readonly options: RecorderOptions) {
    this.guard = new ClockGuard(options.clock, options.log);
    this.slices = new Map(options.catalog.map((slice) => [slice.name, slice]));
  }

  /** Why this node's clock is not fit to record; undefined while it is. */
  clockProblem(): string | undefined {
    return this.guard.problem();
  }

  /** Records a command or says why not. Throws a `LogError` (`UNAVAILABLE`, `OUTCOME_UNKNOWN`) where the log gives no answer. */
  async record(ask: Ask): Promise<Outcome> {
    const stream = streamName(ask.stream);
    const key = `${ask.stream.tenant}/${ask.commandId}`;
    this.guard.compareWithLedger(this.options.lastRecordedAt(ask.stream.tenant));
    const problem = this.guard.problem();
    if (problem !== undefined) throw new LogError('UNAVAILABLE', problem);
    const known = this.inFlight.get(key)?.stream ?? this.latest.get(key) ?? this.options.streamOfCommand(ask.stream.tenant, ask.commandId);
    const elsewhere = known !== undefined && known !== stream;
    const mark = elsewhere ? undefined : this.hold(key, stream);
    try {
      const outcome = await new Promise<Outcome>((resolve, reject) => {
        const mailbox = this.mailbox(stream, ask);
        mailbox.waiting.push({ ask, elsewhere, resolve, reject });
        if (!mailbox.busy) void this.drain(mailbox);
      });
      if (outcome.kind === 'RECORDED') this.latest.set(key, stream);
      return outcome;
    } finally {
      if (mark !== undefined && --mark.holders === 0) this.inFlight.delete(key);
    }
  }

  private hold(key: string, stream: string): { holders: number } {
    const mark = this.inFlight.get(key) ?? { stream, holders: 0 };
    mark.holders++;
    this.inFlight.set(key, mark);
    return mark;
  }

  private mailbox(stream: string, ask: Ask): Mailbox {
    const known = this.mailboxes.get(stream);
    if (known !== undefined) {
      this.mailboxes.delete(stream);
      this.mailboxes.set(stream, known);
      return known;
    }
    const slice = this.slices.get(ask.stream.slice);
    if (slice === undefined) throw new TypeError(`There is no slice ${ask.stream.slice}.`);
    const created: Mailbox = { stream, slice, waiting: [], state: undefined, busy: false, weight: 0 };
    this.mailboxes.set(stream, created);
    return created;
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
    this.weigh(mailbox);
  }

  /** Decides and appends what fits, and answers it; the commands still to be recorded come back: all of them after a conflict. */
  private async recordBatch(mailbox: Mailbox, batch: readonly Pending[]): Promise<readonly Pending[]> {
    const ready = await this.prepare(batch);
    if (ready.length === 0) return [];
    let tried: readonly Tried[] = [];
    try {
      const state = await this.load(mailbox);
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
    const prepared = await Promise.all(batch.map((pending) => this.prepareOne(pending)));
    return prepared.filter((one) => one !== undefined);
  }

  private async prepareOne(pending: Pending): Promise<Prepared | undefined> {
    const { deadline, commandId, context } = pending.ask;
    try {
      if (deadline > Date.now()) return { pending, context: await context() };
      throw new LogError('UNAVAILABLE', `Command ${commandId} could not be recorded in time; nothing was written.`);
    } catch (error) {
      pending.reject(error);
      return undefined;
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
      const outcome: Outcome =
        known.hash === ask.commandHash ? replay(mailbox.stream, known) : { kind: 'REFUSED', refusal: keyReused(ask.commandId) };
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
    const trial = tryOut({ ...mailbox, state, ask, ...decided, recordedAt: this.stamp(ask.stream.tenant), decode: this.options.decode });
    if (isRefusal(trial)) return refused(trial);
    return { pending, outcome: replay(mailbox.stream, state.command(ask.commandId), false), entries: trial.encoded, bytes: trial.bytes };
  }

  /** The node's clock, never before the ledger's last entry. */
  private stamp(tenant: string): string {
    const known = [this.options.clock.now(), this.options.lastRecordedAt(tenant), this.lastStamp.get(tenant)];
    const stamp = known.reduce<string>((latest, one) => (one !== undefined && one > latest ? one : latest), '');
    this.lastStamp.set(tenant, stamp);
    return stamp;
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
        await this.catchUp(mailbox.stream, state);
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
    await this.catchUp(mailbox.stream, state);
    return state.revision > base ? 'CONFLICT' : 'WRITTEN';
  }

  private async load(mailbox: Mailbox): Promise<StreamState> {
    if (mailbox.state !== undefined) return mailbox.state;
    const state = new StreamState(mailbox.slice);
    await this.catchUp(mailbox.stream, state);
    mailbox.state = state;
    return state;
  }

  private async catchUp(stream: string, state: StreamState): Promise<void> {
    const tail: Entry[] = [];
    for await (const stored of this.options.log.readStream(stream, state.revision + 1)) tail.push(this.options.decode(stored));
    state.add(tail);
  }

  /** Counts what the state holds, and forgets the states longest unused while all together hold too much. */
  private weigh(mailbox: Mailbox): void {
    this.count(mailbox, mailbox.state === undefined ? 0 : mailbox.state.size + 1);
    if (mailbox.state === undefined || mailbox.state.revision === -1) this.forget(mailbox);
    for (const oldest of this.mailboxes.values()) {
      if (this.held <= (this.options.cachedEntries ?? CACHED_ENTRIES)) return;
      if (!oldest.busy && oldest.waiting.length === 0) this.forget(oldest);
    }
  }

  private forget(mailbox: Mailbox): void {
    this.count(mailbox, 0);
    this.mailboxes.delete(mailbox.stream);
  }

  private count(mailbox: Mailbox, weight: number): void {
    this.held += weight - mailbox.weight;
    mailbox.weight = weight;
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
