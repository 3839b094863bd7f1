import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { stateDigest } from './digest.js';

export interface DigestRequest {
  readonly path: string;
  readonly entry: number;
}

/** `stateDigest` in a worker thread, so that nobody waits for it who did not ask. */
export async function digestApart(path: string, entry: number): Promise<string> {
  // A worker cannot load TypeScript, so tests take the same step here.
  if (import.meta.url.endsWith('.ts')) return stateDigest(path, entry);
  const request: DigestRequest = { path, entry };
  const [digest] = (await once(new Worker(new URL('./digest.worker.js', import.meta.url), { workerData: request }), 'message')) as [string];
  return digest;
}
