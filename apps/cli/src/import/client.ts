import { ask, misunderstood, problemInWords, type Connection, type GraphQLProblem, type Question } from '../graphql.js';
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

/** Sends mutations in one request, in their order, again and again while the trouble may pass: the same ids make that safe. */
export async function send(asked: readonly Asked[], connection: Connection): Promise<readonly Answer[]> {
  const data = await ask<Readonly<Record<string, unknown>> | null>(
    requestFor(asked),
    connection,
    (problem) => `${placeOf(problem, asked)}${problemInWords(problem)}`,
  );
  return asked.map((one, index) => answerTo(one, data?.[aliasOf(index)]) ?? misunderstood(connection, 'left a mutation without an answer'));
}

const aliasOf = (index: number): string => `m${index}`;

/** One request for several mutations: the first alias is asked first. */
export function requestFor(asked: readonly Asked[]): Question {
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

/** The file and the place in it, where a problem names one of the mutations. */
function placeOf({ message, path }: GraphQLProblem, asked: readonly Asked[]): string {
  const culprit = asked.find((_, index) => aliasOf(index) === path?.[0] || mentionsVariable(message, index));
  return culprit === undefined ? '' : `${culprit.file} ${culprit.path}: `.replace(' :', ':');
}

const mentionsVariable = (message: string, index: number): boolean => new RegExp(`\\$i${index}\\b`).test(message);
