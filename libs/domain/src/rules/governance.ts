import type { PlanView } from '../plan-view.js';
import { readAt, rule } from './looking.js';
import type { Said } from './looking.js';

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
