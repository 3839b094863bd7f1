import { partOf } from '../part-of.js';
import type { Because, PlanView } from '../plan-view.js';
import type { Source } from '../projection.js';
import { headOf, type ReportHead } from './report.js';
import { tally, type CountedKind, type Tally } from './tally.js';

/** The entry that made a recorded field what it is. */
export interface TracedField {
  readonly field: string;
  readonly entry: number;
}

/** Q22: what a thing, or one field of it, rests on. */
export interface SourceTrace extends ReportHead {
  readonly subject: string;
  readonly kind: CountedKind;
  readonly title: string;
  /** True where the field asked about is computed: then the recorded fields that it may rest on are listed. */
  readonly derived: boolean;
  /** The recorded fields, each with its entry, in the order of their names. */
  readonly fields: readonly TracedField[];
  /** Every entry that the whole thing rests on, as a tally of the one thing. */
  readonly whole: Tally;
  /** Lines of the sources that the thing itself names. */
  readonly lines: readonly Source[];
}

/** A thing of a view, as far as its sources are concerned. */
interface Sourced {
  readonly because: Because;
  readonly source?: Source;
  /** Further lines of the document of `source`. */
  readonly sourceLines?: readonly number[];
  readonly relatedLines?: readonly number[];
}

interface Found {
  readonly kind: CountedKind;
  readonly title: string;
  readonly thing: Sourced;
}

/** Traces a thing, or one of its fields, by the code of the thing (an ambition by its number). Undefined where there is none such. */
export function sourceTrace(view: PlanView, subject: string, field?: string): SourceTrace | undefined {
  const traced = find(view, subject);
  if (traced === undefined) return undefined;
  const { kind, title, thing } = traced;
  const recorded = Object.entries(thing.because)
    .map(([name, entry]) => ({ field: name, entry }))
    .sort((a, b) => (a.field < b.field ? -1 : 1));
  const fields = recorded.filter((one) => field === undefined || one.field === field);
  if (field !== undefined && fields.length === 0 && !(field in thing)) return undefined;
  const derived = fields.length === 0 && field !== undefined;
  return {
    ...headOf(view),
    ...{ subject, kind, title, derived },
    fields: derived ? recorded : fields,
    whole: tally(view, kind, [subject]),
    lines: linesOf(thing),
  };
}

type Look = (view: PlanView, code: string) => Found | undefined;

/** Codes are never shared between kinds, so the first that is found is it. */
const looks: readonly Look[] = [
  (view, code) => found('ambition', /^\d+$/.test(code) ? view.ambition(Number(code)) : undefined, ({ title }) => title),
  (view, code) => found('objective', view.objective(code), ({ title }) => title),
  (view, code) => found('milestone', view.milestone(code), ({ title }) => title),
  (view, code) => found('measure', view.measure(code), ({ title }) => title),
  (view, code) => found('dependency', partOf(view, 'dependency', code), ({ from, to }) => `${from} on ${to.ref}`),
  (view, code) => found('risk', partOf(view, 'risk', code), ({ text }) => text),
  (view, code) => found('commitment', partOf(view, 'commitment', code), ({ title }) => title),
  (view, code) => found('registerEntry', view.registerEntry(code), ({ name }) => name),
  (view, code) => found('discrepancy', view.discrepancy(code), ({ what }) => what),
];

function find(view: PlanView, code: string): Found | undefined {
  for (const look of looks) {
    const thing = look(view, code);
    if (thing !== undefined) return thing;
  }
  return undefined;
}

const found = <T extends Sourced>(kind: CountedKind, thing: T | undefined, titleOf: (thing: T) => string): Found | undefined =>
  thing && { kind, title: titleOf(thing), thing };

function linesOf({ source, sourceLines = [], relatedLines = [] }: Sourced): readonly Source[] {
  if (source === undefined) return [];
  const further = [...sourceLines, ...relatedLines].filter((line) => line !== source.line);
  return [source, ...[...new Set(further)].map((line) => ({ document: source.document, line }))];
}
