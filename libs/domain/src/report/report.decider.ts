import type { Day } from '../calendar.js';
import type { Asked, Decide, Decider, Decision, Frozen } from '../decider.js';
import { afterHorizon, beforeCreated, notAHalfYearEnd, planMissing } from '../guards.js';
import { refuse, type Refusal } from '../refusal.js';
import type { ProgressLine } from '../reports/progress-line.js';
import { bytesOf, packed } from './packing.js';
import type { FrozenHead, ReportEvent } from './report.events.js';
import type { IssuedReportRow, ReportState } from './report.projection.js';

export type ReportCommand = { plan: string } & (
  | {
      type: 'IssueProgressReport';
      periodEnd: Day;
      /** Its code; the last day of the half-year if absent. */
      report?: string;
      /** The entry of the ledger to report at; the last one if absent. */
      entry?: number;
      /** Which share of a report that is too large for one command is to be recorded, from 1. */
      part?: number;
    }
  | { type: 'PublishReport'; report: string; destination: string }
);

type Issue = Asked<ReportCommand, 'IssueProgressReport'>;
type Decided = Decision<ReportEvent>;

/** Content that one command may record, well below the 512 KiB of an append. */
const COMMAND_BYTES = 440 * 1024;

/** The code of the report that a command is about. */
export const reportCode = ({ report, periodEnd }: { readonly report?: unknown; readonly periodEnd?: unknown }): string =>
  [report, periodEnd].find((name) => typeof name === 'string') ?? '';

const decide: Decide<ReportCommand, ReportState, ReportEvent> = {
  IssueProgressReport: (command, state, { plan, gate }) => {
    const { periodEnd, on } = command;
    const row = rowOf(state, reportCode(command));
    return (
      planMissing(plan, command.plan) ??
      notAHalfYearEnd(periodEnd) ??
      notOver(periodEnd, on) ??
      afterHorizon(plan, on) ??
      (row === undefined ? begin(command, gate?.frozen) : goOn(row, command, gate?.frozen))
    );
  },
  PublishReport: ({ plan: code, report, destination, on }, state, { plan }) => {
    const row = rowOf(state, report);
    const issuedOn = row?.issuedOn;
    if (row === undefined || issuedOn === undefined) {
      return planMissing(plan, code) ?? refuse('REPORT_NOT_FOUND', `No report ${report} was issued.`, { facts: { report } });
    }
    if (row.publications.some((one) => one.destination === destination && one.on === on)) return [];
    return beforeCreated(`Report ${report}`, issuedOn, on) ?? [{ type: 'ReportPublished', data: { report, destination } }];
  },
};

export const reports: Decider<ReportCommand, ReportState, ReportEvent> = { decide };

// A stream that is empty has no rows at all.
const rowOf = (state: Partial<ReportState>, code: string): IssuedReportRow | undefined => state.issuedReport?.[code];

/** The events that keep the parts, share by share: each fits into one command. */
function shares(report: string, frozen: Frozen): readonly (readonly ReportEvent[])[] {
  const kept = frozen.parts.map(({ hash, content }, index): ReportEvent => ({
    type: 'ProgressReportPartKept',
    data: { report, part: index + 1, hash, lines: content as readonly ProgressLine[] },
  }));
  return packed(kept, COMMAND_BYTES, bytesOf);
}

function begin(command: Issue, frozen: Frozen | undefined): Decided {
  const { periodEnd, entry, part } = command;
  if (frozen === undefined) {
    return refuse('NOTHING_TO_REPORT', `The ledger shows no edition to report on, on ${periodEnd}.`, { facts: { periodEnd, entry } });
  }
  const report = reportCode(command);
  const [head, all] = [frozen.head as FrozenHead, shares(report, frozen)];
  const commands = Math.max(all.length, 1);
  const first: ReportEvent = {
    type: 'ProgressReportFrozen',
    data: { report, periodEnd, ...head, parts: frozen.parts.length, commands, hash: frozen.hash },
  };
  if (part === undefined && commands === 1)
    return [
      first,
      ...all.flat(),
      issued(
        report,
        frozen.hash,
        frozen.parts.map(({ hash }) => hash),
      ),
    ];
  return part === 1 ? [first, ...all[0]] : inParts(commands, head.entry);
}

function goOn(row: IssuedReportRow, command: Issue, frozen: Frozen | undefined): Decided {
  const { code, head, parts, commands, hash, kept } = row;
  const { periodEnd, entry, part } = command;
  if (row.issuedOn !== undefined || row.periodEnd !== periodEnd || (entry !== undefined && entry !== head.entry)) {
    return row.issuedOn !== undefined && row.periodEnd === periodEnd && entry === head.entry ? [] : taken(row);
  }
  if (part === undefined) return kept.length === parts ? [issued(code, hash, kept)] : inParts(commands, head.entry);
  if (frozen?.hash !== hash) {
    return refuse('REPORT_DIFFERS', `Report ${code} was begun with other content. Issue it under another code.`, {
      facts: { report: code },
    });
  }
  const all = shares(code, frozen);
  const before = all.slice(0, part - 1).flat().length;
  if (part > all.length || before > kept.length) return inParts(commands, head.entry);
  return kept.length > before ? [] : all[part - 1];
}

const issued = (report: string, hash: string, parts: readonly string[]): ReportEvent => ({
  type: 'ProgressReportIssued',
  data: { report, hash, parts },
});

/** Says to whom it concerns that the report goes into the ledger share by share, and at which entry it is computed. */
const inParts = (commands: number, entry: number): Refusal =>
  refuse('REPORT_IN_PARTS', `This report is recorded in ${commands} parts before it is issued.`, { facts: { commands, entry } });

function taken({ code, periodEnd, head, issuedOn }: IssuedReportRow): Refusal {
  const state = issuedOn === undefined ? 'begun' : `issued on ${issuedOn}`;
  return refuse(
    'REPORT_ALREADY_ISSUED',
    `Report ${code} on ${periodEnd} was ${state}, as of entry ${head.entry}. Name another code in report.`,
    {
      facts: { report: code, periodEnd, entry: head.entry, issuedOn },
    },
  );
}

function notOver(periodEnd: Day, on: Day): Refusal | undefined {
  if (periodEnd <= on) return undefined;
  return refuse('PERIOD_NOT_OVER', `The half-year ends on ${periodEnd}; a report on it can be issued from then on, not on ${on}.`, {
    facts: { periodEnd, effectiveOn: on },
  });
}
