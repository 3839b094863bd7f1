import type { Milestone, Objective, PlanView } from '../plan-view.js';
import { compareCodes } from '../order.js';
import { dependencyCycles } from '../objective/dependency.cycles.js';
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

/** What a plan depends on is there and was not given up. */
export const dependencyBroken = rule('DEPENDENCY_BROKEN', (view) =>
  standing(view).flatMap(({ dependencies }) =>
    dependencies
      .filter(({ state }) => state === 'BROKEN')
      .map((dependency) => ({
        severity: 'HIGH' as const,
        subject: dependency.from,
        message: `${dependency.from} depends on ${dependency.to.ref}, which will not come. ${dependency.cause?.text ?? ''}`.trim(),
        remedy: `Let ${dependency.from} depend on something else, waive the dependency, or register ${dependency.to.ref}.`,
        sources: readAt(dependency),
      })),
  ),
);

/** Objectives do not wait for each other in a circle. */
export const dependencyCycle = rule('DEPENDENCY_CYCLE', (view) =>
  dependencyCycles(view).map((circle) => ({
    severity: 'MEDIUM',
    subject: circle[0],
    message: `Objectives depend on each other in a circle: ${circle.join(' → ')}.`,
    remedy: 'Waive one of these dependencies, or declare it as related only.',
    sources: readAt(...circle.slice(0, -1).map((code) => view.objective(code))),
  })),
);

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

/** An opinion is about one edition of this plan. */
export const R46 = rule('R46', ({ edition }: PlanView) =>
  (edition?.opinions ?? [])
    .filter(({ subjectAsPrinted }) => subjectAsPrinted !== undefined)
    .map(({ board, subjectAsPrinted }) => ({
      severity: 'MEDIUM' as const,
      subject: String(edition?.number),
      message: `The opinion of ${board} names “${subjectAsPrinted}”, and not edition ${edition?.number} of this plan.`,
      remedy: `Ask ${board} to say which plan and edition it speaks of.`,
      sources: readAt(edition),
    })),
);

const MERGED = /MERGED/u;

/** What was merged names what it was made of, by codes. */
export const R55 = rule('R55', (view) => [
  ...view.objectives.flatMap(({ code, title, unknownPredecessors = [], ...objective }) =>
    unknownPredecessors.map(({ workingTitle }) => ({
      severity: 'MEDIUM' as const,
      subject: code,
      message: `${code} (${title}) goes on from “${workingTitle}”, of which no code is known.`,
      remedy: `Find the code of “${workingTitle}”, and merge it into ${code}.`,
      sources: readAt(objective),
    })),
  ),
  ...(view.edition?.changes ?? [])
    .filter(({ kind, ref }) => MERGED.test(kind) && view.objective(ref) !== undefined && view.predecessorsOf(ref).length === 0)
    .map(({ ref, text }) => ({
      severity: 'MEDIUM' as const,
      subject: ref,
      message: `Edition ${view.edition?.number} merges others into ${ref}, and names none of them: ${text}`,
      remedy: `Record the predecessors of ${ref}.`,
      sources: readAt(view.edition),
    })),
]);

/** A post that answers for an ambition says for whom it does, and where several do, one leads. */
export const R53 = rule('R53', ({ ambitions, on }) =>
  ambitions.flatMap((ambition): readonly Said[] => {
    const { number, title } = ambition;
    const held = ambition.posts.filter(({ from, until }) => from <= on && (until === undefined || until > on));
    const leads = held.filter(({ lead }) => lead);
    const sources = readAt(ambition);
    const subject = String(number);
    return [
      ...held
        .filter(({ organisation }) => organisation === undefined)
        .map(({ post }) => ({
          severity: 'MEDIUM' as const,
          subject,
          message: `Nothing says which organisation the ${post} of ambition ${number} (${title}) belongs to.`,
          remedy: `Assign the post again with its organisation.`,
          sources,
        })),
      ...(held.length > 1 && leads.length !== 1
        ? [
            {
              severity: 'LOW' as const,
              subject,
              message: `${held.length} posts answer for ambition ${number} (${title}), and ${leads.length === 0 ? 'none' : leads.length} of them leads.`,
              remedy: 'Assign one of them as the lead.',
              sources,
            },
          ]
        : []),
    ];
  }),
);
