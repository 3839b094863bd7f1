import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { GqlExecutionContext, type GqlContextType } from '@nestjs/graphql';
import type { GraphQLContext } from '../auth/asker.js';
import { ApiError } from '../graphql/api-error.js';
import { CHECKPOINTS } from '../tokens.js';
import type { Checkpoints } from './checkpoints.js';

/** Stops every answer from a ledger that is found to have another history than the one that was signed. */
@Injectable()
export class SignedHistoryGuard implements CanActivate {
  constructor(@Inject(CHECKPOINTS) private readonly checkpoints: Checkpoints) {}

  canActivate(context: ExecutionContext): boolean {
    if (context.getType<GqlContextType>() !== 'graphql') return true;
    const { caller } = GqlExecutionContext.create(context).getContext<GraphQLContext>();
    requireSigned(this.checkpoints, caller.tenant);
    return true;
  }
}

/** Throws an `ApiError` where nothing may be answered from a tenant's ledger. */
export function requireSigned(checkpoints: Checkpoints, tenant: string): void {
  const divergence = checkpoints.divergence(tenant);
  if (divergence !== undefined) throw new ApiError('LEDGER_UNAVAILABLE', `${divergence} Nothing is answered from it.`);
}
