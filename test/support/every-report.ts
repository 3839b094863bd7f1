import { editionChanges, metricComparison, reports, type PlanView } from '#libs/domain';

const PERIOD_END = '2025-09-30';

/** Every report by the field of `Plan` that gives it, as a function of a view alone. */
export const everyReport: Readonly<Record<string, (view: PlanView) => object | undefined>> = {
  ...reports,
  commitments: (view) => reports.commitments(view, String(view.edition?.number ?? 1)),
  findings: (view) => reports.findings(view, '[]'),
  metricSummary: (view) => ({ ...reports.metricSummary(view), comparison: metricComparison(view) }),
  progressReport: (view) => reports.progressReport(view, PERIOD_END),
  sourceTrace: (view) => reports.sourceTrace(view, view.objectives.at(0)?.code ?? '1'),
  whatChangedSinceLastEdition: (view) => editionChanges(view, view),
  updatesOwed: (view) => reports.updatesOwed(view, PERIOD_END),
};
