import { ANSWERS, typeOf, type Asked } from './asked.js';

export interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly rule: string | null;
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly proposals: readonly { readonly path: string; readonly value: string }[];
}

export interface Refused {
  readonly kind: 'REFUSED';
  readonly asked: Asked;
  readonly refusal: Refusal;
}

/** What the ledger answered to one mutation. */
export type Answer = { readonly kind: 'RECORDED' } | { readonly kind: 'ALREADY_THERE' } | Refused;

/** The ledger cannot be asked, or did not understand: no matter of the plan's rules. Recognise it by `name`. */
class ImportError extends Error {
  override readonly name = 'ImportError';
}

export interface Connection {
  readonly url: URL;
  readonly key: string;
  readonly fetch: typeof fetch;
  readonly wait: (ms: number) => Promise<unknown>;
}

interface GraphQLProblem {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions?: { readonly code?: string; readonly violations?: readonly { readonly path: string; readonly message: string }[] };
}

interface Body {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly GraphQLProblem[];
}

const ATTEMPTS = 8;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 8_000;
const PATIENCE_MS = 60_000;
const PASSING_CODES = new Set(['LEDGER_UNAVAILABLE', 'OUTCOME_UNKNOWN']);
const PASSING_STATUSES = new Set([429, 502, 503, 504]);

/** Sends mutations in one request, in their order, again and again while the trouble may pass: the same ids make that safe. */
export async function send(asked: readonly Asked[], connection: Connection): Promise<readonly Answer[]> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await attemptTo(asked, connection);
    if (outcome.answers !== undefined) return outcome.answers;
    if (!outcome.mayPass) throw new ImportError(outcome.trouble);
    if (attempt === ATTEMPTS) throw new ImportError(`${outcome.trouble}; gave up after ${ATTEMPTS} attempts`);
    await connection.wait(Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS));
  }
}

type Outcome =
  { readonly answers: readonly Answer[] } | { readonly answers?: undefined; readonly trouble: string; readonly mayPass: boolean };

async function attemptTo(asked: readonly Asked[], { url, key, fetch }: Connection): Promise<Outcome> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(requestFor(asked)),
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
  return judge(asked, body, url);
}

function judge(asked: readonly Asked[], { data, errors = [] }: Body, url: URL): Outcome {
  const lasting = errors.find(({ extensions }) => !PASSING_CODES.has(extensions?.code ?? ''));
  if (lasting !== undefined) return { trouble: describe(lasting, asked), mayPass: false };
  if (errors.length > 0) return { trouble: describe(errors[0], asked), mayPass: true };
  const answers = asked.map((one, index) => answerTo(one, data?.[aliasOf(index)]));
  if (answers.every((answer) => answer !== undefined)) return { answers };
  return { trouble: `${url.href} left a mutation without an answer`, mayPass: false };
}

const aliasOf = (index: number): string => `m${index}`;

/** One request for several mutations: the first alias is asked first. */
export function requestFor(asked: readonly Asked[]): { readonly query: string; readonly variables: Readonly<Record<string, unknown>> } {
  const variables = asked.map(({ mutation }, index) => `$i${index}: ${typeOf(mutation)}!`);
  const fields = asked.map(
    ({ mutation }, index) =>
      `${aliasOf(index)}: ${mutation}(input: $i${index}) { __typename ... on ${ANSWERS[mutation]} { receipt { replayed unchanged } } ...refused }`,
  );
  const refused = 'fragment refused on Refusal { code message rule facts { name value } proposals { path value } }';
  return {
    query: `mutation Import(${variables.join(', ')}) { ${fields.join(' ')} } ${refused}`,
    variables: Object.fromEntries(asked.map(({ input }, index) => [`i${index}`, input])),
  };
}

function answerTo(asked: Asked, given: unknown): Answer | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const { __typename, receipt, ...refusal } = given as { __typename: string; receipt?: { replayed: boolean; unchanged: boolean } };
  if (__typename === 'Refusal') return { kind: 'REFUSED', asked, refusal: refusal as unknown as Refusal };
  if (receipt === undefined) return undefined;
  return { kind: receipt.replayed || receipt.unchanged ? 'ALREADY_THERE' : 'RECORDED' };
}

/** An error in words, with the file and the place in it where the error names one of the mutations. */
function describe({ message, path, extensions }: GraphQLProblem, asked: readonly Asked[]): string {
  const violations = (extensions?.violations ?? []).map((violation) => `${violation.path}: ${violation.message}`).join('; ');
  const culprit = asked.find((_, index) => aliasOf(index) === path?.[0] || mentionsVariable(message, index));
  const place = culprit === undefined ? '' : `${culprit.file} ${culprit.path}: `.replace(' :', ':');
  return `${place}${extensions?.code ?? 'ERROR'}: ${message}${violations === '' ? '' : ` (${violations})`}`;
}

const mentionsVariable = (message: string, index: number): boolean => new RegExp(`\\$i${index}\\b`).test(message);

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

/** The place where a server takes GraphQL: `/graphql`, unless the address names another path. */
export function endpointOf(address: string): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return undefined;
  if (url.pathname === '/') url.pathname = '/graphql';
  return url;
}
