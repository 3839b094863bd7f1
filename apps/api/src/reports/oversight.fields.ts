import { Parent, ResolveField, Resolver } from '@nestjs/graphql';
import * as domain from '#libs/domain';
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
  @ResolveField(() => MeasureDashboard, {
    description: 'How every measure stands: its latest value against trajectory, target and benchmarks; what needs a baseline or a date.',
  })
  measureDashboard(@Parent() { seen: { view } }: PlanNode): Answer<domain.MeasureDashboard> {
    return measureDashboard(view);
  }

  @ResolveField(() => FundingCliff, { description: 'Where the money ends before the work does.' })
  fundingCliff(@Parent() { seen: { view } }: PlanNode): Answer<domain.FundingCliff> {
    return fundingCliff(view);
  }

  @ResolveField(() => DependencyMap, { description: 'What hangs on what; what is broken, late or goes round in a circle.' })
  dependencyMap(@Parent() { seen: { view } }: PlanNode): object {
    return dependencyMap(view);
  }

  @ResolveField(() => DispositionCalendar, { description: 'What is to leave the plan or be looked at anew, and when.' })
  dispositionCalendar(@Parent() { seen: { view } }: PlanNode): Answer<domain.DispositionCalendar> {
    return dispositionCalendar(view);
  }

  @ResolveField(() => AccountabilityList, { description: 'Who answers for each ambition and leads each objective.' })
  accountabilityList(@Parent() { seen: { view } }: PlanNode): Answer<domain.AccountabilityList> {
    return accountabilityList(view);
  }

  @ResolveField(() => RiskList, { description: 'The risks that are open, hardest first.' })
  riskList(@Parent() { seen: { view } }: PlanNode): object {
    return riskList(view);
  }
}
