/**
 * A way into an answer: names of fields with dots between them, through lists too. From a row of a section, each `^` in front goes
 * one list up: `^number` is the number of the ambition of an objective.
 */
export type Path = string;

/** A value that stands in an answer. */
export type Leaf = string | number | boolean;

/** What stands in a column: the values at a path, or what is made of those at several, for each thing in a list if one is named. */
export type Column = Path | MadeColumn;

export interface MadeColumn {
  readonly each?: Path;
  readonly of: readonly Path[];
  readonly show: (...values: readonly (readonly Leaf[])[]) => string;
}

/** A part of a report: counts, each with the codes of what is counted, or a row for each thing in a list. */
export type Section =
  | { readonly title: string; readonly counts: Readonly<Record<string, Path>> }
  | { readonly title: string; readonly rows: Path; readonly columns: Readonly<Record<string, Column>> };

/** What a report may take beside the plan and the point of its history: the name and the type that it has in the API. */
export const ARGUMENTS = {
  periodEnd: { name: 'periodEnd', type: 'Date' },
  ofEdition: { name: 'edition', type: 'Int' },
  subject: { name: 'subject', type: 'String' },
  field: { name: 'field', type: 'String' },
  code: { name: 'code', type: 'String' },
  year: { name: 'year', type: 'FinancialYear' },
  severity: { name: 'severity', type: 'FindingSeverity' },
  rule: { name: 'rule', type: 'String' },
} as const;

export type Argument = keyof typeof ARGUMENTS;

/** A report of the API: what it is about, what it takes, and how it is laid out. */
export interface Report {
  readonly about: string;
  readonly needs?: Argument;
  readonly takes?: readonly Argument[];
  /** What it takes that is the day looked at, where none is named. */
  readonly on?: Argument;
  /** The field of the report that is given out page by page; empty where it is the report itself. */
  readonly pages?: Path;
  /** Where the report lies one field deeper: that field, and what is shown of those beside it. */
  readonly kept?: { readonly in: string; readonly beside: readonly string[] };
  readonly sections: readonly Section[];
}

/** A report as it is written out, whatever the format. */
export interface Written {
  readonly title: string;
  /** The title of the plan. */
  readonly plan: string;
  /** What it was computed at, in words. */
  readonly computedAt: string;
  readonly sections: readonly WrittenSection[];
}

export interface WrittenSection {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** What is said below the table. */
  readonly notes?: readonly string[];
}
