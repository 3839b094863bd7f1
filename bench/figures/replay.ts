import { statSync } from 'node:fs';
import { join } from 'node:path';
import { catalog } from '#libs/domain';
import { SqliteLog } from '#libs/ledger';
import { replay, viewPath } from '#libs/views';
import { foundations } from '../../test/support/office.js';
import type { Figure } from '../figure.js';
import { heldBytes } from '../memory.js';
import { pairs, rate, VoidRun } from '../measure.js';
import { recordAll, recordHistory } from '../scenario.js';
import { withFolder } from '../work-folder.js';

const ENTRIES = 20_000;

/** Replay into fresh views ÷ reading the log and parsing its JSON; and what log and views take on disk. */
export const replayFigure: Figure = {
  name: 'replay',
  run: async (scale, say) => {
    await withFolder(async (folder) => {
      const file = join(folder, 'ledger.db');
      const writing = new SqliteLog(file);
      await recordAll(writing, foundations(), 'seed');
      await recordHistory(writing, Math.round(ENTRIES * scale.size));
      await writing.close();
      const { entries, bytes } = await scan(file);
      let run = 0;
      let views = '';
      const samples = await pairs(
        scale.pairs,
        () =>
          rate(entries, async () => {
            const dataDir = join(folder, `data-${run++}`);
            views = viewPath(dataDir, 'main');
            const [rebuilt] = await replayed(file, dataDir);
            if (rebuilt.size !== entries) throw new VoidRun(`the views hold ${rebuilt.size} of ${entries} entries`);
          }),
        () => rate(entries, async () => void (await scan(file))),
      );
      say({ figure: 'replay', what: `replay ÷ scan and parse, ${entries} entries`, unit: 'entries/s', limit: { least: 0.25 }, samples });
      const disk = (what: string, path: string, most: number): void =>
        say({
          figure: 'replay',
          what: `disk of ${what} ÷ JCS bytes`,
          unit: 'bytes',
          limit: { most },
          samples: [{ ours: statSync(path).size, theirs: bytes }],
        });
      disk('the log', file, 2);
      disk('the views', views, 4);
      const grown = await growth(file, join(folder, 'memory'));
      const what = `memory kept for each entry replayed ÷ its JCS bytes`;
      say({
        figure: 'replay',
        what,
        unit: 'bytes',
        limit: { most: 0.05 },
        samples: [{ ours: Math.max(0, grown), theirs: bytes / entries }],
      });
    });
  },
};

async function replayed(file: string, dataDir: string, onProgress?: (progress: { entries: number }) => void) {
  const log = new SqliteLog(file, { readOnly: true });
  try {
    return await replay({ log, catalog, dataDir, onProgress });
  } finally {
    await log.close();
  }
}

/** Bytes more held at the end than after the first report of progress, for each entry between. */
async function growth(file: string, dataDir: string): Promise<number> {
  const seen: { readonly entries: number; readonly bytes: number }[] = [];
  await replayed(file, dataDir, ({ entries }) => seen.push({ entries, bytes: heldBytes() }));
  const [first, last] = [seen[0], seen[seen.length - 1]];
  return last.entries === first.entries ? 0 : (last.bytes - first.bytes) / (last.entries - first.entries);
}

async function scan(file: string): Promise<{ entries: number; bytes: number }> {
  const log = new SqliteLog(file, { readOnly: true });
  let entries = 0;
  let bytes = 0;
  try {
    for await (const { data, metadata } of log.readAll('START')) {
      JSON.parse(data);
      JSON.parse(metadata);
      entries++;
      bytes += Buffer.byteLength(data) + Buffer.byteLength(metadata);
    }
  } finally {
    await log.close();
  }
  return { entries, bytes };
}
