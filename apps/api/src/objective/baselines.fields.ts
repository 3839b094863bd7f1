import { Inject } from '@nestjs/common';
import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import * as domain from '#libs/domain';
import type { PointViews, Views } from '#libs/views';
import { Asker } from '../auth/asker.js';
import type { Request } from '../ledger-command.js';
import type { Seen } from '../present.js';
import { VIEWS } from '../tokens.js';
import { viewsFor } from '../views-for.js';
import { MilestoneBaseline, MilestoneForecast, MilestoneNode } from './milestone.types.js';

const MOST_ENTRIES = 10_000;
const BASELINES: ReadonlySet<string> = new Set(['MilestoneAdded', 'BaselineApproved']);

/** The entries that recorded the baselines of a milestone under its code, in the order in which those stand. */
function entriesOf(views: PointViews, { code: plan, on, entry }: domain.PlanView, milestone: string): readonly number[] {
  const { entries } = views.behind({ plan, kind: 'milestone', keys: [milestone] }, on, -1, MOST_ENTRIES, entry);
  return entries
    .filter(({ type }) => BASELINES.has(type))
    .map(({ number, metadata: { effectiveOn: day = '' } }) => ({ number, day }))
    .sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.number - b.number))
    .map(({ number }) => number);
}

@Resolver(() => MilestoneNode)
export class BaselineFields {
  /** A milestone seen belongs to one view, which never changes. */
  private readonly known = new WeakMap<domain.Milestone, readonly MilestoneBaseline[]>();

  constructor(@Inject(VIEWS) private readonly views: Views) {}

  @ResolveField(() => [MilestoneBaseline], {
    description: 'Its baselines, oldest first: the original one, each that was approved, and those of the milestones that it goes on from.',
  })
  baselines(@Parent() { seen: { view, key } }: Seen, @Asker() request: Request): readonly MilestoneBaseline[] {
    const milestone = view.milestone(key);
    if (milestone === undefined) return [];
    const baselines = this.known.get(milestone) ?? this.baselinesOf(viewsFor(this.views, request), view, milestone);
    this.known.set(milestone, baselines);
    return baselines;
  }

  @ResolveField(() => [MilestoneForecast], { description: 'Every forecast of it under this code, in the order in which they were made.' })
  forecasts(@Parent() { seen: { view, key } }: Seen): readonly MilestoneForecast[] {
    return view.forecastsOf(key);
  }

  private baselinesOf(views: PointViews, view: domain.PlanView, milestone: domain.Milestone): readonly MilestoneBaseline[] {
    const ofMilestone = Map.groupBy(domain.baselinesOf(view, milestone), (baseline) => baseline.milestone);
    return [...ofMilestone].flatMap(([code, baselines]) => {
      const entries = entriesOf(views, view, code);
      return baselines.map((baseline, index) => ({ ...baseline, entry: entries[index] }));
    });
  }
}
