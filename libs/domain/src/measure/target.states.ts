import type { Day } from '../calendar.js';
import { exact, shown } from '../decimal.js';
import type { DecimalText } from '../decimal.js';
import type { Comparator, Standing, TargetTerms } from './measure.events.js';
import type { Baseline, FormerTarget, MeasureRow, TargetRow } from './measure.projection.js';
import type { Observation } from './observation.js';
import { holds, isMonthEnd, parsePeriod } from './period.js';
import type { PeriodType } from './period.js';

export type TargetState =
  'OPEN' | 'QUESTIONED' | 'MET' | 'MISSED' | 'OVERDUE_NO_DATA' | 'HELD' | 'BREACHED' | 'NO_TARGET_VALUE' | 'SUPERSEDED';

/** How far from the baseline to the target the latest value has come. */
export interface Progress {
  /** To one decimal place. */
  readonly percent: DecimalText;
  readonly achieved: DecimalText;
  readonly needed: DecimalText;
}

/** A target on a day. */
export interface Target extends TargetRow {
  readonly state: TargetState;
  readonly dueOn?: Day;
  /** The observation that decided the state, by name. */
  readonly closedBy?: string;
  /** True where that observation is provisional. */
  readonly provisional: boolean;
  readonly progress?: Progress;
  readonly former: readonly (FormerTarget & { readonly state?: TargetState })[];
}

type Held = Pick<MeasureRow, 'baseline' | 'statistic'>;
type Verdict = Pick<Target, 'state' | 'closedBy' | 'provisional'>;

const OPEN: Verdict = { state: 'OPEN', provisional: false };
const STANDING_TYPE: Readonly<Record<Standing, PeriodType | undefined>> = {
  AT_ANY_TIME: undefined,
  EACH_MONTH: 'MONTH',
  EACH_QUARTER: 'QUARTER',
  EACH_YEAR: 'FINANCIAL_YEAR',
};

/** The day by which a target is to be reached: its day, or else the last day of its period. */
export const dueDayOf = ({ byDate, period }: TargetTerms): Day | undefined =>
  byDate ?? (period === undefined ? undefined : parsePeriod(period)?.endsOn);

/** The day that a baseline speaks of; undefined where it names none. */
export const dayOfBaseline = ({ asOf, period }: Pick<Baseline, 'asOf' | 'period'>): Day | undefined =>
  asOf ?? (period === undefined ? undefined : parsePeriod(period)?.endsOn);

/** True where a value is what a target asks for. AT_LEAST and AT_MOST include their limit, the others do not. */
export function satisfies(value: DecimalText, comparator: Comparator, limit: DecimalText): boolean {
  const order = exact(value).cmp(exact(limit));
  switch (comparator) {
    case 'AT_LEAST':
      return order >= 0;
    case 'AT_MOST':
      return order <= 0;
    case 'LESS_THAN':
      return order < 0;
    case 'MORE_THAN':
      return order > 0;
  }
}

/** The type of period whose values decide a target: that of its own period, else that of the baseline; undefined: any. */
function ownTypeOf({ period, standing }: TargetTerms, { baseline }: Held): PeriodType | undefined {
  if (standing !== undefined) return STANDING_TYPE[standing];
  return typeOf(period) ?? typeOf(baseline?.period);
}

const typeOf = (period: string | undefined): PeriodType | undefined => (period === undefined ? undefined : parsePeriod(period)?.type);

/** A reading of the last day of a month is that month's, and the other way round. */
const alike = (type: PeriodType | undefined, { periodType, endsOn }: Observation): boolean =>
  type === undefined ||
  type === periodType ||
  (['DAY', 'MONTH'].includes(type) && ['DAY', 'MONTH'].includes(periodType) && isMonthEnd(endsOn));

/** What a target comes to on a day, given the observations of its measure up to that day, oldest first. */
function stateOfTarget(target: TargetTerms, measure: Held, observations: readonly Observation[], on: Day): Verdict {
  const { value, comparator, standing, statistic } = target;
  if (value === undefined || comparator === undefined) return { state: 'NO_TARGET_VALUE', provisional: false };
  const limit = { value, comparator };
  if (statistic !== undefined && measure.statistic !== undefined && statistic !== measure.statistic) return OPEN;
  const own = ownTypeOf(target, measure);
  if (standing !== undefined) return stateOfStanding(limit, observations.filter((one) => alike(own, one)).at(-1));
  return stateByDay(limit, dueDayOf(target), own, observations, on);
}

interface Limit {
  readonly value: DecimalText;
  readonly comparator: Comparator;
}

const within = (observation: Observation, { value, comparator }: Limit): boolean => satisfies(observation.value, comparator, value);

const decided = (state: TargetState, { name, provisional }: Observation): Verdict => ({ state, closedBy: name, provisional });

function stateOfStanding(limit: Limit, latest: Observation | undefined): Verdict {
  return latest === undefined ? OPEN : decided(within(latest, limit) ? 'HELD' : 'BREACHED', latest);
}

function stateByDay(
  limit: Limit,
  due: Day | undefined,
  own: PeriodType | undefined,
  observations: readonly Observation[],
  on: Day,
): Verdict {
  if (due === undefined) return OPEN;
  const closing = closingOf(observations, due, own);
  if (closing !== undefined) return decided(within(closing, limit) ? 'MET' : 'MISSED', closing);
  if (on > due) return { state: 'OVERDUE_NO_DATA', provisional: false };
  const latest = observations.at(-1);
  return latest !== undefined && within(latest, limit) ? decided('QUESTIONED', latest) : OPEN;
}

/** Of several that hold the day: its own period type before a month's last day, final before provisional, the shortest, the latest. */
function closingOf(observations: readonly Observation[], due: Day, own: PeriodType | undefined): Observation | undefined {
  const rank = (one: Observation): string =>
    `${one.periodType === own ? 1 : 0} ${one.provisional ? 0 : 1} ${one.startsOn} ${one.observedOn}`;
  return observations
    .filter((one) => holds(one, due) && alike(own, one))
    .reduce<Observation | undefined>((best, one) => (best === undefined || rank(one) >= rank(best) ? one : best), undefined);
}

/** A target with its state on a day. */
export function readTarget(target: TargetRow, measure: Held, observations: readonly Observation[], on: Day): Target {
  const dueOn = dueDayOf(target);
  const progress = progressOf(target, measure.baseline, observations.at(-1));
  return {
    ...target,
    ...stateOfTarget(target, measure, observations, on),
    ...(dueOn !== undefined && { dueOn }),
    ...(progress !== undefined && { progress }),
    former: target.former.map((one) => ({ ...one, state: 'SUPERSEDED' as const })),
  };
}

/** Undefined until the baseline has a value and a day (R24), the target a value, and there is something to compare. */
function progressOf({ value }: TargetTerms, baseline: Baseline | undefined, latest: Observation | undefined): Progress | undefined {
  if (value === undefined || latest === undefined || baseline?.value === undefined || dayOfBaseline(baseline) === undefined)
    return undefined;
  const start = exact(baseline.value);
  const way = exact(value).minus(start);
  if (way.isZero()) return undefined;
  const done = exact(latest.value)
    .minus(start)
    .times(way.isNegative() ? -1 : 1);
  return { percent: shown(done.times(100).div(way.abs()), 1), achieved: shown(done, 12), needed: shown(way.abs(), 12) };
}
