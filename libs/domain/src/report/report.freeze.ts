import type { Day } from '../calendar.js';
import type { PlanView } from '../plan-view.js';
import { progressReport, type ProgressCounts } from '../reports/progress-report.js';
import type { ProgressLine } from '../reports/progress-line.js';
import { progressLines } from '../reports/progress-lines.js';
import type { Gate } from '../slice.js';
import { bytesOf, packed } from './packing.js';
import type { FrozenCounts, FrozenHead } from './report.events.js';

/** What the lines of an entry may come to; its head and metadata fit beside them into the 64 KiB of an entry. */
const PART_BYTES = 48 * 1024;
const COMMA = 1;

interface Issue {
  readonly periodEnd: Day;
  readonly entry?: number;
}

/** Freezes the report on a half-year as of its last day, as the ledger knows it at its last entry or the one named. */
export const issueGate: Gate = {
  at: (command) => {
    const { periodEnd, entry } = command as unknown as Issue;
    return { on: periodEnd, ...(entry !== undefined && { entry }) };
  },
  findings: () => [],
  freeze: (view, command) => frozen(view, (command as unknown as Issue).periodEnd),
};

function frozen(
  view: PlanView,
  periodEnd: Day,
): { readonly head: FrozenHead; readonly parts: readonly (readonly ProgressLine[])[] } | undefined {
  if (view.edition === undefined) return undefined;
  const report = progressReport(view, periodEnd);
  const head: FrozenHead = {
    entry: view.entry,
    on: view.on,
    edition: view.edition.number,
    ruleSet: view.ruleSet.name,
    cutOff: report.period.cutOff,
    counts: numbersOf(report.counts),
    byAmbition: report.ambitions.map(({ number, counts }) => ({ ambition: number, ...numbersOf(counts) })),
  };
  return { head, parts: packed(progressLines(view, periodEnd), PART_BYTES, (line) => bytesOf(line) + COMMA) };
}

const numbersOf = ({ completed, inProgress, delayed }: ProgressCounts): FrozenCounts => ({
  completed: completed.count,
  inProgress: inProgress.count,
  delayed: delayed.count,
});
