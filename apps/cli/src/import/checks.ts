import type { PlanYear } from '#libs/domain';
import { yearsOfEdition, type Folder } from './layout.js';
import type { Report } from './shape.js';

/** Tells what is wrong at a path of a file. */
export type ReportIn = (file: string, path: string, reason: string) => void;

export interface Horizon {
  readonly number: number;
  readonly years: readonly PlanYear[];
  readonly firstDay: string;
}

/** The edition of that number, or undefined after telling that there is none. */
export function knownEdition(folder: Folder, number: number, at: string, tell: Report): Horizon | undefined {
  const years = yearsOfEdition(folder, number);
  if (years !== undefined) return { number, years, firstDay: years[0].startsOn };
  tell(at, `${number} is not among the editions of editions.json`);
  return undefined;
}

export function checkUnique(values: readonly string[], at: (index: number) => string, tell: Report): void {
  values.forEach((value, index) => {
    if (values.indexOf(value) !== index) tell(at(index), `${value} is there twice`);
  });
}

export function checkNotBefore(day: string, first: string, at: string, tell: Report): void {
  if (day < first) tell(at, `${day} must not be before ${first}`);
}
