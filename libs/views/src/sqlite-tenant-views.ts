import type { Day, Instant, PlanState, PlanView, ReusedCommand, Slice } from '#libs/domain';
import { leafHash, type EventLog, type Position, type Stored } from '#libs/ledger';
import { digestApart } from './digest-apart.js';
import { follow, type Trail } from './follow.js';
import { PlanViews } from './plan-views.js';
import type { Fed } from './projector.js';
import { momentOf, resolve, type Known } from './questions.js';
import type { ReportRoom } from './report-room.js';
import { openTenantFile, putAside, type TenantFile } from './tenant-file.js';
import { TenantProjector, type Halt } from './tenant-projector.js';
import {
  QuestionError,
  type AsOf,
  type Counted,
  type EntryFilter,
  type EntryPage,
  type Fork,
  type FollowedPage,
  type NumberedEntry,
  type ProjectorStatus,
  type Question,
  type TenantViews,
  type TreeView,
} from './tenant-views.js';
import type { Turns } from './turns.js';
import type { Applied } from './view-writer.js';
import { TrialFork } from './trial-fork.js';
import { Waiters } from './waiters.js';
import { withinTime } from './within-time.js';

/** What a tenant's views know of the projector that feeds them all. */
export interface Feed {
  readonly caughtUp: () => boolean;
  /** Since when the log has not been followed to its end. */
  readonly staleSince: () => Instant | undefined;
  readonly reached: (position: Position | 'START', deadline: number) => Promise<boolean>;
  readonly head: () => Promise<Position | 'START'>;
  /** True where the tenant ever had an entry. */
  readonly listed: (tenant: string) => boolean;
  /** Asks every tenant anew from where it wants entries. */
  readonly again: () => void;
}

export interface TenantOptions {
  readonly tenant: string;
  readonly path: string;
  readonly catalog: readonly Slice[];
  /** Where reports on large plans are computed. */
  readonly room: ReportRoom;
  /** In which those who follow read. */
  readonly turns: Turns;
  readonly feed: Feed;
  readonly now: () => Instant;
  readonly warn: (message: string, error?: unknown) => void;
  readonly onProjected: (tenant: string, from: number, to: number) => void;
  /** How long a question waits for an entry beyond this node, in milliseconds. */
  readonly questionWait: number;
  /** How old an instant must be to be asked about, in milliseconds. */
  readonly settledAfter: number;
}

interface Opened {
  readonly file: TenantFile;
  readonly projector: TenantProjector;
  readonly plans: PlanViews;
}

/** One tenant's views over its SQLite file. */
export class SqliteTenantViews implements TenantViews, Fed {
  readonly tenant: string;
  private opened: Opened;
  private readonly waiters = new Waiters();
  /** Numbers of the last batch's entries, for those who wait for one. */
  private recent: ReadonlyMap<string, number> = new Map();
  private haltedSince: Instant | undefined;
  private retryingSince: Instant | undefined;
  private closed = false;
  private mended = false;

  constructor(private readonly options: TenantOptions) {
    this.tenant = options.tenant;
    this.opened = this.open();
  }

  status(): ProjectorStatus {
    const { writer } = this.opened.file;
    const { halted, retrying } = this.opened.projector;
    const staleSince = this.haltedSince ?? this.options.feed.staleSince() ?? this.heldSince();
    return {
      head: writer.head,
      caughtUp: halted === undefined && !retrying && this.options.feed.caughtUp(),
      ...(halted !== undefined && { halted }),
      ...(staleSince !== undefined && { staleSince }),
      size: writer.head + 1,
      root: writer.root.toString('hex'),
    };
  }

  get head(): number {
    return this.opened.file.writer.head;
  }

  async projected(stream: string, revision: number, deadline: number): Promise<number | undefined> {
    const { writer, entries } = this.opened.file;
    const known = writer.awaits(stream, revision) ? undefined : entries.numberOf(stream, revision);
    if (known !== undefined || this.isOver()) return known;
    const name = nameOf(stream, revision);
    return this.waiters.wait(() => this.recent.get(name), deadline);
  }

  async catchUp(deadline: number): Promise<boolean> {
    const { feed } = this.options;
    const head = await withinTime(feed.head(), deadline);
    if (head === undefined || this.isOver()) return false;
    return (await feed.reached(head, deadline)) && !this.isOver();
  }

