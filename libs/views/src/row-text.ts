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
  const named: Record<string, number> = {};
  let place = 0;
  for (const field in row) named[field] = entries[place++] as number;
  const gone = entries[place] as Because | undefined;
  return { row, because: gone === undefined ? named : Object.assign(named, gone) };
}
