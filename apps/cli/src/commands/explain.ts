import { connectionTo, misunderstood } from '../graphql.js';
import { askForReport, type Answer } from '../report/ask.js';
import { lineageOf, type Counted } from '../report/lineage.js';
import { numbersIn, withNumbers, type ReportNumber } from '../report/numbers.js';
import type { Written, WrittenSection } from '../report/report.js';
import { REPORTS } from '../report/reports.js';
import { inWords, written } from '../report/write.js';
import { EXIT, type ExitCode, type World } from '../world.js';
import { layOut, type ReportOptions } from './report.js';

/** Prints the numbers of a report; of one that is named, the entries and source lines behind everything that it counts. */
export async function explain(
  name: string,
  wanted: string | undefined,
  { url, key, format, ...asked }: ReportOptions,
  world: World,
): Promise<ExitCode> {
  const report = REPORTS[name];
  const connection = connectionTo({ url, key }, world);
  const { title, answer } = await askForReport(name, withNumbers(report), asked, connection);
  const numbers = numbersIn(answer);
  const number = numbers.find((one) => one.name.toLowerCase() === wanted?.toLowerCase());
  if (wanted !== undefined && number === undefined) {
    return misunderstood(connection, `has no number ${wanted} in ${name}; it has ${numbers.map((one) => one.name).join(', ')}`);
  }
  const counted = number && (await lineageOf(asked.plan, number.subjects, answer, connection));
  if (format === 'json') {
    const { entry, on, edition, ruleSet } = answer;
    const found = number === undefined ? { numbers } : { number, counted };
    world.out(`${JSON.stringify({ report: name, plan: asked.plan, title, entry, on, edition, ruleSet, ...found }, null, 2)}\n`);
  } else {
    const sections = number === undefined || counted === undefined ? [numbersSection(numbers)] : behind(number, counted);
    world.out(layOut(format, inFull(report.about, title, answer, sections)));
  }
  return EXIT.DONE;
}

const inFull = (about: string, title: string, answer: Answer, sections: readonly WrittenSection[]): Written => ({
  ...written({ about, sections: [] }, title, answer),
  sections,
});

const numbersSection = (numbers: readonly ReportNumber[]): WrittenSection => ({
  title: 'Numbers',
  columns: ['What', 'Count', 'Which'],
  rows: numbers.map(({ name, count, subjects }) => [name, String(count), inWords(subjects)]),
});

const behind = ({ name, count }: ReportNumber, counted: readonly Counted[]): readonly WrittenSection[] => [
  {
    title: `${name}: ${count}`,
    columns: ['What', 'Entry', 'Type', 'True on', 'Recorded (UTC)', 'By', 'Line'],
    rows: counted.flatMap(rowsOf),
  },
];

const rowsOf = ({ subject, entries, more }: Counted): readonly (readonly string[])[] => [
  ...entries.map(({ number, type, effectiveOn, recordedAt, actor, source }) => [
    ...[subject, String(number), type, effectiveOn ?? '', recordedAt.slice(0, 16).replace('T', ' '), actor],
    String(source?.line ?? ''),
  ]),
  ...(more ? [[subject, '…', 'and more', '', '', '', '']] : []),
];
