import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { isRole, ROLES, type Role } from '../../api/src/auth/roles.js';
import { describeAudit } from './audit/describe-audit.js';
import { importFolder, type ImportOptions } from './commands/import.js';
import { copyLedgers, type CopyOptions } from './commands/copy.js';
import { createKey, listKeys, revokeKey, type CreateOptions } from './commands/keys.js';
import { printDiff, type DiffOptions } from './commands/diff.js';
import { type FollowOptions, followEntries } from './commands/follow.js';
import { rebuildViews } from './commands/rebuild.js';
import { FORMATS } from './commands/report.js';
import { serve } from './commands/serve.js';
import { failed } from './failures.js';
import { endpointOf } from './graphql.js';
import { entryNumber, point } from './point.js';
import { describeExplain, describeReport } from './report/describe-report.js';
import { EXIT, type ExitCode, type World } from './world.js';

const SETTINGS = 'Settings come from the environment (PLANLEDGER_LOG, PLANLEDGER_DATA, PLANLEDGER_KEYS …); see the README.';
const POINTS = `A point is what the ledger knew (an entry number, an instant, edition:3 as it was published, or now), a day that is looked
at, or both: 1289, 2025-10-01T09:00:00Z, edition:3, 2025-10-01, or 1289,2025-10-01. Beside another moment an edition is the one looked at:
now,edition:4 is the draft of the next. With an entry and a day the answer stays the same to the byte.`;
const json = (): Option => new Option('--json', 'print one JSON object for machines');

/** Runs a command line (without the program's own name) and gives the exit status. */
export async function run(argv: readonly string[], world: World): Promise<ExitCode> {
  let exit: ExitCode = EXIT.DONE;
  const program = describe(world, (code) => (exit = code));
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.DONE : EXIT.USAGE;
    return failed(error, world);
  }
}

function describe(world: World, done: (exit: ExitCode) => void): Command {
  const program = new Command('planledger')
    .description('A ledger for rolling programme plans.')
    .exitOverride()
    .configureOutput({ writeOut: world.out, writeErr: world.err })
    .showHelpAfterError('(--help tells more)')
    .addHelpText('after', `\n${SETTINGS}\nExit status: 0 done, 1 refused or failed, 2 not understood.`);
  describeServing(program, world, done);
  describeImport(program, world, done);
  describeReport(program.command('report'), world, done, address);
  describeExplain(program.command('explain'), world, done, address);
  describeDiff(program, world, done);
  describeFollow(program, world, done);
  describeKeys(program.command('keys').description('Make, list and revoke API keys.'), world, done);
  describeCopy(program, world, done);
  describeAudit(program.command('audit').description('Sign, export and verify a ledger.'), world, done, { json, address, tenant });
  return program;
}

function describeServing(program: Command, world: World, done: (exit: ExitCode) => void): void {
  program
    .command('serve')
    .description('Run the API until it is asked to stop (Ctrl-C).')
    .action(async () => done(await serve(world)));
  program
    .command('rebuild')
    .description('Replay the log into new read models and put them in the place of the old ones. The API must not be running.')
    .option('--tenant <tenant>', 'only this tenant (default: all)', tenant)
    .addOption(json())
    .action(async (options: { tenant?: string; json?: boolean }) => done(await rebuildViews(options, world)));
}

function describeImport(program: Command, world: World, done: (exit: ExitCode) => void): void {
  program
    .command('import')
    .description('Load a plan laid out in a folder. A second run changes nothing; a broken one goes on where it stopped.')
    .argument('<folder>', 'such as examples/norfolk-and-waveney')
    .option('--url <url>', 'the address of the API, such as http://127.0.0.1:3000', address)
    .option('--key <key>', 'an API key of an approver')
    .option('--dry-run', 'only look for mistakes; send nothing')
    .addOption(json())
    .action(async (folder: string, options: ImportOptions, command: Command) => {
      if (options.dryRun !== true && (options.url === undefined || options.key === undefined)) {
        command.error('error: --url and --key are needed unless it is a --dry-run', { exitCode: EXIT.USAGE });
      }
      done(await importFolder(folder, options, world));
    });
}

