import { describe, expect, test } from '@jest/globals';
import { on, type Fact } from '../../../../test/support/given.js';
import { baseline, benchmark, defined, observed, readBack, target, trajectory } from '../../../../test/support/measures.js';
import type { DomainEvent } from '../projection.js';
import { aimOf, measureRules, measureRulesOf, type MeasureReading } from './measure.states.js';
import { polarityOf, seriesOf } from './observation.js';

type Fields = Readonly<Record<string, unknown>>;

const START = '2025-04-01';

/** A measure read on a day, from the facts of that day and before. */
function read(day: string, ...facts: readonly (DomainEvent | readonly Fact[])[]): MeasureReading {
  const told = facts.flatMap((fact) => ('type' in fact ? on(START, fact) : fact)).filter((fact) => fact.on <= day);
  const { row, observations } = readBack(told);
  return measureRulesOf(1).read(row, observations, day);
}

/** What is observed at the end of each period. */
const values = (...told: readonly (readonly [string, string, Fields?])[]): readonly Fact[] =>
  told.map(([period, value, fields = {}]) => ({ on: START, event: observed(period, value, { ...fields }) }));

const LOWER = { direction: 'DECREASE' };

describe('a target', () => {
  const stateOf = (day: string, terms: Fields, told: readonly Fact[], base: Fields | undefined = undefined) => {
    const { value = '50', ...rest } = terms as { value?: string };
    const [one] = read(day, defined(), ...(base === undefined ? [] : [baseline(base)]), target(1, value, rest), told).targets;
    return one.state;
  };
  const by = { byDate: '2026-03-31' };

  test.each([
    ['OPEN', '2026-03-31', by, []],
    ['OPEN', '2026-03-31', by, values(['2025-09', '49'])],
    ['QUESTIONED', '2026-03-31', by, values(['2025-09', '50'])],
    ['QUESTIONED', '2025-04-01', by, values(['2024/25 Q2', '51'])],
    ['OPEN', '2025-10-31', by, values(['2025-09', '51'], ['2025-10', '49'])],
    ['OVERDUE_NO_DATA', '2026-04-01', by, []],
    ['OVERDUE_NO_DATA', '2026-04-01', by, values(['2026-02', '60'])],
    ['MET', '2026-04-01', by, values(['2026-03', '50'])],
    ['MET', '2026-04-01', by, values(['2026-03', '50.0'])],
    ['MET', '2025-12-31', by, values(['2025/26', '50'])],
    ['MISSED', '2026-04-01', by, values(['2026-03', '49.999999'])],
    ['MISSED', '2027-04-01', by, values(['2026-03', '49'], ['2026-04', '70'])],
    ['OPEN', '2027-04-01', {}, values(['2026-03', '70'])],
    ['MET', '2030-12-31', { period: '2030' }, values(['2030', '50'])],
    ['OVERDUE_NO_DATA', '2031-01-01', { period: '2030' }, []],
    ['OPEN', '2026-03-31', { standing: 'AT_ANY_TIME' }, []],
    ['HELD', '2026-03-31', { standing: 'AT_ANY_TIME' }, values(['2026-03-01', '50'])],
    ['BREACHED', '2026-03-31', { standing: 'AT_ANY_TIME' }, values(['2026-03-01', '50'], ['2026-03-02', '49'])],
    ['HELD', '2026-03-31', { standing: 'AT_ANY_TIME' }, values(['2026-03-01', '49'], ['2026-03-02', '50'])],
    ['HELD', '2026-03-31', { standing: 'EACH_YEAR' }, values(['2024/25', '60'], ['2025/26 Q1', '10'])],
    [
      'BREACHED',
      '2026-03-31',
      { standing: 'EACH_QUARTER' },
      values(['2025/26 Q1', '10'], ['2025/26 Q1', '60', { reportedBy: 'A' }], ['2025/26', '70']),
    ],
    ['OPEN', '2026-03-31', { standing: 'EACH_MONTH' }, values(['2025/26 Q1', '10'])],
  ])('is %s on %s where %j', (state, day, terms, told) => {
    expect(stateOf(day, terms, told)).toBe(state);
  });

  test('without a value is NO_TARGET_VALUE whatever comes', () => {
    const [one] = read('2027-01-01', defined(), target(1, undefined, by), values(['2026-03', '50'])).targets;
    expect(one.state).toBe('NO_TARGET_VALUE');
  });

  test.each([
    ['AT_LEAST', '78', '78.0', 'MET'],
    ['AT_LEAST', '78', '77.9', 'MISSED'],
    ['AT_MOST', '4', '4.0', 'MET'],
    ['AT_MOST', '4', '4.1', 'MISSED'],
    ['LESS_THAN', '1', '1.0', 'MISSED'],
    ['LESS_THAN', '1', '0.999999999999', 'MET'],
    ['MORE_THAN', '1', '1.0', 'MISSED'],
    ['MORE_THAN', '1', '1.000000000001', 'MET'],
  ])('%s %s takes %s as %s', (comparator, value, said, state) => {
    const [one] = read('2026-04-01', defined(), target(1, value, { ...by, comparator }), values(['2026-03', said])).targets;
    expect(one).toMatchObject({ state, closedBy: '2026-03, NHS Digital' });
  });

  describe('is closed by its own period type alone', () => {
    test.each([
      [
        'that of its period',
        { ...by, period: '2025/26 Q4' },
        undefined,
        values(['2025/26 Q4', '49'], ['2026-03', '60'], ['2025/26', '60']),
        'MISSED',
      ],
      ['no other', { ...by, period: '2025/26 Q4' }, undefined, values(['2025/26', '60']), 'QUESTIONED'],
      ['else that of the baseline', by, { value: '10', period: '2023/24' }, values(['2025/26 Q4', '60']), 'QUESTIONED'],
      ['else that of the baseline', by, { value: '10', period: '2023/24' }, values(['2025/26 Q4', '60'], ['2025/26', '49']), 'MISSED'],
      ['a month by its last day', { ...by, period: '2026-03' }, undefined, values(['2026-03-31', '50']), 'MET'],
      ['a month by itself first', { ...by, period: '2026-03' }, undefined, values(['2026-03-31', '50'], ['2026-03', '49']), 'MISSED'],
      [
        'a month by no day within it',
        { byDate: '2026-03-15', period: '2026-03' },
        undefined,
        values(['2026-03-15', '50']),
        'OVERDUE_NO_DATA',
      ],
      ['any, the shortest first', by, undefined, values(['2025/26', '60'], ['2026-03', '49']), 'MISSED'],
      ['final before provisional', by, undefined, values(['2025/26', '49'], ['2026-03', '60', { provisional: true }]), 'MISSED'],
    ])('%s', (_, terms, base, told, state) => {
      expect(stateOf('2026-03-31', terms, told, base)).toBe(state);
    });
  });

  test('is not closed by a value of another statistic', () => {
    const [one] = read(
      '2026-03-31',
      defined('1b-k1', { statistic: 'MEAN' }),
      target(1, '50', { ...by, statistic: 'MEDIAN' }),
      values(['2026-03', '60']),
    ).targets;
    expect(one.state).toBe('OPEN');
  });

  test('says where the value that closed it is provisional', () => {
    const [one] = read('2026-03-31', defined(), target(1, '50', by), values(['2026-03', '60', { provisional: true }])).targets;
    expect(one).toMatchObject({ state: 'MET', provisional: true });
  });

  test('changed keeps what it asked for as SUPERSEDED, from the day on', () => {
    const change = {
      type: 'TargetChanged',
      data: { measure: '1b-k1', target: 1, value: '60', comparator: 'AT_LEAST', ...by, reason: 'Guidance' },
    };
    const told = [defined(), target(1, '50', by), on('2025-09-01', change)] as const;
    expect(read('2025-08-31', ...told).targets).toMatchObject([{ value: '50', former: [] }]);
    expect(read('2025-09-01', ...told).targets).toMatchObject([
      { value: '60', state: 'OPEN', former: [{ value: '50', state: 'SUPERSEDED', until: '2025-09-01' }] },
    ]);
  });

  describe('shows progress from the baseline', () => {
    const progress = (base: Fields | undefined, value: string | undefined, ...said: readonly string[]) =>
      read(
        '2025-10-31',
        defined(),
        ...(base === undefined ? [] : [baseline(base)]),
        target(1, value, by),
        values(...said.map((one, index) => [`2025-0${index + 5}`, one] as const)),
      ).targets[0].progress;

    test.each([
      ['170', '330', '250', { percent: '50', achieved: '80', needed: '160' }],
      ['11.2', '9', '8.8', { percent: '109.1', achieved: '2.4', needed: '2.2' }],
      ['10', '40', '5', { percent: '-16.7', achieved: '-5', needed: '30' }],
      ['0', '3', '1', { percent: '33.3', achieved: '1', needed: '3' }],
    ])('%s to %s at %s', (start, goal, said, expected) => {
      expect(progress({ value: start, asOf: '2025-03-31' }, goal, said)).toEqual(expected);
    });

    test('needs a baseline with value and day (R24), a target value, a way to go and an observation', () => {
      const sound = { value: '10', period: '2024/25' };
      expect(progress(undefined, '20', '15')).toBeUndefined();
      expect(progress({ value: '10', text: 'programme start' }, '20', '15')).toBeUndefined();
      expect(progress({ period: '2024/25' }, '20', '15')).toBeUndefined();
      expect(progress(sound, undefined, '15')).toBeUndefined();
      expect(progress(sound, '10', '15')).toBeUndefined();
      expect(progress(sound, '20')).toBeUndefined();
      expect(progress(sound, '20', '11', '15')).toMatchObject({ percent: '50' });
    });
  });
});

