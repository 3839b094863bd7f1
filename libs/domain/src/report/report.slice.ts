import { erase } from '../decider.js';
import type { Slice } from '../slice.js';
import { reportCode, reports } from './report.decider.js';
import { permanentReportEvents, reportEvents } from './report.events.js';
import { issueGate } from './report.freeze.js';
import { issuedReportProjection, reportPartProjection } from './report.projection.js';

/** A report as it was issued: its content is in the ledger and never changes. */
export const reportSlice: Slice = {
  name: 'report',
  keyOf: reportCode,
  decider: erase(reports),
  projections: [issuedReportProjection, reportPartProjection],
  events: reportEvents,
  timeless: [],
  creations: {},
  permanent: permanentReportEvents,
  gates: { IssueProgressReport: issueGate },
};
