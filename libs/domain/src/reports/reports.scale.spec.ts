import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { catalog, type PlanView } from '#libs/domain';
import { MemoryLog } from '#libs/ledger';
import { openViews, type Views } from '#libs/views';
import { everyReport } from '../../../../test/support/every-report.js';
import { largePlan } from '../../../../test/support/large-plan.js';
import { scratch, tell } from '../../../../test/support/tiny-ledger.js';
import { WorkCounter } from '../../../../test/support/work.js';

const SMALL = 100;
const LARGE = 1_000;
/** Ten times the plan, and a little for what sorts. */
const MOST = 12;

let folder: string;
let remove: () => void;
const open: Views[] = [];
const counter = new WorkCounter();

async function planOf(objectives: number): Promise<PlanView> {
  const log = new MemoryLog();
  for (const [stream, facts] of largePlan(objectives)) await tell(log, stream, ...facts);
  const views = await openViews({ log, catalog, dataDir: join(folder, String(objectives)) });
  open.push(views);
  const acme = views.tenant('acme');
  if (!(await acme.catchUp(Date.now() + 60_000))) throw new Error('The views did not catch up.');
  const view = acme.viewAt('jfp', acme.status().head, '2025-10-15');
  if (view === undefined) throw new Error('There is no plan.');
  return view;
}

let small: PlanView;
let large: PlanView;

beforeAll(async () => {
  ({ folder, remove } = scratch());
  [small, large] = [await planOf(SMALL), await planOf(LARGE)];
  await counter.start();
});

afterAll(async () => {
  counter.stop();
  for (const views of open) await views.close();
  remove();
});

test('a plan of 1,000 objectives and 10,000 milestones is seen with work in proportion to its size', async () => {
  const parts = (view: PlanView): readonly number[] =>
    [view.objectives, view.milestones, view.ambitions, view.measures, view.registerEntries, view.discrepancies].map(({ length }) => length);
  const [few, many] = [await counter.of(() => parts(small)), await counter.of(() => parts(large))];
  expect(many.value).toEqual([LARGE, LARGE * 10, 8, LARGE, LARGE, LARGE]);
  expect(many.count / few.count).toBeLessThan(MOST);
});

describe.each(Object.entries(everyReport))('%s', (_, report) => {
  test('answers it with work in proportion to its size', async () => {
    const [few, many] = [await counter.of(() => report(small)), await counter.of(() => report(large))];
    expect(many.value).toBeDefined();
    expect(few.count).toBeGreaterThan(0);
    expect(many.count / few.count).toBeLessThan(MOST);
  });
});