describe('a quantitative measure', () => {
  const rated = (day: string, ...facts: readonly (DomainEvent | readonly Fact[])[]) => read(day, defined(), ...facts).rating;
  const line = [baseline({ value: '10', asOf: '2025-03-31' }), target(1, '40', { byDate: '2026-03-31' })];

  test.each([
    ['2025-09-30', '25', 'ON_TRACK', '25'],
    ['2025-09-30', '25.000000000001', 'AHEAD', '25'],
    ['2025-09-30', '24.999999999999', 'BEHIND', '25'],
    ['2025-09', '25', 'ON_TRACK', '25'],
    ['2025-09-15', '22.5', 'ON_TRACK', '22.5'],
    ['2025-03-31', '10', 'ON_TRACK', '10'],
    ['2026-03-31', '40', 'ON_TRACK', '40'],
    ['2026-08', '40', 'ON_TRACK', '40'],
  ])('in %s at %s is %s against a straight line by whole months', (period, value, state, expected) => {
    expect(rated('2027-01-01', ...line, values([period, value]))).toMatchObject({ state, basis: 'STRAIGHT_LINE', expected });
  });

  test('a third of the way is compared exactly', () => {
    const thirds = [baseline({ value: '0', asOf: '2025-03-31' }), target(1, '1', { byDate: '2025-06-30' })];
    expect(rated('2025-05-01', ...thirds, values(['2025-04', '0.333333333333']))).toMatchObject({ state: 'BEHIND', expected: '0.333333' });
    expect(rated('2025-05-01', ...thirds, values(['2025-04', '0.333333333334']))).toMatchObject({ state: 'AHEAD' });
  });

  test('goes from target to target, each its own line', () => {
    const second = target(2, '100', { period: '2026/27' });
    expect(rated('2027-01-01', ...line, second, values(['2026-09', '70']))).toMatchObject({ state: 'ON_TRACK', expected: '70' });
  });

  test('follows the plan’s own targets, not a national one beside them', () => {
    const national = target(2, '80', { byDate: '2026-03-31', scope: 'NATIONAL' });
    expect(rated('2025-10-01', ...line, national, values(['2025-09', '25']))).toMatchObject({ state: 'ON_TRACK' });
    const alone = [baseline({ value: '10', asOf: '2025-03-31' }), national];
    expect(rated('2025-10-01', ...alone, values(['2025-09', '45']))).toMatchObject({ state: 'ON_TRACK' });
  });

  test('less is better where it is to decrease', () => {
    const down = [
      defined('1b-k1', LOWER),
      baseline({ value: '40', asOf: '2025-03-31' }),
      target(1, '10', { byDate: '2026-03-31', comparator: 'AT_MOST' }),
    ];
    expect(read('2025-10-01', ...down, values(['2025-09', '24'])).rating).toMatchObject({ state: 'AHEAD', by: '1' });
    expect(read('2025-10-01', ...down, values(['2025-09', '26'])).rating).toMatchObject({ state: 'BEHIND', by: '1' });
  });

  describe('with a trajectory', () => {
    const way = [
      target(1, '50', { byDate: '2026-03-31' }),
      trajectory({ '2025/26 Q1': '45', '2025/26 Q2': '45', '2025/26 Q3': '45', '2025/26 Q4': '50' }),
    ];

    test.each([
      ['2025/26 Q2', '44', 'BEHIND', '45', '1'],
      ['2025/26 Q2', '45', 'ON_TRACK', '45', '0'],
      ['2025/26 Q4', '50', 'ON_TRACK', '50', '0'],
      ['2025-08', '46', 'AHEAD', '45', '1'],
      ['2026-02', '46', 'BEHIND', '50', '4'],
      ['2026-06', '50', 'ON_TRACK', '50', '0'],
    ])('in %s at %s is %s', (period, value, state, expected, by) => {
      expect(rated('2027-01-01', ...way, values([period, value]))).toEqual({
        state,
        basis: 'TRAJECTORY',
        expected,
        by,
        observation: `${period}, NHS Digital`,
      });
    });

    test('is not judged by it before it begins, nor once its target has changed', () => {
      expect(rated('2025-10-01', ...way, values(['2025-03', '40']))).toBeUndefined();
      const change = {
        type: 'TargetChanged',
        data: { measure: '1b-k1', target: 1, value: '60', comparator: 'AT_LEAST', byDate: '2026-03-31', reason: 'Guidance' },
      };
      expect(rated('2025-10-01', ...way, change, values(['2025/26 Q2', '44']))).toBeUndefined();
      expect(rated('2025-10-01', ...way, change, baseline({ value: '40', period: '2024/25' }), values(['2025/26 Q2', '50']))).toMatchObject(
        {
          state: 'ON_TRACK',
          basis: 'STRAIGHT_LINE',
        },
      );
    });
  });

  test('is not rated without observation, direction, or a line to compare with', () => {
    expect(rated('2025-10-01', ...line)).toBeUndefined();
    expect(rated('2025-10-01', line[1], values(['2025-09', '25']))).toBeUndefined();
    expect(rated('2025-10-01', line[0], values(['2025-09', '25']))).toBeUndefined();
    expect(rated('2025-10-01', ...line, values(['2025-02', '25']))).toBeUndefined();
    const undirected = [defined('1b-k1', { direction: undefined }), line[0], target(1, undefined, { byDate: '2026-03-31' })];
    expect(read('2025-10-01', ...undirected, values(['2025-09', '25'])).rating).toBeUndefined();
  });

  test('a target due on the day of the baseline, or in its month, makes no line of no length', () => {
    const same = [baseline({ value: '10', asOf: '2025-03-31' }), target(1, '40', { byDate: '2025-04-15' })];
    expect(rated('2025-05-01', ...same, values(['2025-04-10', '40']))).toMatchObject({ state: 'ON_TRACK', expected: '40' });
  });
});

