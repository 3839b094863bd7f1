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
  try {
    while (!stop.signal.aborted) {
      const trouble = await followOnce(client, variables, take, stop.signal);
      if (trouble?.mayPass === false) misunderstood(connection, trouble.words);
      if (!stop.signal.aborted) await world.wait(PAUSE_MS);
    }
    return EXIT.DONE;
  } finally {
    await client.dispose();
    if (variables.after !== undefined) world.err(`To go on: --after ${variables.after}\n`);
  }
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

/** Why following has ended before it was asked to. */
interface Trouble {
  readonly words: string;
  readonly mayPass: boolean;
}

/** Follows over any number of connections, until stopped or told that it cannot go on. */
function followOnce(
  client: Client,
  variables: Record<string, unknown>,
  take: (page: Page) => void,
  stop: AbortSignal,
): Promise<Trouble | undefined> {
  return new Promise((resolve) => {
    const end = client.subscribe<Followed['data']>(
      { query: QUERY, variables },
      {
        next: ({ data, errors = [] }) => (data ? take(data.entries) : resolve(troubleOf(errors))),
        error: (error) => resolve(troubleOf(error)),
        complete: () => resolve(undefined),
      },
    );
    stop.addEventListener('abort', end);
  });
}

/** The trouble is what the API answers, or how the connection ended for good. */
function troubleOf(error: unknown): Trouble {
  if (Array.isArray(error)) {
    const [problem] = error as readonly GraphQLProblem[];
    return { words: `answered ${problemInWords(problem)}`, mayPass: mayPass(problem) };
  }
  const { reason = '' } = error as { readonly reason?: string };
  return { words: reason === '' ? 'does not answer' : `closed the connection: ${reason}`, mayPass: false };
}
