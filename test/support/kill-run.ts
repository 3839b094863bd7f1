import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { KeyStore } from '../../apps/api/src/auth/key-store.js';
import { ApiProcess, type Code } from './api-process.js';
import { Chance } from './chance.js';
import { judge, type Findings } from './kill-verdict.js';
import { nothingTold, OfficeClient, type Connection, type Told } from './office-clients.js';
import { foundations, POST } from './office.js';

export interface KillOptions {
  readonly kills: number;
  readonly clients: number;
  readonly code: Code;
  /** The log's URL; a SQLite file in the run's own folder if absent. */
  readonly log?: string;
  readonly seed: number;
  /** No more kills after this long, in milliseconds. */
  readonly atMost: number;
  readonly onKill?: (kills: number, told: Told) => void;
}

export interface KillReport extends Findings {
  readonly seed: number;
  readonly kills: number;
  readonly killsWhileStarting: number;
  readonly promised: number;
  readonly replayed: number;
  readonly refused: number;
  readonly unchanged: number;
  /** Commands sent whose outcome nobody was told. */
  readonly unknown: number;
  readonly seconds: number;
}

const OBJECTIVES = 6;
const MILESTONES_EACH = 4;
const MOST_PROMISES_BETWEEN = 80;
const LONGEST_WAIT_MS = 40;
const WHILE_STARTING_SHARE = 0.15;
const LONGEST_START_MS = 1_200;

/** Kills an API under load again and again, starts it again each time, and compares the log with what it had promised. */
export async function killRun(options: KillOptions): Promise<KillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'planledger-kill-'));
  try {
    return await new KillRun(options, folder).run();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

class KillRun {
  private readonly started = performance.now();
  private readonly chance: Chance;
  private readonly told = nothingTold();
  private readonly tenant: string;
  private readonly log: string;
  private api: ApiProcess;
  private readyUrl: Promise<string>;
  private promises = 0;
  private over = false;
  private wake: () => void = () => undefined;

  constructor(
    private readonly options: KillOptions,
    private readonly data: string,
  ) {
    this.chance = new Chance(options.seed);
    // A server may hold what earlier runs left.
    this.tenant = options.log === undefined ? 'main' : `kill${Date.now().toString(36)}`;
    this.log = options.log ?? `sqlite:${join(data, 'ledger.db')}`;
    this.api = this.start();
    this.readyUrl = this.api.ready();
  }

  async run(): Promise<KillReport> {
    try {
      const { killed, whileStarting } = await this.killUnderLoad();
      await this.api.stop();
      const { promised, replayed, refused, unchanged, unknown } = this.told;
      return {
        ...(await judge({ log: this.log, data: this.data, tenant: this.tenant, told: this.told })),
        seed: this.options.seed,
        kills: killed,
        killsWhileStarting: whileStarting,
        promised: promised.size,
        replayed,
        refused: refused.size,
        unchanged: unchanged.size,
        unknown: unknown.size,
        seconds: Math.round((performance.now() - this.started) / 1000),
      };
    } finally {
      this.over = true;
      await this.api.kill();
    }
  }

  private async killUnderLoad(): Promise<{ killed: number; whileStarting: number }> {
    const { kills, clients, onKill, atMost } = this.options;
    const connection: Connection = { url: () => this.readyUrl, key: this.key() };
    await this.client('seed', connection).carryOutAll(foundations(OBJECTIVES, MILESTONES_EACH));
    const working = Promise.all(Array.from({ length: clients }, (_, index) => this.client(`c${index}`, connection).work(() => this.over)));
    // A client ends early only with an error, such as an API that does not start.
    const failure = working.then(() => new Promise<never>(() => undefined));
    failure.catch(() => undefined);
    let killed = 0;
    let whileStarting = 0;
    while (killed < kills && performance.now() - this.started < atMost) {
      whileStarting += await Promise.race([this.killOnce(), failure]);
      killed++;
      onKill?.(killed, this.told);
    }
    this.over = true;
    await working;
    await this.readyUrl;
    return { killed, whileStarting };
  }

  /** Lets some commands through, kills, and starts again; now and then kills the one that starts, too. */
  private async killOnce(): Promise<number> {
    await this.promisesMade(1 + this.chance.below(MOST_PROMISES_BETWEEN));
    await pause(this.chance.below(LONGEST_WAIT_MS));
    let settle: (url: string) => void = () => undefined;
    let fail: (error: unknown) => void = () => undefined;
    this.readyUrl = new Promise((resolve, reject) => ([settle, fail] = [resolve, reject]));
    this.readyUrl.catch(() => undefined);
    await this.api.kill();
    const again = this.chance.happens(WHILE_STARTING_SHARE);
    if (again) {
      this.api = this.start();
      await pause(this.chance.below(LONGEST_START_MS));
      await this.api.kill();
    }
    this.api = this.start();
    this.api.ready().then(settle, fail);
    return again ? 1 : 0;
  }

  private async promisesMade(count: number): Promise<void> {
    const enough = this.promises + count;
    const ready = this.readyUrl;
    await ready;
    while (this.promises < enough) await new Promise<void>((resolve) => (this.wake = resolve));
  }

  private start(): ApiProcess {
    return new ApiProcess({ code: this.options.code, log: this.log, data: this.data });
  }

  private client(name: string, connection: Connection): OfficeClient {
    const heard = (): void => {
      this.promises++;
      this.wake();
    };
    return new OfficeClient(name, connection, new Chance(this.chance.below(2 ** 31)), this.told, OBJECTIVES, heard);
  }

  private key(): string {
    const keys = new KeyStore(join(this.data, 'keys.db'));
    try {
      return keys.create({ tenant: this.tenant, name: 'kill run', roles: ['editor', 'approver'], posts: [POST] }, new Date().toISOString());
    } finally {
      keys.close();
    }
  }
}