describe('a directional measure', () => {
  const rated = (fields: object, ...facts: readonly (DomainEvent | readonly Fact[])[]) =>
    read('2026-01-01', defined('1b-k1', { kind: 'DIRECTIONAL', ...fields }), ...facts).rating;

  test.each([
    ['INCREASE', ['10', '11'], 'IMPROVING'],
    ['INCREASE', ['10', '12', '11'], 'WORSENING'],
    ['DECREASE', ['10', '11'], 'WORSENING'],
    ['DECREASE', ['10', '9.9'], 'IMPROVING'],
    ['INCREASE', ['10', '10.0'], 'UNCHANGED'],
    ['INCREASE', ['10'], 'NO_DATA'],
    ['INCREASE', [], 'NO_DATA'],
    [undefined, ['10', '11'], 'NO_DATA'],
  ])('that is to %s and goes %j is %s', (direction, said, state) => {
    const told = values(...said.map((value, index) => [`2025-0${index + 4}`, value] as const));
    expect(rated({ direction }, told)?.state).toBe(state);
  });

  test('compares one source and period type only, and a first value with the baseline', () => {
    const mixed = values(['2024/25', '11.2', { reportedBy: 'OHID' }], ['2025/26 Q1', '8.8'], ['2025/26 Q2', '9.0']);
    expect(rated(LOWER, mixed)).toEqual({
      state: 'WORSENING',
      basis: 'PREVIOUS',
      expected: '8.8',
      by: '0.2',
      observation: '2025/26 Q2, NHS Digital',
    });
    expect(rated(LOWER, values(['2024/25', '11.2', { reportedBy: 'OHID' }], ['2025/26 Q1', '8.8']))?.state).toBe('NO_DATA');
    expect(rated(LOWER, baseline({ value: '11.2' }), values(['2025/26 Q1', '8.8']))).toMatchObject({
      state: 'IMPROVING',
      basis: 'BASELINE',
      by: '2.4',
    });
  });
});

