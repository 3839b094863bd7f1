import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Figure } from '../figure.js';
import type { Row, Sample } from '../measure.js';
import { withFolder } from '../work-folder.js';

const WRITER = fileURLToPath(new URL('../flush-writer.js', import.meta.url));
const CALLERS = 64;
const COMMANDS = 6_400;

interface Written {
  readonly acknowledged: number;
  readonly commits: number;
  /** Commits before the counting began. */
  readonly before: number;
}

/** Flushes to disk ÷ acknowledged commands: few, because what waits is written together; never none, because what is acknowledged is on disk. */
export const flushesFigure: Figure = {
  name: 'flushes',
  run: async (scale, say) => {
    const count = Math.round(COMMANDS * scale.size);
    await withFolder(async (folder) => {
      const runs = Array.from({ length: scale.pairs }, (_, run) => counted(folder, run, count));
      const row = (what: string, samples: readonly Sample[]): Row => ({
        figure: 'flushes',
        what: `${what} ÷ acknowledged commands, ${CALLERS} callers`,
        unit: '',
        limit: { least: Number.EPSILON, most: 0.2 },
        samples,
      });
      say(
        row(
          'transactions of the log',
          runs.map(({ commits, acknowledged }) => ({ ours: commits, theirs: acknowledged })),
        ),
      );
      const calls = runs.flatMap(({ calls, acknowledged }) => (calls === undefined ? [] : [{ ours: calls, theirs: acknowledged }]));
      if (calls.length > 0) say(row('fsync and fdatasync calls (strace)', calls));
      else console.error('the flushes were not counted by strace: it is not here, or may not trace');
    });
  },
};

/** One run, with its calls of fsync and fdatasync where strace can count them; those of the preparation are left out, at one a commit. */
function counted(folder: string, run: number, count: number): Written & { readonly calls: number | undefined } {
  const args = [WRITER, join(folder, `${run}.db`), String(CALLERS), String(count)];
  const trace = join(folder, `${run}.trace`);
  const traced = spawnSync('strace', ['-f', '-c', '-e', 'trace=fsync,fdatasync', '-o', trace, process.execPath, ...args], {
    encoding: 'utf8',
  });
  if (traced.status !== 0) {
    const plain = execFileSync(process.execPath, [...args.slice(0, 1), join(folder, `${run}-plain.db`), ...args.slice(2)], {
      encoding: 'utf8',
    });
    return { ...(JSON.parse(plain) as Written), calls: undefined };
  }
  const written = JSON.parse(traced.stdout) as Written;
  return { ...written, calls: callsIn(readFileSync(trace, 'utf8')) - written.before };
}

/** The column `calls` of strace's summary: the fourth. */
function callsIn(summary: string): number {
  return summary
    .split('\n')
    .filter((line) => /\bf(data)?sync$/.test(line))
    .reduce((sum, line) => sum + Number(line.trim().split(/\s+/)[3]), 0);
}
