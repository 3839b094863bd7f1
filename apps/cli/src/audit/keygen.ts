import { writeFileSync } from 'node:fs';
import { EXIT, type ExitCode, type World } from '../world.js';
import { newKey } from './signer.js';

export interface KeygenOptions {
  readonly origin: string;
  readonly to: string;
}

/** Makes the key of a ledger's checkpoints: the secret half into a file of its own, the other one printed. */
export function makeKey({ origin, to }: KeygenOptions, { out }: World): ExitCode {
  const { secret, open } = newKey(origin);
  writeFileSync(to, `${secret}\n`, { mode: 0o600, flag: 'wx' });
  out(`${open}\n`);
  return EXIT.DONE;
}
