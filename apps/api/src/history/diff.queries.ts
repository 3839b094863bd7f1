import { Inject } from '@nestjs/common';
import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { Change, ChangeKind, FieldChange, PlanDiff, PlanView } from '#libs/domain';
import type { Clock } from '#libs/ledger';
import { diffOf, type TenantViews, type Views } from '#libs/views';
import { Asker } from '../auth/asker.js';
import { ApiError } from '../graphql/api-error.js';
import type { Request } from '../ledger-command.js';
import { filterHash, type Page, pageOfList } from '../paging.js';
import { CLOCK, VIEWS } from '../tokens.js';
import {
  ChangeConnection,
  ChangesArgs,
  type ChangeNode,
  type FieldChangeNode,
  type Moment,
  PlanDiffArgs,
  PlanDiffNode,
} from './diff.types.js';
import { entrySeen, type EntrySeen } from './entry.types.js';

interface DiffSeen extends PlanDiffNode {
  readonly diff: PlanDiff;
}

@Resolver(() => PlanDiffNode)
export class DiffQueries {
  // Views never change, so the pages of one diff share it.
  private readonly known = new WeakMap<PlanView, WeakMap<PlanView, PlanDiff>>();

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
    const diff = this.diffOf(views, first, second);
    const countOf = (kind: ChangeKind): number => diff.changes.filter(({ change }) => change === kind).length;
    return {
      from: diff.from,
      to: diff.to,
      addedCount: countOf('ADDED'),
      removedCount: countOf('REMOVED'),
      changedCount: countOf('CHANGED'),
      movedCount: countOf('MOVED'),
      diff,
    };
  }

  @ResolveField(() => ChangeConnection, {
    description: 'The changes, by kind and code. To turn pages while the ledger grows, pin both points by `entry` and `on`.',
  })
  changes(@Parent() { diff }: DiffSeen, @Args() { filter = {}, ...page }: ChangesArgs, @Asker() { caller }: Request): Page<ChangeNode> {
    const views = this.views.tenant(caller.tenant);
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

  private diffOf(views: TenantViews, from: PlanView, to: PlanView): PlanDiff {
    const ofFirst = this.known.get(from) ?? new WeakMap<PlanView, PlanDiff>();
    this.known.set(from, ofFirst);
    const diff = ofFirst.get(to) ?? diffOf(views, from, to);
    ofFirst.set(to, diff);
    return diff;
  }
}

const entriesSeen = (numbers: readonly number[], views: TenantViews): readonly EntrySeen[] =>
  numbers.flatMap((number) => {
    const entry = views.entry(number);
    return entry === undefined ? [] : [entrySeen(entry)];
  });

const changeSeen = ({ because, fields, ...change }: Change, views: TenantViews): ChangeNode => ({
  ...change,
  fields: fields.map(fieldSeen),
  get because() {
    return entriesSeen(because, views);
  },
});

const written = (value: unknown): string | undefined => (value === undefined || typeof value === 'string' ? value : JSON.stringify(value));

const fieldSeen = ({ path, type, before, after, because }: FieldChange): FieldChangeNode => ({
  field: path.join('.'),
  type,
  before: written(before),
  after: written(after),
  because,
});
