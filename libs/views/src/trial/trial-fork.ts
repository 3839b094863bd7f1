import { daysLate, later, type Day, type Instant, type PlanState, type PlanView, type ReusedCommand, type Slice } from '#libs/domain';
import {
  decoder,
  leafHash,
  parseStreamName,
  RETRACTION,
  type Appended,
  type Decode,
  type Expected,
  type NewEntry,
  type RetractionData,
  type Stored,
  type StreamLog,
} from '#libs/ledger';
import type { EntryReader } from '../file/entry-reader.js';
import type { RowReader } from '../file/row-reader.js';
import type { Told } from '../file/rows.js';
import { teller, type Teller } from '../file/teller.js';
import type { PlanViews } from '../plan-views.js';
import { pointAt, type Moment } from '../questions.js';
import type { Counted, EntryFilter, EntryPage, Fork, NumberedEntry, Question } from '../tenant-views.js';
import { overlaid, type Overlay, type OverlaidThing } from './overlay.js';
import { TrialRows } from './trial-rows.js';

/** What a fork stands on. */
export interface Ground {
  readonly rows: RowReader;
  readonly entries: EntryReader;
  readonly plans: PlanViews;
  readonly catalog: readonly Slice[];
}

interface Trial {
  readonly stored: Stored;
  readonly entry: NumberedEntry;
}

/** A fork over one view file: trial entries in memory, and the rows they touch beside those of the file. */
export class TrialFork implements Fork {
  readonly base: number;
  readonly today: Day;
  readonly now: Instant;
  private readonly trials: Trial[] = [];
  private readonly views = new Map<string, PlanView | undefined>();
  private readonly states = new Map<string, PlanState | undefined>();
  private readonly overlays = new Map<number, Overlay>();
  private readonly rows: TrialRows;
  private readonly decode: Decode;
  private readonly told: Teller;

  constructor(
    readonly tenant: string,
    private readonly ground: Ground,
    private readonly moment: Moment,
    now: Instant | undefined,
  ) {
    this.base = moment.entry;
    this.today = moment.day;
    // Nothing was ever stamped before what stands before it.
    this.now = later(now ?? '', this.lastRecordedAt() ?? '');
    this.decode = decoder(ground.catalog);
    this.told = teller(ground.catalog);
    this.rows = new TrialRows(ground.rows, this.base, (number) => this.recall(number));
  }

  readonly log: StreamLog = {
    append: (stream, expected, entries) => Promise.resolve(this.append(stream, expected, entries)),
    readStream: (stream, from) => this.readStream(stream, from),
  };

  get head(): number {
    return this.base + this.trials.length;
  }

  lastRecordedAt(): Instant | undefined {
    return this.ground.entries.clock(this.base);
  }

  streamOfCommand(commandId: string): string | undefined {
    return this.entriesOfCommand(commandId).at(0)?.stream;
  }

  planState(plan: string): PlanState | undefined {
    if (!this.states.has(plan)) this.states.set(plan, this.ground.plans.stateOver(plan, this.overlay(this.head)));
    return this.states.get(plan);
  }

  view(plan: string, question: Omit<Question, 'asOf'>): PlanView | undefined {
    const overlay = this.overlay(this.head);
    const { on, edition } = pointAt(this.moment, question, (day) => overlaid(this.ground.rows, overlay, plan, day));
    return this.viewAt(plan, this.head, on, edition, question.ruleSet);
  }

  viewAt(plan: string, entry: number, on: Day, edition?: number, ruleSet?: string): PlanView | undefined {
    const { plans } = this.ground;
    if (entry <= this.base) return plans.viewAt(plan, entry, on, edition, ruleSet);
    if (entry > this.head) return undefined;
    const name = `${plan} ${entry} ${on} ${edition ?? ''} ${ruleSet ?? ''}`;
    if (!this.views.has(name)) this.views.set(name, plans.assemble({ code: plan, entry, on, edition, ruleSet }, this.overlay(entry)));
    return this.views.get(name);
  }

  entry(number: number): NumberedEntry | undefined {
    return number <= this.base ? this.ground.entries.entry(number) : this.trials[number - this.base - 1]?.entry;
  }

  projected(stream: string, revision: number): Promise<number | undefined> {
    const trial = this.trials.find(({ stored }) => stored.stream === stream && stored.revision === revision);
    return Promise.resolve(trial?.entry.number ?? this.ground.entries.numberOf(stream, revision));
  }

  catchUp(): Promise<boolean> {
    return Promise.resolve(true);
  }

  entriesOfCommand(commandId: string): readonly NumberedEntry[] {
    const recorded = this.ground.entries.entriesOfCommand(commandId).filter(({ number }) => number <= this.base);
    return [...recorded, ...this.tried().filter(({ metadata }) => metadata.commandId === commandId)];
  }

  reusedCommands(plan: string, upTo: number): readonly ReusedCommand[] {
    return this.ground.entries.reusedCommands(plan, Math.min(upTo, this.base));
  }

  entries(filter: EntryFilter, after: number, first: number, upTo: number): EntryPage {
    const { rows, entries } = this.ground;
    const things = filter.subject === undefined ? undefined : rows.thingsOfCodes([filter.subject], filter.plan);
    const recorded = entries.page(filter, things, { after, first, upTo: Math.min(upTo, this.base) });
    const tried = this.tried().filter(
      (entry) => fits(filter, entry) && (filter.subject === undefined || this.feeds(filter.subject, entry)),
    );
    return page(recorded, tried, after, first, upTo);
  }

