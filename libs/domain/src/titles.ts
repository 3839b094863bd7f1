import { addDays } from './calendar.js';
import type { Day } from './calendar.js';

export interface Titled {
  readonly title: string;
  readonly from: Day;
}

export interface FormerTitle {
  readonly title: string;
  /** The last day on which it was the title. */
  readonly until: Day;
}

/** The title of a day: the last that began on or before it; the first one before all of them. */
export function titleOn(titles: readonly Titled[], on: Day): string {
  return (titles.findLast((titled) => titled.from <= on) ?? titles[0])?.title ?? '';
}

/** The titles with another from a day on. A title that never saw the end of a day leaves no trace. */
export function retitle(titles: readonly Titled[], title: string, from: Day): readonly Titled[] {
  const kept = titles.filter((titled) => titled.from !== from);
  return titleOn(kept, from) === title && kept.length > 0 ? kept : [...kept, { title, from }];
}

/** The titles before that of the day, each with the last day on which it stood. */
export function formerTitles(titles: readonly Titled[], on: Day): readonly FormerTitle[] {
  const told = titles.filter((titled) => titled.from <= on);
  return told.slice(0, -1).map((titled, index) => ({ title: titled.title, until: addDays(told[index + 1].from, -1) }));
}
