import { figureReports } from './figures.js';
import type { Argument, Report } from './report.js';
import { contextReports } from './context.js';
import { oversightReports } from './oversight.js';

/** Every report by its name: that of the field of the plan in the API, words joined by hyphens. A new report is one entry. */
export const REPORTS: Readonly<Record<string, Report>> = { ...figureReports, ...oversightReports, ...contextReports };

/** How an argument of a report is given on the command line. */
export const optionOf = (argument: Argument): string => `--${argument.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;

/** The reports, a line each. */
export const reportList = (): string => {
  const width = Math.max(...Object.keys(REPORTS).map((name) => name.length));
  return Object.entries(REPORTS)
    .map(([name, { about, needs }]) => `  ${name.padEnd(width)}  ${about}${needs === undefined ? '' : ` (${optionOf(needs)})`}`)
    .join('\n');
};
