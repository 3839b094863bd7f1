import { same } from '../compact.js';
import type { IssuedReport, PlanView } from '../plan-view.js';
import type { ProgressLine } from './progress-line.js';
import { progressReportOf, type ProgressReport } from './progress-report.js';
import { halfYear } from './updates-owed.js';

/** A report as it was issued, from the lines that were frozen. */
export function issuedProgressReport(view: PlanView, { code, periodEnd, head }: IssuedReport): ProgressReport {
  const { entry, on, edition, ruleSet, cutOff } = head;
  return progressReportOf({ plan: view.code, entry, on, edition, ruleSet, period: halfYear(periodEnd, cutOff) }, view.issuedLines(code));
}

export interface ChangedField {
  readonly name: string;
  /** What was issued, and what the same question says now; absent where there is nothing. */
  readonly issued?: unknown;
  readonly now?: unknown;
}

/** A line of an issued report that the same question now answers otherwise. */
export interface ReportChange {
  readonly line: ProgressLine['line'];
  /** The code of what it is about; an ambition by its number. */
  readonly code: string;
  readonly kind: 'ADDED' | 'REMOVED' | 'CHANGED';
  readonly fields: readonly ChangedField[];
}

/** What the same question says now that the report did not, in the order of the report; what is new comes last. */
export function reportChanges(issued: readonly ProgressLine[], now: readonly ProgressLine[]): readonly ReportChange[] {
  const [before, after] = [byName(issued), byName(now)];
  const changed = [...before].flatMap(([name, line]) => changeOf(line, after.get(name)));
  const added = [...after].flatMap(([name, line]) => (before.has(name) ? [] : changeOf(undefined, line)));
  return [...changed, ...added];
}

const byName = (lines: readonly ProgressLine[]): ReadonlyMap<string, ProgressLine> =>
  new Map(lines.map((line) => [`${line.line} ${subjectOf(line)}`, line]));

function subjectOf(line: ProgressLine): string {
  if (line.line === 'AMBITION') return String(line.number);
  return line.line === 'UPDATE' ? line.objective : line.code;
}

function changeOf(issued: ProgressLine | undefined, now: ProgressLine | undefined): readonly ReportChange[] {
  const line = issued ?? now;
  if (line === undefined) return [];
  const fields = changedFields({ ...issued }, { ...now });
  if (fields.length === 0) return [];
  const kind = issued === undefined ? 'ADDED' : now === undefined ? 'REMOVED' : 'CHANGED';
  return [{ line: line.line, code: subjectOf(line), kind, fields }];
}

type Fields = Readonly<Record<string, unknown>>;

function changedFields(issued: Fields, now: Fields): readonly ChangedField[] {
  const names = [...new Set([...Object.keys(issued), ...Object.keys(now)])].filter((name) => name !== 'line').sort();
  return names.flatMap((name) => {
    const [before, after] = [issued[name], now[name]];
    if (same(before, after)) return [];
    return [{ name, ...(before !== undefined && { issued: before }), ...(after !== undefined && { now: after }) }];
  });
}
