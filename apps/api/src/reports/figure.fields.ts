import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import * as domain from '#libs/domain';
import { PlanNode } from '../plan/plan.node.js';
import { AmbitionSummary } from './ambition-summary.types.js';
import { MetricSummary } from './metric-summary.types.js';
import { ProgrammeProfile } from './programme-profile.types.js';
import { reported } from './reported.js';

const ambitionSummary = reported(domain.ambitionSummary);
const programmeProfile = reported(domain.programmeProfile);
const metricSummary = reported(domain.metricSummary);

/** The figures that the plan prints, computed. */
@Resolver(() => PlanNode)
export class FigureFields {
  @ResolveField(() => AmbitionSummary, { description: 'Figure 8: the ambitions with who answers for them, and their objectives.' })
  ambitionSummary(@Parent() { seen: { view } }: PlanNode): domain.AmbitionSummary {
    return ambitionSummary(view);
  }

  @ResolveField(() => ProgrammeProfile, { description: 'Figure 9: every objective in every year of the edition, green, amber or grey.' })
  programmeProfile(@Parent() { seen: { view } }: PlanNode): domain.ProgrammeProfile {
    return programmeProfile(view);
  }

  @ResolveField(() => MetricSummary, { description: 'Figure 15: the measures that it lists, and the body compared with it.' })
  metricSummary(@Parent() { seen: { view } }: PlanNode): domain.MetricSummary {
    return metricSummary(view);
  }
}