describe('a deliverable', () => {
  const rated = (day: string, cadence: string | undefined, ...told: readonly (readonly [string, string?])[]) =>
    read(
      day,
      defined('1b-k1', { kind: 'DELIVERABLE', direction: 'DELIVER', cadence }),
      ...told.map(([when, period]) => on(when, { type: 'MeasureDelivered', data: { measure: '1b-k1', evidence: 'Published', period } })),
    ).rating?.state;

  test('is delivered from the day on', () => {
    expect(rated('2025-05-31', undefined, ['2025-06-01'])).toBe('NOT_DELIVERED');
    expect(rated('2025-06-01', undefined, ['2025-06-01'])).toBe('DELIVERED');
    expect(rated('2030-03-31', 'REAL_TIME', ['2025-06-01'])).toBe('DELIVERED');
  });

  test('that comes each quarter is so while this quarter or the last has its delivery', () => {
    expect(rated('2025-09-30', 'QUARTERLY', ['2025-06-01'])).toBe('DELIVERED');
    expect(rated('2025-10-01', 'QUARTERLY', ['2025-06-01'])).toBe('NOT_DELIVERED');
    expect(rated('2025-10-01', 'QUARTERLY', ['2025-06-01'], ['2025-07-10', '2025/26 Q1'])).toBe('NOT_DELIVERED');
    expect(rated('2025-10-01', 'QUARTERLY', ['2025-06-01'], ['2025-07-10', '2025/26 Q2'])).toBe('DELIVERED');
    expect(rated('2027-03-31', 'ANNUAL', ['2025-06-01'])).toBe('DELIVERED');
    expect(rated('2027-04-01', 'ANNUAL', ['2025-06-01'])).toBe('NOT_DELIVERED');
  });

  test('has targets without a value, which are never met', () => {
    const told = [defined('1b-k1', { kind: 'DELIVERABLE', direction: 'DELIVER' }), target(1, undefined, { byDate: '2026-03-31' })];
    expect(read('2026-04-01', ...told).targets).toMatchObject([{ state: 'NO_TARGET_VALUE', dueOn: '2026-03-31' }]);
  });
});

