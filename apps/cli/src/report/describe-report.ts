import { isFinancialYear } from '#libs/domain';
import { InvalidArgumentError, Option, type Command } from 'commander';
import { explain } from '../commands/explain.js';
import { FORMATS, printReport, type ReportOptions } from '../commands/report.js';
import { day, moment } from '../point.js';
import { EXIT, type ExitCode, type World } from '../world.js';
import { argumentsOf } from './question.js';
import { ARGUMENTS, type Argument, type Report } from './report.js';
import { optionOf, REPORTS, reportList } from './reports.js';

type Done = (exit: ExitCode) => void;
type Address = (text: string) => string;

/** Says how a report is asked for on the command line. */
export function describeReport(report: Command, world: World, done: Done, address: Address): void {
  asking(report, address)
    .description('Print a report of a plan, as of any point of its history.')
    .argument('<name>', 'which report: see below', reportName)
    .action(async (name: string, options: ReportOptions, command: Command) => {
      refuseWrong(name, options, command);
      done(await printReport(name, options, world));
    });
}

/** Says how a number of a report is explained on the command line. */
export function describeExplain(explaining: Command, world: World, done: Done, address: Address): void {
  asking(explaining, address)
    .description('Explain a number of a report: the entries and source lines behind everything that it counts.')
    .argument('<name>', 'which report: see below', reportName)
    .argument('[number]', 'which of its numbers, such as byKind.QUANTITATIVE (default: list them)')
    .action(async (name: string, number: string | undefined, options: ReportOptions, command: Command) => {
      refuseWrong(name, options, command);
      done(await explain(name, number, options, world));
    });
}

const asking = (command: Command, address: Address): Command =>
  command
    .requiredOption('--url <url>', 'the address of the API, such as http://127.0.0.1:3000', address)
    .requiredOption('--key <key>', 'an API key')
    .requiredOption('--plan <code>', 'the code of the plan, such as jfp')
    .option('--as-of <moment>', 'what the ledger knew: an entry number, an instant, or edition:3 (default: all)', moment)
    .option('--on <day>', 'the day looked at (default: the end of the half-year reported on; else today, or the day of --as-of)', day)
    .option('--edition <number>', 'the edition looked at (default: the one current then)', editionNumber)
    .option('--rule-set <name>', 'the rules to compute by (default: those in force then)')
    .option('--period-end <day>', 'the last day of a half-year: 31 March or 30 September', day)
    .option('--of-edition <number>', 'the edition whose promises are followed', editionNumber)
    .option('--code <code>', 'the code that a report was issued under, such as 2025-09-30')
    .option('--subject <code>', 'the code of the thing that is traced, or that findings are about')
    .option('--field <name>', 'the one field that is traced')
    .option('--year <year>', 'the financial year of immediate priorities, such as 2025/26', year)
    .option('--rule <name>', 'only findings of this rule, such as R03')
    .addOption(new Option('--severity <severity>', 'only findings so grave').choices(['HIGH', 'MEDIUM', 'LOW']))
    .addOption(new Option('--format <format>', 'how to print it').choices(FORMATS).default('table'))
    .addHelpText('after', `\nReports:\n${reportList()}`);

function refuseWrong(name: string, options: ReportOptions, command: Command): void {
  const wrong = wrongArgument(REPORTS[name], options);
  if (wrong !== undefined) command.error(`error: ${name} ${wrong}`, { exitCode: EXIT.USAGE });
}

/** What a report lacks, or is given and does not take. */
function wrongArgument(report: Report, options: ReportOptions): string | undefined {
  const { needs } = report;
  if (needs !== undefined && options[needs] === undefined) return `needs ${optionOf(needs)}`;
  const given = (Object.keys(ARGUMENTS) as Argument[]).filter((argument) => options[argument] !== undefined);
  const odd = given.find((argument) => !argumentsOf(report).includes(argument));
  return odd === undefined ? undefined : `takes no ${optionOf(odd)}`;
}

/** A report by its name, also as the API spells it. */
function reportName(text: string): string {
  const name = text.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  if (!Object.hasOwn(REPORTS, name)) throw new InvalidArgumentError(`The reports are:\n${reportList()}`);
  return name;
}

function year(text: string): string {
  if (!isFinancialYear(text)) throw new InvalidArgumentError('It must be a financial year such as 2025/26.');
  return text;
}

function editionNumber(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('It must be the number of an edition, such as 3.');
  return Number(text);
}
