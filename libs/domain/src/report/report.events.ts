// These names and shapes are on disk. Add; never edit or reuse.
import type { Day } from '../calendar.js';
import type { ProgressLine } from '../reports/progress-line.js';
import type { Upcast } from '../upcast.js';

interface Noted {
  readonly note?: string;
}

/** How many milestones are completed, in progress and delayed. */
export interface FrozenCounts {
  readonly completed: number;
  readonly inProgress: number;
  readonly delayed: number;
}

/** The point and the rules that a frozen report was computed at, and what it counts. */
export interface FrozenHead {
  readonly entry: number;
  readonly on: Day;
  readonly edition: number;
  readonly ruleSet: string;
  readonly cutOff: Day;
  readonly counts: FrozenCounts;
  readonly byAmbition: readonly (FrozenCounts & { readonly ambition: number })[];
}

export type ReportEvent =
  | {
      type: 'ProgressReportFrozen';
      /** `hash`: SHA-256 over the canonical JSON of the list of the hashes of all parts. `commands`: how many record it. */
      data: Noted & FrozenHead & { report: string; periodEnd: Day; parts: number; commands: number; hash: string };
    }
  | {
      type: 'ProgressReportPartKept';
      /** `hash`: SHA-256 over the canonical JSON of the lines. */
      data: Noted & { report: string; part: number; hash: string; lines: readonly ProgressLine[] };
    }
  | { type: 'ProgressReportIssued'; data: Noted & { report: string; hash: string; parts: readonly string[] } }
  | { type: 'ReportPublished'; data: Noted & { report: string; destination: string } };

/** Stored types with the upcast steps of their data. */
export const reportEvents: Readonly<Record<ReportEvent['type'], readonly Upcast[]>> = {
  ProgressReportFrozen: [],
  ProgressReportPartKept: [],
  ProgressReportIssued: [],
  ReportPublished: [],
};

/** What was issued stays so: another report may be issued beside it, under another code. */
export const permanentReportEvents: readonly ReportEvent['type'][] = [
  'ProgressReportFrozen',
  'ProgressReportPartKept',
  'ProgressReportIssued',
];
