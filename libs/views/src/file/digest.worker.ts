import { parentPort, workerData } from 'node:worker_threads';
import { stateDigest } from './digest.js';
import type { DigestRequest } from './digest-apart.js';

const { path, entry } = workerData as DigestRequest;
parentPort?.postMessage(stateDigest(path, entry));
