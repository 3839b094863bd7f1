import { later } from '../calendar.js';
import type { Day } from '../calendar.js';
import { editionWithdrawn } from '../guards.js';
import { firstDayOfEdition } from '../plan/editions.js';
import type { EditionRow } from '../plan/plan.projection.js';
import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { MilestoneRow } from './milestone.projection.js';
import { standingSuccession } from './succession.js';

/** Refuses to carry a milestone forward into its own edition or one before. */
export function editionNotLater({ code, edition }: MilestoneRow, { number }: EditionRow): Refusal | undefined {
  if (number > edition) return undefined;
  return refuse(
    'EDITION_NOT_LATER',
    `Milestone ${code} belongs to edition ${edition}; it is carried forward into a later one, not ${number}.`,
    {
      facts: { milestone: code, edition, toEdition: number },
    },
  );
}

/** Refuses an edition that was withdrawn, lies before the milestone's own, or has not begun on the day. */
export function targetUnusable(target: EditionRow, on: Day, today: Day, own = 0): Refusal | undefined {
  const { number } = target;
  if (number === own) return undefined;
  if (number < own) {
    return refuse('EDITION_NOT_LATER', `What belongs to edition ${own} cannot go on in edition ${number}.`, {
      facts: { edition: own, toEdition: number },
    });
  }
  return editionWithdrawn(target, later(on, today)) ?? beforeEdition(target, on);
}

/** Refuses to take on what left the plan with its own edition: nobody was promised it. */
export function leftWithEdition(row: MilestoneRow, editions: readonly EditionRow[], on: Day, today: Day): Refusal | undefined {
  const own = editions.find(({ number }) => number === row.edition);
  return own && editionWithdrawn(own, later(on, today));
}

function beforeEdition(target: EditionRow, on: Day): Refusal | undefined {
  const first = firstDayOfEdition(target);
  if (on >= first) return undefined;
  return refuse('EFFECTIVE_BEFORE_EDITION', `Edition ${target.number} begins on ${first}; nothing goes on in it from ${on}.`, {
    facts: { edition: target.number, startsOn: first, effectiveOn: on },
    proposals: [{ path: 'effectiveOn', value: first }],
  });
}

/** Refuses a second way in which a milestone goes on, while the first one stands. */
export function alreadyGoesOn(row: MilestoneRow, editions: readonly EditionRow[], on: Day, today: Day): Refusal | undefined {
  const standing = standingSuccession(row, editions, later(later(on, today), row.successions?.at(-1)?.on ?? on));
  if (standing === undefined) return undefined;
  const { how, into, edition } = standing;
  return refuse('MILESTONE_GOES_ON', `Milestone ${row.code} goes on as ${into.join(', ')} in edition ${edition} already.`, {
    facts: { milestone: row.code, how, into, edition, since: standing.on },
  });
}
