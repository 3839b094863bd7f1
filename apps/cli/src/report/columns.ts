import type { Leaf, MadeColumn, Path, Section } from './report.js';

const SIGNS: Readonly<Record<string, string>> = { AT_LEAST: '≥', AT_MOST: '≤', LESS_THAN: '<', MORE_THAN: '>' };

/** Targets, each with its value and the day by which, or when, it is to be kept. */
export const targets = (each: Path): MadeColumn => ({
  each,
  of: ['comparator', 'value', 'byDate', 'period', 'standing'],
  show: ([comparator], [value], [byDate], [period], [standing]) =>
    spaced(SIGNS[String(comparator)], value, byDate === undefined ? (period ?? standing) : `by ${byDate}`),
});

/** The latest observation with its period. */
export const latest: MadeColumn = {
  of: ['latest.value', 'latest.period'],
  show: ([value], [period]) => (value === undefined ? '' : `${value} (${period})`),
};

const spaced = (...words: readonly (Leaf | undefined)[]): string => words.filter((word) => word !== undefined).join(' ');

/** Figures that an entry of the register states. */
export const figures = (each: Path): MadeColumn => ({
  each,
  of: ['label', 'comparator', 'value', 'unit', 'byDate'],
  show: ([label], [comparator], [value], [unit], [byDate]) =>
    spaced(`${label}:`, SIGNS[String(comparator)], unit === '%' ? `${value}%` : `${value} ${unit}`, byDate && `by ${byDate}`),
});

/** A part of a report with counts by name. */
export const named = (title: string, rows: Path): Section => ({
  title,
  rows,
  columns: { What: 'name', Count: 'tally.count', Which: 'tally.subjects' },
});
