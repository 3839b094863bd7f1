import type { Head } from './ask.js';
import { leavesAt, leavesFrom, thingsAt, type Within } from './paths.js';
import type { Column, Leaf, Report, Section, Written, WrittenSection } from './report.js';

/** Lays a report out: what it says, in words, part by part. */
export const written = (report: Report, plan: string, answer: Head): Written => ({
  title: report.about,
  plan,
  computedAt: `Entry ${answer.entry}, on ${answer.on}, ${answer.edition === null ? 'no edition' : `edition ${answer.edition}`}, rules ${answer.ruleSet}`,
  sections: report.sections.map((section) => writtenSection(section, answer)),
});

function writtenSection(section: Section, answer: Head): WrittenSection {
  const { title } = section;
  if ('counts' in section) {
    const rows = Object.entries(section.counts).map(([name, path]) => [
      name,
      inWords(leavesAt(answer, `${path}.count`)),
      inWords(leavesAt(answer, `${path}.subjects`)),
    ]);
    return { title, columns: ['What', 'Count', 'Which'], rows };
  }
  const rows = thingsAt(answer, section.rows).map((within) => Object.values(section.columns).map((column) => cell(column, within)));
  return { title, columns: Object.keys(section.columns), rows };
}

function cell(column: Column, within: Within): string {
  if (typeof column === 'string') return inWords(leavesFrom(within, column));
  const { each, of, show } = column;
  if (each === undefined) return show(...of.map((path) => leavesFrom(within, path)));
  return inWords(thingsAt(within[0], each).map((thing) => show(...of.map((path) => leavesFrom(thing, path)))));
}

/** Values in one cell: codes with commas between them, texts with semicolons. */
export function inWords(values: readonly Leaf[]): string {
  const words = values.map((value) => (typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)));
  return words.join(words.some((word) => word.includes(' ')) ? '; ' : ', ');
}
