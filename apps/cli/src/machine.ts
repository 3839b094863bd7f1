import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import type { World } from './world.js';

const stopped = async (): Promise<void> => {
  // Whoever reads the output may have seen enough of it.
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), once(process.stdout, 'error')]);
};

/** The machine that the program really runs on. */
export const machine: World = {
  env: process.env,
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  interactive: process.stderr.isTTY,
  fetch,
  wait: setTimeout,
  now: () => new Date().toISOString(),
  stopped,
};
