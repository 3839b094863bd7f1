import type { Written, WrittenSection } from '../report.js';

const GAP = '  ';
const NUMBER = /^-?\d+(\.\d+)?$/;
/** A column is not made narrower than this while others are wider. */
const LEAST = 6;
/** So many rows tell how wide the columns should be. */
const SAMPLE = 200;
/** Of a longer list in one cell only the beginning is shown. */
const MOST_LISTED = 20;

/** A report as text that fits a terminal so wide: long cells go on below, columns without a word are left out. */
export function toTable({ title, plan, computedAt, sections }: Written, width: number): string {
  const head = [title, plan, computedAt].flatMap((line) => wrapped(line, width)).join('\n');
  return `${[head, ...sections.map((section) => part(section, width))].join('\n\n')}\n`;
}

function part({ title, columns, rows, notes = [] }: WrittenSection, width: number): string {
  if (rows.length === 0) return `${title}\n\nNone.`;
  const filled = columns.map((_, index) => rows.some((row) => row[index] !== ''));
  const shown = [columns, ...rows].map((row) => row.filter((_, index) => filled[index]).map(shortened));
  const widths = widthsFor(shown, width);
  const right = widths.map((_, index) => shown.slice(1).every((row) => row[index] === '' || NUMBER.test(row[index])));
  const [head, ...lines] = shown.map((row) => laid(row, widths, right));
  const below = notes.flatMap((note) => ['', ...wrapped(note, width)]);
  return [...wrapped(title, width), '', head, widths.map((each) => '-'.repeat(each)).join(GAP), ...lines, ...below].join('\n');
}

function shortened(text: string): string {
  const items = text.split(', ');
  if (items.length <= MOST_LISTED) return text;
  return `${items.slice(0, MOST_LISTED - 2).join(', ')} … and ${items.length - MOST_LISTED + 2} more`;
}

/** The widths of the columns of rows: as wide as they need to be, else those give way that make the table the least higher. */
function widthsFor(rows: readonly (readonly string[])[], width: number): readonly number[] {
  const longest = (of: (text: string) => readonly string[]): number[] =>
    rows[0].map((_, index) => rows.reduce((most, row) => Math.max(most, ...of(row[index]).map(lengthOf)), 1));
  const widths = longest((text) => [text]);
  const pieces = longest(piecesOf);
  const lengths = rows.slice(0, SAMPLE).map((row) => row.map(lengthOf));
  const room = width - GAP.length * (widths.length - 1);
  for (let over = widths.reduce((sum, each) => sum + each, 0) - room; over > 0; over--) {
    widths[narrower(widths, pieces, lengths)]--;
  }
  return widths;
}

/** The column that can best be narrower by one: no word of it is broken, the rows grow the least, it is the widest. */
function narrower(widths: readonly number[], pieces: readonly number[], lengths: readonly (readonly number[])[]): number {
  const wide = [...widths.keys()].filter((index) => widths[index] > 1);
  const unbroken = wide.filter((index) => widths[index] > Math.max(pieces[index], LEAST));
  const height = (index: number): number => heightOf(lengths, widths.with(index, widths[index] - 1));
  const heights = new Map((unbroken.length > 0 ? unbroken : wide).map((index) => [index, height(index)]));
  const [[best]] = [...heights].sort(([a, high], [b, low]) => high - low || widths[b] - widths[a]);
  return best;
}

const heightOf = (lengths: readonly (readonly number[])[], widths: readonly number[]): number =>
  lengths.reduce((sum, row) => sum + Math.max(...row.map((length, index) => Math.ceil(length / widths[index]))), 0);

/** A row of cells side by side, as many lines high as the longest needs. */
function laid(row: readonly string[], widths: readonly number[], right: readonly boolean[]): string {
  const cells = row.map((text, index) => wrapped(text, widths[index]));
  const height = Math.max(...cells.map((lines) => lines.length));
  const line = (number: number): string =>
    cells
      .map((lines, index) => {
        const text = lines[number] ?? '';
        const blanks = ' '.repeat(widths[index] - lengthOf(text));
        return right[index] ? `${blanks}${text}` : `${text}${blanks}`;
      })
      .join(GAP)
      .trimEnd();
  return Array.from({ length: height }, (_, number) => line(number)).join('\n');
}

const lengthOf = (text: string): number => [...text].length;

/** The pieces that a text may be broken into: words, and the parts of a compound, but no codes or days. */
const piecesOf = (text: string): readonly string[] => text.split(/\s+/).flatMap((word) => word.split(/(?<=\p{L}[-_])(?=\p{L})/u));

/** A text in lines of at most so many characters. */
export function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && lengthOf(last) + 1 + lengthOf(word) <= width) lines[lines.length - 1] = `${last} ${word}`;
    else if (lengthOf(word) <= width) lines.push(word);
    else lines.push(...broken(word, width));
  }
  return lines;
}

/** A word that does not fit: in its parts where it has some, else wherever the line ends. */
const broken = (word: string, width: number): readonly string[] => piecesOf(word).flatMap((piece) => chopped([...piece], width));

const chopped = (characters: readonly string[], width: number): readonly string[] =>
  Array.from({ length: Math.ceil(characters.length / width) }, (_, index) => characters.slice(index * width, (index + 1) * width).join(''));
