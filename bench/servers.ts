import { fork, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { LoadOrder, LoadResult } from './http-load.js';

const built = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** A server in a process of its own. */
export interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a built program that listens on the port it is given, and waits until it is ready. Its output goes to a file. */
export async function serve(
  script: string,
  folder: string,
  start: (port: number) => { readonly args: readonly string[]; readonly env?: Readonly<Record<string, string>> },
): Promise<Server> {
  const port = await freePort();
  const { args, env = {} } = start(port);
  const output = openSync(join(folder, 'output.log'), 'a');
  const child = spawn(process.execPath, [built(script), ...args], {
    env: { ...process.env, ...env, NODE_ENV: 'production' },
    stdio: ['ignore', output, 'inherit'],
  });
  closeSync(output);
  process.once('exit', () => child.kill('SIGKILL'));
  const url = `http://127.0.0.1:${port}`;
  await ready(url, child);
  const stop = async (): Promise<void> => {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  };
  return { url, stop };
}

/** Sends a load from another process. */
export async function sendLoad(order: LoadOrder): Promise<LoadResult> {
  const child = fork(built('bench/http-load.js'));
  const answered = once(child, 'message') as Promise<[LoadResult]>;
  const failed = once(child, 'exit').then(([code]) => Promise.reject(new Error(`the load ended with status ${String(code)}`)));
  failed.catch(() => undefined);
  child.send(order);
  const [result] = await Promise.race([answered, failed]);
  return result;
}

async function ready(url: string, child: ChildProcess): Promise<void> {
  for (let attempt = 0; attempt < 1_000; attempt++) {
    if (child.exitCode !== null) break;
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok === true) return;
    await pause(20);
  }
  child.kill('SIGKILL');
  throw new Error(`${url} does not get ready`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
