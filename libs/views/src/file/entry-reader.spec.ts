import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { catalog } from '#libs/domain';
import { MemoryLog } from '#libs/ledger';
import { scratch, tell } from '../../../../test/support/tiny-ledger.js';
import { openViews } from '../views.js';

const PLAN = 'plan-acme.jfp';
const soon = (): number => Date.now() + 30_000;
const fact = (commandId: string) => ({
  event: { type: 'PredecessorRecorded', data: { objective: '1a', workingTitle: commandId } } as const,
  on: '2025-04-01',
  commandId,
});

test('command ids that were used again are found, whatever was looked at before', async () => {
  const command = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(command, fc.boolean()), { maxLength: 16 }), fc.nat(), async (commands, place) => {
      const { folder, remove } = scratch();
      const log = new MemoryLog();
      const views = await openViews({ log, catalog, dataDir: folder });
      const acme = views.tenant('acme');
      const plan = { type: 'PlanRegistered', data: { plan: 'jfp', title: 'Plan', owner: { organisation: 'ICB' } } } as const;
      await tell(log, PLAN, { event: plan, on: '2025-01-10' });
      const used: string[] = [];
      for (const [commandId, isLookedAt] of commands) {
        await tell(log, 'objective-acme.jfp.1a', fact(commandId));
        used.push(commandId);
        if (!isLookedAt) continue;
        expect(await acme.catchUp(soon())).toBe(true);
        const upTo = place % (used.length + 1);
        const twice = (some: readonly string[]) => [...new Set(some.filter((id, index) => some.indexOf(id) !== index))].sort();
        const found = (entry: number) => acme.reusedCommands('jfp', entry).map(({ commandId: id }) => id);
        expect(found(upTo).toSorted()).toEqual(twice(used.slice(0, upTo)));
        expect(found(used.length).toSorted()).toEqual(twice(used));
      }
      await views.close();
      remove();
    }),
    { numRuns: 25 },
  );
});
