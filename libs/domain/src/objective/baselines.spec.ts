import { expect, test } from '@jest/globals';
import { on, type Fact } from '../../../../test/support/given.js';
import { added, milestone, started, years } from '../../../../test/support/objectives.js';
import { current, opened, published, threeEditions } from '../../../../test/support/plans.js';
import { planOn } from '../../../../test/support/row-source.js';
import type { DomainEvent } from '../projection.js';
import { baselinesOf } from './baselines.js';

const approved = (code: string, window: object, dueOn?: string): DomainEvent => ({
  type: 'BaselineApproved',
  data: { milestone: code, window, ...(dueOn !== undefined && { dueOn }), decidedBy: 'Programme Board', reason: 'Agreed' },
});
const plan: readonly Fact[] = [...threeEditions, ...on('2026-01-10', opened(4, '2026/27')), ...on('2026-04-01', published(4), current(4))];
const objective: readonly Fact[] = [
  ...on('2025-04-01', added(), started(), milestone('4b-m01', { dueOn: '2025-09-30' }), milestone('4b-m02', {}, years(2))),
  ...on('2025-08-01', { type: 'MilestoneReforecast', data: { milestone: '4b-m01', forecast: '2026-02-28' } }),
  ...on('2025-09-01', approved('4b-m01', years(1), '2025-12-31')),
  ...on('2025-12-01', approved('4b-m01', years(1, 2), '2026-06-30')),
  ...on('2026-04-01', { type: 'MilestoneCarriedForward', data: { milestone: '4b-m01', edition: 4, into: '4b-m03' } }),
  ...on(
    '2026-04-01',
    milestone(
      '4b-m03',
      { edition: 4, formerly: ['4b-m02', '4b-m01'], firstWindow: years(1), firstDueOn: '2025-09-30', rebaselines: 3 },
      years(2),
    ),
  ),
  ...on('2026-05-01', approved('4b-m03', years(2, 3))),
];
const seen = (day: string, code: string) => {
  const view = planOn(day, { plan, objectives: [objective] });
  return { view, milestone: view.milestone(code)! };
};

test('a second re-baseline never changes the slip against the original', () => {
  const slips = ['2025-08-31', '2025-09-01', '2025-12-01'].map((day) => seen(day, '4b-m01').milestone);
  expect(slips.map(({ slip }) => slip)).toEqual([
    { againstFirst: 151, againstApproved: 151 },
    { againstFirst: 151, againstApproved: 59 },
    { againstFirst: 151, againstApproved: -122 },
  ]);
  expect(slips.map(({ rebaselines }) => rebaselines)).toEqual([0, 1, 2]);
});

test('every baseline of a promise is kept with the body that decided it, through its codes', () => {
  const { view, milestone: last } = seen('2026-05-01', '4b-m03');
  const told = { decidedBy: 'Programme Board', reason: 'Agreed' };
  expect(baselinesOf(view, last)).toEqual([
    {
      milestone: '4b-m01',
      edition: 3,
      how: 'ORIGINAL',
      window: years(1),
      dueOn: '2025-09-30',
      on: '2025-04-01',
      daysFromOriginal: 0,
      entry: 2,
    },
    {
      milestone: '4b-m01',
      edition: 3,
      how: 'APPROVED',
      window: years(1),
      dueOn: '2025-12-31',
      on: '2025-09-01',
      ...told,
      daysFromOriginal: 92,
      entry: 5,
    },
    {
      milestone: '4b-m01',
      edition: 3,
      how: 'APPROVED',
      window: years(1, 2),
      dueOn: '2026-06-30',
      on: '2025-12-01',
      ...told,
      daysFromOriginal: 273,
      entry: 6,
    },
    { milestone: '4b-m03', edition: 4, how: 'WENT_ON', window: years(2), on: '2026-04-01', daysFromOriginal: 547, entry: 8 },
    { milestone: '4b-m03', edition: 4, how: 'APPROVED', window: years(2, 3), on: '2026-05-01', ...told, daysFromOriginal: 913, entry: 9 },
  ]);
  expect(last.rebaselines).toBe(4);
});

test('a milestone that never moved has its original baseline alone', () => {
  const { view, milestone: still } = seen('2025-10-01', '4b-m02');
  expect(baselinesOf(view, still).map(({ how }) => how)).toEqual(['ORIGINAL']);
});
