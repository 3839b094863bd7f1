import type { Question } from '../graphql.js';
import type { Point } from '../point.js';
import { pathsRead } from './paths.js';
import { ARGUMENTS, type Argument, type Report } from './report.js';

/** What is asked: of which plan, and where in its history. What is left out is the present. */
export interface Asked extends Point, Readonly<Partial<Record<Argument, string | number>>> {
  readonly plan: string;
  readonly ruleSet?: string;
}

const HEAD = ['entry', 'on', 'edition', 'ruleSet'];
const PAGE = 100;

/** Everything that a report takes, what it needs first. */
export const argumentsOf = ({ needs, takes = [] }: Report): readonly Argument[] => (needs === undefined ? takes : [needs, ...takes]);

/** The question for a report; with `after`, for the next page of what it gives out page by page. */
export function questionFor(name: string, report: Report, asked: Asked, after?: string): Question {
  const { plan, asOf, edition, ruleSet } = asked;
  const { needs, pages, kept } = report;
  const on = asked.on ?? (report.on && asked[report.on]);
  const own = argumentsOf(report);
  const declared = [
    ...['$plan: ID!', '$asOf: AsOf', '$on: Date', '$edition: Int', '$ruleSet: String'],
    ...own.map((argument) => `$${argument}: ${ARGUMENTS[argument].type}${argument === needs ? '!' : ''}`),
    ...(pages === undefined ? [] : ['$after: String']),
  ];
  const page = pages === undefined ? '' : within(pages, 'nodes');
  const paths = pathsRead(report).filter((path) => after === undefined || path.startsWith(page));
  const turning = pages === undefined ? [] : ['hasNextPage', 'endCursor'].map((field) => within(pages, `pageInfo.${field}`));
  const placed = (path: string): string => (kept === undefined || kept.beside.includes(path.split('.')[0]) ? path : within(kept.in, path));
  const fields = [...HEAD, ...paths, ...turning].map(placed).reduce<Fields>(withPath, {});
  const given = own.map((argument) => `${ARGUMENTS[argument].name}: $${argument}`);
  return {
    query: `query Report(${declared.join(', ')}) {
  plan(code: $plan, asOf: $asOf, on: $on, edition: $edition, ruleSet: $ruleSet) {
    title
    report: ${called(fieldOf(name), pages === '' ? [...given, ...TURNED] : given)} ${printed(fields, pages)}
  }
}`,
    variables: { plan, asOf, on, edition, ruleSet, after, ...Object.fromEntries(own.map((argument) => [argument, asked[argument]])) },
  };
}

/** The field of the plan that gives the report of that name: `due-and-late` is `dueAndLate`. */
const fieldOf = (name: string): string => name.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

const within = (path: string, field: string): string => (path === '' ? field : `${path}.${field}`);

const TURNED = [`first: ${PAGE}`, 'after: $after'];

const called = (field: string, given: readonly string[]): string => (given.length === 0 ? field : `${field}(${given.join(', ')})`);

/** Fields with those within them. */
interface Fields {
  readonly [name: string]: Fields;
}

function withPath(fields: Fields, path: string): Fields {
  const [name, ...rest] = path.split('.');
  const inner = Object.hasOwn(fields, name) ? fields[name] : {};
  return { ...fields, [name]: rest.length === 0 ? inner : withPath(inner, rest.join('.')) };
}

function printed(fields: Fields, paged?: string): string {
  const all = Object.entries(fields).map(([name, inner]) => {
    const field = called(name, name === paged ? TURNED : []);
    return Object.keys(inner).length === 0 ? field : `${field} ${printed(inner)}`;
  });
  return `{ ${all.join(' ')} }`;
}
