import type { Config } from '../../../api/src/config.js';
import { readConfig } from '../../../api/src/config.js';
import { EXIT, type ExitCode, type World } from '../world.js';

export interface Serving {
  /** Where it answers, without a path. */
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Starts the API; undefined where its address or its log is taken, after saying so. */
export async function startServing(config: Config, { err }: Pick<World, 'err'>): Promise<Serving | undefined> {
  // The API brings a whole framework along, which the other verbs need not wait for.
  const { startApi } = await import('../../../api/src/start.js');
  try {
    return await startApi(config);
  } catch (error) {
    const hint = hintFor(error, config);
    if (hint === undefined) throw error;
    err(`${hint}\n`);
    return undefined;
  }
}

/** What to do where the API cannot start for a reason that lies in its settings; undefined where the error says it all. */
export function hintFor(error: unknown, { host, port, data }: Pick<Config, 'host' | 'port' | 'data'>): string | undefined {
  const { name, code, syscall, message } = error as { name?: string; code?: unknown; syscall?: unknown; message?: string };
  if (name === 'LogError' && code === 'UNAVAILABLE')
    return `${message}\nIf another planledger runs with its data in ${data}, stop that one first.`;
  if (syscall === 'getaddrinfo' || code === 'EADDRNOTAVAIL') return `${host} is no address of this machine. Set HOST to one that is.`;
  if (syscall !== 'listen') return undefined;
  if (code === 'EADDRINUSE') return `${host}:${port} is in use by another program. Stop it, or set PORT to a free port.`;
  if (code === 'EACCES') return `${host}:${port} may not be used by this account. Set PORT to another port.`;
  return undefined;
}

/** Runs the API until the process is asked to stop, then lets it finish what is in flight. */
export async function serve(world: World): Promise<ExitCode> {
  const api = await startServing(readConfig(world.env), world);
  if (api === undefined) return EXIT.FAILED;
  world.out(`planledger answers at ${api.url}\n`);
  await world.stopped();
  await api.close();
  return EXIT.DONE;
}
