import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { catalog } from '#libs/domain';
import { MemoryLog } from '#libs/ledger';
import { anyDay } from '../../../../test/support/arbitraries.js';
import { histories, tellAll, type Step } from '../../../../test/support/histories.js';
import { said } from '../../../../test/support/said.js';
import { scratch } from '../../../../test/support/tiny-ledger.js';
import type { TenantViews } from '../tenant-views.js';
import { openViews } from '../views.js';

/** A node of its own that has read a history. */
async function reading<T>(steps: readonly Step[], look: (views: TenantViews) => Promise<T>): Promise<T> {
  const { folder, remove } = scratch();
  const log = new MemoryLog();
  await tellAll(log, steps);
  const views = await openViews({ log, catalog, dataDir: folder });
  try {
    expect(await views.tenant('acme').catchUp(Date.now() + 30_000)).toBe(true);
    return await look(views.tenant('acme'));
  } finally {
    await views.close();
    remove();
  }
}

test('what is tried on a fork is seen as if it had been recorded: views, reports, reasons and histories, to the entry', async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.nat(), anyDay, fc.constantFrom(undefined, 2, 3), async (steps, chance, on, edition) => {
      const base = chance % steps.length;
      const [before, after] = [steps.slice(0, base + 1), steps.slice(base + 1)];
      const question = { on, ...(edition !== undefined && { edition }) };
      // Other entries follow the base already: a fork must not see them.
      const tried = await reading([...before, ...after.toReversed()], async (views) => {
        const fork = await views.fork('jfp', { entry: base }, '2025-10-31T09:00:00.000Z');
        const first = said(fork, fork.view('jfp', question));
        await tellAll(fork.log, after);
        const state = fork.planState('jfp');
        fork.close();
        return [first, said(fork, fork.view('jfp', question)), state];
      });
      const recorded = await reading(steps, (views) => {
        const [first, last] = [base, views.head].map((entry) => said(views, views.viewAt('jfp', entry, on, edition)));
        return Promise.resolve([first, last, views.planState('jfp')]);
      });
      expect(tried).toEqual(recorded);
    }),
    { numRuns: 30 },
  );
});
