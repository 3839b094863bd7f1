import { Inject, type Type } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import type { EntryPage, PointViews, Views } from '#libs/views';
import { Asker } from '../auth/asker.js';
import { DerivedField } from '../graphql/plain-fields.js';
import type { Request } from '../ledger-command.js';
import { MeasureNode } from '../measure/measure.types.js';
import { PeriodUpdate } from '../objective/account.types.js';
import { Dependency } from '../objective/dependency.types.js';
import { MilestoneNode } from '../objective/milestone.types.js';
import { ObjectiveNode } from '../objective/objective.types.js';
import { Commitment, Risk } from '../objective/risk.types.js';
import { filterHash, type Page, PageArgs, pageByEntry } from '../paging.js';
import { PlanNode } from '../plan/plan.node.js';
import { AmbitionNode, Because, EditionNode } from '../plan/plan.types.js';
import { remembered, type Seen } from '../present.js';
import { DiscrepancyNode, RegisterEntryNode } from '../register/register.types.js';
import { IssuedReportNode } from '../reports/issued-report.types.js';
import { VIEWS } from '../tokens.js';
import { viewsFor } from '../views-for.js';
import { EntryConnection, entriesSeen, type EntrySeen, numberOf } from './entry.types.js';

/** The entries behind a node; for a plan, all that were recorded for it. */
function entriesOf(views: PointViews, { view, kind, key }: Seen['seen'], after: number, first: number): EntryPage {
  if (kind === 'plan') return views.entries({ plan: view.code }, after, first, view.entry);
  return views.history(view.code, kind, key, after, first, view.entry);
}

const reasons = remembered((because: domain.Because): readonly Because[] =>
  Object.entries(because).map(([field, entry]) => ({ field, entry })),
);

function HistoryOf(node: () => Type<object>): Type<object> {
  @Resolver(node)
  class History {
    constructor(@Inject(VIEWS) private readonly views: Views) {}

    @ResolveField(() => EntryConnection, {
      description: 'The entries that made it what it is at the point looked at, oldest first; retractions included.',
    })
    history(@Parent() { id, seen }: Seen, @Args() page: PageArgs, @Asker() request: Request): Page<EntrySeen> {
      const views = viewsFor(this.views, request);
      const read = (from: number, most: number) => entriesSeen(entriesOf(views, seen, from, most));
      return pageByEntry(page, filterHash('history', { id }), seen.view, read, numberOf);
    }

    @DerivedField(() => [Because], { description: 'For each field, the entry that last changed it.' })
    because(this: void, { seen: { because, view } }: Seen): readonly Because[] {
      return reasons(because, view);
    }
  }
  return History;
}

/** `history` and `because` of every kind of node that changes. */
export const historyFields: readonly Type<object>[] = [
  HistoryOf(() => PlanNode),
  HistoryOf(() => EditionNode),
  HistoryOf(() => AmbitionNode),
  HistoryOf(() => ObjectiveNode),
  HistoryOf(() => MilestoneNode),
  HistoryOf(() => Dependency),
  HistoryOf(() => Risk),
  HistoryOf(() => Commitment),
  HistoryOf(() => PeriodUpdate),
  HistoryOf(() => MeasureNode),
  HistoryOf(() => RegisterEntryNode),
  HistoryOf(() => DiscrepancyNode),
  HistoryOf(() => IssuedReportNode),
];
