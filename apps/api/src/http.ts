import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import {
  type FastifyBaseLogger,
  type FastifyInstance,
  LogController,
  type onRequestHookHandler,
  type onResponseHookHandler,
} from 'fastify';
import type { Logger } from 'pino';
import type { Authenticator } from './auth/authenticator.js';
import type { Caller } from './auth/roles.js';
import { ApiError } from './graphql/api-error.js';
import { LIMITS } from './graphql/limits.js';
import { requestScope } from './logging.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before anything of a request to /graphql is read. */
    caller: Caller;
  }
}

export const GRAPHQL_PATH = '/graphql';

/** The methods that GraphQL over HTTP knows. */
const TAKEN: ReadonlySet<string> = new Set(['GET', 'POST']);

const SANE_ID = /^[\w.:-]{1,100}$/;

export function requestId({ headers }: IncomingMessage): string {
  const given = headers['x-request-id'];
  return typeof given === 'string' && SANE_ID.test(given) ? given : randomUUID();
}

const pathOf = (url: string): string => url.split('?', 1)[0];

/** Whatever else a client would like to speak, HTTP/2 say, is answered as if it had not asked. */
const isForSockets = ({ headers, url = '' }: IncomingMessage): boolean =>
  headers.upgrade?.toLowerCase() === 'websocket' && pathOf(url) === GRAPHQL_PATH;

/** Fastify as this API uses it. */
export const httpAdapter = (logger: Logger): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: LIMITS.bodyBytes,
    loggerInstance: logger,
    // The request id is added to every line by the logger itself.
    childLoggerFactory: (parent: FastifyBaseLogger) => parent,
    logController: new LogController({ disableRequestLogging: true }),
    // A HEAD of /graphql would run its query, and what is not a GET is not kept from recording.
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    genReqId: requestId,
    http: { shouldUpgradeCallback: isForSockets },
    requestIdHeader: false,
    requestTimeout: 60_000,
    return503OnClosing: true,
  });

/** What holds for every request: its id and headers, for /graphql a method and a credential before all else, its line in the log. */
export function addHooks(http: FastifyInstance, authenticator: Authenticator): void {
  http.decorateRequest('caller');
  http.addHook('onRequest', head);
  http.addHook('onRequest', requireMethod);
  http.addHook('onRequest', requireCaller(authenticator));
  http.addHook('onResponse', logAnswer);
  letGoAtTheEnd(http);
}

const head: onRequestHookHandler = (request, reply, done) => {
  reply.headers({
    'x-request-id': request.id,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'x-frame-options': 'DENY',
  });
  requestScope.run({ requestId: request.id }, done);
};

const requireMethod: onRequestHookHandler = (request, reply, done) => {
  if (pathOf(request.url) !== GRAPHQL_PATH || TAKEN.has(request.method)) return done();
  const message = `GraphQL is taken by POST, and queries by GET too, not by ${request.method}.`;
  void reply
    .code(405)
    .header('allow', [...TAKEN].join(', '))
    .send({ errors: [{ message, extensions: { code: 'BAD_USER_INPUT' } }] });
};

const requireCaller =
  (authenticator: Authenticator): onRequestHookHandler =>
  (request, reply, done) => {
    if (request.routeOptions.url !== GRAPHQL_PATH) return done();
    reply.header('cache-control', 'no-store');
    const caller = authenticator.caller(request.headers.authorization);
    if (caller === undefined) {
      return done(new ApiError('UNAUTHENTICATED', 'A valid API key is needed: Authorization: Bearer pl_…', {}, 401));
    }
    request.caller = caller;
    done();
  };

/** A connection that stays open after its last answer would hold up the end. */
function letGoAtTheEnd(http: FastifyInstance): void {
  let closing = false;
  http.addHook('preClose', async () => {
    closing = true;
  });
  http.addHook('onSend', (_, reply, payload, done) => {
    if (closing) reply.header('connection', 'close');
    done(null, payload);
  });
}

const logAnswer: onResponseHookHandler = (request, reply, done) => {
  const { statusCode: status, elapsedTime } = reply;
  const [path, ms] = [pathOf(request.url), Math.round(elapsedTime)];
  request.log.info({ method: request.method, path, status, ms, actor: request.caller?.actor }, 'answered');
  done();
};