describe('the status', () => {
  const moved = { type: 'MeasureMoved', data: { measure: '1b-k1', from: '1b', to: '6b' } };
  const gone = { type: 'MeasureWithdrawn', data: { measure: '1b-k1', reason: 'Not collected' } };

  test.each([
    ['DEFINED', []],
    ['DEFINED', [baseline({ value: '36', text: 'programme start' })]],
    ['DEFINED', [baseline({ period: '2024/25' })]],
    ['BASELINED', [baseline({ value: '36', period: '2024/25' })]],
    ['BASELINED', [baseline({ value: '36', asOf: '2025-03-31' })]],
    ['TRACKED', [observed('2025-04', '1')]],
    ['MOVED', [observed('2025-04', '1'), moved]],
    ['WITHDRAWN', [moved, gone]],
  ])('is %s after %j', (status, facts) => {
    expect(read('2025-05-01', defined(), ...facts).status).toBe(status);
  });

  test('a measure that moved is rated on, one that was withdrawn is not', () => {
    const told = [defined('1b-k1', { kind: 'DIRECTIONAL' }), values(['2025-04', '1'], ['2025-05', '2'])] as const;
    expect(read('2025-06-01', ...told, moved).rating?.state).toBe('IMPROVING');
    expect(read('2025-06-01', ...told, gone).rating).toBeUndefined();
  });
});

describe('benchmarks', () => {
  const gaps = (fields: Fields, ...benchmarks: readonly DomainEvent[]) =>
    read('2026-01-01', defined('1b-k1', fields), ...benchmarks, values(['2025-09', '30'])).benchmarks.map(({ gap }) => gap);

  test('show how far the latest value is short of them', () => {
    expect(gaps({}, benchmark('A', '55'), benchmark('B', '25'))).toEqual(['25', '-5']);
    expect(gaps(LOWER, benchmark('A', '18'), benchmark('B', '40'))).toEqual(['12', '-10']);
  });

  test('are compared only in the same statistic and unit', () => {
    const told = [
      benchmark('A', '18', { statistic: 'MEAN' }),
      benchmark('B', '40', { statistic: 'PERCENTILE_90' }),
      benchmark('C', '5', { unit: 'points' }),
    ];
    expect(gaps({ ...LOWER, statistic: 'MEAN' }, ...told)).toEqual(['12', undefined, undefined]);
    expect(gaps(LOWER, ...told)).toEqual([undefined, undefined, undefined]);
    expect(gaps(LOWER, target(1, '30', { statistic: 'MEAN' }), ...told)).toEqual(['12', undefined, undefined]);
  });

  test('show no gap without a value or a direction', () => {
    expect(read('2026-01-01', defined(), benchmark('A', '55')).benchmarks[0]).not.toHaveProperty('gap');
    expect(gaps({ direction: undefined }, benchmark('A', '55'))).toEqual([undefined]);
  });
});

