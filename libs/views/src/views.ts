import { mkdirSync, readdirSync } from 'node:fs';
import type { Instant, Slice } from '#libs/domain';
import { systemClock, type Clock, type EventLog } from '#libs/ledger';
import { TenantList } from './file/tenant-list.js';
import { viewFolder, viewPath } from './file/view-path.js';
import { Projector } from './projector.js';
import { ReportRoom } from './reports/report-room.js';
import { SqliteTenantViews } from './sqlite-tenant-views.js';
import type { ProjectorStatus, TenantViews } from './tenant-views.js';
import { Turns } from './turns.js';

export interface ViewsOptions {
  readonly log: EventLog;
  readonly catalog: readonly Slice[];
  /** The folder that holds the folder `views`. */
  readonly dataDir: string;
  readonly clock?: Clock;
  readonly logger?: { warn(message: string, error?: unknown): void };
  /** How long a command may take to be recorded, in milliseconds: an instant is settled 10 s after that. */
  readonly commandDeadline?: number;
  /** How long a question waits for an entry beyond this node, in milliseconds. */
  readonly questionWait?: number;
}

/** The read models of all tenants, and the one follower that feeds them. */
export interface Views {
  /** A tenant's views, made on first use. */
  tenant(name: string): TenantViews;
  /** The tenants that have views, with how far each has come. */
  status(): Readonly<Record<string, ProjectorStatus>>;
  ready(): { readonly ok: boolean; readonly reason: string };
  close(): Promise<void>;
}

const COMMAND_DEADLINE_MS = 10_000;
const MARGIN_MS = 10_000;
const QUESTION_WAIT_MS = 2_000;
const TENANT = /^[a-z][a-z0-9]{0,31}$/;

/** Opens the views and begins to follow the log. Answers may be stale until `ready` says otherwise. */
export function openViews(options: ViewsOptions): Promise<Views> {
  const views = new SqliteViews(options);
  views.start();
  return Promise.resolve(views);
}

class SqliteViews implements Views {
  private readonly tenants = new Map<string, SqliteTenantViews>();
  private readonly room = new ReportRoom();
  private readonly turns = new Turns();
  private readonly clock: Clock;
  private readonly list: TenantList;
  private readonly projector: Projector;
  private staleSince: Instant | undefined;
  private closed = false;

  constructor(private readonly options: ViewsOptions) {
    this.clock = options.clock ?? systemClock;
    this.staleSince = this.clock.now();
    const folder = viewFolder(options.dataDir);
    mkdirSync(folder, { recursive: true });
    this.list = new TenantList(folder);
    this.projector = new Projector({
      log: options.log,
      tenants: () => [...this.tenants.values()].map(({ live }) => live),
      tenant: (name) => this.listed(name).live,
      onFailure: (error) => this.warn('The log cannot be followed; answers may be stale until it can.', error),
      onFresh: (fresh) => this.freshened(fresh),
    });
    const files = readdirSync(folder).flatMap((file) => /^([a-z][a-z0-9]*)\.db$/.exec(file)?.[1] ?? []);
    for (const name of new Set([...this.list.names, ...files])) this.open(name);
  }

  start(): void {
    this.projector.start();
  }

  tenant(name: string): TenantViews {
    return this.open(name);
  }

  status(): Readonly<Record<string, ProjectorStatus>> {
    return Object.fromEntries([...this.tenants].map(([name, views]) => [name, views.status()]));
  }

  ready(): { readonly ok: boolean; readonly reason: string } {
    if (this.closed) return { ok: false, reason: 'The views are closed.' };
    for (const [name, { halted }] of Object.entries(this.status())) {
      if (halted === undefined) continue;
      const { revision, stream, position, reason } = halted;
      return { ok: false, reason: `The views of ${name} halt before entry ${revision} of ${stream} (position ${position}): ${reason}` };
    }
    for (const [name, views] of this.tenants) {
      if (views.live.held) return { ok: false, reason: `The views of ${name} cannot be written just now; it is tried again.` };
    }
    if (!this.projector.caughtUp) return { ok: false, reason: `The views are behind the log since ${this.staleSince ?? 'the start'}.` };
    return { ok: true, reason: 'The views are up to date.' };
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    for (const { live } of this.tenants.values()) live.stop();
    await this.projector.close();
    for (const views of this.tenants.values()) views.close();
    await this.room.close();
  }

  private listed(name: string): SqliteTenantViews {
    const views = this.open(name);
    this.list.add(name);
    return views;
  }

  private open(name: string): SqliteTenantViews {
    const known = this.tenants.get(name);
    if (known !== undefined) return known;
    if (!TENANT.test(name)) throw new TypeError(`${JSON.stringify(name)} is not the name of a tenant.`);
    const { options, projector, list } = this;
    const views = new SqliteTenantViews({
      tenant: name,
      path: viewPath(options.dataDir, name),
      catalog: options.catalog,
      room: this.room,
      turns: this.turns,
      feed: {
        caughtUp: () => projector.caughtUp,
        staleSince: () => this.staleSince,
        reached: (position, deadline) => projector.reached(position, deadline),
        head: () => options.log.head(),
        listed: (tenant) => list.has(tenant),
        again: () => projector.again(),
      },
      now: () => this.clock.now(),
      warn: (message, error) => this.warn(message, error),
      questionWait: options.questionWait ?? QUESTION_WAIT_MS,
      settledAfter: (options.commandDeadline ?? COMMAND_DEADLINE_MS) + MARGIN_MS,
    });
    this.tenants.set(name, views);
    return views;
  }

  private freshened(fresh: boolean): void {
    this.staleSince = fresh ? undefined : (this.staleSince ?? this.clock.now());
    for (const views of this.tenants.values()) views.freshened();
  }

  private warn(message: string, error?: unknown): void {
    this.options.logger?.warn(message, error);
  }
}
