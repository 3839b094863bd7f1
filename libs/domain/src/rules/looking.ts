import type { Source } from '../projection.js';
import type { Measure, Milestone, Objective, PlanView } from '../plan-view.js';
import type { Finding } from './finding.js';

/** What a rule says of one thing, before its name is on it. */
export type Said = Omit<Finding, 'rule' | 'sources'> & { readonly sources: readonly Source[] };

/** A rule of its own number or name: what it finds in a plan at a point. Pure, and linear in the size of the plan. */
export type Look = (view: PlanView) => readonly Finding[];

/** Puts the name of a rule on what it says. */
export const rule =
  (name: string, look: (view: PlanView) => readonly Said[]): Look =>
  (view) =>
    look(view).map((said) => ({ rule: name, ...said, sources: eachOnce(said.sources) }));

const eachOnce = (sources: readonly Source[]): readonly Source[] => [
  ...new Map(sources.map((source) => [`${source.line} ${source.document}`, source])).values(),
];

const OPEN: ReadonlySet<Milestone['status']> = new Set(['PLANNED', 'PLACEHOLDER', 'IN_PROGRESS', 'DELAYED', 'HELD']);

export const isOpen = ({ status }: Milestone): boolean => OPEN.has(status);

/** The objectives of the edition that have not ended on the day. */
export const standing = ({ objectives }: PlanView): readonly Objective[] => objectives.filter(({ end }) => end === undefined);

/** The measures that are looked at: not withdrawn, and no copy of another. */
export const inUse = ({ measures }: PlanView): readonly Measure[] =>
  measures.filter(({ status, duplicateOf }) => status !== 'WITHDRAWN' && duplicateOf === undefined);

/** A thing that keeps where it was read. */
export interface Read {
  readonly source?: Source;
}

/** Where things were read. */
export const readAt = (...things: readonly (Read | undefined)[]): readonly Source[] => things.flatMap((thing) => thing?.source ?? []);

/** The lines of a document that an entry of the register, or a discrepancy, names; else where it was read. */
export const linesOf = ({
  source,
  sourceLines,
}: {
  readonly source?: Source;
  readonly sourceLines: readonly number[];
}): readonly Source[] =>
  source === undefined || sourceLines.length === 0
    ? readAt({ ...(source !== undefined && { source }) })
    : sourceLines.map((line) => ({ document: source.document, line }));

const MOST_LISTED = 12;

/** Codes or words as a person lists them: `a, b and c`; of very many the first. */
export function listed(words: readonly string[]): string {
  const shown = words.length > MOST_LISTED ? [...words.slice(0, MOST_LISTED), `${words.length - MOST_LISTED} more`] : words;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown[shown.length - 1]}`;
}
