import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyStore } from '../../apps/api/src/auth/key-store.js';
import { ROLES, type Role } from '../../apps/api/src/auth/roles.js';
import type { Config } from '../../apps/api/src/config.js';
import type { Tempo } from '../../apps/api/src/graphql/sockets.js';
import { makeLogger } from '../../apps/api/src/logging.js';
import { type RunningApi, startApi } from '../../apps/api/src/start.js';
import { type Clock, type EventLog, MemoryLog } from '../../libs/ledger/src/index.js';

/** The day on which the tests take place, unless they say otherwise. */
export const TODAY = '2025-10-03';

/** A clock that stands still until it is set. */
export class FixedClock implements Clock {
  constructor(private instant = `${TODAY}T09:00:00.000Z`) {}

  now(): string {
    return this.instant;
  }

  set(instant: string): void {
    this.instant = instant;
  }
}

export interface ApiOptions {
  readonly clock?: Clock;
  readonly log?: EventLog;
  readonly settings?: Partial<Config>;
  /** Where the lines of the log go; only errors are kept if absent. */
  readonly lines?: string[];
  readonly tempo?: Tempo;
}

/** Any part of an answer: what it holds is the test's to know. */
export interface Found {
  readonly [name: string]: Found;
}

/** A part of an answer that is a list. */
export const listed = <T = Found>(found: Found): readonly T[] => found as unknown as readonly T[];

/** A part of an answer that is text. */
export const worded = (found: Found): string => found as unknown as string;

/** A part of an answer that is a number. */
export const counted = (found: Found): number => found as unknown as number;

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Found;
}

export interface Sending {
  readonly key?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An API of its own on a free port, with a memory log, a clock that stands still and a key for each role. */
export class TestApi {
  private closed: Promise<void> | undefined;

  private constructor(
    readonly api: RunningApi,
    readonly keys: Readonly<Record<Role, string>>,
    readonly keyStore: KeyStore,
    private readonly lines: readonly string[],
    private readonly folder: string,
  ) {}

  static async start({
    clock = new FixedClock(),
    log = new MemoryLog(),
    settings = {},
    lines: given,
    tempo,
  }: ApiOptions = {}): Promise<TestApi> {
    const lines = given ?? [];
    const folder = await mkdtemp(join(tmpdir(), 'planledger-'));
    const config: Config = {
      log: 'memory:',
      data: folder,
      keys: join(folder, 'keys.db'),
      checkpoints: join(folder, 'checkpoints'),
      production: false,
      logLevel: given === undefined ? 'error' : 'info',
      tenant: 'main',
      host: '127.0.0.1',
      port: 0,
      ...settings,
    };
    const keyStore = new KeyStore(config.keys);
    const keyOf = (role: Role): [Role, string] => [
      role,
      keyStore.create({ tenant: 'main', name: `the ${role}`, roles: [role], posts: [`Post of the ${role}`] }, clock.now()),
    ];
    const keys = Object.fromEntries(ROLES.map(keyOf)) as Record<Role, string>;
    const logger = makeLogger(config.logLevel, { write: (line) => void lines.push(line) });
    const api = await startApi(config, { clock, logger, tempo, ...(settings.log === undefined && { log }) });
    return new TestApi(api, keys, keyStore, lines, folder);
  }

  get url(): string {
    return this.api.url;
  }

  /** Sends a request to /graphql as a client would, by the approver's key unless another is given. */
  async post(body: unknown, { key = this.keys.approver, headers = {} }: Sending = {}): Promise<Answer> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${key}`, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: (await response.json()) as Found };
  }

  /** Asks and gives the whole answer, `data` and `errors`. */
  async gql(query: string, variables: object = {}, sending: Sending = {}): Promise<Found> {
    return (await this.post({ query, variables }, sending)).body;
  }

  /** Asks and gives the data; fails where there are errors. */
  async ask<T = Found>(query: string, variables: object = {}, sending: Sending = {}): Promise<T> {
    const { data, errors } = await this.gql(query, variables, sending);
    if ((errors as Found | undefined) !== undefined) throw new Error(`${JSON.stringify(errors)}\n${this.lines.at(-1) ?? ''}`);
    return data as unknown as T;
  }

  /** Sends one mutation with its input and gives what it answers: `{ receipt, … }` or a refusal with its `code`. */
  async record(mutation: string, input: object, fields = '', sending: Sending = {}): Promise<Found> {
    const type = mutation.charAt(0).toUpperCase() + mutation.slice(1);
    const query = `mutation($input: ${type}!) { result: ${mutation}(input: $input) {
      __typename
      ... on ${resultOf(mutation)} { receipt { commandId stream revision entries { number type } recordedAt replayed unchanged projected } ${fields} }
      ... on Refusal { code message rule facts { name value } proposals { path value } }
    } }`;
    return (await this.ask(query, { input: { plan: 'jfp', ...input } }, sending)).result;
  }

  /** Stops the API and removes what it wrote; a second call waits for the first. */
  close(): Promise<void> {
    return (this.closed ??= this.closeOnce());
  }

  private async closeOnce(): Promise<void> {
    await this.api.close();
    this.keyStore.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

const OF_PLANS = /Plan|RuleSet|Edition|RollForward|Ambition|AccountablePost|DeliveryOutlook|Guidance|Opinion/;
const OF_REGISTER_ENTRIES = /RegisterEntry|RegisterAlias/;
const OF_MEASURES = /Measure$|setBaseline|Target|Trajectory|Observation|Benchmark|Delivery$/;
const OF_REPORTS = /Report$/;
const OF_DISCREPANCIES = /Discrepancy/;
const OF_MILESTONES = /Milestone|Placeholder|Baseline|Continuing|Condition/;

/** The type of what a mutation records. */
export function resultOf(mutation: string): string {
  if (mutation === 'retractEntry') return 'EntryRetracted';
  if (OF_REPORTS.test(mutation)) return 'ReportRecorded';
  if (OF_REGISTER_ENTRIES.test(mutation)) return 'RegisterEntryRecorded';
  if (OF_MEASURES.test(mutation)) return 'MeasureRecorded';
  if (OF_DISCREPANCIES.test(mutation)) return 'DiscrepancyRecorded';
  if (OF_MILESTONES.test(mutation)) return 'MilestoneRecorded';
  return OF_PLANS.test(mutation) && mutation !== 'planDisposition' ? 'PlanRecorded' : 'ObjectiveRecorded';
}
