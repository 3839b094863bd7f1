import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { catalog, computeReport, type PlanView } from '#libs/domain';
import { MemoryLog } from '#libs/ledger';
import { largePlan } from '../../../test/support/large-plan.js';
import { scratch, tell } from '../../../test/support/tiny-ledger.js';
import { ReportDesk } from './report-desk.js';
import { reportOn } from './report-on.js';
import { viewPath } from './view-path.js';
import { openViews, type Views } from './views.js';

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
  const point = { code: 'jfp', entry: 500, on: DAY };
  expect(desk.compute({ path, point, name: 'ambitionSummary', asked: [] })).toEqual(
    desk.compute({ path, point, name: 'ambitionSummary', asked: [] }),
  );
  expect(() => desk.compute({ path, point: { ...point, code: 'other' }, name: 'ambitionSummary', asked: [] })).toThrow('no plan other');
  desk.close();
});
