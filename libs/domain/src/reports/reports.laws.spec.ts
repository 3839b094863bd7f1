import { afterAll, beforeAll, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalog, type PlanView } from '#libs/domain';
import { MemoryLog } from '#libs/ledger';
import { openViews } from '#libs/views';
import { buildSchema, getNamedType, isInterfaceType, isObjectType } from 'graphql';
import { anyDay } from '../../../../test/support/arbitraries.js';
import { everyReport } from '../../../../test/support/every-report.js';
import { histories, type Step } from '../../../../test/support/histories.js';
import { scratch, tell } from '../../../../test/support/tiny-ledger.js';

let folder: string;
let remove: () => void;
let count = 0;
beforeAll(() => void ({ folder, remove } = scratch()));
afterAll(() => remove());

/** Asks the views of a ledger that holds these entries. */
async function asked<R>(steps: readonly Step[], question: (viewAt: (entry: number, day: string) => PlanView | undefined) => R): Promise<R> {
  const log = new MemoryLog();
  for (const { stream, told } of steps) await tell(log, stream, told);
  const views = await openViews({ log, catalog, dataDir: join(folder, String(count++)) });
  try {
    const acme = views.tenant('acme');
    expect(await acme.catchUp(Date.now() + 10_000)).toBe(true);
    return question((entry, day) => acme.viewAt('jfp', entry, day));
  } finally {
    await views.close();
  }
}

const reportsOn = (view: PlanView | undefined): object | undefined =>
  view && Object.fromEntries(Object.entries(everyReport).map(([name, report]) => [name, report(view)]));

test('every report at an entry is what a fresh replay of the entries up to it gives', async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.nat(), anyDay, async (steps, place, day) => {
      const entry = Math.max(0, steps.length - 1 - (place % steps.length));
      const live = await asked(steps, (viewAt) => reportsOn(viewAt(entry, day)));
      const fresh = await asked(steps.slice(0, entry + 1), (viewAt) => reportsOn(viewAt(entry, day)));
      expect(live).toEqual(fresh);
      expect(JSON.parse(JSON.stringify(live ?? null))).toEqual(live ?? null);
    }),
    { numRuns: 25 },
  );
});

test('no report is left out of the law', () => {
  const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
  const [head, plan] = [schema.getType('Report'), schema.getType('Plan')];
  if (!isInterfaceType(head) || !isObjectType(plan)) throw new Error('The schema has no Report or no Plan.');
  const reports = schema.getPossibleTypes(head);
  const fields = Object.values(plan.getFields()).filter(({ type }) => reports.some((report) => report === getNamedType(type)));
  expect(fields.map(({ name }) => name).sort()).toEqual(Object.keys(everyReport).sort());
});
