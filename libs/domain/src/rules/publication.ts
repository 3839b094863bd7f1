import type { PlanView } from '../plan-view.js';
import type { Finding } from './finding.js';

/** MISSING_PART: an objective that counts in the edition and has not ended, yet has no milestone in it. */
export function missingParts(view: PlanView): readonly Finding[] {
  return view.objectives
    .filter((objective) => objective.end === undefined && objective.milestones.length === 0)
    .map((objective) => ({
      rule: 'MISSING_PART',
      severity: 'MEDIUM',
      subject: objective.code,
      message: `Objective ${objective.code} (${objective.title}) has no milestone in edition ${view.edition?.number ?? 0}.`,
      remedy: `Add a milestone to ${objective.code}, or acknowledge MISSING_PART when publishing.`,
    }));
}

/** Everything that a publisher must mend or acknowledge. */
export const publicationFindings = (view: PlanView): readonly Finding[] => missingParts(view);