function describeDiff(program: Command, world: World, done: (exit: ExitCode) => void): void {
  program
    .command('diff')
    .description('What changed in a plan from one point of its history to another, with the entries that made it so.')
    .argument('<plan>', 'the code of the plan, such as jfp')
    .requiredOption('--url <url>', 'the address of the API, such as http://127.0.0.1:3000', address)
    .requiredOption('--key <key>', 'an API key')
    .requiredOption('--from <point>', 'the first point: see below', point)
    .requiredOption('--to <point>', 'the second point', point)
    .addOption(new Option('--format <format>', 'how to print it').choices(FORMATS).default('markdown'))
    .addOption(json())
    .addHelpText('after', `\n${POINTS}`)
    .action(async (plan: string, options: DiffOptions) => done(await printDiff(plan, options, world)));
}

function describeFollow(program: Command, world: World, done: (exit: ExitCode) => void): void {
  program
    .command('follow')
    .description('Print entries as JSON lines as they are recorded, until asked to stop (Ctrl-C). A broken connection is taken up again.')
    .requiredOption('--url <url>', 'the address of the API, such as http://127.0.0.1:3000', address)
    .requiredOption('--key <key>', 'an API key')
    .option('--after <entry>', 'begin after this entry (default: with the first)', entryNumber)
    .option('--plan <plan>', 'only those of this plan')
    .option('--type <type>', 'only those of this type, such as MilestoneMet; give it again for several', each)
    .option('--until-caught-up', 'end once everything that is recorded has been printed')
    .action(async (options: FollowOptions) => done(await followEntries(options, world)));
}

function describeCopy(program: Command, world: World, done: (exit: ExitCode) => void): void {
  program
    .command('copy')
    .description('Move a ledger to another store, entry by entry, and seal the old one. A broken copy goes on where it stopped.')
    .requiredOption('--from <log>', 'the store that it is in, such as sqlite:./data/ledger.db; no API may write there')
    .requiredOption('--to <log>', 'the store that it is to go on in, such as kurrentdb://host:2113')
    .option('--tenant <tenant>', 'only this tenant (default: all, and then the target may hold nothing else)', tenant)
    .option('--no-seal', 'leave the source open: a copy, and no move')
    .addOption(json())
    .action(async (options: CopyOptions) => done(await copyLedgers(options, world)));
}

function describeKeys(keys: Command, world: World, done: (exit: ExitCode) => void): void {
  keys
    .command('create')
    .description('Make a key and print it. It is printed this once; only its digest is kept.')
    .requiredOption('--role <role>', `${ROLES.join(', ')}; give it again for several`, eachRole)
    .requiredOption('--name <name>', 'who uses the key: the actor in every entry it records', name)
    .option('--post <post>', 'a post that it may act for; give it again for several', each, [])
    .option('--tenant <tenant>', 'the tenant (default: PLANLEDGER_TENANT)', tenant)
    .addOption(json())
    .action((options: CreateOptions) => done(createKey(options, world)));
  keys
    .command('list')
    .description('List all keys, without their secrets.')
    .addOption(json())
    .action((options: { json?: boolean }) => done(listKeys(options, world)));
  keys
    .command('revoke')
    .description('Kill a key; a running API sees it within 5 seconds.')
    .argument('<id>', 'the id of the key: the part between "pl_" and the next "_"')
    .addOption(json())
    .action((id: string, options: { json?: boolean }) => done(revokeKey(id, options, world)));
}

function address(text: string): string {
  if (endpointOf(text) === undefined) throw new InvalidArgumentError('It must be an http or https address.');
  return text;
}

function eachRole(text: string, before: readonly Role[] = []): readonly Role[] {
  if (!isRole(text)) throw new InvalidArgumentError(`It must be one of ${ROLES.join(', ')}.`);
  return [...before, text];
}

const each = (text: string, before: readonly string[] = []): readonly string[] => [...before, text];

function name(text: string): string {
  if (text.trim() === '' || text.length > 100 || /\p{Cc}/u.test(text))
    throw new InvalidArgumentError('It must be text of 1 to 100 characters.');
  return text;
}

function tenant(text: string): string {
  if (!/^[a-z][a-z0-9]{0,31}$/.test(text)) throw new InvalidArgumentError('It must be 1 to 32 small letters and digits, a letter first.');
  return text;
}
