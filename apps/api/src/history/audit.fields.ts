import { Inject } from '@nestjs/common';
import { Args, ArgsType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { addDays, startOfDay } from '#libs/domain';
import type { EntryFilter, Views } from '#libs/views';
import { Asker } from '../auth/asker.js';
import { Count, Day } from '../fields.js';
import type { Request } from '../ledger-command.js';
import { filterHash, type Page, PageArgs, pageByEntry } from '../paging.js';
import { PlanNode } from '../plan/plan.node.js';
import { VIEWS } from '../tokens.js';
import { viewsFor } from '../views-for.js';
import { Retraction, RetractionConnection, SelfApproval, SelfApprovalConnection } from './audit.types.js';
import { EntryConnection, entriesSeen, type EntrySeen, numberOf } from './entry.types.js';
import { retractions, selfApprovals } from './audit.lists.js';

@ArgsType()
export class BackDatedArgs extends PageArgs {
  @Count(1, 100_000, 'Those recorded at least so many days after the day on which they are true.') daysLate: number;
}

@ArgsType()
export class BeforeCutOffArgs extends PageArgs {
  @Day('The last day looked at, in London.') cutOff: string;
  @Count(1, 366, 'How many days, the cut-off among them.') days: number;
}

/** Lists for an auditor. All of them end at the entry that the plan is looked at. */
@Resolver(() => PlanNode)
export class AuditFields {
  constructor(@Inject(VIEWS) private readonly views: Views) {}

  @ResolveField(() => EntryConnection, {
    description: 'Entries that were recorded late, oldest first; each says by how many days (`daysLate`).',
  })
  backDatedEntries(@Parent() plan: PlanNode, @Args() { daysLate, ...page }: BackDatedArgs, @Asker() request: Request): Page<EntrySeen> {
    return this.entries(plan, page, { daysLate }, request);
  }

  @ResolveField(() => EntryConnection, {
    description:
      'Entries recorded in the days up to a cut-off, oldest first, whatever day they are true on: what was entered at the last minute.',
  })
  entriesBeforeCutOff(
    @Parent() plan: PlanNode,
    @Args() { cutOff, days, ...page }: BeforeCutOffArgs,
    @Asker() request: Request,
  ): Page<EntrySeen> {
    const filter = { from: startOfDay(addDays(cutOff, 1 - days)), to: startOfDay(addDays(cutOff, 1)) };
    return this.entries(plan, page, filter, request);
  }

  @ResolveField(() => RetractionConnection, { description: 'Entries that take back others, oldest first, with what they took back.' })
  retractions(@Parent() { seen: { view } }: PlanNode, @Args() page: PageArgs, @Asker() request: Request): Page<Retraction> {
    const read = retractions(viewsFor(this.views, request), view);
    return pageByEntry(page, filterHash('retractions', { plan: view.code }), view, read, ({ entry }) => numberOf(entry));
  }

  @ResolveField(() => SelfApprovalConnection, {
    description:
      'Approvals (published editions, approved baselines, ends of objectives, assured statuses) by the actor who had asked for them, or for the same post; oldest first.',
  })
  selfApprovals(@Parent() { seen: { view } }: PlanNode, @Args() page: PageArgs, @Asker() request: Request): Page<SelfApproval> {
    const read = selfApprovals(viewsFor(this.views, request), view);
    return pageByEntry(page, filterHash('selfApprovals', { plan: view.code }), view, read, ({ entry }) => numberOf(entry));
  }

  private entries({ seen: { view } }: PlanNode, page: PageArgs, filter: EntryFilter, request: Request): Page<EntrySeen> {
    const views = viewsFor(this.views, request);
    const ofPlan = { plan: view.code, ...filter };
    const read = (after: number, first: number) => entriesSeen(views.entries(ofPlan, after, first, view.entry));
    return pageByEntry(page, filterHash('audit', ofPlan), view, read, numberOf);
  }
}
