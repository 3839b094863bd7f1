import type * as domain from '#libs/domain';
import { remembered, seen, type Seen } from '../present.js';

export type IssuedReportSeen = Omit<domain.IssuedReport, 'because'> & Seen;

export const issuedReportSeen = remembered(({ because, ...report }: domain.IssuedReport, view): IssuedReportSeen => ({
  ...report,
  ...seen(view, 'IssuedReport', 'issuedReport', report.code, because),
}));
