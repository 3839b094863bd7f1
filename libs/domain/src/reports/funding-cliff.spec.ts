import { describe, expect, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { added, milestone, retired, started, years } from '../../../../test/support/objectives.js';
import { threeEditions } from '../../../../test/support/plans.js';
import { realPlan } from '../../../../test/support/real-plan.js';
import { planOn } from '../../../../test/support/row-source.js';
import { fundingCliff, type FundingCliff } from './funding-cliff.js';

const plan = realPlan();
const gapsOf = ({ cliffs }: FundingCliff): readonly string[] =>
  cliffs.flatMap(({ gaps }) => gaps.map(({ milestone: code, year }) => `${code} Y${year}`));

describe('the money of the real plan', () => {
  const cliff = fundingCliff(planOn('2025-10-15', plan));
  const expected = [
    ...['1d-m02 Y2', '1d-m03 Y2', '1d-m04 Y3', '1d-m06 Y4', '1d-m07 Y5'],
    ...['2b-m02 Y2', '2b-m02 Y3', '2b-m02 Y4', '2b-m03 Y5', '2b-m04 Y5', '2b-m05 Y5'],
    ...['3a-m06 Y2', '3a-m06 Y3', '3a-m06 Y4'],
    ...['6c-m01 Y2', '6c-m02 Y3', '6c-m03 Y3', '6c-m04 Y4', '6c-m05 Y5', '6c-m06 Y5'],
    ...['1c-m08 Y5', '1c-m09 Y5', '1c-m10 Y5'],
  ];

  test('ends before the work of five objectives does (D078 to D082)', () => {
    expect(cliff.cliffs.map(({ objective, until }) => [objective, until])).toEqual([
      ['1d', '2026-03-31'],
      ['2b', '2026-03-31'],
      ['3a', '2026-03-31'],
      ['6c', '2026-03-31'],
      ['1c', '2029-03-31'],
    ]);
    expect(gapsOf(cliff)).toEqual(expected);
    expect(cliff.milestones.count).toBe(19);
    expect(cliff.cliffs.map(({ milestones }) => milestones.count)).toEqual([5, 4, 1, 6, 3]);
  });

  test('is partial or yet to be found for four, without a last day', () => {
    expect(cliff.uncertain.map(({ objective, position }) => [objective, position])).toEqual([
      ['1a', 'SUBJECT_TO_FUNDING'],
      ['1b', 'PARTIAL'],
      ['3c', 'SUBJECT_TO_FUNDING'],
      ['5a', 'SUBJECT_TO_FUNDING'],
    ]);
    expect(cliff.byPosition.map(({ name, tally }) => [name, tally.count])).toEqual([
      ['EXISTING_RESOURCES', 9],
      ['NATIONAL_TIME_LIMITED', 2],
      ['PARTIAL', 3],
      ['SECURED', 4],
      ['SUBJECT_TO_FUNDING', 3],
    ]);
  });

  test('AS19: a grant for 3a that is renewed to 2027-03-31 clears Year 2 of 3a-m06 alone', () => {
    const renewal = { objective: '3a', position: 'NATIONAL_TIME_LIMITED', until: '2027-03-31', reason: 'Renewed' };
    const objectives = plan.objectives.map((facts) =>
      facts.some(({ event }) => event.type === 'ObjectiveAdded' && 'objective' in event.data && event.data.objective === '3a')
        ? [...facts, ...on('2026-01-15', { type: 'FundingPositionChanged', data: renewal })]
        : facts,
    );
    const after = gapsOf(fundingCliff(planOn('2026-01-15', { ...plan, objectives })));
    expect(after.toSorted()).toEqual(expected.filter((gap) => gap !== '3a-m06 Y2').sort());
  });
});

test('an objective that has ended needs no money, and one of which nothing is known says so', () => {
  const money = { type: 'FundingPositionSet', data: { objective: '4b', position: 'PARTIAL', until: '2026-03-31' } };
  const objectives = [
    [
      ...on('2025-04-01', added(), started(), milestone('4b-m01', {}, years(2)), money),
      ...on('2025-12-01', retired([{ receiver: 'Core care' }])),
    ],
    on('2025-04-01', added('4c')),
  ];
  const seen = (day: string) => fundingCliff(planOn(day, { plan: threeEditions, objectives }));
  expect(gapsOf(seen('2025-11-30'))).toEqual(['4b-m01 Y2']);
  const after = seen('2025-12-01');
  expect([after.cliffs, after.milestones.count, after.uncertain]).toEqual([[], 0, []]);
  expect(after.byPosition.map(({ name, tally }) => [name, tally.subjects])).toEqual([['UNKNOWN', ['4c']]]);
});
