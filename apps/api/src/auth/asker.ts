import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { GqlExecutionContext } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { Fork } from '#libs/views';
import type { Request } from '../ledger-command.js';

/** What the HTTP layer hands to every resolver: who asks, and as part of which request. */
export interface GraphQLContext extends Omit<Request, 'fork'> {
  /** What the previews of the request try out, by the names of their fields in the answer. */
  forks?: Map<string | number, Fork>;
}

/** The name in the answer of the field of the operation that a question lies below. */
function rootOf({ path }: GraphQLResolveInfo): string | number {
  let root = path;
  while (root.prev !== undefined) root = root.prev;
  return root.key;
}

/** Hands what a preview tries out to all that is asked below it. */
export function lookAt(fork: Fork, context: GraphQLContext, info: GraphQLResolveInfo): void {
  (context.forks ??= new Map()).set(rootOf(info), fork);
}

/** The parameter of a resolver that says who asks. */
export const Asker = createParamDecorator((_: unknown, context: ExecutionContext): Request => {
  const graphql = GqlExecutionContext.create(context);
  const { caller, correlationId, forks } = graphql.getContext<GraphQLContext>();
  return { caller, correlationId, fork: forks && forks.get(rootOf(graphql.getInfo<GraphQLResolveInfo>())) };
});
