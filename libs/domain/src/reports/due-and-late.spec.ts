import { expect, test } from '@jest/globals';
import { on, type Fact } from '../../../../test/support/given.js';
import { added, milestone, started, years } from '../../../../test/support/objectives.js';
import { threeEditions } from '../../../../test/support/plans.js';
import { planOn } from '../../../../test/support/row-source.js';
import type { Day } from '../calendar.js';
import { dueAndLate, type DueAndLate } from './due-and-late.js';

const objective: readonly Fact[] = [
  ...on(
    '2025-04-01',
    added(),
    started(),
    milestone('4b-m01'),
    milestone('4b-m02', { dueOn: '2025-09-30' }),
    milestone('4b-m03', { dueOn: '2026-03-31' }),
    milestone('4b-m04', { dueOn: '2025-09-30' }),
    milestone('4b-m05', {}, years(2)),
    { type: 'DeliveryLeadAssigned', data: { milestone: '4b-m02', post: 'Head of collaboratives' } },
  ),
  ...on('2025-10-02', { type: 'MilestoneMet', data: { milestone: '4b-m04', evidence: 'Board minutes' } }),
];

const report = (day: Day): DueAndLate => dueAndLate(planOn(day, { plan: threeEditions, objectives: [objective] }));

test('lists open milestones by day, named days before ends of windows', () => {
  const { lines, dueDays, openCount } = report('2025-09-30');
  expect(lines.map(({ code, endsOn }) => `${code} ${endsOn}`)).toEqual([
    ...['4b-m02 2025-09-30', '4b-m04 2025-09-30', '4b-m03 2026-03-31', '4b-m01 2026-03-31', '4b-m05 2027-03-31'],
  ]);
  expect(dueDays.map((day) => [day.on, day.milestones.subjects])).toEqual([
    ['2025-09-30', ['4b-m02', '4b-m04']],
    ['2026-03-31', ['4b-m03']],
  ]);
  expect(openCount.count).toBe(5);
});

test('counts what is late from the day after, and drops what was met', () => {
  expect(report('2025-09-30').lateCount.subjects).toEqual([]);
  expect(report('2025-10-01').lateCount.subjects).toEqual(['4b-m02', '4b-m04']);
  const { lines, lateCount } = report('2025-10-02');
  expect(lateCount.subjects).toEqual(['4b-m02']);
  expect(lines[0]).toMatchObject({ daysLate: 2, dueOn: '2025-09-30', publicStatus: 'DELAYED', deliveryLead: 'Head of collaboratives' });
  expect(lines.some(({ code }) => code === '4b-m04')).toBe(false);
  expect(lines[1]).not.toHaveProperty('daysLate');
});

test('counts what is due within the days that the rule set names, the last of them included', () => {
  const soonOn = (day: Day): readonly string[] => report(day).dueSoonCount.subjects;
  expect(soonOn('2025-07-01')).toEqual([]);
  expect(soonOn('2025-07-02')).toEqual(['4b-m02', '4b-m04']);
  expect(soonOn('2025-10-01')).toEqual([]);
  expect(soonOn('2026-03-31')).toEqual(['4b-m01', '4b-m03']);
  expect(soonOn('2026-04-01')).toEqual([]);
});
