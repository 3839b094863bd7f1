import { describe, expect, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { baseline, benchmark, defined, observed, target, trajectory } from '../../../../test/support/measures.js';
import { added } from '../../../../test/support/objectives.js';
import { threeEditions } from '../../../../test/support/plans.js';
import { realPlan } from '../../../../test/support/real-plan.js';
import { planOn } from '../../../../test/support/row-source.js';
import { measureDashboard } from './measure-dashboard.js';

const counts = (tallies: readonly { readonly name: string; readonly tally: { readonly count: number } }[]): object =>
  Object.fromEntries(tallies.map(({ name, tally }) => [name, tally.count]));

describe('the measures of the real plan', () => {
  const dashboard = measureDashboard(planOn('2025-10-15', realPlan()));

  test('are 110, of three kinds', () => {
    expect(dashboard.measures.count).toBe(110);
    expect(counts(dashboard.byKind)).toEqual({ QUANTITATIVE: 25, DIRECTIONAL: 69, DELIVERABLE: 16 });
    expect(dashboard.lines.map(({ code }) => code)).toEqual(dashboard.measures.subjects);
  });

  test('need a baseline (R24: D051 and D056, and two more) or a date (R29: D061)', () => {
    expect(dashboard.needsBaseline.subjects).toEqual(['1c-k1', '2b-k2', '3b-k2', '6a-k2']);
    expect(dashboard.needsDate.subjects).toEqual(['3a-k3', '3a-k4', '3a-k5', '3c-k4', '6c-k1', '6c-k7']);
  });

  test('have one whose target was beaten before its day (D015), and one that is overdue', () => {
    expect(counts(dashboard.byTarget)).toEqual({ NO_TARGET_VALUE: 15, OPEN: 22, OVERDUE_NO_DATA: 1, QUESTIONED: 1 });
    expect(dashboard.byTarget.find(({ name }) => name === 'QUESTIONED')?.tally.subjects).toEqual(['1b-k1']);
    expect(dashboard.byTarget.find(({ name }) => name === 'OVERDUE_NO_DATA')?.tally.subjects).toEqual(['5a-k1']);
    expect(dashboard.lines.find(({ code }) => code === '1b-k1')).toMatchObject({
      latest: { value: '8.8', reportedBy: 'NHS Digital' },
      target: { number: 1, value: '9' },
      rating: { state: 'AHEAD', basis: 'STRAIGHT_LINE' },
    });
  });
});

test('a line holds the latest value against trajectory, target and benchmark (AS07)', () => {
  const told = (...more: Parameters<typeof on>[1][]) =>
    on(
      '2025-04-01',
      defined(),
      baseline({ value: '36', asOf: '2025-03-31' }),
      target(1, '50', { byDate: '2026-03-31', period: '2025/26 Q4' }),
      trajectory({ '2025/26 Q1': '45', '2025/26 Q2': '45', '2025/26 Q3': '45', '2025/26 Q4': '50' }),
      benchmark('England', '55'),
      ...more,
    );
  const lineOf = (...more: Parameters<typeof on>[1][]) =>
    measureDashboard(planOn('2026-04-01', { plan: threeEditions, objectives: [on('2025-04-01', added('1b'))], measures: [told(...more)] }))
      .lines[0];
  expect(lineOf(observed('2025/26 Q2', '44'))).toMatchObject({
    rating: { state: 'BEHIND', basis: 'TRAJECTORY', expected: '45', by: '1' },
    target: { state: 'OVERDUE_NO_DATA' },
    benchmarks: [{ gap: '11' }],
  });
  expect(lineOf(observed('2025/26 Q2', '44'), observed('2025/26 Q4', '50'))).toMatchObject({
    rating: { state: 'ON_TRACK' },
    target: { state: 'MET' },
    benchmarks: [{ gap: '5' }],
  });
  expect(lineOf(observed('2025/26 Q4', '50'), target(2, '60', { byDate: '2027-03-31' }))).toMatchObject({
    target: { number: 2, state: 'OPEN' },
  });
});

test('a measure that was withdrawn is on no list, and one without a target has none', () => {
  const measures = [
    on('2025-04-01', defined('1b-k1', { kind: 'DIRECTIONAL' }), baseline({})),
    [
      ...on('2025-04-01', defined('1b-k2'), baseline({}, '1b-k2')),
      ...on('2025-09-01', { type: 'MeasureWithdrawn', data: { measure: '1b-k2', reason: 'Unused' } }),
    ],
  ];
  const seen = (day: string) =>
    measureDashboard(planOn(day, { plan: threeEditions, objectives: [on('2025-04-01', added('1b'))], measures }));
  expect(seen('2025-08-31').needsBaseline.subjects).toEqual(['1b-k1', '1b-k2']);
  const after = seen('2025-09-01');
  expect([after.measures.subjects, after.needsBaseline.subjects]).toEqual([['1b-k1'], ['1b-k1']]);
  expect(after.lines[0]).not.toHaveProperty('target');
  expect(counts(after.byRating)).toEqual({ NO_DATA: 1 });
  expect(after.byTarget).toEqual([]);
});
