import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import type { ExecutionResult, GraphQLSchema } from 'graphql';
import type { Request } from '../ledger-command.js';
import { ApiError } from './api-error.js';
import { answerErrors, type ErrorAnswer, type ErrorScene, reportTo } from './error-answer.js';
import { judgeRequest, variableViolations } from './graphql-request.js';

const GRAPHQL_RESPONSE = 'application/graphql-response+json';

/** True where the client prefers, or at least takes, the media type of the GraphQL-over-HTTP draft. */
function takesGraphQLResponse({ headers }: FastifyRequest): boolean {
  return (headers.accept ?? '').split(',').some((range) => {
    const [type, ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    return type === GRAPHQL_RESPONSE && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
  });
}

const JSON_TYPE = /^application\/json\s*(;\s*charset="?utf-8"?\s*)?$/i;

function wrongType({ method, headers }: FastifyRequest): ApiError | null {
  if (method !== 'POST' || JSON_TYPE.test(headers['content-type'] ?? '')) return null;
  return new ApiError('BAD_USER_INPUT', 'The body must be application/json in UTF-8.', {}, 415);
}

/** What an act throws, for hooks that take their error by hand: a promise for each would be felt. */
function fault(act: () => void): Error | undefined {
  try {
    act();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}

/** How GraphQL is spoken over HTTP: what Mercurius leaves open, in hooks of its own route. */
export class GraphQLHttp {
  constructor(
    private readonly production: boolean,
    private readonly schema: () => GraphQLSchema,
  ) {}

  readonly context = (request: FastifyRequest): Request => ({ caller: request.caller, correlationId: request.id });

  readonly route: Omit<RouteOptions, 'handler' | 'wsHandler' | 'method' | 'url'> = {
    // Mercurius's own schemas would turn the indices of error paths into text and answer bad requests in another voice.
    schema: {},
    preParsing: (request, _, payload, done) => done(wrongType(request), payload),
    preHandler: (request, _, done) => done(fault(() => judgeRequest(request, this.schema()))),
    onSend: (request, reply, payload, done) => {
      const type = takesGraphQLResponse(request) ? GRAPHQL_RESPONSE : 'application/json';
      if (String(reply.getHeader('content-type')).startsWith('application/json')) reply.header('content-type', `${type}; charset=utf-8`);
      done(null, payload);
    },
  };

  /** Answers what failed before anything was executed. */
  readonly errorHandler = (error: Error, request: FastifyRequest, reply: FastifyReply): void => {
    const { errors, status } = answerErrors([error], this.scene(request, false));
    if (status === 401) reply.header('www-authenticate', 'Bearer');
    if (status === 405) reply.header('allow', 'POST');
    // Cut off while it sends, a client would never read why: the rest of what it sends is let in and dropped.
    if (status === 413) reply.removeHeader('connection');
    void reply.code(statusOf(request, status)).send({ errors });
  };

  /** Words the errors of an execution; a request error leaves `data` out. */
  readonly errorFormatter = (execution: ExecutionResult, context: { reply: FastifyReply }) => {
    const { request } = context.reply;
    const { errors, status }: ErrorAnswer = answerErrors(execution.errors ?? [], this.scene(request, true));
    const unexecuted = (execution.data ?? null) === null && errors.every(({ path }) => path === undefined);
    const response = unexecuted ? { errors } : { data: execution.data ?? null, errors };
    return { statusCode: unexecuted ? statusOf(request, status) : 200, response };
  };

  private scene(request: FastifyRequest, executed: boolean): ErrorScene {
    const length = Number(request.headers['content-length']);
    return {
      requestId: request.id,
      production: this.production,
      executed,
      ...(Number.isSafeInteger(length) && { bodyBytes: length }),
      variableViolations: () => variableViolations(request, this.schema()),
      report: reportTo(request.log),
    };
  }
}

/** A document that cannot be executed is 400 in the draft's media type, and 200 in plain JSON as it always was. */
const statusOf = (request: FastifyRequest, wanted: number | undefined): number => wanted ?? (takesGraphQLResponse(request) ? 400 : 200);
