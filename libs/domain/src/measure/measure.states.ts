import type { Day } from '../calendar.js';
import { exact, shown } from '../decimal.js';
import type { DecimalText } from '../decimal.js';
import type { Statistic } from './measure.events.js';
import type { BenchmarkRow, MeasureRow } from './measure.projection.js';
import { ownTargets, ratingOf } from './measure.rating.js';
import type { Rating } from './measure.rating.js';
import type { Aim } from './measure.spc.js';
import { polarityOf } from './observation.js';
import type { Observation } from './observation.js';
import { dayOfBaseline, readTarget } from './target.states.js';
import type { Target } from './target.states.js';

export type MeasureStatus = 'DEFINED' | 'BASELINED' | 'TRACKED' | 'MOVED' | 'WITHDRAWN';

/** A benchmark with how far the latest value is short of it; negative where it is better. Undefined where the two do not compare. */
export interface Benchmark extends BenchmarkRow {
  readonly gap?: DecimalText;
}

/** Everything derived of a measure on a day. Never stored. */
export interface MeasureReading {
  readonly status: MeasureStatus;
  readonly rating?: Rating;
  readonly latest?: Observation;
  readonly targets: readonly Target[];
  readonly benchmarks: readonly Benchmark[];
  /** A baseline is named without a value or a day (R24). */
  readonly needsBaseline: boolean;
  /** A target has a value, but no day, period or standing condition (R29). */
  readonly needsDate: boolean;
}

/** One version of the rules by which measures are read. A change of a rule is a new version; old ones stay. */
export interface MeasureRules {
  readonly version: number;
  /** Reads a measure on a day, given its observations up to that day, oldest first. */
  readonly read: (measure: MeasureRow, observations: readonly Observation[], on: Day) => MeasureReading;
}

/** Every version, oldest first. */
export const measureRules: readonly MeasureRules[] = [{ version: 1, read: readMeasure }];

/** The rules of a version. Throws where there is none. */
export function measureRulesOf(version: number): MeasureRules {
  const found = measureRules.find((rules) => rules.version === version);
  if (found === undefined) throw new Error(`There are no measure rules of version ${version}.`);
  return found;
}

function readMeasure(measure: MeasureRow, observations: readonly Observation[], on: Day): MeasureReading {
  const status = statusOf(measure, observations, on);
  const rating = status === 'WITHDRAWN' ? undefined : ratingOf(measure, observations, on);
  const latest = observations.at(-1);
  return {
    status,
    ...(rating !== undefined && { rating }),
    ...(latest !== undefined && { latest }),
    targets: measure.targets.map((target) => readTarget(target, measure, observations, on)),
    benchmarks: measure.benchmarks.map((benchmark) => readBenchmark(benchmark, measure, latest)),
    needsBaseline: needsBaseline(measure),
    needsDate: needsDate(measure),
  };
}

function statusOf(measure: MeasureRow, observations: readonly Observation[], on: Day): MeasureStatus {
  if (measure.withdrawnOn !== undefined && measure.withdrawnOn <= on) return 'WITHDRAWN';
  if (measure.moves.length > 0) return 'MOVED';
  if (observations.length > 0) return 'TRACKED';
  return measure.baseline !== undefined && !needsBaseline(measure) ? 'BASELINED' : 'DEFINED';
}

/** True where a baseline is named, yet lacks its value or its day: progress cannot be rated (R24). */
export const needsBaseline = ({ baseline }: Pick<MeasureRow, 'baseline'>): boolean =>
  baseline !== undefined && (baseline.value === undefined || dayOfBaseline(baseline) === undefined);

/** True where a target has a value but nothing says by when (R29); a duplicate leaves that to its original. */
export const needsDate = ({ targets, duplicateOf }: Pick<MeasureRow, 'targets' | 'duplicateOf'>): boolean =>
  duplicateOf === undefined &&
  targets.some(
    ({ value, byDate, period, standing }) => value !== undefined && byDate === undefined && period === undefined && standing === undefined,
  );

function readBenchmark(benchmark: BenchmarkRow, measure: MeasureRow, latest: Observation | undefined): Benchmark {
  const polarity = polarityOf(measure);
  const own = statisticOf(measure);
  const comparable = (benchmark.statistic ?? own) === own && (benchmark.unit ?? measure.unit) === measure.unit;
  if (latest === undefined || polarity === undefined || !comparable) return benchmark;
  const short = polarity === 'UP' ? exact(benchmark.value).minus(latest.value) : exact(latest.value).minus(benchmark.value);
  return { ...benchmark, gap: shown(short, 12) };
}

/** The value that a process is to satisfy: that of the first target of its own that is not closed, else of the last that is. */
export function aimOf({ targets, statistic }: Pick<MeasureReading, 'targets'> & Pick<MeasureRow, 'statistic'>): Aim | undefined {
  const own = ownTargets({ targets, statistic });
  const valued = targets.flatMap(({ value, comparator, state, number }) =>
    value !== undefined && comparator !== undefined && own.some((one) => one.number === number) ? [{ value, comparator, state }] : [],
  );
  const aim = valued.find(({ state }) => state !== 'MET' && state !== 'MISSED') ?? valued.at(-1);
  return aim && { value: aim.value, comparator: aim.comparator };
}

/** The statistic that a measure's values are: its own, or else that of its targets. */
const statisticOf = ({ statistic, targets }: MeasureRow): Statistic | undefined =>
  statistic ?? targets.find((target) => target.statistic !== undefined)?.statistic;
