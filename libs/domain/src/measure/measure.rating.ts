import type { Decimal } from 'decimal.js';
import { addDays } from '../calendar.js';
import type { Day } from '../calendar.js';
import { exact, sameNumber, shown } from '../decimal.js';
import type { DecimalText } from '../decimal.js';
import type { Cadence } from './measure.events.js';
import type { MeasureRow, TargetRow } from './measure.projection.js';
import { polarityOf, seriesKey } from './observation.js';
import type { Observation, Polarity } from './observation.js';
import { holds, monthsBetween, parsePeriod, periodAround } from './period.js';
import type { PeriodType } from './period.js';
import { dayOfBaseline, dueDayOf } from './target.states.js';

export type RatingState =
  'AHEAD' | 'ON_TRACK' | 'BEHIND' | 'IMPROVING' | 'WORSENING' | 'UNCHANGED' | 'NO_DATA' | 'DELIVERED' | 'NOT_DELIVERED';
export type RatingBasis = 'TRAJECTORY' | 'STRAIGHT_LINE' | 'PREVIOUS' | 'BASELINE' | 'DELIVERY';

/** How a measure stands on a day, and against what that was judged. */
export interface Rating {
  readonly state: RatingState;
  readonly basis?: RatingBasis;
  /** What was expected, or what the value is compared with. */
  readonly expected?: DecimalText;
  /** How far the value is from it, without sign. */
  readonly by?: DecimalText;
  /** The observation that was judged, by name. */
  readonly observation?: string;
}

/** An expected value as a fraction, so that a third of the way is compared exactly. */
interface Expected {
  readonly basis: RatingBasis;
  readonly times: Decimal;
  readonly over: number;
}

interface Anchor {
  readonly day: Day;
  readonly value: Decimal;
}

/** The rating of a measure on a day by its kind, given its observations up to that day, oldest first. Undefined: nothing to judge by. */
export function ratingOf(measure: MeasureRow, observations: readonly Observation[], on: Day): Rating | undefined {
  switch (measure.kind) {
    case 'DELIVERABLE':
      return { state: delivered(measure, on) ? 'DELIVERED' : 'NOT_DELIVERED', basis: 'DELIVERY' };
    case 'DIRECTIONAL':
      return trendOf(measure, observations);
    case 'QUANTITATIVE':
      return againstPlan(measure, observations.at(-1));
  }
}

const CADENCE_TYPE: Readonly<Record<Cadence, PeriodType | undefined>> = {
  REAL_TIME: undefined,
  MONTHLY: 'MONTH',
  QUARTERLY: 'QUARTER',
  ANNUAL: 'FINANCIAL_YEAR',
};

/** What is delivered again and again is so while its current period, or the one before, has its delivery. */
function delivered({ deliveries, cadence }: MeasureRow, on: Day): boolean {
  const type = cadence && CADENCE_TYPE[cadence];
  if (type === undefined) return deliveries.length > 0;
  const current = periodAround(on, type);
  const former = periodAround(addDays(current.startsOn, -1), type);
  const days = deliveries.map(({ on: day, period }) => (period === undefined ? undefined : parsePeriod(period)?.endsOn) ?? day);
  return days.some((day) => holds(current, day) || holds(former, day));
}

/** The sign of the latest change of the latest series; its first value is compared with the baseline. */
function trendOf(measure: MeasureRow, observations: readonly Observation[]): Rating {
  const polarity = polarityOf(measure);
  const latest = observations.at(-1);
  if (polarity === undefined || latest === undefined) return { state: 'NO_DATA' };
  const previous = observations.filter((one) => seriesKey(one) === seriesKey(latest)).at(-2);
  const before = previous?.value ?? measure.baseline?.value;
  if (before === undefined) return { state: 'NO_DATA' };
  const change = exact(latest.value).cmp(exact(before)) * (polarity === 'UP' ? 1 : -1);
  return {
    state: change > 0 ? 'IMPROVING' : change < 0 ? 'WORSENING' : 'UNCHANGED',
    basis: previous === undefined ? 'BASELINE' : 'PREVIOUS',
    expected: before,
    by: shown(exact(latest.value).minus(before).abs(), 12),
    observation: latest.name,
  };
}

