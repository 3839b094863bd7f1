// Ratios, never absolute times: `npm run bench`, one figure by `--only <name>`, a quick look by `--quick`, 10^6 entries by `--long`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import type { Figure, Scale } from './figure.js';
import { asOfFigure } from './figures/as-of.js';
import { diffFigure } from './figures/diff.js';
import { flushesFigure } from './figures/flushes.js';
import { httpFigure } from './figures/http.js';
import { proofFigure } from './figures/proof.js';
import { recorderFigure } from './figures/recorder.js';
import { replayFigure } from './figures/replay.js';
import { reportsFigure } from './figures/reports.js';
import { serverFigure } from './figures/server.js';
import { judge, type Judged } from './measure.js';
import { heading, lineOf } from './table.js';

const FIGURES: readonly Figure[] = [
  recorderFigure,
  flushesFigure,
  serverFigure,
  replayFigure,
  proofFigure,
  asOfFigure,
  diffFigure,
  httpFigure,
  reportsFigure,
];
const RESULTS = 'bench/results';

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true, default: [] },
    quick: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function main(): Promise<number> {
  const names = FIGURES.map(({ name }) => name);
  const unknown = values.only.find((name) => !names.includes(name));
  if (values.help || unknown !== undefined) {
    console.log(`npm run bench -- [--only ${names.join('|')}] [--quick] [--long]`);
    return unknown === undefined ? 0 : 2;
  }
  const scale: Scale = { pairs: values.quick ? 3 : 5, size: values.quick ? 0.25 : 1, long: values.long };
  const rows: Judged[] = [];
  console.log(heading);
  for (const figure of FIGURES.filter(({ name }) => values.only.length === 0 || values.only.includes(name))) {
    await figure.run(scale, (row) => {
      rows.push(judge(row));
      console.log(lineOf(rows[rows.length - 1]));
    });
  }
  save(rows, scale);
  const failing = rows.filter(({ verdict }) => verdict === 'FAILS').length;
  console.log(failing === 0 ? 'Every ratio is within its limits.' : `${failing} of ${rows.length} ratios are outside their limits.`);
  return failing === 0 ? 0 : 1;
}

function save(rows: readonly Judged[], scale: Scale): void {
  const [processor] = cpus();
  const machine = {
    processor: processor?.model,
    cores: cpus().length,
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
  };
  mkdirSync(RESULTS, { recursive: true });
  writeFileSync(`${RESULTS}/latest.json`, `${JSON.stringify({ date: new Date().toISOString(), machine, scale, rows }, null, 2)}\n`);
  console.log(`Every sample is in ${RESULTS}/latest.json.`);
}

process.exitCode = await main().catch((error: Error) => {
  console.error(error.name === 'VoidRun' ? `VOID: ${error.message}` : error.stack);
  return 1;
});