  history(plan: string, kind: string, key: string, after: number, first: number, upTo: number): EntryPage {
    const overlaidThing = this.things(plan, kind, [key]).at(0);
    if (overlaidThing === undefined) {
      const thing = this.ground.rows.thing(plan, kind, key);
      return thing === undefined ? NONE : this.ground.entries.history(thing, { after, first, upTo: Math.min(upTo, this.base) });
    }
    return page(NONE, this.recalled(overlaidThing.touches.map(({ entry }) => entry)), after, first, upTo);
  }

  behind({ plan, kind, keys }: Counted, on: Day, after: number, first: number, upTo: number): EntryPage {
    const { rows, entries } = this.ground;
    const tried = this.things(plan, kind, keys);
    const ids = new Set(tried.map(({ id }) => id));
    const all = kind === undefined ? rows.thingsOfCodes(keys, plan) : keys.flatMap((key) => rows.thing(plan, kind, key) ?? []);
    const others = all.filter((id) => !ids.has(id));
    const recorded = entries.behind(others, on, { after, first, upTo: Math.min(upTo, this.base) });
    const touches = tried.flatMap((thing) =>
      thing.touches.filter(({ day, until }) => day === null || (day <= on && (until === null || until > upTo))),
    );
    return page(recorded, this.recalled(touches.map(({ entry }) => entry)), after, first, upTo);
  }

  close(): void {
    this.overlay(this.head);
    this.rows.close();
  }

  private append(stream: string, expected: Expected, entries: readonly NewEntry[]): Appended {
    const first = expected === 'NO_STREAM' ? 0 : expected + 1;
    entries.forEach((entry, index) => this.add({ ...entry, position: '', stream, revision: first + index }));
    this.states.clear();
    return { revision: first + entries.length - 1, repeated: false };
  }

  private add(stored: Stored): void {
    const number = this.head + 1;
    const entry = { ...this.decode(stored), number, leafHash: leafHash(number, stored).toString('hex') };
    this.trials.push({ stored, entry });
    if (entry.type === RETRACTION) this.rows.retract(number, this.takenBack(entry));
    else this.rows.tell(this.recall(number));
  }

  private takenBack({ stream, data, number }: NumberedEntry): readonly Told[] {
    const { revisions } = data as unknown as RetractionData;
    const recorded = revisions.flatMap((revision) => this.ground.entries.numberOf(stream, revision) ?? []);
    const tried = this.tried().filter((entry) => entry.stream === stream && revisions.includes(entry.revision));
    return [...recorded.filter((one) => one <= this.base), ...tried.map((one) => one.number)]
      .filter((one) => one < number)
      .map((one) => this.recall(one));
  }

  private async *readStream(stream: string, from: number): AsyncIterable<Stored> {
    yield* this.ground.entries.stream(stream, from, this.base);
    for (const { stored } of this.trials) if (stored.stream === stream && stored.revision >= from) yield stored;
  }

  private recall(number: number): Told {
    const entry = this.entry(number);
    const { slice, plan } = parseStreamName(entry?.stream ?? '') ?? {};
    if (entry === undefined || slice === undefined || plan === undefined) throw new TypeError(`There is no entry ${number} to recall.`);
    return this.told(number, entry, slice, plan);
  }

  private overlay(entry: number): Overlay {
    const known = this.overlays.get(entry);
    if (known !== undefined) return known;
    const events = this.tried().slice(0, entry - this.base);
    const overlay = { base: this.base, events: events.map(({ type, data }) => ({ type, data })), things: this.rows.things(entry) };
    this.overlays.set(entry, overlay);
    return overlay;
  }

  private things(plan: string, kind: string | undefined, keys: readonly string[]): readonly OverlaidThing[] {
    const wanted = new Set(keys);
    return this.overlay(this.head).things.filter(
      ({ name }) => name.plan === plan && (kind === undefined || name.kind === kind) && wanted.has(name.key),
    );
  }

  private feeds(subject: string, { number }: NumberedEntry): boolean {
    return this.overlay(this.head).things.some(
      ({ name, touches }) => name.key === subject && touches.some(({ entry }) => entry === number),
    );
  }

  private tried(): readonly NumberedEntry[] {
    return this.trials.map(({ entry }) => entry);
  }

  private recalled(numbers: readonly number[]): readonly NumberedEntry[] {
    return numbers.flatMap((number) => this.entry(number) ?? []);
  }
}

const NONE: EntryPage = { entries: [], hasMore: false };

/** A page of recorded entries with others among them, each once and in order. */
function page({ entries, hasMore }: EntryPage, others: readonly NumberedEntry[], after: number, first: number, upTo: number): EntryPage {
  const fitting = others.filter(({ number }) => number > after && number <= upTo);
  const all = [...new Map([...entries, ...fitting].map((entry) => [entry.number, entry])).values()].sort((a, b) => a.number - b.number);
  return { entries: all.slice(0, first), hasMore: hasMore || all.length > first };
}

function fits({ plan, stream, types, actor, from, to, daysLate: late }: EntryFilter, entry: NumberedEntry): boolean {
  const { recordedAt, effectiveOn } = entry.metadata;
  return (
    (plan === undefined || parseStreamName(entry.stream)?.plan === plan) &&
    (stream === undefined || entry.stream === stream) &&
    (types === undefined || types.includes(entry.type)) &&
    (actor === undefined || entry.metadata.actor === actor) &&
    (from === undefined || recordedAt >= from) &&
    (to === undefined || recordedAt < to) &&
    (late === undefined || (effectiveOn !== undefined && daysLate(effectiveOn, recordedAt) >= late))
  );
}
