import { Resolver } from '@nestjs/graphql';
import * as domain from '#libs/domain';
import { DerivedField } from '../graphql/plain-fields.js';
import { PlanNode } from '../plan/plan.node.js';
import { dependencySeen, riskSeen } from '../present.js';
import { AccountabilityList, RiskList } from './accountability-list.types.js';
import { DependencyMap } from './dependency-map.types.js';
import { DispositionCalendar } from './disposition-calendar.types.js';
import { FundingCliff } from './funding-cliff.types.js';
import { MeasureDashboard } from './measure-dashboard.types.js';
import { type Answer, reported } from './reported.js';

const measureDashboard = reported('measureDashboard');
const fundingCliff = reported('fundingCliff');
const dispositionCalendar = reported('dispositionCalendar');
const accountabilityList = reported('accountabilityList');

const dependencyMap = reported('dependencyMap', ({ broken, late, clusters, objectives, ...map }, view) => {
  const seen = (edges: readonly domain.Dependency[]): readonly object[] => edges.map((edge) => dependencySeen(edge, view));
  return {
    ...map,
    broken: seen(broken),
    late: seen(late),
    clusters: clusters.map((cluster) => ({ ...cluster, edges: seen(cluster.edges) })),
    objectives: objectives.map((objective) => ({ ...objective, edges: seen(objective.edges) })),
  };
});

const riskList = reported('riskList', ({ lines, ...list }, view) => {
  return { ...list, lines: lines.map((line) => ({ ...line, risk: riskSeen(line.risk, view) })) };
});

/** What a committee watches from meeting to meeting. */
@Resolver(() => PlanNode)
export class OversightFields {
  @DerivedField(() => MeasureDashboard, {
    description: 'How every measure stands: its latest value against trajectory, target and benchmarks; what needs a baseline or a date.',
  })
  measureDashboard(this: void, { seen: { view } }: PlanNode): Answer<domain.MeasureDashboard> {
    return measureDashboard(view);
  }

  @DerivedField(() => FundingCliff, { description: 'Where the money ends before the work does.' })
  fundingCliff(this: void, { seen: { view } }: PlanNode): Answer<domain.FundingCliff> {
    return fundingCliff(view);
  }

  @DerivedField(() => DependencyMap, { description: 'What hangs on what; what is broken, late or goes round in a circle.' })
  dependencyMap(this: void, { seen: { view } }: PlanNode): object {
    return dependencyMap(view);
  }

  @DerivedField(() => DispositionCalendar, { description: 'What is to leave the plan or be looked at anew, and when.' })
  dispositionCalendar(this: void, { seen: { view } }: PlanNode): Answer<domain.DispositionCalendar> {
    return dispositionCalendar(view);
  }

  @DerivedField(() => AccountabilityList, { description: 'Who answers for each ambition and leads each objective.' })
  accountabilityList(this: void, { seen: { view } }: PlanNode): Answer<domain.AccountabilityList> {
    return accountabilityList(view);
  }

  @DerivedField(() => RiskList, { description: 'The risks that are open, hardest first.' })
  riskList(this: void, { seen: { view } }: PlanNode): object {
    return riskList(view);
  }
}
