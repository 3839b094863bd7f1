import { rebuild, type Rebuilt } from '#libs/views';
import { readConfig } from '../../../api/src/config.js';
import { EXIT, type ExitCode, type World } from '../world.js';

export interface RebuildOptions {
  readonly tenant?: string;
  readonly json?: boolean;
}

/** Replays the log into new read models and swaps them for the old ones, which they must reproduce. */
export async function rebuildViews({ tenant, json = false }: RebuildOptions, { env, out, err, interactive }: World): Promise<ExitCode> {
  const config = readConfig(env);
  const end = interactive ? '' : '\n';
  const rebuilt = await rebuild(config.log, config.data, tenant, ({ entries }) => {
    if (!json) err(`${interactive ? '\r' : ''}rebuild: ${entries} entries read${end}`);
  });
  if (interactive && !json) err('\n');
  out(json ? `${JSON.stringify(rebuilt)}\n` : rebuilt.map(describe).join(''));
  return EXIT.DONE;
}

function describe({ tenant, size, root, compared }: Rebuilt): string {
  return `${tenant}: ${size} entries, root ${root}${compared ? ', the same as before' : ''}.\n`;
}
