import type { Day, Instant } from '../calendar.js';
import type { Projection } from '../projection.js';
import type { ProgressLine } from '../reports/progress-line.js';
import type { FrozenHead, ReportEvent } from './report.events.js';

/** A frozen report but for its lines. It is issued once the closing entry is there. */
export interface IssuedReportRow {
  readonly code: string;
  readonly periodEnd: Day;
  readonly head: FrozenHead;
  readonly parts: number;
  /** How many commands record it. */
  readonly commands: number;
  /** Over the hashes of all parts. */
  readonly hash: string;
  /** The hashes of the parts that are kept, in their order. */
  readonly kept: readonly string[];
  readonly issuedOn?: Day;
  readonly issuedAt?: Instant;
  /** The post that issued it, where one was acted for. */
  readonly issuedBy?: string;
  readonly publications: readonly { readonly destination: string; readonly on: Day }[];
}

/** Some lines of a frozen report. */
export interface ReportPartRow {
  readonly report: string;
  readonly part: number;
  readonly lines: readonly ProgressLine[];
}

/** The rows of a report's stream. */
export type ReportState = {
  readonly issuedReport: Readonly<Record<string, IssuedReportRow | undefined>>;
  readonly reportPart: Readonly<Record<string, ReportPartRow | undefined>>;
};

export const issuedReportProjection: Projection<ReportEvent, IssuedReportRow> = {
  kind: 'issuedReport',
  keys: ({ data }) => [data.report],
  on: {
    ProgressReportFrozen: (row, { report, periodEnd, parts, commands, hash, note: _, ...head }) =>
      row ?? { code: report, periodEnd, head, parts, commands, hash, kept: [], publications: [] },
    ProgressReportPartKept: (row, { hash, part }) => row && (part === row.kept.length + 1 ? { ...row, kept: [...row.kept, hash] } : row),
    ProgressReportIssued: (row, _, { on, recordedAt, onBehalfOf }) =>
      row && { issuedOn: on, issuedAt: recordedAt, ...(onBehalfOf !== undefined && { issuedBy: onBehalfOf }), ...row },
    ReportPublished: (row, { destination }, { on }) => row && { ...row, publications: [...row.publications, { destination, on }] },
  },
  ignore: [],
};

export const reportPartProjection: Projection<ReportEvent, ReportPartRow> = {
  kind: 'reportPart',
  keys: ({ data }) => ('lines' in data ? [`${data.report}-${data.part}`] : []),
  on: { ProgressReportPartKept: (row, { report, part, lines }) => row ?? { report, part, lines } },
  ignore: ['ProgressReportFrozen', 'ProgressReportIssued', 'ReportPublished'],
};
