import { parentPort, workerData } from 'node:worker_threads';
import { rebuildHere, type RebuildMessage, type RebuildRequest } from './rebuild.js';
import type { RebuildErrorCode } from './replay.js';

const say = (message: RebuildMessage): void => parentPort?.postMessage(message);

try {
  say({ done: await rebuildHere(workerData as RebuildRequest, (progress) => say({ progress })) });
} catch (error) {
  const { code, message } = error as { code?: RebuildErrorCode; message?: string };
  say({ failed: { code, message: message ?? String(error) } });
}