describe('what is missing', () => {
  test.each([
    [false, []],
    [true, [baseline({ value: '36', text: 'programme start' })]],
    [true, [baseline({ period: '2024/25' })]],
    [false, [baseline({ value: '36', period: '2024/25' })]],
  ])('R24: needs a baseline is %s after %j', (expected, facts) => {
    expect(read('2026-01-01', defined(), ...facts).needsBaseline).toBe(expected);
  });

  test.each([
    [true, [target(1, '20')]],
    [true, [target(1, '20', { byDate: '2026-03-31' }), target(2, '30')]],
    [false, [target(1, '20', { period: '2025/26' })]],
    [false, [target(1, '20', { standing: 'AT_ANY_TIME' })]],
    [false, [target(1, undefined)]],
    [false, [target(1, '20'), { type: 'MeasureLinkedAsDuplicate', data: { measure: '1b-k1', duplicateOf: '6b-k2' } }]],
  ])('R29: needs a date is %s after %j', (expected, facts) => {
    expect(read('2026-01-01', defined(), ...facts).needsDate).toBe(expected);
  });
});

describe('observations', () => {
  test('keep sources and period types apart', () => {
    const { observations } = readBack([
      ...on(START, defined()),
      ...values(['2025-05', '3'], ['2024/25', '11.2', { reportedBy: 'OHID' }], ['2025/26 Q1', '2'], ['2025-04', '1']),
    ]);
    expect(
      seriesOf(observations).map(({ reportedBy, periodType, observations: all }) => [
        reportedBy,
        periodType,
        all.map(({ value }) => value),
      ]),
    ).toEqual([
      ['NHS Digital', 'MONTH', ['1', '3']],
      ['NHS Digital', 'QUARTER', ['2']],
      ['OHID', 'FINANCIAL_YEAR', ['11.2']],
    ]);
  });

  test('of periods that end on one day the shortest is the latest', () => {
    const { observations } = readBack([
      ...on(START, defined()),
      ...values(['2026-03-31', '4'], ['2025/26', '1'], ['2026-03', '3'], ['2025/26 Q4', '2']),
    ]);
    expect(observations.map(({ value }) => value)).toEqual(['1', '2', '3', '4']);
  });
});

describe('the direction', () => {
  test.each([
    ['INCREASE', 'UP'],
    ['AT_LEAST', 'UP'],
    ['DECREASE', 'DOWN'],
    ['AT_MOST', 'DOWN'],
    ['DELIVER', undefined],
  ] as const)('%s is %s', (direction, polarity) => {
    expect(polarityOf({ direction, targets: [] })).toBe(polarity);
  });

  test('follows from the targets where nobody says it', () => {
    const { row } = readBack(
      on(START, defined('1b-k1', { direction: undefined }), target(1, undefined), target(2, '1', { comparator: 'LESS_THAN' })),
    );
    expect(polarityOf(row)).toBe('DOWN');
  });
});

describe('the aim of a process', () => {
  const aim = (day: string, ...facts: readonly (DomainEvent | readonly Fact[])[]) => aimOf(read(day, defined(), ...facts));
  const [first, second] = [target(1, '50', { byDate: '2025-09-30' }), target(2, '60', { byDate: '2026-03-31' })];

  test('is the first target that is not closed, else the last', () => {
    expect(aim('2026-04-01')).toBeUndefined();
    expect(aim('2026-04-01', first, second)).toEqual({ value: '50', comparator: 'AT_LEAST' });
    expect(aim('2026-04-01', first, second, values(['2025-09', '50']))).toEqual({ value: '60', comparator: 'AT_LEAST' });
    expect(aim('2026-04-01', first, second, values(['2025-09', '50'], ['2026-03', '60']))).toEqual({ value: '60', comparator: 'AT_LEAST' });
  });
});

test('rules are kept by version', () => {
  expect(measureRules.map(({ version }) => version)).toEqual([1]);
  expect(measureRulesOf(1).version).toBe(1);
  expect(() => measureRulesOf(99)).toThrow('no measure rules of version 99');
});
