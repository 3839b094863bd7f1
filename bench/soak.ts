// Kills the API under load again and again and compares its log with every promise it gave. `npm run soak -- --kills 100`
import { parseArgs } from 'node:util';
import { killRun } from '../test/support/kill-run.js';

const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '100' },
    clients: { type: 'string', default: '16' },
    minutes: { type: 'string', default: '20' },
    log: { type: 'string' },
    seed: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

function whole(name: 'kills' | 'clients' | 'minutes' | 'seed', text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new TypeError(`--${name} is a whole number, not ${text}`);
}

async function main(): Promise<number> {
  if (values.help) {
    console.log('npm run soak -- [--kills 100] [--clients 16] [--minutes 20] [--log esdb://…] [--seed n]');
    return 0;
  }
  const kills = whole('kills', values.kills);
  const every = Math.max(1, Math.round(kills / 20));
  const report = await killRun({
    kills,
    clients: whole('clients', values.clients),
    code: 'BUILD',
    log: values.log,
    seed: values.seed === undefined ? Math.floor(Math.random() * 1_000_000_000) : whole('seed', values.seed),
    atMost: whole('minutes', values.minutes) * 60_000,
    onKill: (count, { promised }) => {
      if (count % every === 0 || count === kills) console.log(`${count} of ${kills} kills, ${promised.size} commands acknowledged`);
    },
  });
  const { violations, ...figures } = report;
  console.table(figures);
  for (const violation of violations) console.log(`VIOLATION ${violation}`);
  if (report.kills < kills) console.log(`Stopped after ${report.kills} of ${kills} kills: --minutes ran out.`);
  console.log(violations.length === 0 ? 'Every promise was kept.' : `${violations.length} violations.`);
  return violations.length === 0 ? 0 : 1;
}

process.exitCode = await main().catch((error: Error) => {
  console.error(error.message);
  return 2;
});
