import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { exact } from '../decimal.js';
import { ruleSets } from '../rules/rule-set.js';
import { processChart, type ProcessChart } from './measure.spc.js';

const chart = (values: readonly (number | string)[], ...rest: readonly unknown[]): ProcessChart => {
  const made = processChart(values.map(String), ruleSets[0], ...(rest as []));
  if (made === undefined) throw new Error('too few points');
  return made;
};
/** Goes up and down by 1 around 10: mean 10, mean moving range 2, limits 4.68 and 15.32, outer thirds beyond 10 ± 3.5466… */
const calm = (length: number): number[] => Array.from({ length }, (_, index) => (index % 2 === 0 ? 9 : 11));

describe('the limits', () => {
  test('are the mean ± 2.66 × the mean moving range', () => {
    expect(chart(calm(12))).toEqual({
      mean: '10',
      meanMovingRange: '2',
      lower: '4.68',
      upper: '15.32',
      signals: [],
      variation: 'COMMON_CAUSE',
    });
  });

  test('are exact for decimals', () => {
    const { mean, meanMovingRange } = chart(Array.from({ length: 12 }, (_, index) => (index % 2 === 0 ? '0.1' : '0.2')));
    expect([mean, meanMovingRange]).toEqual(['0.15', '0.1']);
  });

  test.each(ruleSets)('are drawn by the rule set $name from $fewestChartPoints points on', (ruleSet) => {
    const points = (length: number): string[] => calm(length).map(String);
    expect(processChart(points(ruleSet.fewestChartPoints - 1), ruleSet)).toBeUndefined();
    expect(processChart(points(ruleSet.fewestChartPoints), ruleSet)).toBeDefined();
  });
});

describe('signals', () => {
  const signalsOf = (values: readonly (number | string)[]) =>
    chart(values).signals.map(({ kind, from, to, side }) => [kind, from, to, side]);

  test('none where nothing varies', () => {
    expect(signalsOf(Array.from({ length: 12 }, () => 5))).toEqual([]);
  });

  test('a point outside the limits', () => {
    expect(signalsOf([...calm(14), 25, 10])).toContainEqual(['OUTSIDE_LIMITS', 14, 14, 'HIGH']);
    expect(signalsOf([...calm(14), -5, 10])).toContainEqual(['OUTSIDE_LIMITS', 14, 14, 'LOW']);
  });

  test('a shift: 7 points on one side of the mean, not 6', () => {
    const seven = [
      ...Array.from({ length: 7 }, (_, index) => 12 + (index % 2) / 10),
      ...Array.from({ length: 7 }, (_, index) => 8 - (index % 2) / 10),
    ];
    expect(signalsOf(seven).filter(([kind]) => kind === 'SHIFT')).toEqual([
      ['SHIFT', 0, 6, 'HIGH'],
      ['SHIFT', 7, 13, 'LOW'],
    ]);
    const six = [...seven.slice(1, 7), ...seven.slice(7, 13)];
    expect(signalsOf(six).filter(([kind]) => kind === 'SHIFT')).toEqual([]);
  });

  test('a trend: 7 points always rising or always falling, not 6', () => {
    const rising = [...calm(8), 5, 6, 7, 8, 9, 10, 11, 9];
    expect(signalsOf(rising).filter(([kind]) => kind === 'TREND')).toEqual([['TREND', 8, 14, 'HIGH']]);
    expect(signalsOf(rising.toReversed()).filter(([kind]) => kind === 'TREND')).toEqual([['TREND', 1, 7, 'LOW']]);
    expect(signalsOf([...calm(8), 6, 7, 8, 9, 10, 11, 9]).filter(([kind]) => kind === 'TREND')).toEqual([]);
    expect(signalsOf([...calm(8), 5, 6, 7, 7, 8, 9, 10, 11]).filter(([kind]) => kind === 'TREND')).toEqual([]);
  });

  test('2 of 3 points in the outer third towards one limit, not towards both', () => {
    const near = (...last: readonly number[]) => signalsOf([...calm(30), ...last]).filter(([kind]) => kind === 'NEAR_LIMIT');
    expect(near(14.5, 10, 14.5, 10)).toEqual([['NEAR_LIMIT', 30, 32, 'HIGH']]);
    expect(near(14.5, 14.5, 10, 10)).toContainEqual(['NEAR_LIMIT', 30, 31, 'HIGH']);
    expect(near(14.5, 5.5, 10, 10)).toEqual([]);
    expect(near(14.5, 10, 10, 14.5)).toEqual([]);
  });
});

describe('what the latest point says', () => {
  const last = (values: readonly number[], polarity?: 'UP' | 'DOWN') => chart(values, polarity).variation;

  test.each([
    ['IMPROVEMENT', 'UP', 25],
    ['CONCERN', 'DOWN', 25],
    ['CONCERN', 'UP', -5],
    ['IMPROVEMENT', 'DOWN', -5],
    ['SPECIAL_CAUSE', undefined, 25],
  ] as const)('is %s, %s, at %d', (variation, polarity, value) => {
    expect(last([...calm(15), value], polarity)).toBe(variation);
  });

  test('is nothing once the process is calm again', () => {
    expect(last([...calm(15), 25, ...calm(4)], 'UP')).toBe('COMMON_CAUSE');
  });
});

describe('assurance', () => {
  test.each([
    ['AT_LEAST', '4', 'CONSISTENTLY_MET'],
    ['AT_LEAST', '4.68', 'CONSISTENTLY_MET'],
    ['AT_LEAST', '4.69', 'HIT_OR_MISS'],
    ['AT_LEAST', '15.33', 'CONSISTENTLY_MISSED'],
    ['AT_MOST', '15.32', 'CONSISTENTLY_MET'],
    ['AT_MOST', '10', 'HIT_OR_MISS'],
    ['AT_MOST', '4.67', 'CONSISTENTLY_MISSED'],
    ['LESS_THAN', '15.32', 'HIT_OR_MISS'],
    ['MORE_THAN', '4.67', 'CONSISTENTLY_MET'],
  ] as const)('%s %s is %s', (comparator, value, assurance) => {
    expect(chart(calm(12), 'UP', { comparator, value }).assurance).toBe(assurance);
  });
});

describe('laws', () => {
  const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 12, maxLength: 40 });

  test('turned upside down, highs are lows and the limits change places', () => {
    fc.assert(
      fc.property(values, (points) => {
        const [up, down] = [chart(points), chart(points.map((point) => -point))];
        expect(exact(down.upper).eq(exact(up.lower).neg())).toBe(true);
        const turned = down.signals.map((signal) => ({ ...signal, side: signal.side === 'HIGH' ? 'LOW' : 'HIGH' }));
        expect(new Set(turned.map((one) => JSON.stringify(one)))).toEqual(new Set(up.signals.map((one) => JSON.stringify(one))));
      }),
    );
  });

  test('moved as a whole, everything moves along and no signal comes or goes', () => {
    fc.assert(
      fc.property(values, fc.integer({ min: -1000, max: 1000 }), (points, by) => {
        expect(chart(points.map((point) => point + by)).signals).toEqual(chart(points).signals);
      }),
    );
  });

  test('the mean lies between the limits, and signals within the series', () => {
    fc.assert(
      fc.property(values, (points) => {
        const { lower, mean, upper, signals } = chart(points);
        expect(exact(lower).lte(mean) && exact(mean).lte(upper)).toBe(true);
        for (const { from, to } of signals) expect(0 <= from && from <= to && to < points.length).toBe(true);
      }),
    );
  });
});
