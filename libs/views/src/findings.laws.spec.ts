import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { catalog, findingsOf, ruleSets, type Day, type RecordedFinding } from '#libs/domain';
import { MemoryLog } from '#libs/ledger';
import { anyDay } from '../../../test/support/arbitraries.js';
import { histories, type Step } from '../../../test/support/histories.js';
import { scratch, tell } from '../../../test/support/tiny-ledger.js';
import { openViews } from './views.js';

/** What the rules find at a point, by each rule set, once a new node has read the log. */
async function foundIn(lines: readonly Step[], entry: number, on: Day): Promise<readonly (readonly RecordedFinding[])[]> {
  const { folder, remove } = scratch();
  const log = new MemoryLog();
  for (const { stream, told } of lines) await tell(log, stream, told);
  const views = await openViews({ log, catalog, dataDir: folder });
  const acme = views.tenant('acme');
  expect(await acme.catchUp(Date.now() + 30_000)).toBe(true);
  const found = ruleSets.map(({ name }) => {
    const view = acme.viewAt('jfp', entry, on, undefined, name);
    return view === undefined ? [] : findingsOf(view);
  });
  await views.close();
  remove();
  return found;
}

test('findings at an entry are those of a fresh replay of what was recorded up to it', async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.nat(), anyDay, async (lines, chance, on) => {
      const entry = chance % lines.length;
      expect(await foundIn(lines, entry, on)).toEqual(await foundIn(lines.slice(0, entry + 1), entry, on));
    }),
    { numRuns: 30 },
  );
});
