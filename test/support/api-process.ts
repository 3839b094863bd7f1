import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type Code = 'BUILD' | 'SOURCES';

const ROOT = rootOf(dirname(fileURLToPath(import.meta.url)));
const HOOKS = join(ROOT, 'test/support/typescript-hooks.mjs');
const MAIN: Readonly<Record<Code, readonly string[]>> = {
  BUILD: [join(ROOT, 'dist/apps/api/src/main.js')],
  SOURCES: ['--import', HOOKS, join(ROOT, 'apps/api/src/main.ts')],
};

function rootOf(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : rootOf(dirname(folder));
}

export interface ApiSettings {
  readonly code: Code;
  readonly log: string;
  readonly data: string;
  readonly nodeOptions?: readonly string[];
}

/** The API in a process of its own, on a free port. */
export class ApiProcess {
  /** Where it listens; rejects where it ends before it does. */
  readonly url: Promise<string>;
  private readonly child: ChildProcess;
  private readonly exited: Promise<unknown>;
  private readonly said: string[] = [];

  constructor({ code, log, data, nodeOptions = [] }: ApiSettings) {
    const env = {
      ...process.env,
      PLANLEDGER_LOG: log,
      PLANLEDGER_DATA: data,
      PLANLEDGER_LOG_LEVEL: 'info',
      PORT: '0',
      HOST: '127.0.0.1',
      NODE_ENV: 'production',
    };
    this.child = spawn(process.execPath, [...nodeOptions, ...MAIN[code]], { env, cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
    this.exited = once(this.child, 'exit');
    this.url = this.listen();
    // Whoever kills it while it starts does not wait for it to listen.
    this.url.catch(() => undefined);
  }

  get pid(): number | undefined {
    return this.child.pid;
  }

  /** Its last lines: what it says of a failure. */
  get lastWords(): string {
    return this.said.join('\n');
  }

  /** Waits until it is ready for questions. */
  async ready(): Promise<string> {
    const url = await this.url;
    for (;;) {
      const answer = await fetch(`${url}/health/ready`);
      const text = await answer.text();
      if (answer.ok) return url;
      if (text.includes('halt')) throw new Error(text);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Ends it in the middle of whatever it does. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.exited;
  }

  /** Asks it to stop; gives its exit status once it has. */
  async stop(): Promise<number | null> {
    this.child.kill('SIGTERM');
    await this.exited;
    return this.child.exitCode;
  }

  private listen(): Promise<string> {
    const { child } = this;
    createInterface({ input: child.stderr! }).on('line', (line) => this.keep(line));
    return new Promise((resolve, reject) => {
      createInterface({ input: child.stdout! }).on('line', (line) => {
        if (line.includes('"msg":"The API listens."')) resolve((JSON.parse(line) as { url: string }).url);
        else if (!line.includes('"msg":"answered"')) this.keep(line);
      });
      void this.exited.then(() => reject(new Error(`The API ended before it listened:\n${this.lastWords}`)));
    });
  }

  private keep(line: string): void {
    this.said.push(line);
    if (this.said.length > 20) this.said.shift();
  }
}
