import 'reflect-metadata';
import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readConfig } from './config.js';
import { startApi } from './start.js';

export { startApi } from './start.js';

async function main(): Promise<void> {
  const api = await startApi(readConfig(process.env));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void api.close());
}

const [, started] = process.argv as readonly (string | undefined)[];
if (started !== undefined && realpathSync(started) === fileURLToPath(import.meta.url)) {
  main().catch((error: Error) => {
    process.stderr.write(`planledger does not start: ${error.message}\n`);
    process.exitCode = 1;
  });
}
