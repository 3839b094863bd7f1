import type { FastifyRequest } from 'fastify';
import { getVariableValues, type GraphQLSchema, type OperationDefinitionNode, OperationTypeNode } from 'graphql';
import { LRUCache } from 'lru-cache';
import { ApiError, badInput, tooCostly, type Violation } from './api-error.js';
import { costOf } from './cost.js';
import { operationOf, readDocument, type RequestDocument } from './document.js';
import { LIMITS } from './limits.js';

/** The members of a GraphQL request, wherever they came in. */
interface Sent {
  query: string;
  operationName?: string | null;
  variables?: Readonly<Record<string, unknown>> | null;
}

/** What a request turned out to ask for. */
interface Asked {
  readonly operation: OperationDefinitionNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** By what brought the request here: the HTTP request or the message. */
const asked = new WeakMap<object, Asked>();

const REMEMBERED_CHARACTERS = 4_000_000;
const documents = new LRUCache<string, RequestDocument>({ maxSize: REMEMBERED_CHARACTERS, sizeCalculation: (_, text) => text.length + 1 });

function documentOf(text: string): RequestDocument {
  const before = documents.get(text);
  if (before !== undefined) return before;
  const document = readDocument(text);
  documents.set(text, document);
  return document;
}

const fixedCosts = new WeakMap<OperationDefinitionNode, number>();

/** The cost of an operation, kept where no variable can change it. */
function costFor(
  schema: GraphQLSchema,
  document: RequestDocument,
  operation: OperationDefinitionNode,
  variables: Asked['variables'],
): number {
  const before = fixedCosts.get(operation);
  if (before !== undefined) return before;
  const cost = costOf(schema, document, operation, variables);
  if (!document.isSizedByVariable) fixedCosts.set(operation, cost);
  return cost;
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const wrong = (path: string, message: string): ApiError => badInput([{ path, message }], 400);

function json(path: string, text: unknown): unknown {
  if (typeof text !== 'string' || text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw wrong(path, 'must be JSON');
  }
}

/** The members as they stand in the address of a GET or in the body of a POST. */
function membersOf(request: FastifyRequest): Record<string, unknown> {
  if (request.method === 'POST') {
    if (Array.isArray(request.body)) throw wrong('request', 'must be one request: batches are not taken');
    if (!isObject(request.body)) throw wrong('request', 'must be a JSON object');
    return request.body;
  }
  const query = request.query as Record<string, unknown>;
  return { ...query, variables: json('variables', query.variables), extensions: json('extensions', query.extensions) };
}

function sentAs({ query, operationName, variables, extensions }: Readonly<Record<string, unknown>>): Sent {
  if (typeof query !== 'string' || query === '') throw wrong('query', 'must be a GraphQL document');
  if (operationName !== undefined && operationName !== null && typeof operationName !== 'string')
    throw wrong('operationName', 'must be text');
  if (variables !== undefined && variables !== null && !isObject(variables)) throw wrong('variables', 'must be an object');
  if (extensions !== undefined && extensions !== null && !isObject(extensions)) throw wrong('extensions', 'must be an object');
  return { query, operationName, variables };
}

/** Hands the members on in the form in which Mercurius takes them without a trap. */
function handOn(request: FastifyRequest, { query, operationName }: Sent, variables: Asked['variables'], source: string): void {
  const members = (request.method === 'POST' ? request.body : request.query) as Record<string, unknown>;
  members.query = source;
  if (query !== source || typeof operationName !== 'string') members.operationName = operationName ?? undefined;
  // Without variables Mercurius would not check that the required ones are there.
  members.variables = request.method === 'POST' ? variables : JSON.stringify(variables);
  delete members.extensions;
}

/** A request that is well-formed, within the limits and means one operation. */
interface Judged extends Asked {
  readonly sent: Sent;
  readonly document: RequestDocument;
}

/** Judges the members of a request. Throws an `ApiError` or, for wrong syntax, a `GraphQLError`. */
export function judge(carrier: object, members: Readonly<Record<string, unknown>>, schema: GraphQLSchema): Judged {
  const sent = sentAs(members);
  const document = documentOf(sent.query);
  const operation = operationOf(document, sent.operationName);
  const variables = sent.variables ?? {};
  const cost = costFor(schema, document, operation, variables);
  if (cost > LIMITS.cost) throw tooCostly('cost', cost);
  asked.set(carrier, { operation, variables });
  return { sent, document, operation, variables };
}

/** Reads and judges a request before Mercurius does; only queries are taken by anything but POST, and no subscriptions. */
export function judgeRequest(request: FastifyRequest, schema: GraphQLSchema): void {
  const { sent, document, operation, variables } = judge(request, membersOf(request), schema);
  if (operation.operation === OperationTypeNode.SUBSCRIPTION) {
    throw new ApiError('BAD_USER_INPUT', 'Subscriptions are taken over a WebSocket at this address: graphql-transport-ws.', {}, 400);
  }
  if (operation.operation !== OperationTypeNode.QUERY && request.method !== 'POST') {
    throw new ApiError('BAD_USER_INPUT', 'Only queries are taken by GET; send this by POST.', {}, 405);
  }
  // Mercurius keeps one compiled operation per text: a text of several must differ by the operation that is meant.
  const several = document.operations.length > 1;
  handOn(request, sent, variables, several ? `${sent.query}\n#${operation.name?.value}` : sent.query);
}

/** What is wrong with the variables of a request, path by path; nothing where it was not read so far. */
export function variableViolations(carrier: object, schema: GraphQLSchema): readonly Violation[] {
  const known = asked.get(carrier);
  if (known === undefined) return [];
  const { errors = [] } = getVariableValues(schema, known.operation.variableDefinitions ?? [], known.variables, { maxErrors: 50 });
  return errors.map(({ message }) => {
    const variable = /^Variable "\$(\w+)"/.exec(message)?.[1] ?? 'variables';
    const path = / at "([^"]+)"; /.exec(message)?.[1] ?? variable;
    return { path, message: message.includes('; ') ? message.slice(message.indexOf('; ') + 2) : message };
  });
}
