import { connectionTo, type Asking } from '../graphql.js';
import { askForReport } from '../report/ask.js';
import { toCsv } from '../report/formats/csv.js';
import { toMarkdown } from '../report/formats/markdown.js';
import { toTable } from '../report/formats/table.js';
import type { Asked } from '../report/question.js';
import type { Written } from '../report/report.js';
import { REPORTS } from '../report/reports.js';
import { written } from '../report/write.js';
import { EXIT, type ExitCode, type World } from '../world.js';

export const FORMATS = ['table', 'markdown', 'csv', 'json'] as const;
export type Format = (typeof FORMATS)[number];

export interface ReportOptions extends Asking, Asked {
  readonly format: Format;
}

const TERMINAL = 80;

const layouts: Readonly<Record<Exclude<Format, 'json'>, (report: Written) => string>> = {
  table: (report) => toTable(report, TERMINAL),
  markdown: toMarkdown,
  csv: toCsv,
};

/** A report as text in one of the formats. */
export const layOut = (format: Exclude<Format, 'json'>, report: Written): string => layouts[format](report);

/** Asks the API for a report and prints it. As JSON it is the answer with the point and the rules it was computed at. */
export async function printReport(name: string, { url, key, format, ...asked }: ReportOptions, world: World): Promise<ExitCode> {
  const report = REPORTS[name];
  const { title, answer } = await askForReport(name, report, asked, connectionTo({ url, key }, world));
  if (format === 'json') world.out(`${JSON.stringify({ report: name, plan: asked.plan, title, ...answer }, null, 2)}\n`);
  else world.out(layOut(format, written(report, title, answer)));
  return EXIT.DONE;
}
