import type { Comparator, Direction } from './measure.events.js';
import type { MeasureRow, ObservationRow } from './measure.projection.js';
import { parsePeriod } from './period.js';
import type { Period, PeriodType } from './period.js';

/** An observation with the days of its period. */
export interface Observation extends ObservationRow {
  readonly periodType: PeriodType;
  readonly startsOn: string;
  readonly endsOn: string;
}

/** Which way is better. */
export type Polarity = 'UP' | 'DOWN';

/** What one source says, period of one type after period. Sources and period types are never mixed. */
export interface Series {
  readonly reportedBy: string;
  readonly periodType: PeriodType;
  /** Oldest first. */
  readonly observations: readonly Observation[];
}

const BETTER: Readonly<Record<Direction | Comparator, Polarity | undefined>> = {
  INCREASE: 'UP',
  AT_LEAST: 'UP',
  MORE_THAN: 'UP',
  DECREASE: 'DOWN',
  AT_MOST: 'DOWN',
  LESS_THAN: 'DOWN',
  DELIVER: undefined,
};

/** Which way is better: by its direction, or else by the comparator of its targets. Undefined where neither says. */
export function polarityOf({ direction, targets }: Pick<MeasureRow, 'direction' | 'targets'>): Polarity | undefined {
  const said = direction ?? targets.find(({ comparator }) => comparator !== undefined)?.comparator;
  return said && BETTER[said];
}

/** Rows as observations, oldest first: by the end of their period; of two that end on one day the shorter is the later. */
export function observationsOf(rows: readonly ObservationRow[]): readonly Observation[] {
  return rows
    .flatMap((row) => {
      const period = parsePeriod(row.period);
      return period === undefined ? [] : [asObservation(row, period)];
    })
    .sort(
      (a, b) =>
        inText(a.endsOn, b.endsOn) || inText(a.startsOn, b.startsOn) || inText(a.observedOn, b.observedOn) || inText(a.name, b.name),
    );
}

const asObservation = (row: ObservationRow, { type, startsOn, endsOn }: Period): Observation => ({
  ...row,
  periodType: type,
  startsOn,
  endsOn,
});

const inText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The observations of each source and period type apart, in the order of source and of first observation. */
export function seriesOf(observations: readonly Observation[]): readonly Series[] {
  const apart = new Map<string, Observation[]>();
  for (const observation of observations) {
    const key = seriesKey(observation);
    const others = apart.get(key);
    if (others === undefined) apart.set(key, [observation]);
    else others.push(observation);
  }
  return [...apart.entries()]
    .sort(([a], [b]) => inText(a, b))
    .map(([, ofSeries]) => ({ reportedBy: ofSeries[0].reportedBy, periodType: ofSeries[0].periodType, observations: ofSeries }));
}

export const seriesKey = ({ reportedBy, periodType }: Pick<Observation, 'reportedBy' | 'periodType'>): string =>
  `${reportedBy}\n${periodType}`;
