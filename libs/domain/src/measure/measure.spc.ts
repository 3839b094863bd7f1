import type { Decimal } from 'decimal.js';
import { exact, shown } from '../decimal.js';
import type { DecimalText } from '../decimal.js';
import type { Comparator } from './measure.events.js';
import type { RuleSet } from '../rules/rule-set.js';
import type { Polarity } from './observation.js';
import { satisfies } from './target.states.js';

/** Turns a mean moving range of two points into three standard deviations. */
const LIMIT_FACTOR = '2.66';
/** A run this long on one side of the mean, or always rising or falling, is no chance: the convention of Making Data Count. */
const RUN = 7;

export type SignalKind = 'OUTSIDE_LIMITS' | 'SHIFT' | 'TREND' | 'NEAR_LIMIT';
export type Variation = 'COMMON_CAUSE' | 'IMPROVEMENT' | 'CONCERN' | 'SPECIAL_CAUSE';
export type Assurance = 'CONSISTENTLY_MET' | 'CONSISTENTLY_MISSED' | 'HIT_OR_MISS';

/** Points that are no common variation: the first and last of them by their place in the series, from 0. */
export interface Signal {
  readonly kind: SignalKind;
  readonly from: number;
  readonly to: number;
  /** The side of the mean, or the way of the trend. */
  readonly side: 'HIGH' | 'LOW';
}

/** The process behind a series, as an XmR chart sees it. */
export interface ProcessChart {
  readonly mean: DecimalText;
  readonly meanMovingRange: DecimalText;
  readonly lower: DecimalText;
  readonly upper: DecimalText;
  readonly signals: readonly Signal[];
  /** What the latest point says. */
  readonly variation: Variation;
  /** Whether the target can be relied on; undefined without one. */
  readonly assurance?: Assurance;
}

export interface Aim {
  readonly comparator: Comparator;
  readonly value: DecimalText;
}

interface Process {
  readonly points: readonly Decimal[];
  readonly mean: Decimal;
  readonly range: Decimal;
  readonly reach: Decimal;
}

/**
 * The chart of a series, oldest value first: mean ± 2.66 × mean moving range, and four signals: a point outside the
 * limits; 7 points or more on one side of the mean; 7 or more always rising or always falling; 2 of 3 in the outer third
 * towards one limit. Undefined for fewer points than the rule set draws limits for.
 */
export function processChart(
  values: readonly DecimalText[],
  { fewestChartPoints }: Pick<RuleSet, 'fewestChartPoints'>,
  polarity?: Polarity,
  aim?: Aim,
): ProcessChart | undefined {
  if (values.length < fewestChartPoints) return undefined;
  const process = processOf(values.map(exact));
  const { mean, range, reach } = process;
  const signals = [...outside(process), ...shifts(process), ...trends(process), ...nearLimit(process)];
  return {
    mean: shown(mean),
    meanMovingRange: shown(range),
    lower: shown(mean.minus(reach)),
    upper: shown(mean.plus(reach)),
    signals: signals.sort((a, b) => a.from - b.from || a.to - b.to),
    variation: variationAt(values.length - 1, signals, polarity),
    ...(aim !== undefined && { assurance: assuranceOf(process, aim) }),
  };
}

function processOf(points: readonly Decimal[]): Process {
  const sum = (numbers: readonly Decimal[]): Decimal => numbers.reduce((total, number) => total.plus(number), exact(0));
  const ranges = points.slice(1).map((point, index) => point.minus(points[index]).abs());
  const range = sum(ranges).div(ranges.length);
  return { points, mean: sum(points).div(points.length), range, reach: range.times(LIMIT_FACTOR) };
}

const sideOf = ({ mean }: Process, point: Decimal): number => point.cmp(mean);

const named = (side: number): Signal['side'] => (side > 0 ? 'HIGH' : 'LOW');

function outside(process: Process): readonly Signal[] {
  return process.points.flatMap((point, index): Signal[] =>
    point.minus(process.mean).abs().gt(process.reach)
      ? [{ kind: 'OUTSIDE_LIMITS', from: index, to: index, side: named(sideOf(process, point)) }]
      : [],
  );
}

function shifts(process: Process): readonly Signal[] {
  return runs(process.points.map((point) => sideOf(process, point)))
    .filter(({ from, to }) => to - from + 1 >= RUN)
    .map(({ from, to, sign }) => ({ kind: 'SHIFT', from, to, side: named(sign) }));
}

function trends({ points }: Process): readonly Signal[] {
  // A run of steps has one point more than steps.
  return runs(points.slice(1).map((point, index) => point.cmp(points[index])))
    .filter(({ from, to }) => to - from + 2 >= RUN)
    .map(({ from, to, sign }) => ({ kind: 'TREND', from, to: to + 1, side: named(sign) }));
}

function nearLimit(process: Process): readonly Signal[] {
  const { points, mean, reach } = process;
  const sides = points.map((point) => (point.minus(mean).abs().times(3).gt(reach.times(2)) ? sideOf(process, point) : 0));
  return points.slice(2).flatMap((_, index): Signal[] => {
    const three = sides.slice(index, index + 3);
    const sign = [1, -1].find((one) => three.filter((side) => side === one).length >= 2);
    if (sign === undefined) return [];
    return [{ kind: 'NEAR_LIMIT', from: index + three.indexOf(sign), to: index + three.lastIndexOf(sign), side: named(sign) }];
  });
}

/** The longest stretches of one sign; 0 belongs to none. */
function runs(signs: readonly number[]): readonly { readonly from: number; readonly to: number; readonly sign: number }[] {
  const found: { from: number; to: number; sign: number }[] = [];
  signs.forEach((sign, index) => {
    const last = found.at(-1);
    if (sign === 0) return;
    if (last !== undefined && last.sign === sign && last.to === index - 1) last.to = index;
    else found.push({ from: index, to: index, sign });
  });
  return found;
}

function variationAt(place: number, signals: readonly Signal[], polarity: Polarity | undefined): Variation {
  const speaking = signals.filter(({ from, to }) => from <= place && place <= to);
  if (speaking.length === 0) return 'COMMON_CAUSE';
  const better = polarity === 'DOWN' ? 'LOW' : 'HIGH';
  const sides = new Set(speaking.map(({ side }) => side));
  if (polarity === undefined || sides.size > 1) return 'SPECIAL_CAUSE';
  return sides.has(better) ? 'IMPROVEMENT' : 'CONCERN';
}

/** Limits on the good side of the target: it is met whatever chance does; on the bad side: missed; astride: a matter of luck. */
function assuranceOf({ mean, reach }: Process, { comparator, value }: Aim): Assurance {
  const ends = [mean.minus(reach), mean.plus(reach)].map((end) => satisfies(end.toFixed(), comparator, value));
  if (ends.every((met) => met)) return 'CONSISTENTLY_MET';
  return ends.some((met) => met) ? 'HIT_OR_MISS' : 'CONSISTENTLY_MISSED';
}
