import { expect, test } from '@jest/globals';
import { on, type Fact } from '../../../../test/support/given.js';
import { added, milestone, started, years } from '../../../../test/support/objectives.js';
import { current, opened, published, threeEditions } from '../../../../test/support/plans.js';
import { planOn } from '../../../../test/support/row-source.js';
import type { DomainEvent } from '../projection.js';
import { forecastAccuracy } from './forecast-accuracy.js';

const plan: readonly Fact[] = [...threeEditions, ...on('2026-01-10', opened(4, '2026/27')), ...on('2026-04-01', published(4), current(4))];
const event = (type: string, code: string, data: object): DomainEvent => ({ type, data: { milestone: code, ...data } });
const foreseen = (code: string, forecast: string): DomainEvent => event('MilestoneReforecast', code, { forecast });
const met = (code: string): DomainEvent => event('MilestoneMet', code, { evidence: 'Report' });
const leads = (subject: object, post: string): DomainEvent => ({ type: 'DeliveryLeadAssigned', data: { ...subject, post } });

const objective: readonly Fact[] = [
  ...on('2025-04-01', added(), started(), milestone('4b-m01'), milestone('4b-m02'), milestone('4b-m03'), milestone('4b-m04')),
  ...on('2025-05-01', leads({ objective: '4b' }, 'Director'), foreseen('4b-m01', '2025-08-01')),
  ...on('2025-06-01', leads({ milestone: '4b-m01' }, 'Manager')),
  ...on('2025-07-01', event('MilestoneDelayed', '4b-m01', { reason: 'FUNDING', newEnd: '2025-11-30' })),
  ...on('2025-12-10', met('4b-m01')),
  ...on('2025-04-15', foreseen('4b-m02', '2026-06-30')),
  ...on('2025-08-01', foreseen('4b-m03', '2026-01-31')),
  ...on('2026-04-01', event('MilestoneCarriedForward', '4b-m02', { edition: 4, into: '4b-m05' })),
  ...on('2026-04-01', milestone('4b-m05', { edition: 4, formerly: ['4b-m02'], firstWindow: years(1) }, years(2))),
  ...on('2026-06-20', met('4b-m05')),
];
const report = (day: string) => forecastAccuracy(planOn(day, { plan, objectives: [objective] }));

test('scores past forecasts against the day on which the promise was kept, under whatever code', () => {
  expect(report('2026-07-01').forecasts).toEqual([
    { code: '4b-m02', madeOn: '2025-04-15', forecast: '2026-06-30', metOn: '2026-06-20', horizon: 'BEYOND_12_MONTHS', daysOut: -10 },
    {
      code: '4b-m01',
      post: 'Director',
      madeOn: '2025-05-01',
      forecast: '2025-08-01',
      metOn: '2025-12-10',
      horizon: 'UP_TO_3_MONTHS',
      daysOut: 131,
    },
    {
      code: '4b-m01',
      post: 'Manager',
      madeOn: '2025-07-01',
      forecast: '2025-11-30',
      metOn: '2025-12-10',
      horizon: 'UP_TO_6_MONTHS',
      daysOut: 10,
    },
  ]);
});

test('by how far they looked ahead, and by who led then', () => {
  const { all, byHorizon, byPost, lapsed } = report('2026-07-01');
  expect(all).toMatchObject({ scored: { count: 3 }, kept: { subjects: ['4b-m02'] }, meanDaysOut: 43.7, meanAbsoluteDaysOut: 50.3 });
  expect(byHorizon.map(({ horizon, scored, meanDaysOut }) => [horizon, scored.count, meanDaysOut])).toEqual([
    ['UP_TO_3_MONTHS', 1, 131],
    ['UP_TO_6_MONTHS', 1, 10],
    ['UP_TO_12_MONTHS', 0, null],
    ['BEYOND_12_MONTHS', 1, -10],
  ]);
  expect(byPost.map(({ post, scored }) => [post, scored.subjects])).toEqual([
    ['Director', ['4b-m01']],
    ['Manager', ['4b-m01']],
    [null, ['4b-m02']],
  ]);
  expect(lapsed.subjects).toEqual(['4b-m03']);
});

test('before anything is met there is nothing to score', () => {
  const { all, forecasts, lapsed } = report('2025-09-01');
  expect([forecasts, lapsed.subjects]).toEqual([[], ['4b-m01']]);
  expect(all).toMatchObject({ scored: { count: 0 }, meanDaysOut: null, meanAbsoluteDaysOut: null });
});
