import { needsDay } from '../objective/disposition.js';
import type { Objective } from '../plan-view.js';
import { listed, readAt, rule, standing } from './looking.js';
import type { Said } from './looking.js';

/** A planned retirement says when, or says that the day is open. */
export const R03 = rule('R03', (view) =>
  standing(view).flatMap((objective): readonly Said[] => {
    const { code, disposition } = objective;
    if (disposition === undefined || !needsDay(disposition)) return [];
    return [
      {
        severity: 'MEDIUM',
        subject: code,
        message: `${code} is to retire, and nothing says when.`,
        remedy: `Plan the retirement of ${code} for the end of a year or a day, or say that the day is open.`,
        sources: readAt(objective),
      },
    ];
  }),
);

/** Review-or-retire has one decision day, and a review that is past has its outcome. */
export const R06 = rule('R06', (view) => standing(view).flatMap((objective) => [...undecided(objective), ...overdue(objective, view.on)]));

function undecided(objective: Objective): readonly Said[] {
  const { code, disposition, reviews } = objective;
  if (disposition?.kind !== 'REVIEW_OR_RETIRE') return [];
  const days = reviews.filter(({ outcome }) => outcome === undefined).map(({ reviewOn }) => reviewOn);
  if (days.length === 1 || reviews.some(({ outcome }) => outcome !== undefined)) return [];
  const years = disposition.inYears.map((year) => `Year ${year}`);
  const printed = years.length === 0 ? '' : ` (printed for ${listed(years)})`;
  return [
    {
      severity: 'MEDIUM',
      subject: code,
      message:
        days.length === 0
          ? `${code} is to be reviewed or retired${printed}, and no day of decision is set.`
          : `${code} is to be reviewed or retired, and has ${days.length} days of decision: ${listed(days)}.`,
      remedy: `Schedule one review of ${code}, and record its outcome.`,
      sources: readAt(objective),
    },
  ];
}

const overdue = (objective: Objective, on: string): readonly Said[] =>
  objective.reviews
    .filter(({ reviewOn, outcome }) => reviewOn < on && outcome === undefined)
    .map(({ reviewOn }) => ({
      severity: 'MEDIUM' as const,
      subject: objective.code,
      message: `The review of ${objective.code} on ${reviewOn} has no outcome.`,
      remedy: `Record the outcome of the review of ${objective.code}.`,
      sources: readAt(objective),
    }));
