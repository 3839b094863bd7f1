import { type Client, createClient } from 'graphql-ws/client';
import { connectionTo, type Asking, type Connection, type GraphQLProblem, mayPass, misunderstood, problemInWords } from '../graphql.js';
import { EXIT, type ExitCode, type World } from '../world.js';

export interface FollowOptions extends Asking {
  /** The last entry that is had already. */
  readonly after?: number;
  readonly plan?: string;
  readonly type?: readonly string[];
  /** Ends once everything that is recorded has been printed. */
  readonly untilCaughtUp?: boolean;
}

interface Page {
  readonly entries: readonly { readonly number: number }[];
  readonly upTo: number | null;
  readonly caughtUp: boolean;
}

interface Followed {
  readonly data?: { readonly entries: Page } | null;
  readonly errors?: readonly GraphQLProblem[];
}

const QUERY = `subscription($after: EntryNumber, $filter: EntryFilter) { entries(after: $after, filter: $filter) {
  entries {
    number type stream revision commandId recordedAt effectiveOn precision actor onBehalfOf reason source { document line } data leafHash
  }
  upTo
  caughtUp
} }`;

const PAUSE_MS = 1_000;
const FIRST_ATTEMPTS = 8;

/** Prints the entries as JSON lines as they are recorded, until it is asked to stop; goes on by itself after every break. */
export async function followEntries(
  { after, plan, type, untilCaughtUp = false, ...asking }: FollowOptions,
  world: World,
): Promise<ExitCode> {
  const connection = connectionTo(asking, world);
  const client = clientOf(connection);
  const stop = new AbortController();
  // Read anew at each connection.
  const variables = { after, filter: { plan, types: type } };
  const take = ({ entries, upTo, caughtUp }: Page): void => {
    for (const entry of entries) world.out(`${JSON.stringify(entry)}\n`);
    variables.after = upTo ?? undefined;
    if (caughtUp && untilCaughtUp) stop.abort();
  };
  void world.stopped().then(() => stop.abort());
  while (!stop.signal.aborted) {
    const problem = await followOnce(client, variables, take, stop.signal).catch((error: unknown) =>
      misunderstood(connection, endInWords(error)),
    );
    if (problem !== undefined && !mayPass(problem)) misunderstood(connection, `answered ${problemInWords(problem)}`);
    if (!stop.signal.aborted) await world.wait(PAUSE_MS);
  }
  await client.dispose();
  if (variables.after !== undefined) world.err(`To go on: --after ${variables.after}\n`);
  return EXIT.DONE;
}

function clientOf({ url, key, wait }: Connection): Client {
  const address = new URL(url);
  address.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  let attempts = 0;
  return createClient({
    url: address.href,
    connectionParams: { authorization: `Bearer ${key}` },
    retryAttempts: Infinity,
    retryWait: async () => void (await wait(PAUSE_MS)),
    // Who never answered may not be there at all; who did will be back.
    shouldRetry: () => ++attempts < FIRST_ATTEMPTS,
    on: { connected: () => (attempts = -Infinity) },
  });
}

/** Follows over any number of connections, until stopped or told why it cannot go on. */
function followOnce(client: Client, variables: object, take: (page: Page) => void, stop: AbortSignal): Promise<GraphQLProblem | undefined> {
  return new Promise((resolve, reject) => {
    const end = client.subscribe<Followed['data']>(
      { query: QUERY, variables: variables as Record<string, unknown> },
      {
        next: ({ data, errors }) => (data === undefined || data === null ? resolve(errors?.[0]) : take(data.entries)),
        error: (error) => (Array.isArray(error) ? resolve(error[0] as GraphQLProblem) : reject(error)),
        complete: () => resolve(undefined),
      },
    );
    stop.addEventListener('abort', end);
  });
}

function endInWords(error: unknown): string {
  const { code, reason } = error as { code?: number; reason?: string };
  return code === undefined || reason === undefined || reason === '' ? 'does not answer' : `closed the connection: ${reason}`;
}
