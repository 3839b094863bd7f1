import { type Command, InvalidArgumentError, type Option } from 'commander';
import { entryNumber } from '../point.js';
import { EXIT, type ExitCode, type World } from '../world.js';
import { diffLedgers, type DiffOptions } from './diff.js';
import { exportBundle, type ExportOptions } from './export.js';
import { makeKey, type KeygenOptions } from './keygen.js';
import { replayBundle, type ReplayOptions } from './replay.js';
import { listSettings, type SettingsOptions } from './settings.js';
import { signLedger, type SignOptions } from './sign.js';
import { verifyLedger, type VerifyOptions } from './verify.js';

/** What the parts of the command line share. */
export interface Parts {
  readonly json: () => Option;
  readonly address: (text: string) => string;
  readonly tenant: (text: string) => string;
}

/** Puts the verbs for auditors under `audit`. */
export function describeAudit(audit: Command, world: World, done: (exit: ExitCode) => void, { json, address, tenant }: Parts): void {
  const tenantOf = (options: { readonly tenant?: string }): string => options.tenant ?? world.env.PLANLEDGER_TENANT ?? 'main';
  const asking = (command: Command): Command =>
    command
      .requiredOption('--url <url>', 'the address of the API, such as http://127.0.0.1:3000', address)
      .requiredOption('--key <key>', 'an API key of an auditor');
  audit
    .command('keygen')
    .description('Make the key that signs the checkpoints of one ledger. Prints its public half.')
    .requiredOption('--origin <origin>', 'names the ledger, uniquely: such as board.example/plans/main', origin)
    .requiredOption('--to <file>', 'a new file for the secret half; keep it away from the machine that records')
    .action((options: KeygenOptions) => done(makeKey(options, world)));
  asking(audit.command('sign'))
    .description('Sign what the ledger is now, if it begins with what was signed last. Run it apart from the API, every hour or day.')
    .requiredOption('--signer <file>', 'the secret half of the key')
    .requiredOption('--to <folder>', 'the folder of the checkpoints; publish it where the operator cannot change it')
    .addOption(json())
    .action(async (options: SignOptions) => done(await signLedger(options, world)));
  asking(audit.command('export'))
    .description('Write what was signed into a folder that anyone can verify. A second run goes on where the first one ended.')
    .requiredOption('--checkpoints <folder>', 'the folder of the checkpoints')
    .requiredOption('--to <folder>', 'the bundle')
    .option('--withhold <entries>', 'numbers of entries whose data is left out, such as 17,20-25', numbers, [])
    .addOption(json())
    .action(async (options: ExportOptions) => done(await exportBundle(options, world)));
  audit
    .command('verify')
    .description('Check a bundle, or a log as sqlite:<file>, and name the first bad entry. Needs no server and no network.')
    .argument('<ledger>', 'a bundle, or sqlite:<file>')
    .option('--key <key>', 'the public key as it was published, or its file (default: the one beside the checkpoints)')
    .option('--checkpoints <folder>', 'the folder of the checkpoints (default: those of the bundle)')
    .option('--tenant <tenant>', 'whose ledger of a log (default: PLANLEDGER_TENANT)', tenant)
    .option('--remember <file>', 'keep here how far it is verified, and go on from there the next time')
    .addOption(json())
    .action(async (ledger: string, options: Partial<VerifyOptions>) =>
      done(await verifyLedger(ledger, { ...options, tenant: tenantOf(options) }, world)),
    );
  audit
    .command('replay')
    .description('Rebuild the views from a bundle, and compare them with another replay or with what a node answers from.')
    .argument('<bundle>', 'with nothing withheld')
    .option('--against <bundle>', 'another bundle')
    .option('--url <url>', 'the address of a node', address)
    .option('--key <key>', 'an API key of an auditor')
    .option('--at <entry>', 'the last entry that counts (default: that of the bundle)', entryNumber)
    .addOption(json())
    .action(async (bundle: string, options: ReplayOptions, command: Command) => {
      if ((options.url === undefined) !== (options.key === undefined)) {
        command.error('error: --url and --key belong together', { exitCode: EXIT.USAGE });
      }
      done(await replayBundle(bundle, options, world));
    });
  audit
    .command('diff')
    .description('Compare two copies of a ledger, entry by entry: bundles, or logs as sqlite:<file>.')
    .argument('<a>', 'a bundle, or sqlite:<file>')
    .argument('<b>', 'another one')
    .option('--tenant <tenant>', 'whose ledger of a log (default: PLANLEDGER_TENANT)', tenant)
    .addOption(json())
    .action(async (a: string, b: string, options: Partial<DiffOptions>) =>
      done(await diffLedgers(a, b, { ...options, tenant: tenantOf(options) }, world)),
    );
  audit
    .command('settings')
    .description('List what was ever set on the streams of a server: limits that make it hide or drop entries, and who may do what.')
    .argument('<log>', 'the log, as PLANLEDGER_LOG names it, with credentials that may read the settings')
    .addOption(json())
    .action(async (log: string, options: SettingsOptions) => done(await listSettings(log, options, world)));
}

function origin(text: string): string {
  if (!/^[^\s+\p{Cc}]{1,200}$/u.test(text)) throw new InvalidArgumentError('It must be 1 to 200 characters without spaces and plus signs.');
  return text;
}

const MOST_WITHHELD = 1_000_000;

function numbers(text: string, before: readonly number[]): readonly number[] {
  const ranges = text.split(',').map((part) => /^(\d{1,15})(?:-(\d{1,15}))?$/.exec(part));
  const found = ranges.flatMap((range) => {
    if (range === null) throw new InvalidArgumentError('It must be numbers and ranges, such as 17,20-25.');
    const [first, last] = [Number(range[1]), Number(range[2] ?? range[1])];
    if (last < first || last - first >= MOST_WITHHELD) throw new InvalidArgumentError(`${range[0]} is no range.`);
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
  return [...before, ...found];
}