  lastRecordedAt(): Instant | undefined {
    return this.opened.file.writer.clock || undefined;
  }

  planState(plan: string): PlanState | undefined {
    return this.opened.plans.stateAt(plan, this.head);
  }

  plans(): readonly string[] {
    return this.opened.file.rows.plans();
  }

  async view(plan: string, question: Question, now: Instant): Promise<PlanView | undefined> {
    const point = await resolve(plan, question, now, this.known());
    const view = this.viewAt(plan, point.entry, point.on, point.edition, question.ruleSet);
    if (view === undefined && point.edition !== undefined && this.viewAt(plan, point.entry, point.on) !== undefined) {
      throw new QuestionError('NOT_FOUND', `Plan ${plan} has no edition ${point.edition} at entry ${point.entry}.`);
    }
    return view;
  }

  viewAt(plan: string, entry: number, on: Day, edition?: number, ruleSet?: string): PlanView | undefined {
    return entry > this.head ? undefined : this.opened.plans.viewAt(plan, entry, on, edition, ruleSet);
  }

  async fork(plan: string, asOf: AsOf | undefined, now: Instant): Promise<Fork> {
    const moment = await momentOf(plan, asOf, now, this.known());
    const { file, plans } = this.opened;
    return new TrialFork(this.tenant, { ...file, plans, catalog: this.options.catalog }, moment, asOf === undefined ? now : undefined);
  }

  entry(number: number): NumberedEntry | undefined {
    return this.opened.file.entries.entry(number);
  }

  get tree(): TreeView {
    return this.opened.file.tree;
  }

  digest(entry: number): Promise<string> {
    return digestApart(this.options.path, entry);
  }

  lines(from: number, first: number): readonly string[] {
    return this.opened.file.entries.lines(from, first);
  }

  reusedCommands(plan: string, upTo: number): readonly ReusedCommand[] {
    return this.opened.file.entries.reusedCommands(plan, upTo);
  }

  entriesOfCommand(commandId: string): readonly NumberedEntry[] {
    return this.opened.file.entries.entriesOfCommand(commandId);
  }

  streamOfCommand(commandId: string): string | undefined {
    return this.opened.file.entries.streamOfCommand(commandId);
  }

  lastRevision(stream: string): number | undefined {
    return this.opened.file.entries.lastRevision(stream);
  }

  entries(filter: EntryFilter, after: number, first: number, upTo: number): EntryPage {
    const { entries, rows } = this.opened.file;
    const things = filter.subject === undefined ? undefined : rows.thingsOfCodes([filter.subject], filter.plan);
    return entries.page(filter, things, { after, first, upTo: Math.min(upTo, this.head) });
  }

  follow(filter: EntryFilter, after: number, signal: AbortSignal): AsyncGenerator<FollowedPage, void, undefined> {
    return follow(this.trail(filter), after, signal);
  }

  history(plan: string, kind: string, key: string, after: number, first: number, upTo: number): EntryPage {
    const { entries, rows } = this.opened.file;
    const thing = rows.thing(plan, kind, key);
    return thing === undefined
      ? { entries: [], hasMore: false }
      : entries.history(thing, { after, first, upTo: Math.min(upTo, this.head) });
  }

  behind({ plan, kind, keys }: Counted, on: Day, after: number, first: number, upTo: number): EntryPage {
    const { entries, rows } = this.opened.file;
    const things = kind === undefined ? rows.thingsOfCodes(keys, plan) : keys.flatMap((key) => rows.thing(plan, kind, key) ?? []);
    return entries.behind(things, on, { after, first, upTo: Math.min(upTo, this.head) });
  }

  wantsAfter(): Position | 'START' | undefined {
    if (this.isOver()) return undefined;
    return this.opened.file.writer.checkpoint?.position ?? (this.options.feed.listed(this.tenant) ? 'START' : undefined);
  }

  async fence(log: EventLog): Promise<void> {
    const { checkpoint } = this.opened.file.writer;
    if (checkpoint === undefined || this.isOver()) return;
    const stored = await log.at(checkpoint.position);
    if (stored?.id === checkpoint.id && isLeaf(checkpoint.leaf, checkpoint.size - 1, stored)) return;
    this.startAfresh('are of another log, or of a longer one');
  }

