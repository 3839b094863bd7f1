import type { Because, Row } from '#libs/domain';

/** A row as it is stored: its JSON, and the entries behind its fields. */
export interface RowText {
  readonly body: string | null;
  readonly because: string;
}

/** The entries behind a row: for each of its fields in their order; and for those that went away, by their names. */
export interface Reasons {
  readonly fields: readonly number[];
  readonly gone?: Because;
}

export interface RowAndReasons {
  readonly row: Row | undefined;
  readonly reasons: Reasons;
}

const ABSENT: RowText = { body: null, because: '' };

export const NO_REASONS: Reasons = { fields: [] };

/** The reasons are written in the order of the row's fields, without their names; those of fields that went away follow, named. */
export function toText({ row, reasons: { fields, gone } }: RowAndReasons): RowText {
  if (row === undefined) return ABSENT;
  return { body: JSON.stringify(row), because: JSON.stringify(gone === undefined ? fields : [...fields, gone]) };
}

export function fromText({ body, because }: RowText): RowAndReasons {
  if (body === null) return { row: undefined, reasons: NO_REASONS };
  const fields = JSON.parse(because) as (number | Because)[];
  const gone = typeof fields[fields.length - 1] === 'object' ? (fields.pop() as Because) : undefined;
  return { row: JSON.parse(body) as Row, reasons: { fields: fields as number[], gone } };
}

/** The entry that last changed each field, by its name. */
export function becauseOf(row: Row, { fields, gone }: Reasons): Because {
  const named: Record<string, number> = {};
  for (const [place, field] of Object.keys(row).entries()) named[field] = fields[place];
  return gone === undefined ? named : Object.assign(named, gone);
}
