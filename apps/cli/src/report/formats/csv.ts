import type { Written } from '../report.js';

// Spreadsheets take what begins so for a formula and run it; the wide forms count too.
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
const NUMBER = /^-?\d+(\.\d+)?$/;
// Without it a spreadsheet takes the text for another encoding than UTF-8.
const BYTE_ORDER_MARK = '\uFEFF';

/** A value of a CSV file (RFC 4180). One that a spreadsheet would take for a formula is marked as text by an apostrophe. */
export function csvField(value: string): string {
  const safe = FORMULA.test(value) && !NUMBER.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Parts one below another, an empty line between them, all lines equally long. */
export function toCsv({ title, plan, computedAt, sections }: Written): string {
  const parts = sections.flatMap(({ title: part, columns, rows, notes = [] }) => [
    [],
    [part],
    columns,
    ...rows,
    ...notes.map((note) => [note]),
  ]);
  const lines = [[title], [plan], [computedAt], ...parts];
  const width = lines.reduce((most, line) => Math.max(most, line.length), 0);
  const padded = lines.map((line) => Array.from({ length: width }, (_, index) => csvField(line[index] ?? '')));
  return `${BYTE_ORDER_MARK}${padded.map((line) => `${line.join(',')}\r\n`).join('')}`;
}
