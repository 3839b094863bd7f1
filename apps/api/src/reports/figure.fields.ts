import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import * as domain from '#libs/domain';
import { PlanNode } from '../plan/plan.node.js';
import { AmbitionSummary } from './ambition-summary.types.js';
import { reported } from './reported.js';

const ambitionSummary = reported(domain.ambitionSummary);

/** The figures that the plan prints, computed. */
@Resolver(() => PlanNode)
export class FigureFields {
  @ResolveField(() => AmbitionSummary, { description: 'Figure 8: the ambitions with who answers for them, and their objectives.' })
  ambitionSummary(@Parent() { seen: { view } }: PlanNode): domain.AmbitionSummary {
    return ambitionSummary(view);
  }
}
