import type { Day, PlanYear } from '../calendar.js';
import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { Window } from './milestone.events.js';

/** A window as people write it: plan years of the edition, days, or both. A part left out follows from the rest. */
export interface WindowInput {
  readonly fromYear?: number;
  readonly toYear?: number;
  readonly startsOn?: Day;
  readonly endsOn?: Day;
}

/** The years of one edition, by its number. */
export interface Horizon {
  readonly number: number;
  readonly years: readonly PlanYear[];
}

/**
 * The window that an input means in an edition. Plan years win over days: where both are given and the days fall in
 * other years, it is refused under R01 with the days of the years as proposals.
 */
export function resolveWindow(input: WindowInput, edition: Horizon): Window | Refusal {
  const { fromYear, toYear } = input;
  if (fromYear === undefined && toYear === undefined) return windowOfDays(input, edition);
  return windowOfYears(fromYear ?? toYear ?? 0, toYear ?? fromYear ?? 0, input, edition);
}

function windowOfYears(fromYear: number, toYear: number, { startsOn, endsOn }: WindowInput, edition: Horizon): Window | Refusal {
  if (fromYear > toYear) return reversed(`Year ${fromYear}`, `Year ${toYear}`);
  const [first, last] = [yearNumbered(edition, fromYear), yearNumbered(edition, toYear)];
  if (first === undefined || last === undefined) return outsideYears(fromYear, toYear, edition);
  const window = { fromYear, toYear, startsOn: startsOn ?? first.startsOn, endsOn: endsOn ?? last.endsOn };
  const agrees = holds(first, window.startsOn) && holds(last, window.endsOn);
  if (!agrees) return mismatch(first, last, window);
  return window.startsOn > window.endsOn ? reversed(window.startsOn, window.endsOn) : window;
}

function windowOfDays({ startsOn, endsOn }: WindowInput, edition: Horizon): Window | Refusal {
  if (startsOn === undefined || endsOn === undefined) {
    return refuse('WINDOW_REQUIRED', 'A window needs plan years (fromYear, toYear), or both of its days (startsOn, endsOn).', {
      rule: 'R01',
    });
  }
  if (startsOn > endsOn) return reversed(startsOn, endsOn);
  const [first, last] = [edition.years.find((year) => holds(year, startsOn)), edition.years.find((year) => holds(year, endsOn))];
  if (first === undefined || last === undefined) return outsideDays(startsOn, endsOn, edition);
  return { fromYear: first.year, toYear: last.year, startsOn, endsOn };
}

const yearNumbered = ({ years }: Horizon, number: number): PlanYear | undefined => years.find(({ year }) => year === number);

const holds = (year: PlanYear, day: Day): boolean => year.startsOn <= day && day <= year.endsOn;

const spanOf = ({ years }: Horizon): string => `${years[0].startsOn} to ${years[years.length - 1].endsOn}`;

const named = (from: number, to: number): string => (from === to ? `Year ${from}` : `Years ${from} to ${to}`);

function mismatch(first: PlanYear, last: PlanYear, { startsOn, endsOn }: Window): Refusal {
  const years = named(first.year, last.year);
  return refuse(
    'WINDOW_MISMATCH',
    `${years} of this edition run${first === last ? 's' : ''} from ${first.startsOn} to ${last.endsOn}, not from ${startsOn} to ${endsOn}.`,
    {
      rule: 'R01',
      facts: { fromYear: first.year, toYear: last.year, startsOn, endsOn },
      proposals: [
        { path: 'window.startsOn', value: first.startsOn },
        { path: 'window.endsOn', value: last.endsOn },
      ],
    },
  );
}

function outsideYears(fromYear: number, toYear: number, edition: Horizon): Refusal {
  return refuse(
    'WINDOW_OUTSIDE_EDITION',
    `Edition ${edition.number} has Years 1 to ${edition.years.length}; ${named(fromYear, toYear)} lie${fromYear === toYear ? 's' : ''} outside.`,
    {
      facts: { edition: edition.number, fromYear, toYear },
    },
  );
}

function outsideDays(startsOn: Day, endsOn: Day, edition: Horizon): Refusal {
  return refuse(
    'WINDOW_OUTSIDE_EDITION',
    `Edition ${edition.number} runs from ${spanOf(edition)}; a window from ${startsOn} to ${endsOn} lies outside.`,
    {
      facts: {
        edition: edition.number,
        startsOn,
        endsOn,
        editionStartsOn: edition.years[0].startsOn,
        editionEndsOn: edition.years[edition.years.length - 1].endsOn,
      },
    },
  );
}

function reversed(from: string, to: string): Refusal {
  return refuse('WINDOW_REVERSED', `A window cannot begin with ${from} and end with ${to}.`, { facts: { from, to } });
}

/** Refuses a due day outside its window (R07). */
export function dueOutsideWindow(dueOn: Day | undefined, { startsOn, endsOn }: Window): Refusal | undefined {
  if (dueOn === undefined || (startsOn <= dueOn && dueOn <= endsOn)) return undefined;
  return refuse('DUE_OUTSIDE_WINDOW', `The due day ${dueOn} is not within the window from ${startsOn} to ${endsOn}.`, {
    rule: 'R07',
    facts: { dueOn, startsOn, endsOn },
  });
}
