import type { World } from './world.js';

/** The server cannot be asked, or did not understand: no matter of the plan's rules. Recognise it by `name`. */
class ClientError extends Error {
  override readonly name = 'ClientError';
}

/** Where a server is said to be, and the key to ask it with. */
export interface Asking {
  readonly url: string;
  readonly key: string;
}

/** Where a server is, and as whom it is asked. */
export interface Connection {
  readonly url: URL;
  readonly key: string;
  readonly fetch: typeof fetch;
  readonly wait: (ms: number) => Promise<unknown>;
}

export interface Question {
  readonly query: string;
  readonly variables: Readonly<Record<string, unknown>>;
}

export interface GraphQLProblem {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly violations?: readonly { readonly path: string; readonly message: string }[] };
}

interface Body {
  readonly data?: unknown;
  readonly errors?: readonly GraphQLProblem[];
}

const ATTEMPTS = 8;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8_000;
const PATIENCE_MS = 60_000;
const PASSING_CODES = new Set(['LEDGER_UNAVAILABLE', 'OUTCOME_UNKNOWN']);

/** True of trouble that is over after a while. */
export const mayPass = ({ extensions }: GraphQLProblem): boolean => PASSING_CODES.has(extensions?.code ?? '');

const PASSING_STATUSES = new Set([429, 502, 503, 504]);

/** Words for a problem, by whoever knows what was asked. */
type InWords = (problem: GraphQLProblem) => string;

/** Asks, again and again while the trouble may pass. What is asked must be safe to ask twice. Throws a `ClientError`. */
export async function ask<T>(question: Question, connection: Connection, inWords: InWords = problemInWords): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await attemptTo(question, connection, inWords);
    if (outcome.trouble === undefined) return outcome.data as T;
    if (!outcome.mayPass) throw new ClientError(outcome.trouble);
    if (attempt === ATTEMPTS) throw new ClientError(`${outcome.trouble}; gave up after ${ATTEMPTS} attempts`);
    await connection.wait(Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS));
  }
}

/** Gives up on an answer that is none. */
export function misunderstood({ url }: Connection, what: string): never {
  throw new ClientError(`${url.href} ${what}`);
}

type Outcome = { readonly data: unknown; readonly trouble?: undefined } | { readonly trouble: string; readonly mayPass: boolean };

async function attemptTo(question: Question, { url, key, fetch }: Connection, inWords: InWords): Promise<Outcome> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(question),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    text = await response.text();
  } catch (error) {
    return { trouble: `${url.href} does not answer: ${reasonOf(error)}`, mayPass: true };
  }
  const body = parse(text);
  if (body === undefined) {
    return { trouble: `${url.href} answered ${response.status} and no GraphQL`, mayPass: PASSING_STATUSES.has(response.status) };
  }
  return judge(body, inWords);
}

function judge({ data, errors = [] }: Body, inWords: InWords): Outcome {
  const lasting = errors.find((error) => !mayPass(error));
  if (lasting !== undefined) return { trouble: inWords(lasting), mayPass: false };
  if (errors.length > 0) return { trouble: inWords(errors[0]), mayPass: true };
  return { data };
}

export function problemInWords({ message, extensions }: GraphQLProblem): string {
  const violations = (extensions?.violations ?? []).map((violation) => `${violation.path}: ${violation.message}`).join('; ');
  return `${extensions?.code ?? 'ERROR'}: ${message}${violations === '' ? '' : ` (${violations})`}`;
}

function parse(text: string): Body | undefined {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && ('data' in body || 'errors' in body) ? (body as Body) : undefined;
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  const { message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  return cause?.code ?? cause?.message ?? message;
}

/** The connection that options of a verb name. Throws a `ClientError` where the address is none. */
export function connectionTo({ url: address, key }: Asking, { fetch, wait }: Pick<World, 'fetch' | 'wait'>): Connection {
  const url = endpointOf(address);
  if (url === undefined) throw new ClientError(`${address} is no http or https address`);
  return { url, key, fetch, wait };
}

/** The place where a server takes GraphQL: `/graphql`, unless the address names another path. */
export function endpointOf(address: string): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  if (url.pathname === '/') url.pathname = '/graphql';
  return url;
}
