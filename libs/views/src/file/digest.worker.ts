import { parentPort, workerData } from 'node:worker_threads';
import type { DigestRequest } from './digest-apart.js';
import { stateDigest } from './digest.js';

const { path, entry } = workerData as DigestRequest;
parentPort?.postMessage(stateDigest(path, entry));
