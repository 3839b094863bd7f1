import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { Request } from '../ledger-command.js';

/** What the HTTP layer hands to every resolver: who asks, and as part of which request. */
export type GraphQLContext = Request;

/** The parameter of a resolver that says who asks. */
export const Asker = createParamDecorator((_: unknown, context: ExecutionContext): Request => {
  const { caller, correlationId } = GqlExecutionContext.create(context).getContext<GraphQLContext>();
  return { caller, correlationId };
});
