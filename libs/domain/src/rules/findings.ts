import { compareCodes } from '../order.js';
import type { Discrepancy, PlanView } from '../plan-view.js';
import type { Finding, Severity } from './finding.js';
import { rules } from './rules.js';

/** A finding with the discrepancies of its rule that the register records of its subject. */
export interface RecordedFinding extends Finding {
  readonly discrepancies: readonly string[];
}

const ORDER: Readonly<Record<Severity, number>> = { HIGH: 0, MEDIUM: 1, LOW: 2 };

/** All that the rules find in a plan at a point: gravest first, then by rule and by code. */
export function findingsOf(view: PlanView): readonly RecordedFinding[] {
  const byRule = Map.groupBy(view.discrepancies, ({ rule = '' }) => rule);
  return rules
    .flatMap(({ look }, place) => (look?.(view) ?? []).map((finding) => ({ finding, place })))
    .sort(
      (a, b) =>
        ORDER[a.finding.severity] - ORDER[b.finding.severity] || a.place - b.place || compareCodes(a.finding.subject, b.finding.subject),
    )
    .map(({ finding }) => ({ ...finding, discrepancies: recordedOf(finding, byRule.get(finding.rule) ?? []) }));
}

/** A discrepancy about an objective is about its parts too. */
const recordedOf = ({ subject }: Finding, discrepancies: readonly Discrepancy[]): readonly string[] =>
  discrepancies.filter(({ about }) => about.some((one) => subject === one || subject.startsWith(`${one}-`))).map(({ code }) => code);
