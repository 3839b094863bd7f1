import { Worker } from 'node:worker_threads';
import { catalog } from '#libs/domain';
import { openLog } from '#libs/ledger';
import { RebuildError, replay, type Progress, type Rebuilt, type RebuildErrorCode } from './replay.js';

export interface RebuildRequest {
  readonly logUrl: string;
  readonly dataDir: string;
  /** Only this tenant; otherwise every one that the log knows. */
  readonly tenant?: string;
}

/** What the worker says: progress, then one result. */
export type RebuildMessage =
  | { readonly progress: Progress }
  | { readonly done: readonly Rebuilt[] }
  | { readonly failed: { readonly code: RebuildErrorCode | undefined; readonly message: string } };

/**
 * Replays the log into new view files and puts them in place of the old ones, in a worker thread. Each must reproduce
 * the (size, root) of the file it replaces. Throws a `RebuildError`, or a `LogError` where a server holds the log.
 */
export function rebuild(
  logUrl: string,
  dataDir: string,
  tenant?: string,
  onProgress: (progress: Progress) => void = () => undefined,
): Promise<readonly Rebuilt[]> {
  const request: RebuildRequest = { logUrl, dataDir, ...(tenant !== undefined && { tenant }) };
  // A worker cannot load TypeScript, so tests run the same steps here.
  return import.meta.url.endsWith('.ts') ? rebuildHere(request, onProgress) : rebuildInWorker(request, onProgress);
}

/** The rebuild itself, in this thread. */
export async function rebuildHere(
  { logUrl, dataDir, tenant }: RebuildRequest,
  onProgress: (progress: Progress) => void,
): Promise<readonly Rebuilt[]> {
  const log = await openLog(logUrl);
  try {
    return await replay({ log, catalog, dataDir, tenant, onProgress });
  } finally {
    await log.close();
  }
}

function rebuildInWorker(request: RebuildRequest, onProgress: (progress: Progress) => void): Promise<readonly Rebuilt[]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./rebuild.worker.js', import.meta.url), { workerData: request });
    worker.on('message', (message: RebuildMessage) => {
      if ('progress' in message) onProgress(message.progress);
      else if ('done' in message) resolve(message.done);
      else reject(new RebuildError(message.failed.code ?? 'FAILED', message.failed.message));
    });
    worker.on('error', reject);
    worker.on('exit', (code) => reject(new RebuildError('FAILED', `The rebuild ended early, with status ${code}.`)));
  });
}
