import type { Objective, PlanView } from '../plan-view.js';
import { settledBy } from '../register/register.status.js';
import type { Finding } from './finding.js';
import { linesOf, readAt, rule, standing } from './looking.js';

/** An objective that has not ended has a milestone, a measure, an action on inequality and a funding position. */
export const missingPart = rule('MISSING_PART', (view) =>
  standing(view).flatMap((objective) => {
    const missing = missingOf(objective, view);
    if (missing.length === 0) return [];
    const { code, title } = objective;
    return [
      {
        severity: 'MEDIUM' as const,
        subject: code,
        message: `Objective ${code} (${title}) lacks in edition ${view.edition?.number ?? 0}: ${missing.join(', ')}.`,
        remedy: `Give ${code} what is missing, or acknowledge MISSING_PART when publishing.`,
        sources: readAt(objective),
      },
    ];
  }),
);

function missingOf({ code, milestones, inequalityAction, funding }: Objective, view: PlanView): readonly string[] {
  const measured = view.measuresOf(code).some(({ status }) => status !== 'WITHDRAWN');
  return [
    ...(milestones.length === 0 ? ['milestone'] : []),
    ...(measured ? [] : ['measure']),
    ...(inequalityAction === undefined ? ['inequality action'] : []),
    ...(funding === undefined ? ['funding position'] : []),
  ];
}

/** A grave discrepancy of the sources is settled before the plan is published. */
export const openDiscrepancy = rule('OPEN_DISCREPANCY', ({ discrepancies, on }) =>
  discrepancies
    .filter((one) => one.severity === 'HIGH' && !settledBy(one, on))
    .map((one) => ({
      severity: 'HIGH',
      subject: one.code,
      message: `Discrepancy ${one.code} is open: ${one.what}`,
      remedy: one.proposal ?? `Resolve ${one.code}, or accept it as it is.`,
      sources: linesOf(one),
    })),
);

/** Everything that a publisher must mend or acknowledge. */
export const publicationFindings = (view: PlanView): readonly Finding[] => [...missingPart(view), ...openDiscrepancy(view)];
