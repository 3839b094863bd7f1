import { compareCodes } from '../order.js';
import type { Discrepancy, PlanView } from '../plan-view.js';
import type { Finding, Severity } from './finding.js';
import { rules } from './rules.js';

/** A finding with the discrepancies of its rule that the register records of its subject. */
export interface RecordedFinding extends Finding {
  readonly discrepancies: readonly string[];
}

const GRAVEST_FIRST: readonly Severity[] = ['HIGH', 'MEDIUM', 'LOW'];

/** All that the rules find in a plan at a point, and what its ledger shows beside: gravest first, then by rule and by code. */
export function findingsOf(view: PlanView, ofLedger: readonly Finding[] = []): readonly RecordedFinding[] {
  const found = [...rules.map(({ look }) => look?.(view) ?? []), ofLedger].map((some) => Map.groupBy(some, ({ severity }) => severity));
  const recorded = recordedIn(view.discrepancies);
  return GRAVEST_FIRST.flatMap((severity) =>
    found.flatMap((ofRule) => (ofRule.get(severity) ?? []).toSorted((a, b) => compareCodes(a.subject, b.subject))),
  ).map((finding) => ({ ...finding, discrepancies: recorded(finding) }));
}

/** Finds the discrepancies of a finding's rule that are about its subject; one about an objective is about its parts too. */
function recordedIn(discrepancies: readonly Discrepancy[]): (finding: Finding) => readonly string[] {
  const told = discrepancies.flatMap(({ code, rule, about }) => about.map((subject) => ({ code, of: `${rule} ${subject}` })));
  const bySubject = Map.groupBy(told, ({ of }) => of);
  return ({ rule, subject }) => {
    const wholes = [...subject.matchAll(/-/gu)].map(({ index }) => subject.slice(0, index));
    return [...wholes, subject].flatMap((one) => bySubject.get(`${rule} ${one}`) ?? []).map(({ code }) => code);
  };
}
