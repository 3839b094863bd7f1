import type { Written, WrittenSection } from '../report.js';

const escaped = (text: string): string => text.replace(/[\\`*_[\]<>|~&#$]/g, '\\$&').replace(/\s*[\r\n]+\s*/g, ' ');

/** A report as Markdown with a table for each part. */
export const toMarkdown = ({ title, plan, computedAt, sections }: Written): string =>
  [`# ${escaped(title)}`, `${escaped(plan)}. ${escaped(computedAt)}.`, ...sections.map(part)].join('\n\n').concat('\n');

function part({ title, columns, rows, notes = [] }: WrittenSection): string {
  const line = (cells: readonly string[]): string => `| ${cells.map(escaped).join(' | ')} |`;
  const table = [line(columns), `|${columns.map(() => ' --- |').join('')}`, ...rows.map(line)].join('\n');
  const below = notes.map((note) => `- ${escaped(note)}`).join('\n');
  return [`## ${escaped(title)}`, rows.length === 0 ? 'None.' : table, ...(below === '' ? [] : [below])].join('\n\n');
}
