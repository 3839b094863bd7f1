import { parsePeriod } from '../measure/period.js';
import type { Window } from '../objective/milestone.events.js';

const HEADING = /^years?\s+([\d,\s]+(?:(?:and|to|[-–—])\s*\d\s*)*):?\s+([a-z]+ \d{4})\s*(?:[-–—]|to)\s*([a-z]+ \d{4})$/iu;

/** The plan years and the days that a printed heading names, such as `Years 2, 3 and 4: April 2026 – March 2029`. */
export function printedSpan(heading: string): Window | undefined {
  const [, numbers, from, to] = HEADING.exec(heading.trim()) ?? [];
  if (numbers === undefined) return undefined;
  const years = (numbers.match(/\d+/g) ?? []).map(Number);
  const [first, last] = [parsePeriod(from), parsePeriod(to)];
  if (first === undefined || last === undefined) return undefined;
  return { fromYear: Math.min(...years), toYear: Math.max(...years), startsOn: first.startsOn, endsOn: last.endsOn };
}
