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
import { measureDashboard } from './measure-dashboard.js';
import { metricSummary } from './metric-summary.js';
import { opinions } from './opinions.js';
import { places } from './places.js';
import { programmeProfile } from './programme-profile.js';
import { progressReport } from './progress-report.js';
import { riskList } from './risk-list.js';
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
  measureDashboard,
  metricSummary,
  opinions,
  places,
  programmeProfile,
  progressReport,
  riskList,
  strategyAlignment,
  updatesOwed,
} as const;

type Reports = typeof reports;
export type ReportName = keyof Reports;
export type ReportOf<N extends ReportName> = ReturnType<Reports[N]>;
/** What a report is asked with beside its view. */
export type ReportAsked<N extends ReportName> =
  Parameters<Reports[N]> extends [PlanView, ...infer Asked] ? Asked & readonly string[] : never;

/** Computes a report by its name. */
export const computeReport = <N extends ReportName>(name: N, view: PlanView, asked: ReportAsked<N>): ReportOf<N> =>
  (reports[name] as (view: PlanView, ...asked: readonly string[]) => ReportOf<N>)(view, ...asked);
