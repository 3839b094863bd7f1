import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import * as domain from '#libs/domain';
import { DerivedField } from '../graphql/plain-fields.js';
import { filterHash, type Page, PageArgs, pageOfList } from '../paging.js';
import { PlanNode } from '../plan/plan.node.js';
import { DueAndLate, DueLineConnection } from './due-and-late.types.js';
import { type Answer, reported } from './reported.js';

const dueAndLate = reported('dueAndLate');

@Resolver(() => PlanNode)
export class DueAndLateField {
  @DerivedField(() => DueAndLate, { description: 'Open milestones by the day on which they are to be met, and what is late.' })
  dueAndLate(this: void, { seen: { view } }: PlanNode): Answer<domain.DueAndLate> {
    return dueAndLate(view);
  }
}

@Resolver(() => DueAndLate)
export class DueAndLateFields {
  @ResolveField(() => DueLineConnection, { description: 'The open milestones, page by page.' })
  milestones(@Parent() { lines, entry, on, edition, openCount }: domain.DueAndLate, @Args() page: PageArgs): Page<domain.DueLine> {
    return pageOfList(lines, page, filterHash(`due ${openCount.at.plan} ${edition}`, {}), { entry, on }, (line) => line);
  }
}
