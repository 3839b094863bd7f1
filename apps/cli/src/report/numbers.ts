import { pathsRead } from './paths.js';
import type { Path, Report } from './report.js';

/** A number of a report, by the names on the way to it: `byKind.QUANTITATIVE`. */
export interface ReportNumber {
  readonly name: string;
  readonly count: number;
  /** The codes of what is counted. */
  readonly subjects: readonly string[];
}

const OF_A_NUMBER = /\.(count|subjects)$/;

/** The report with every one of its numbers in full: how many, and of what. */
export function withNumbers(report: Report): Report {
  const paths = new Set(pathsRead(report).flatMap((path) => (OF_A_NUMBER.test(path) ? [path.replace(OF_A_NUMBER, '')] : [])));
  const counts: Record<string, Path> = Object.fromEntries([...paths].map((path) => [path, path]));
  return { ...report, sections: [...report.sections, { title: 'Numbers', counts }] };
}

/** Every number that an answer holds, in its order. */
export const numbersIn = (answer: object): readonly ReportNumber[] => within(answer, []);

function within(value: unknown, way: readonly string[]): readonly ReportNumber[] {
  if (typeof value !== 'object' || value === null) return [];
  if (isNumber(value)) return [{ name: way.join('.'), count: value.count, subjects: value.subjects }];
  if (Array.isArray(value)) return value.flatMap((one, index) => within(one, [...way, nameOf(one) ?? String(index + 1)]));
  // What stands beside the name of a group is the group itself.
  return Object.entries(value).flatMap(([field, inner]) => within(inner, field === 'tally' ? way : [...way, field]));
}

const isNumber = (value: object): value is { readonly count: number; readonly subjects: readonly string[] } =>
  'count' in value && typeof value.count === 'number' && 'subjects' in value && Array.isArray(value.subjects);

const NAMES = ['name', 'code', 'objective', 'number', 'ambition', 'severity', 'kind', 'year'];

function nameOf(thing: unknown): string | undefined {
  const found = NAMES.map((name) => (thing as Readonly<Record<string, unknown>> | null)?.[name]);
  const name = found.find((value) => typeof value === 'string' || typeof value === 'number');
  return name === undefined ? undefined : String(name);
}
