import { describe, expect, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { baseline, benchmark, defined, measure, observed, target, trajectory } from '../../../../test/support/measures.js';
import type { MeasureRow } from './measure.projection.js';

const rowOf = (rows: Readonly<Record<string, Readonly<Record<string, object | undefined>>>>): MeasureRow =>
  rows.measure['1b-k1'] as MeasureRow;
const deliverable = defined('1b-k1', { kind: 'DELIVERABLE', direction: 'DELIVER' });

describe('SetBaseline', () => {
  const set = { type: 'SetBaseline', measure: '1b-k1', value: '11.2', period: '2023/24' };

  test('is true as long as the measure is', () => {
    const rows = measure()(defined())
      .when(set)
      .then(baseline({ value: '11.2', period: '2023/24' }))
      .rows();
    expect(rowOf(rows).baseline).toEqual({ value: '11.2', period: '2023/24', setOn: '2025-04-01' });
    measure()(defined(), baseline({ value: '11.2', period: '2023/24' }))
      .when(set)
      .nothing();
  });

  test('may name no value, or no time', () => {
    measure()(defined())
      .when({ type: 'SetBaseline', measure: '1b-k1', text: 'from April 2023' })
      .then(baseline({ text: 'from April 2023' }));
    measure()(defined()).when({ type: 'SetBaseline', measure: '1b-k1' }).refused('BASELINE_EMPTY');
  });

  test('writes its period by the usual name', () => {
    measure()(defined())
      .when({ ...set, period: 'March 2025' })
      .then(baseline({ value: '11.2', period: '2025-03' }));
    measure()(defined())
      .when({ ...set, period: 'programme start' })
      .refused('PERIOD_UNKNOWN');
  });

  test('has its day within its period', () => {
    const refusal = measure()(defined())
      .when({ ...set, asOf: '2025-03-31' })
      .refused('DATE_OUTSIDE_PERIOD', 'R07');
    expect(refusal.proposals).toEqual([{ path: 'asOf', value: '2024-03-31' }]);
  });

  test('is replaced with a reason, today, and the former one is kept', () => {
    const named = measure()(defined(), baseline({ text: 'from April 2023' }));
    named.when(set).then(baseline({ value: '11.2', period: '2023/24' }));
    const known = measure()(defined(), baseline({ value: '10', period: '2022/23' }));
    known.when(set).refused('REASON_REQUIRED');
    const rows = known
      .when({ ...set, reason: 'Recounted' })
      .then(baseline({ value: '11.2', period: '2023/24', reason: 'Recounted' }))
      .rows();
    expect(rowOf(rows)).toMatchObject({ baseline: { value: '11.2', setOn: '2025-10-15' }, formerBaselines: [{ value: '10' }] });
  });

  test('told again after it was replaced is once', () => {
    const replaced = on('2025-09-01', baseline({ value: '12', period: '2024/25', reason: 'Recounted' }));
    measure()(defined(), baseline({ value: '11.2', period: '2023/24' }), replaced)
      .when({ ...set, on: '2025-04-01' })
      .nothing();
  });

  test('is a number, and a percentage is what its numerator and base make', () => {
    measure()(deliverable).when(set).refused('NOT_A_NUMBER');
    measure()(defined())
      .when({ ...set, value: '11.3', numerator: '112', base: '1000' })
      .refused('PERCENTAGE_DISAGREES', 'R52');
  });
});

describe('SetTarget', () => {
  const set = { type: 'SetTarget', measure: '1b-k1', target: 1, value: '78', comparator: 'AT_LEAST' };

  test.each([
    [{ byDate: '2026-03-31' }],
    [{ period: '2025/26 Q4' }],
    [{ standing: 'AT_ANY_TIME' }],
    [{ byDate: '2026-03-31', period: '2025/26', scope: 'NATIONAL', statistic: 'MEAN', soft: true, text: 'Towards the average' }],
    [{}],
  ])('keeps its terms: %j', (terms) => {
    const rows = measure()(defined())
      .when({ ...set, ...terms })
      .then(target(1, '78', terms))
      .rows();
    expect(rowOf(rows).targets).toEqual([
      { number: 1, value: '78', comparator: 'AT_LEAST', ...terms, from: '2025-04-01', setOn: '2025-04-01', former: [] },
    ]);
    measure()(defined(), target(1, '78', terms))
      .when({ ...set, ...terms })
      .nothing();
  });

  test('may have no value', () => {
    measure()(defined())
      .when({ type: 'SetTarget', measure: '1b-k1', target: 1, byDate: '2026-03-31' })
      .then(target(1, undefined, { byDate: '2026-03-31' }));
    measure()(deliverable)
      .when({ type: 'SetTarget', measure: '1b-k1', target: 1, byDate: '2026-03-31' })
      .then(target(1, undefined, { byDate: '2026-03-31' }));
    measure()(deliverable).when(set).refused('NOT_A_NUMBER');
  });

  test('stays in the order of its numbers', () => {
    const rows = measure()(defined(), target(2, '80', { byDate: '2027-03-31' }))
      .when({ ...set, byDate: '2026-03-31' })
      .rows();
    expect(rowOf(rows).targets.map(({ number }) => number)).toEqual([1, 2]);
  });

  test('takes no number that is in use', () => {
    measure()(defined(), target(1, '70')).when(set).refused('TARGET_EXISTS');
  });

  test('told again after a change is once', () => {
    const change = {
      type: 'TargetChanged',
      data: { measure: '1b-k1', target: 1, value: '80', comparator: 'AT_LEAST', reason: 'Guidance' },
    };
    measure()(defined(), target(1, '78'), on('2025-06-01', change)).when(set).nothing();
  });

  test.each([
    ['INCREASE', 'AT_LEAST'],
    ['AT_MOST', 'AT_MOST'],
  ])('a value needs a comparator; %s proposes %s', (direction, value) => {
    const { comparator: _, ...silent } = set;
    const refusal = measure()(defined('1b-k1', { direction })).when(silent).refused('COMPARATOR_REQUIRED');
    expect(refusal.proposals).toEqual([{ path: 'comparator', value }]);
  });

  test('does not contradict itself', () => {
    const on = (terms: object) => measure()(defined()).when({ ...set, ...terms });
    on({ standing: 'AT_ANY_TIME', byDate: '2026-03-31' }).refused('STANDING_WITH_DATE');
    on({ period: 'next 12 months' }).refused('PERIOD_UNKNOWN');
    const refusal = on({ period: '2025/26', byDate: '2026-04-01' }).refused('DATE_OUTSIDE_PERIOD', 'R07');
    expect(refusal.proposals).toEqual([{ path: 'byDate', value: '2026-03-31' }]);
  });

  describe('R21: a second value for one metric and date', () => {
    const local = target(1, '67', { byDate: '2026-03-31' });
    const second = { ...set, target: 2, value: '72', byDate: '2026-03-31' };

    test.each([
      ['without scope', {}],
      ['as local, like the one without', { scope: 'LOCAL' }],
      ['for the period that ends on that day', { byDate: undefined, period: '2025/26' }],
    ])('is refused %s', (_, fields) => {
      measure()(defined(), local)
        .when({ ...second, ...fields })
        .refused('SCOPE_REQUIRED', 'R21');
    });

    test.each([
      ['as national', { scope: 'NATIONAL' }],
      ['for another day', { byDate: '2027-03-31' }],
      ['as the same number', { value: '67.0' }],
      ['as another statistic', { statistic: 'MEDIAN' }],
      ['without a time', { byDate: undefined }],
      ['without a value', { value: undefined, comparator: undefined }],
    ])('is taken %s', (_, fields) => {
      expect(
        measure()(defined(), local)
          .when({ ...second, ...fields })
          .rows(),
      ).toBeDefined();
    });

    test('is refused for two standing targets alike, and beside a national one proposes to be local', () => {
      const standing = measure()(defined(), target(1, '80', { standing: 'AT_ANY_TIME', scope: 'NATIONAL' }));
      const refusal = standing.when({ ...set, target: 2, standing: 'AT_ANY_TIME' }).refused('SCOPE_REQUIRED', 'R21');
      expect(refusal.proposals).toEqual([{ path: 'scope', value: 'LOCAL' }]);
      const same = standing.when({ ...set, target: 2, standing: 'AT_ANY_TIME', scope: 'NATIONAL' }).refused('SCOPE_REQUIRED', 'R21');
      expect(same.proposals).toEqual([]);
    });
  });
});

describe('ChangeTarget', () => {
  const change = { type: 'ChangeTarget', measure: '1b-k1', target: 1, reason: 'National guidance' };
  const dated = target(1, '78', { byDate: '2026-03-31', period: '2025/26', soft: true });
  const changed = (terms: object) => ({
    type: 'TargetChanged',
    data: { measure: '1b-k1', target: 1, comparator: 'AT_LEAST', soft: true, ...terms, reason: 'National guidance' },
  });

  test('keeps what was asked for before', () => {
    const rows = measure()(defined(), dated)
      .when({ ...change, value: '80' })
      .then(changed({ value: '80', byDate: '2026-03-31', period: '2025/26' }))
      .rows();
    expect(rowOf(rows).targets).toMatchObject([
      {
        value: '80',
        from: '2025-10-15',
        setOn: '2025-04-01',
        former: [{ value: '78', byDate: '2026-03-31', from: '2025-04-01', until: '2025-10-15', reason: 'National guidance' }],
      },
    ]);
  });

  test('what is said of its time replaces all that was', () => {
    measure()(defined(), dated)
      .when({ ...change, byDate: '2026-09-30' })
      .then(changed({ value: '78', byDate: '2026-09-30' }));
    measure()(defined(), dated)
      .when({ ...change, standing: 'EACH_YEAR' })
      .then(changed({ value: '78', standing: 'EACH_YEAR' }));
  });

  test('told twice is once', () => {
    measure()(defined(), dated, on('2025-06-01', changed({ value: '80', byDate: '2026-03-31', period: '2025/26' })))
      .when({ ...change, value: '80' })
      .nothing();
    measure()(defined(), dated)
      .when({ ...change, value: '78' })
      .nothing();
  });

  test('told late takes its place in time, and is once there too', () => {
    const later = on('2025-09-01', changed({ value: '90', byDate: '2026-03-31', period: '2025/26' }));
    const told = measure()(defined(), dated, later);
    const early = { ...change, value: '80', on: '2025-06-01' };
    const rows = told
      .when(early)
      .then(changed({ value: '80', byDate: '2026-03-31', period: '2025/26' }))
      .rows();
    expect(rowOf(rows).targets).toMatchObject([{ value: '90', former: [{ value: '78' }, { value: '80', until: '2025-09-01' }] }]);
    const both = [...on('2025-06-01', changed({ value: '80', byDate: '2026-03-31', period: '2025/26' })), ...later];
    measure()(defined(), dated, both).when(early).nothing();
  });

  test('needs a reason, a target and terms that agree', () => {
    measure()(defined(), dated)
      .when({ ...change, value: '80', reason: ' ' })
      .refused('REASON_REQUIRED');
    const refusal = measure()(defined(), dated)
      .when({ ...change, target: 2 })
      .refused('TARGET_NOT_FOUND');
    expect(refusal.facts).toContainEqual({ name: 'known', value: '1' });
    measure()(defined(), dated)
      .when({ ...change, period: '2026/27', byDate: '2026-03-31' })
      .refused('DATE_OUTSIDE_PERIOD', 'R07');
    measure()(defined(), dated, target(2, '60', { byDate: '2027-03-31' }))
      .when({ ...change, byDate: '2027-03-31' })
      .refused('SCOPE_REQUIRED', 'R21');
    measure()(defined(), on('2025-06-01', dated))
      .when({ ...change, value: '80', on: '2025-05-01' })
      .refused('EFFECTIVE_BEFORE_CREATED');
  });

  test('does not touch a target that was met or missed', () => {
    const closed = measure()(defined(), target(1, '78', { byDate: '2025-06-30' }), on('2025-07-10', observed('2025-06', '77')));
    const refusal = closed.when({ ...change, value: '77' }).refused('TARGET_CLOSED');
    expect(refusal.facts).toContainEqual({ name: 'state', value: 'MISSED' });
    expect(closed.when({ ...change, value: '77', on: '2025-07-01' }).rows()).toBeDefined();
  });
});

describe('SetTrajectory', () => {
  const points = [
    { period: '2025/26 Q3', value: '45' },
    { period: '2025/26 Q4', value: '50' },
  ];
  const set = { type: 'SetTrajectory', measure: '1b-k1', points };
  const goal = target(1, '50.0', { byDate: '2026-03-31' });

  test('leads to the target that is due in its last period', () => {
    const rows = measure()(defined(), target(2, '60', { byDate: '2027-03-31' }), goal)
      .when(set)
      .then(trajectory({ '2025/26 Q3': '45', '2025/26 Q4': '50' }))
      .rows();
    expect(rowOf(rows).trajectory).toEqual({ target: 1, points, inferred: false, setOn: '2025-04-01' });
    measure()(defined(), goal, trajectory({ '2025/26 Q3': '45', '2025/26 Q4': '50' }))
      .when(set)
      .nothing();
  });

  test('ends where its target is', () => {
    const refusal = measure()(defined(), target(1, '55', { byDate: '2026-03-31' }))
      .when(set)
      .refused('TRAJECTORY_OFF_TARGET');
    expect(refusal.proposals).toEqual([{ path: 'points.1.value', value: '55' }]);
  });

  test('needs a target with a value', () => {
    measure()(defined()).when(set).refused('TRAJECTORY_WITHOUT_TARGET');
    measure()(defined(), target(1, undefined, { byDate: '2026-03-31' }))
      .when(set)
      .refused('TRAJECTORY_WITHOUT_TARGET');
    measure()(defined(), target(1, '50')).when(set).refused('TRAJECTORY_WITHOUT_TARGET');
    measure()(defined(), goal)
      .when({ ...set, target: 2 })
      .refused('TRAJECTORY_WITHOUT_TARGET');
    measure()(defined(), target(1, '50'))
      .when({ ...set, target: 1, inferred: true })
      .then({ type: 'TrajectorySet', data: { measure: '1b-k1', target: 1, points, inferred: true } });
  });

  test.each([
    ['TRAJECTORY_EMPTY', []],
    ['TRAJECTORY_DISORDERED', [points[1], points[0]]],
    ['TRAJECTORY_DISORDERED', [points[1], points[1]]],
    ['TRAJECTORY_DISORDERED', [{ period: '2025/26', value: '45' }, points[1]]],
    ['PERIOD_UNKNOWN', [{ period: 'soon', value: '45' }, points[1]]],
  ])('is refused %s where its points are no way forward', (code, wrong) => {
    measure()(defined(), goal)
      .when({ ...set, points: wrong })
      .refused(code);
  });

  test('is of numbers', () => {
    measure()(deliverable).when(set).refused('NOT_A_NUMBER');
  });
});

describe('AddBenchmark', () => {
  const add = { type: 'AddBenchmark', measure: '1b-k1', name: 'National mean', value: '18', scope: 'NATIONAL' };

  test('is named by what it is of and its period', () => {
    const one = measure()(defined())
      .when({ ...add, statistic: 'MEAN' })
      .then(benchmark('National mean', '18', { statistic: 'MEAN' }))
      .rows();
    expect(rowOf(one).benchmarks).toEqual([
      { name: 'National mean', value: '18', scope: 'NATIONAL', statistic: 'MEAN', addedOn: '2025-04-01' },
    ]);
    const known = measure()(defined(), benchmark('National mean', '18'));
    known.when(add).nothing();
    known.when({ ...add, value: '19' }).refused('BENCHMARK_EXISTS');
    expect(rowOf(known.when({ ...add, value: '19', period: '2026/27' }).rows()).benchmarks).toHaveLength(2);
  });

  test('is a number for a period', () => {
    measure()(defined())
      .when({ ...add, period: 'latest' })
      .refused('PERIOD_UNKNOWN');
    measure()(deliverable).when(add).refused('NOT_A_NUMBER');
  });
});

test.each(['SetBaseline', 'SetTarget', 'ChangeTarget', 'SetTrajectory', 'AddBenchmark'])(
  '%s needs its measure, on a day on which it is there',
  (type) => {
    measure()().when({ type, measure: '1b-k1', points: [] }).refused('MEASURE_NOT_FOUND');
    measure()(defined()).when({ type, measure: '1b-k1', points: [], on: '2025-03-31' }).refused('EFFECTIVE_BEFORE_CREATED');
  },
);