  private startAfresh(why: string): void {
    this.closeFile();
    const aside = putAside(this.options.path);
    this.options.warn(`The views of ${this.tenant} ${why}. They were put aside as ${aside} and are rebuilt.`);
    this.haltedSince = undefined;
    this.opened = this.open();
    this.waiters.notify();
  }

  /** Once: where it happens again the disk is to be looked at, not filled with what was put aside. */
  private ruined(file: TenantFile): void {
    if (this.mended) return;
    this.mended = true;
    setImmediate(() => {
      if (this.closed || this.opened.file !== file) return;
      this.startAfresh('are damaged');
      this.options.feed.again();
    });
  }

  /** The log is followed to its end from now on, or no longer. */
  freshened(): void {
    this.waiters.notify();
  }

  take(batch: readonly Stored[]): Promise<void> {
    return this.opened.projector.take(batch);
  }

  /** Takes no more entries and tries no write again. */
  stop(): void {
    this.opened.projector.close();
  }

  close(): void {
    this.closed = true;
    this.closeFile();
    this.waiters.end();
  }

  private open(): Opened {
    const { path, catalog, room } = this.options;
    const { file, aside } = openTenantFile(path, catalog, (damaged) => this.ruined(damaged));
    if (aside !== undefined) {
      this.options.warn(`The views of ${this.tenant} cannot be read by this version. They were put aside as ${aside} and are rebuilt.`);
    }
    const projector = new TenantProjector(file.writer, {
      onApplied: (applied) => this.applied(applied),
      onHalted: (halt, error) => this.haltAt(halt, error),
    });
    return { file, projector, plans: new PlanViews(file.rows, catalog, { path, room }) };
  }

  private closeFile(): void {
    this.opened.projector.close();
    this.opened.file.close();
  }

  private applied({ from, to, entries, changes }: Applied): void {
    this.opened.file.rows.apply(changes);
    this.opened.plans.apply(changes);
    this.recent = new Map(entries.map(({ stream, revision }, index) => [nameOf(stream, revision), from + index]));
    this.waiters.notify();
    this.options.onProjected(this.tenant, from, to);
  }

  private haltAt(halt: Halt, error: unknown): void {
    this.haltedSince = this.options.now();
    this.options.warn(
      `The views of ${this.tenant} halt before entry ${halt.revision} of ${halt.stream} (position ${halt.position}): ${halt.reason}`,
      error,
    );
    this.waiters.end();
  }

  /** True while the file cannot be written and the write is tried again. */
  held(): boolean {
    return this.opened.projector.retrying;
  }

  private heldSince(): Instant | undefined {
    this.retryingSince = this.opened.projector.retrying ? (this.retryingSince ?? this.options.now()) : undefined;
    return this.retryingSince;
  }

  private isOver(): boolean {
    return this.closed || this.opened.projector.halted !== undefined;
  }

  private trail(filter: EntryFilter): Trail {
    const followed = this.opened;
    return {
      state: () => {
        if (this.closed) return undefined;
        if (this.opened !== followed) {
          throw new QuestionError('LEDGER_UNAVAILABLE', 'The views of this node are built anew, perhaps of another ledger. Follow again.');
        }
        return this.status();
      },
      page: (after, first, upTo) => this.entries(filter, after, first, upTo),
      changed: (signal) => this.waiters.change(signal),
      catchUp: () => this.catchUp(Date.now() + this.options.questionWait),
      turn: () => this.options.turns.take(),
    };
  }

  private known(): Known {
    const { rows, entries } = this.opened.file;
    const { questionWait, settledAfter, feed } = this.options;
    return {
      rows,
      entries,
      head: () => this.head,
      awaitEntry: async (number) =>
        !this.isOver() && (await this.waiters.wait(() => (this.head >= number ? true : undefined), Date.now() + questionWait)) === true,
      awaitAll: async () => (!this.isOver() && feed.caughtUp()) || (await this.catchUp(Date.now() + questionWait)),
      settledAfter,
    };
  }
}

const nameOf = (stream: string, revision: number): string => `${stream}@${revision}`;

function isLeaf(leaf: Buffer, number: number, stored: Stored): boolean {
  try {
    return leafHash(number, stored).equals(leaf);
  } catch {
    return false;
  }
}
