import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  catalog,
  findingsOf,
  measureSlice,
  objectiveSlice,
  planSlice,
  registerSlice,
  ruleSets,
  type Day,
  type RecordedFinding,
} from '#libs/domain';
import { MemoryLog } from '#libs/ledger';
import { anyDay, anyPlanCommand, objectiveCommands, registerCommands } from '../../../test/support/commands.js';
import type { Fact } from '../../../test/support/given.js';
import { record } from '../../../test/support/history.js';
import { measureCommands } from '../../../test/support/measure-commands.js';
import { threeEditions } from '../../../test/support/plans.js';
import { retraction, scratch, tell, type Told } from '../../../test/support/tiny-ledger.js';
import { openViews } from './views.js';

type Line = readonly [stream: string, told: Told];

/** A history of four streams, told in any order, with some of it taken back. */
const histories: fc.Arbitrary<readonly Line[]> = fc
  .tuple(fc.array(anyPlanCommand, { maxLength: 8 }), objectiveCommands, measureCommands, registerCommands, fc.infiniteStream(fc.nat(40)))
  .map(([plan, objective, measure, register, chance]) => {
    const streams: readonly [string, readonly Fact[]][] = [
      ['plan-acme.jfp', record(planSlice, plan, undefined, threeEditions)],
      ['objective-acme.jfp.4b', record(objectiveSlice, objective)],
      ['measure-acme.jfp.4b-k1', record(measureSlice, measure)],
      ['register-acme.jfp.R1', record(registerSlice, register)],
    ];
    const left = streams.map(([stream, facts]) => ({ stream, told: facts.map(({ on, event }): Told => ({ on, event })), at: 0 }));
    const lines: Line[] = [];
    for (let some = left; some.length > 0; some = left.filter(({ told, at }) => at < told.length)) {
      const number = chance.next().value as number;
      const next = some[number % some.length];
      lines.push([next.stream, next.told[next.at]]);
      next.at += 1;
      if (number > 38 && next.at > 6) lines.push([next.stream, retraction(next.at - 1)]);
    }
    return lines;
  });

/** What the rules find at a point, by each rule set, once a new node has read the log. */
async function foundIn(lines: readonly Line[], entry: number, on: Day): Promise<readonly (readonly RecordedFinding[])[]> {
  const { folder, remove } = scratch();
  const log = new MemoryLog();
  for (const [stream, told] of lines) await tell(log, stream, told);
  const views = await openViews({ log, catalog, dataDir: folder });
  const acme = views.tenant('acme');
  expect(await acme.catchUp(Date.now() + 4_000)).toBe(true);
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
