import { compareCodes } from '../order.js';
import type { IssuedReport, RowSource, ViewedRow } from '../plan-view.js';
import type { ProgressLine } from '../reports/progress-line.js';
import type { IssuedReportRow, ReportPartRow } from './report.projection.js';

/** The reports that are issued at a point, by the end of their half-year, then by code. */
export const issuedReportsOf = (source: RowSource): readonly IssuedReport[] =>
  (source.all('issuedReport') as readonly ViewedRow<IssuedReportRow>[])
    .flatMap(({ row, because }) => (row.issuedOn === undefined ? [] : [{ ...row, issuedOn: row.issuedOn, because }]))
    .sort((a, b) => compareCodes(a.periodEnd, b.periodEnd) || compareCodes(a.code, b.code));

/** The lines of a report as they were frozen. */
export const issuedLinesOf = (source: RowSource, report: string): readonly ProgressLine[] =>
  (source.of('reportPart', report) as readonly ViewedRow<ReportPartRow>[])
    .map(({ row }) => row)
    .filter((row) => row.report === report)
    .sort((a, b) => a.part - b.part)
    .flatMap(({ lines }) => lines);
