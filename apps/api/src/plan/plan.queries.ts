import { Inject } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';
import type { Clock } from '#libs/ledger';
import type { Views } from '#libs/views';
import { Asker } from '../auth/asker.js';
import { ApiError } from '../graphql/api-error.js';
import type { Request } from '../ledger-command.js';
import { CLOCK, VIEWS } from '../tokens.js';
import { PlanArgs } from './as-of.js';
import { PlanNode } from './plan.node.js';

@Resolver()
export class PlanQueries {
  constructor(
    @Inject(VIEWS) private readonly views: Views,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Query(() => PlanNode, {
    nullable: true,
    description:
      'The root of every question about a plan: all below it is read at one entry and one day. `NOT_FOUND` where there is no such plan.',
  })
  async plan(@Args() { code, ...question }: PlanArgs, @Asker() { caller }: Request): Promise<PlanNode> {
    const view = await this.views.tenant(caller.tenant).view(code, question, this.clock.now());
    if (view === undefined) throw new ApiError('NOT_FOUND', `There is no plan ${code} at that point.`);
    return new PlanNode(view);
  }

  @Query(() => [PlanNode], { description: 'Every plan, in order of code, as it is today.' })
  async plans(@Asker() { caller }: Request): Promise<readonly PlanNode[]> {
    const views = this.views.tenant(caller.tenant);
    const now = this.clock.now();
    const found = await Promise.all(views.plans().map((code) => views.view(code, {}, now)));
    return found.flatMap((view) => (view === undefined ? [] : [new PlanNode(view)]));
  }
}
