import type { PlanView } from '../plan-view.js';
import type { Finding } from '../rules/finding.js';
import { findingsOf } from '../rules/findings.js';
import { accountabilityList } from './accountability-list.js';
import { ambitionSummary } from './ambition-summary.js';
import { dependencyMap } from './dependency-map.js';
import { discrepancyRegister } from './discrepancy-register.js';
import { dispositionCalendar } from './disposition-calendar.js';
import { dueAndLate } from './due-and-late.js';
import { editionCommitments } from './edition-commitments.js';
import { engagement } from './engagement.js';
import { forecastAccuracy } from './forecast-accuracy.js';
import { fundingCliff } from './funding-cliff.js';
import { immediatePriorities } from './immediate-priorities.js';
import { issuedProgressReport } from './issued-report.js';
import { measureDashboard } from './measure-dashboard.js';
import { metricSummary } from './metric-summary.js';
import { opinions } from './opinions.js';
import { places } from './places.js';
import { programmeProfile } from './programme-profile.js';
import { progressLines } from './progress-lines.js';
import { progressReport } from './progress-report.js';
import { riskList } from './risk-list.js';
import { sourceTrace } from './source-trace.js';
import { strategyAlignment } from './strategy-alignment.js';
import { updatesOwed } from './updates-owed.js';

/** The reports on a whole plan by name, so that one can be asked for where only text can be sent. */
export const reports = {
  accountabilityList,
  ambitionSummary,
  commitments: (view: PlanView, edition: string) => editionCommitments(view, Number(edition)),
  dependencyMap,
  discrepancyRegister,
  dispositionCalendar,
  dueAndLate,
  engagement,
  /** `ofLedger`: what the ledger shows beside, as JSON. */
  findings: (view: PlanView, ofLedger: string) => findingsOf(view, JSON.parse(ofLedger) as readonly Finding[]),
  forecastAccuracy,
  fundingCliff,
  /** Of Year 1 where no year is named. */
  immediatePriorities: (view: PlanView, ...[year]: readonly string[]) => immediatePriorities(view, year),
  measureDashboard,
  metricSummary,
  opinions,
  places,
  programmeProfile,
  progressReport,
  riskList,
  sourceTrace: (view: PlanView, subject: string, ...[field]: readonly string[]) => sourceTrace(view, subject, field),
  strategyAlignment,
  updatesOwed,
} as const;

/** What else goes through a whole plan. */
const beside = {
  /** Undefined where no report was issued under the code. */
  issuedProgressReport: (view: PlanView, code: string) => {
    const issued = view.issuedReport(code);
    return issued && issuedProgressReport(view, issued);
  },
  progressLines,
} as const;

const computed = { ...reports, ...beside };

type Reports = typeof computed;
export type ReportName = keyof Reports;
export type ReportOf<N extends ReportName> = ReturnType<Reports[N]>;
/** What a report is asked with beside its view. */
export type ReportAsked<N extends ReportName> =
  Parameters<Reports[N]> extends [PlanView, ...infer Asked] ? Asked & readonly string[] : never;

/** Computes a report by its name. */
export const computeReport = <N extends ReportName>(name: N, view: PlanView, asked: ReportAsked<N>): ReportOf<N> =>
  (computed[name] as (view: PlanView, ...asked: readonly string[]) => ReportOf<N>)(view, ...asked);
