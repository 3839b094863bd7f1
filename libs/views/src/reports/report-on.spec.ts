import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { catalog, computeReport, editionChanges, planDiff, type FedBy, type PlanDiff, type PlanView } from '#libs/domain';
import { MemoryLog } from '#libs/ledger';
import { largePlan } from '../../../../test/support/large-plan.js';
import { scratch, tell } from '../../../../test/support/tiny-ledger.js';
import { viewPath } from '../file/view-path.js';
import { openViews, type Views } from '../views.js';
import { ReportDesk } from './report-desk.js';
import { comparisonOf, reportOn } from './report-on.js';

/** Each objective of the plan is some twenty rows. */
const [SMALL, LARGE] = [10, 100];
const DAY = '2025-10-15';

let folder: string;
let remove: () => void;
let log: MemoryLog;
let views: Views;

beforeAll(async () => {
  ({ folder, remove } = scratch());
  log = new MemoryLog();
  for (const [tenant, objectives] of [
    ['small', SMALL],
    ['large', LARGE],
  ] as const) {
    for (const [stream, facts] of largePlan(objectives, tenant)) await tell(log, stream, ...facts);
  }
  views = await openViews({ log, catalog, dataDir: folder });
  expect(await views.tenant('large').catchUp(Date.now() + 30_000)).toBe(true);
});

afterAll(async () => {
  await views.close();
  remove();
});

function viewOf(tenant: string): PlanView {
  const all = views.tenant(tenant);
  const view = all.viewAt('jfp', all.status().head, DAY);
  if (view === undefined) throw new Error('There is no plan.');
  return view;
}

describe('a comparison', () => {
  test('of a large plan is made apart, and is the same, to the entries that it cites', async () => {
    const tenant = views.tenant('large');
    const [from, to] = [tenant.viewAt('jfp', 1_000, '2025-06-01')!, viewOf('large')];
    const apart = comparisonOf('planDiff', from, to);
    expect(apart).toBeInstanceOf(Promise);
    const fedBy: FedBy = (kind, key, after) => tenant.history('jfp', kind, key, after, 100, to.entry).entries.map(({ number }) => number);
    expect(await apart).toEqual(planDiff(from, to, fedBy));
    expect((await apart).changes.length).toBeGreaterThan(100);
    expect(await comparisonOf('editionChanges', from, to)).toEqual(editionChanges(from, to));
  });

  test('needs views of a view file', () => {
    const view = viewOf('small');
    expect(() => comparisonOf('planDiff', view, { ...view })).toThrow('not made of the rows of a view file');
  });
});

describe('a report', () => {
  test('on a small plan is there at once', () => {
    const view = viewOf('small');
    expect(reportOn('dueAndLate', view, [])).toEqual(computeReport('dueAndLate', view, []));
  });

  test('on a large plan is computed apart, and is the same', async () => {
    const view = viewOf('large');
    const apart = reportOn('progressReport', view, ['2025-09-30']);
    expect(apart).toBeInstanceOf(Promise);
    expect(await apart).toEqual(computeReport('progressReport', view, ['2025-09-30']));
  });

  test('is of the point that was asked about, whatever is recorded since', async () => {
    const view = viewOf('large');
    const before = computeReport('dueAndLate', view, []);
    await tell(log, 'objective-large.jfp.1a0', {
      event: { type: 'MilestoneMet', data: { milestone: '1a0-m02', evidence: 'Opened' } },
      on: '2025-09-01',
    });
    expect(await views.tenant('large').catchUp(Date.now() + 30_000)).toBe(true);
    expect(await reportOn('dueAndLate', view, [])).toEqual(before);
    expect((await reportOn('dueAndLate', viewOf('large'), [])).openCount.count).toBe(before.openCount.count - 1);
  });
});

test('a report on a fork of a large plan is computed apart, and is of what is tried out', async () => {
  const fork = await views.tenant('large').fork('jfp', undefined, `${DAY}T09:00:00.000Z`);
  const before = fork.view('jfp', {});
  const met = { event: { type: 'MilestoneMet', data: { milestone: '1a1-m02', evidence: 'Opened' } }, on: '2025-09-01' };
  await tell(fork.log, 'objective-large.jfp.1a1', met);
  fork.close();
  const view = fork.view('jfp', {});
  if (before === undefined || view === undefined) throw new Error('There is no plan.');
  const apart = reportOn('dueAndLate', view, []);
  expect(apart).toBeInstanceOf(Promise);
  expect(await apart).toEqual(computeReport('dueAndLate', view, []));
  expect((await apart).openCount.count).toBe(computeReport('dueAndLate', before, []).openCount.count - 1);
});

test('a desk keeps the plan it looked at, and says where there is none', () => {
  const desk = new ReportDesk();
  const path = viewPath(folder, 'large');
  const at = { point: { code: 'jfp', entry: 500, on: DAY } };
  const work = { report: 'ambitionSummary', asked: [] } as const;
  expect(desk.compute({ path, at, work })).toEqual(desk.compute({ path, at, work }));
  expect(() => desk.compute({ path, at: { point: { ...at.point, code: 'other' } }, work })).toThrow('no plan other');
  desk.close();
});

test('a desk compares two plans at a time, whichever of them it has looked at before', () => {
  const desk = new ReportDesk();
  const path = viewPath(folder, 'large');
  const atEntry = (entry: number) => ({ point: { code: 'jfp', entry, on: DAY } });
  const counted = ([from, to]: readonly [number, number]): number =>
    (desk.compute({ path, at: atEntry(to), work: { comparison: 'planDiff', from: atEntry(from) } }) as PlanDiff).changes.length;
  const pairs = [300, 400, 500].flatMap((from) => [300, 400, 500].map((to) => [from, to] as const));
  expect(pairs.map(counted)).toEqual(
    pairs.map(([from, to]) => {
      const [first, second] = [from, to].map((entry) => views.tenant('large').viewAt('jfp', entry, DAY)!);
      return planDiff(first, second, () => []).changes.length;
    }),
  );
  desk.close();
});