/** Equal to what was expected is ON_TRACK, beyond it in the wanted direction AHEAD, short of it BEHIND; no tolerance. */
function againstPlan(measure: MeasureRow, latest: Observation | undefined): Rating | undefined {
  const polarity = polarityOf(measure);
  if (latest === undefined || polarity === undefined) return undefined;
  const expected = onTrajectory(measure, latest.endsOn) ?? onStraightLine(measure, latest.endsOn);
  if (expected === undefined) return undefined;
  const value = exact(latest.value);
  const mark = expected.times.div(expected.over);
  return {
    state: stateFor(value.times(expected.over).cmp(expected.times), polarity),
    basis: expected.basis,
    expected: shown(mark),
    by: shown(value.minus(mark).abs()),
    observation: latest.name,
  };
}

function stateFor(order: number, polarity: Polarity): RatingState {
  if (order === 0) return 'ON_TRACK';
  return order > 0 === (polarity === 'UP') ? 'AHEAD' : 'BEHIND';
}

/** The point whose period holds the day, else the last one before it. A trajectory to a target that has since changed is void. */
function onTrajectory({ trajectory, targets }: MeasureRow, day: Day): Expected | undefined {
  const points = trajectory?.points ?? [];
  const target = targets.find(({ number }) => number === trajectory?.target);
  if (points.length === 0 || !sameNumber(points.at(-1)?.value, target?.value)) return undefined;
  const passed = points.filter(({ period }) => (parsePeriod(period)?.startsOn ?? day) <= day);
  const point = passed.at(-1);
  return point && { basis: 'TRAJECTORY', times: exact(point.value), over: 1 };
}

/** From the baseline to one dated target after the other, by whole months; level after the last. */
function onStraightLine(measure: MeasureRow, day: Day): Expected | undefined {
  const anchors = anchorsOf(measure);
  const next = anchors.findIndex((anchor) => anchor.day >= day);
  if (anchors.length < 2 || day < anchors[0].day) return undefined;
  if (next < 1) return { basis: 'STRAIGHT_LINE', times: anchors[next === 0 ? 0 : anchors.length - 1].value, over: 1 };
  const [from, to] = [anchors[next - 1], anchors[next]];
  const over = monthsBetween(from.day, to.day);
  if (over === 0) return { basis: 'STRAIGHT_LINE', times: to.value, over: 1 };
  const gone = monthsBetween(from.day, day);
  return { basis: 'STRAIGHT_LINE', times: from.value.times(over).plus(to.value.minus(from.value).times(gone)), over };
}

function anchorsOf(measure: MeasureRow): readonly Anchor[] {
  const { baseline } = measure;
  const start = baseline && dayOfBaseline(baseline);
  if (baseline?.value === undefined || start === undefined) return [];
  const goals = ownTargets(measure).flatMap((target) => {
    const day = dueDayOf(target);
    return target.value === undefined || day === undefined || day <= start ? [] : [{ day, value: exact(target.value) }];
  });
  return [{ day: start, value: exact(baseline.value) }, ...goals.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))];
}

/** The targets that are the plan's own, of the measure's own statistic; all of that statistic where none is its own. */
export function ownTargets({ targets, statistic }: Pick<MeasureRow, 'targets' | 'statistic'>): readonly TargetRow[] {
  const comparable = targets.filter(
    (target) => target.statistic === undefined || statistic === undefined || target.statistic === statistic,
  );
  const own = comparable.filter(({ scope }) => scope === undefined || scope === 'LOCAL');
  return own.length > 0 ? own : comparable;
}
