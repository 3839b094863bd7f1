import { compareCodes } from '../order.js';
import type { Milestone, Objective } from '../plan-view.js';
import { listed, readAt, rule, standing } from './looking.js';
import type { Said } from './looking.js';

/** Every objective says what it does about inequality. */
export const R34 = rule('R34', (view) =>
  standing(view)
    .filter(({ inequalityAction }) => inequalityAction === undefined)
    .map((objective) => ({
      severity: 'MEDIUM',
      subject: objective.code,
      message: `${objective.code} names no action on inequality.`,
      remedy: `Set the inequality action of ${objective.code}.`,
      sources: readAt(objective),
    })),
);

/** A merge does not wait for ever for what it leads to. */
export const R31 = rule('R31', (view) =>
  standing(view).flatMap((objective): readonly Said[] => {
    const { code, awaiting } = objective;
    if (awaiting === undefined) return [];
    return [
      {
        severity: 'HIGH',
        subject: code,
        message: `${code} is to be merged into ${awaiting.into}, which the plan does not have; the merge has waited since ${awaiting.on}.`,
        remedy: `Add or register ${awaiting.into}, then merge ${code} again.`,
        sources: readAt(objective),
      },
    ];
  }),
);

/** Work goes on only while its money does: milestones in years that begin after the funding ends. */
export const R40 = rule('R40', (view) =>
  standing(view).flatMap((objective) => objective.milestones.flatMap((one) => unfunded(one, objective))),
);

function unfunded(milestone: Milestone, { code, funding }: Objective): readonly Said[] {
  const { fundingGapYears } = milestone;
  if (fundingGapYears.length === 0) return [];
  const years = listed(fundingGapYears.map((year) => `Year ${year}`));
  return [
    {
      severity: 'HIGH',
      subject: milestone.code,
      message: `${milestone.code} has work in ${years}, and the funding of ${code} ends on ${funding?.until}.`,
      remedy: `Find money for ${years} of ${milestone.code}, or change what is planned.`,
      sources: readAt(milestone, funding),
    },
  ];
}

/** An objective stands under an ambition that the plan has. */
export const ambitionMissing = rule('AMBITION_MISSING', ({ objectives, ambitions }) => {
  const known = new Set(ambitions.map(({ number }) => number));
  return [
    ...Map.groupBy(
      objectives.filter(({ ambition }) => !known.has(ambition)),
      ({ ambition }) => ambition,
    ),
  ].map(([ambition, under]) => ({
    severity: 'HIGH',
    subject: String(ambition),
    message: `${listed(under.map(({ code }) => code).sort(compareCodes))} stand${under.length === 1 ? 's' : ''} under ambition ${ambition}, which the plan does not have.`,
    remedy: `Add ambition ${ambition} again, or take its objectives back.`,
    sources: readAt(...under),
  }));
});
