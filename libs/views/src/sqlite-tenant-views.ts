import type { Day, Instant, PlanState, PlanView, ReusedCommand, Slice } from '#libs/domain';
import type { Position } from '#libs/ledger';
import { digestApart } from './file/digest-apart.js';
import { LiveFile } from './file/live-file.js';
import type { TenantFile } from './file/tenant-file.js';
import type { Applied } from './file/view-writer.js';
import { follow, type Trail } from './follow.js';
import { PlanViews } from './plan-views.js';
import { momentOf, resolve, type Known } from './questions.js';
import type { ReportRoom } from './reports/report-room.js';
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
import { TrialFork } from './trial/trial-fork.js';
import type { Turns } from './turns.js';
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
  /** How long a question waits for an entry beyond this node, in milliseconds. */
  readonly questionWait: number;
  /** How old an instant must be to be asked about, in milliseconds. */
  readonly settledAfter: number;
}

/** The questions that one tenant's view file answers. */
export class SqliteTenantViews implements TenantViews {
  readonly tenant: string;
  /** The file as the projector feeds it. */
  readonly live: LiveFile;
  private views!: PlanViews;
  private readonly waiters = new Waiters();
  /** Numbers of the last batch's entries, for those who wait for one. */
  private recent: ReadonlyMap<string, number> = new Map();

  constructor(private readonly options: TenantOptions) {
    const { tenant, path, catalog, feed, now, warn } = options;
    this.tenant = tenant;
    this.live = new LiveFile({
      tenant,
      path,
      catalog,
      listed: feed.listed,
      again: feed.again,
      now,
      warn,
      onOpened: (file) => this.use(file),
      onApplied: (applied) => this.applied(applied),
      onHalted: () => this.waiters.end(),
    });
  }

  status(): ProjectorStatus {
    const { writer } = this.file;
    const { halted, held } = this.live;
    const staleSince = this.live.staleSince() ?? this.options.feed.staleSince();
    return {
      head: writer.head,
      caughtUp: halted === undefined && !held && this.options.feed.caughtUp(),
      ...(halted !== undefined && { halted }),
      ...(staleSince !== undefined && { staleSince }),
      size: writer.head + 1,
      root: writer.root.toString('hex'),
    };
  }

  get head(): number {
    return this.file.writer.head;
  }

  async projected(stream: string, revision: number, deadline: number): Promise<number | undefined> {
    const { writer, entries } = this.file;
    const known = writer.awaits(stream, revision) ? undefined : entries.numberOf(stream, revision);
    if (known !== undefined || this.live.isOver) return known;
    const name = nameOf(stream, revision);
    return this.waiters.wait(() => this.recent.get(name), deadline);
  }

  async catchUp(deadline: number): Promise<boolean> {
    const { feed } = this.options;
    const head = await withinTime(feed.head(), deadline);
    if (head === undefined || this.live.isOver) return false;
    return (await feed.reached(head, deadline)) && !this.live.isOver;
  }

  lastRecordedAt(): Instant | undefined {
    return this.file.writer.clock || undefined;
  }

  planState(plan: string): PlanState | undefined {
    return this.views.stateAt(plan, this.head);
  }

  plans(): readonly string[] {
    return this.file.rows.plans();
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
    return entry > this.head ? undefined : this.views.viewAt(plan, entry, on, edition, ruleSet);
  }

  async fork(plan: string, asOf: AsOf | undefined, now: Instant): Promise<Fork> {
    const moment = await momentOf(plan, asOf, now, this.known());
    return new TrialFork(
      this.tenant,
      { ...this.file, plans: this.views, catalog: this.options.catalog },
      moment,
      asOf === undefined ? now : undefined,
    );
  }

  entry(number: number): NumberedEntry | undefined {
    return this.file.entries.entry(number);
  }

  get tree(): TreeView {
    return this.file.tree;
  }

  digest(entry: number): Promise<string> {
    this.live.commit();
    return digestApart(this.options.path, entry);
  }

  lines(from: number, first: number): readonly string[] {
    return this.file.entries.lines(from, first);
  }

  reusedCommands(plan: string, upTo: number): readonly ReusedCommand[] {
    return this.file.entries.reusedCommands(plan, upTo);
  }

  entriesOfCommand(commandId: string): readonly NumberedEntry[] {
    return this.file.entries.entriesOfCommand(commandId);
  }

  streamOfCommand(commandId: string): string | undefined {
    return this.file.entries.streamOfCommand(commandId);
  }

  lastRevision(stream: string): number | undefined {
    return this.file.entries.lastRevision(stream);
  }

  entries(filter: EntryFilter, after: number, first: number, upTo: number): EntryPage {
    const { entries, rows } = this.file;
    const things = filter.subject === undefined ? undefined : rows.thingsOfCodes([filter.subject], filter.plan);
    return entries.page(filter, things, { after, first, upTo: Math.min(upTo, this.head) });
  }

  follow(filter: EntryFilter, after: number, signal: AbortSignal): AsyncGenerator<FollowedPage, void, undefined> {
    return follow(this.trail(filter), after, signal);
  }

  history(plan: string, kind: string, key: string, after: number, first: number, upTo: number): EntryPage {
    const { entries, rows } = this.file;
    const thing = rows.thing(plan, kind, key);
    return thing === undefined
      ? { entries: [], hasMore: false }
      : entries.history(thing, { after, first, upTo: Math.min(upTo, this.head) });
  }

  behind({ plan, kind, keys }: Counted, on: Day, after: number, first: number, upTo: number): EntryPage {
    const { entries, rows } = this.file;
    const things = kind === undefined ? rows.thingsOfCodes(keys, plan) : keys.flatMap((key) => rows.thing(plan, kind, key) ?? []);
    return entries.behind(things, on, { after, first, upTo: Math.min(upTo, this.head) });
  }

  /** The log is followed to its end from now on, or no longer. */
  freshened(): void {
    this.waiters.notify();
  }

  close(): void {
    this.live.close();
    this.waiters.end();
  }

  private use(file: TenantFile): void {
    const { path, catalog, room } = this.options;
    this.views = new PlanViews(file.rows, catalog, (asked) => {
      this.live.commit();
      return room.ask({ path, ...asked });
    });
    this.waiters.notify();
  }

  private applied({ from, entries, changes }: Applied): void {
    this.file.rows.apply(changes);
    this.views.apply(changes);
    this.recent = new Map(entries.map(({ stream, revision }, index) => [nameOf(stream, revision), from + index]));
    this.waiters.notify();
  }

  private get file(): TenantFile {
    return this.live.file;
  }

  private trail(filter: EntryFilter): Trail {
    const followed = this.file;
    return {
      state: () => {
        if (this.live.isClosed) return undefined;
        if (this.file !== followed) {
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
    const { rows, entries } = this.file;
    const { questionWait, settledAfter, feed } = this.options;
    return {
      rows,
      entries,
      head: () => this.head,
      awaitEntry: async (number) =>
        !this.live.isOver && (await this.waiters.wait(() => (this.head >= number ? true : undefined), Date.now() + questionWait)) === true,
      awaitAll: async () => (!this.live.isOver && feed.caughtUp()) || (await this.catchUp(Date.now() + questionWait)),
      settledAfter,
    };
  }
}

const nameOf = (stream: string, revision: number): string => `${stream}@${revision}`;
