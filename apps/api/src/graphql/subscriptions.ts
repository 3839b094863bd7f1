import { GraphQLError, type GraphQLSchema, OperationTypeNode, specifiedRules, validate } from 'graphql';
import { makeServer, type OperationResult, type Server, type ServerOptions, type SubscribePayload } from 'graphql-ws';
import type { Request } from '../ledger-command.js';
import { ApiError } from './api-error.js';
import { extraRules } from './driver.js';
import { answerErrors, type ErrorScene } from './error-answer.js';
import { judge, variableViolations } from './graphql-request.js';

/** The other end of an open socket. */
export interface Peer {
  /** True where it said in time who it is, and may come in. */
  admit(said: Readonly<Record<string, unknown>>, open: () => number): boolean;
  /** As whom it asks. Throws an `ApiError` where it has too many subscriptions open. */
  asker(): Request;
  readonly requestId: string;
  readonly report: ErrorScene['report'];
}

interface SubscriptionOptions {
  readonly schema: () => GraphQLSchema;
  readonly production: boolean;
}

type Options = ServerOptions<Record<string, unknown>, Peer>;

/** How subscriptions are spoken over a socket: what graphql-ws leaves open, judged and worded as over HTTP. */
export function subscriptionServer({ schema, production }: SubscriptionOptions): Server<Peer> {
  const sceneOf = ({ requestId, report }: Peer, payload: SubscribePayload, executed: boolean): ErrorScene => ({
    requestId,
    production,
    executed,
    variableViolations: () => variableViolations(payload, schema()),
    report,
  });

  const options: Options = {
    onConnect: ({ extra: peer, connectionParams = {}, subscriptions }) =>
      peer.admit(connectionParams, () => Object.keys(subscriptions).length),
    onSubscribe: ({ extra: peer }, _, payload) => {
      try {
        return operationOf(peer.asker(), payload);
      } catch (error) {
        return [error instanceof GraphQLError ? error : new GraphQLError((error as Error).message, { originalError: error as Error })];
      }
    },
    onOperation: (_context, _id, _payload, _args, result) => ('errors' in result ? broken(result) : undefined),
    onNext: ({ extra: peer }, _, payload, _args, { errors, ...result }) =>
      errors && { ...result, errors: answerErrors(errors, sceneOf(peer, payload, true)).errors },
    onError: ({ extra: peer }, _, payload, errors) => answerErrors(errors, sceneOf(peer, payload, false)).errors,
  };

  const operationOf = (contextValue: Request, payload: SubscribePayload): ReturnType<NonNullable<Options['onSubscribe']>> => {
    const { document, operation, sent, variables } = judge(payload, { ...payload }, schema());
    if (operation.operation !== OperationTypeNode.SUBSCRIPTION) {
      throw new ApiError('BAD_USER_INPUT', 'Only subscriptions are taken over a WebSocket; send this by POST.');
    }
    const faults = validate(schema(), document.whole, [...specifiedRules, ...extraRules(production)]);
    if (faults.length > 0) return faults;
    return { schema: schema(), document: document.whole, operationName: sent.operationName, variableValues: variables, contextValue };
  };

  return makeServer(options);
}

/** What could not begin ends as what breaks off: in an `error` message. */
const broken = (result: object): OperationResult =>
  ({
    [Symbol.asyncIterator]: () => ({ next: () => Promise.reject(Object.assign(new Error('The subscription could not begin'), result)) }),
  }) as OperationResult;
