import * as domain from '#libs/domain';
import type { PlanView } from '#libs/domain';

const PERIOD_END = '2025-09-30';

/** Every report by the field of `Plan` that gives it, as a function of a view alone. */
export const everyReport: Readonly<Record<string, (view: PlanView) => object | undefined>> = {
  accountabilityList: domain.accountabilityList,
  ambitionSummary: domain.ambitionSummary,
  commitments: (view) => domain.editionCommitments(view, view.edition?.number ?? 1),
  dependencyMap: domain.dependencyMap,
  discrepancyRegister: domain.discrepancyRegister,
  dispositionCalendar: domain.dispositionCalendar,
  dueAndLate: domain.dueAndLate,
  engagement: domain.engagement,
  findings: domain.findingsOf,
  forecastAccuracy: domain.forecastAccuracy,
  fundingCliff: domain.fundingCliff,
  immediatePriorities: (view) => domain.immediatePriorities(view),
  measureDashboard: domain.measureDashboard,
  metricSummary: (view) => ({ ...domain.metricSummary(view), comparison: domain.metricComparison(view) }),
  opinions: domain.opinions,
  places: domain.places,
  programmeProfile: domain.programmeProfile,
  progressReport: (view) => domain.progressReport(view, PERIOD_END),
  riskList: domain.riskList,
  sourceTrace: (view) => domain.sourceTrace(view, view.objectives.at(0)?.code ?? '1'),
  strategyAlignment: domain.strategyAlignment,
  updatesOwed: (view) => domain.updatesOwed(view, PERIOD_END),
};
