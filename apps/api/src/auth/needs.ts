import { type CanActivate, type ExecutionContext, Injectable, SetMetadata } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { GqlExecutionContext, type GqlContextType } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { ApiError } from '../graphql/api-error.js';
import type { GraphQLContext } from './asker.js';
import { mayAct, type Role } from './roles.js';

const NEEDED = 'planledger:role';

/** The role that a question or mutation needs, where that is more than reading or recording. */
export const Needs = (role: Role) => SetMetadata(NEEDED, role);

/** Throws `FORBIDDEN` where a post is none of those that a credential may act for. */
export function requirePost(post: string | null | undefined, posts: readonly string[]): void {
  if (typeof post !== 'string' || posts.includes(post)) return;
  throw new ApiError('FORBIDDEN', 'This credential may not act for that post.', { posts });
}

/** Lets through who may act: viewers ask, editors record, and a post is acted for only by its own credentials. */
@Injectable()
export class RoleGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType<GqlContextType>() !== 'graphql') return true;
    const graphql = GqlExecutionContext.create(context);
    const records = graphql.getInfo<GraphQLResolveInfo>().parentType.name === 'Mutation';
    const needed = this.reflector.get<Role | undefined>(NEEDED, context.getHandler()) ?? (records ? 'editor' : 'viewer');
    const { roles, posts } = graphql.getContext<GraphQLContext>().caller;
    if (!mayAct(roles, needed)) {
      throw new ApiError('FORBIDDEN', `This needs the role ${needed}.`, { needed, roles });
    }
    requirePost(graphql.getArgs<{ input?: { onBehalfOf?: string | null } }>().input?.onBehalfOf, posts);
    return true;
  }
}
