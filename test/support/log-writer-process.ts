import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** `log-writer.ts` in a process of its own. */
export class LogWriterProcess {
  readonly lines: string[] = [];
  private readonly child: ChildProcess;
  private readonly read: Promise<unknown>;
  private ended = false;
  private wake: () => void = () => undefined;

  constructor(file: string, tag: string, callers = 1) {
    const hooks = resolve('test/support/typescript-hooks.mjs');
    const script = resolve('test/support/log-writer.ts');
    this.child = spawn(process.execPath, ['--import', hooks, script, file, tag, String(callers)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const reader = createInterface({ input: this.child.stdout! });
    reader.on('line', (line) => {
      this.lines.push(line);
      this.wake();
    });
    this.read = once(reader, 'close').then(() => {
      this.ended = true;
      this.wake();
    });
  }

  /** Waits until it has told so many lines; throws if it ends before. */
  async told(count: number): Promise<void> {
    while (this.lines.length < count) {
      if (this.ended) throw new Error(`the log writer ended early: ${this.lines.join('; ')}`);
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
  }

  /** Its exit code once it has ended by itself. */
  async exitCode(): Promise<number | null> {
    await this.read;
    if (this.child.exitCode === null) await once(this.child, 'exit');
    return this.child.exitCode;
  }

  /** Ends it in the middle of whatever it does. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.read;
    if (this.child.signalCode === null && this.child.exitCode === null) await once(this.child, 'exit');
  }
}
