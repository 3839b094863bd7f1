import { Resolver } from '@nestjs/graphql';
import * as domain from '#libs/domain';
import { DerivedField } from '../graphql/plain-fields.js';
import { PlanNode } from '../plan/plan.node.js';
import { AmbitionSummary } from './ambition-summary.types.js';
import { MetricSummary } from './metric-summary.types.js';
import { ProgrammeProfile } from './programme-profile.types.js';
import { type Answer, reported } from './reported.js';

const ambitionSummary = reported('ambitionSummary');
const programmeProfile = reported('programmeProfile');
const metricSummary = reported('metricSummary');

/** The figures that the plan prints, computed. */
@Resolver(() => PlanNode)
export class FigureFields {
  @DerivedField(() => AmbitionSummary, { description: 'Figure 8: the ambitions with who answers for them, and their objectives.' })
  ambitionSummary(this: void, { seen: { view } }: PlanNode): Answer<domain.AmbitionSummary> {
    return ambitionSummary(view);
  }

  @DerivedField(() => ProgrammeProfile, { description: 'Figure 9: every objective in every year of the edition, green, amber or grey.' })
  programmeProfile(this: void, { seen: { view } }: PlanNode): Answer<domain.ProgrammeProfile> {
    return programmeProfile(view);
  }

  @DerivedField(() => MetricSummary, { description: 'Figure 15: the measures that it lists, and the body compared with it.' })
  metricSummary(this: void, { seen: { view } }: PlanNode): Answer<domain.MetricSummary> {
    return metricSummary(view);
  }
}
