import type { Column, Leaf, Path, Report, Section } from './report.js';

const climbOf = (path: Path): number => path.length - path.replace(/^\^+/, '').length;

function pathsOf(column: Column): readonly Path[] {
  if (typeof column === 'string') return [column];
  const { each, of } = column;
  return each === undefined ? of : of.map((path) => `${each}.${path}`);
}

/** Every path that a report reads, from its head on. */
export const pathsRead = ({ sections }: Report): readonly Path[] => sections.flatMap(pathsOfSection);

function pathsOfSection(section: Section): readonly Path[] {
  if ('counts' in section) return Object.values(section.counts).flatMap((path) => [`${path}.count`, `${path}.subjects`]);
  const lists = section.rows.split('.');
  return Object.values(section.columns)
    .flatMap(pathsOf)
    .map((path) => [...lists.slice(0, lists.length - climbOf(path)), path.slice(climbOf(path))].join('.'));
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null;
const isLeaf = (value: unknown): value is Leaf => ['string', 'number', 'boolean'].includes(typeof value);

/** What stands at a path from some values, lists opened. */
const follow = (values: readonly unknown[], path: Path): readonly unknown[] =>
  path.split('.').reduce((found, step) => found.filter(isObject).flatMap((node) => node[step]), values);

/** The values at a path; what is null is left out. */
export const leavesAt = (answer: unknown, path: Path): readonly Leaf[] => follow([answer], path).filter(isLeaf);

/** A thing of a list with those that it stands in, the innermost first; the answer itself comes last. */
export type Within = readonly unknown[];

/** Every thing in the lists on a path. */
export const thingsAt = (answer: unknown, path: Path): readonly Within[] =>
  path
    .split('.')
    .reduce<readonly Within[]>(
      (found, step) => found.flatMap((within) => follow([within[0]], step).map((thing) => [thing, ...within])),
      [[answer]],
    );

/** The values at a path from a thing. */
export const leavesFrom = (within: Within, path: Path): readonly Leaf[] => leavesAt(within[climbOf(path)], path.slice(climbOf(path)));
