import type { Because, Row } from '#libs/domain';

/** A row as it is stored: its JSON, and the entries behind its fields. */
export interface RowText {
  readonly body: string | null;
  readonly because: string;
}

export interface RowAndReasons {
  readonly row: Row | undefined;
  readonly because: Because;
}

const ABSENT: RowText = { body: null, because: '' };

/** The reasons are written in the order of the row's fields, without their names; those of fields that went away follow, named. */
export function toText({ row, because }: RowAndReasons): RowText {
  if (row === undefined) return ABSENT;
  const fields = Object.keys(row);
  const entries: (number | Because)[] = fields.map((field) => because[field]);
  const gone = Object.keys(because).length > fields.length ? Object.entries(because).filter(([field]) => !(field in row)) : [];
  if (gone.length > 0) entries.push(Object.fromEntries(gone));
  return { body: JSON.stringify(row), because: JSON.stringify(entries) };
}

export function fromText({ body, because }: RowText): RowAndReasons {
  if (body === null) return { row: undefined, because: {} };
  const row = JSON.parse(body) as Row;
  const entries = JSON.parse(because) as (number | Because)[];
  const fields = Object.keys(row);
  const named = Object.fromEntries(fields.map((field, index) => [field, entries[index] as number]));
  return { row, because: { ...named, ...(entries[fields.length] as Because | undefined) } };
}
