import { Inject } from '@nestjs/common';
import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Change, PlanView } from '#libs/domain';
import type { Clock } from '#libs/ledger';
import type { TenantViews, Views } from '#libs/views';
import { Asker } from '../auth/asker.js';
import { ApiError } from '../graphql/api-error.js';
import type { Request } from '../ledger-command.js';
import { filterHash, type Page, pageOfList } from '../paging.js';
import { CLOCK, VIEWS } from '../tokens.js';
import { viewsFor } from '../views-for.js';
import { changeSeen, diffSeen, type DiffSeen } from './diff.seen.js';
import { ChangeConnection, ChangesArgs, type ChangeNode, type Moment, PlanDiffArgs, PlanDiffNode } from './diff.types.js';

@Resolver(() => PlanDiffNode)
export class DiffQueries {
  constructor(
    @Inject(VIEWS) private readonly views: Views,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Query(() => PlanDiffNode, {
    description:
      'What changed in a plan from one point to another, in either direction and across editions. `NOT_FOUND` where there is no such plan at one of them.',
  })
  async planDiff(@Args() { code, from, to }: PlanDiffArgs, @Asker() { caller }: Request): Promise<DiffSeen> {
    const views = this.views.tenant(caller.tenant);
    const [first, second] = [await this.viewOf(views, code, from), await this.viewOf(views, code, to)];
    return diffSeen(first, second);
  }

  @ResolveField(() => ChangeConnection, {
    description: 'The changes, by kind and code. To turn pages while the ledger grows, pin both points by `entry` and `on`.',
  })
  changes(@Parent() { diff }: DiffSeen, @Args() { filter = {}, ...page }: ChangesArgs, @Asker() request: Request): Page<ChangeNode> {
    const views = viewsFor(this.views, request);
    const fits = ({ kind, change }: Change): boolean =>
      (filter.kinds?.includes(kind) ?? true) && (filter.changes?.includes(change) ?? true);
    const hash = filterHash('changes', { from: diff.from, to: diff.to, filter });
    return pageOfList(diff.changes.filter(fits), page, hash, diff.to, (change) => changeSeen(change, views));
  }

  private async viewOf(views: TenantViews, code: string, moment: Moment): Promise<PlanView> {
    const view = await views.view(code, moment, this.clock.now());
    if (view === undefined) throw new ApiError('NOT_FOUND', `There is no plan ${code} at one of these points.`);
    return view;
  }
}
