import type { Day } from '../calendar.js';
import { compact } from '../compact.js';
import type { Projection } from '../projection.js';
import { eventsBut } from './objective.events.js';
import type { ObjectiveEvent } from './objective.events.js';

/** A day on which a milestone was said to be expected. */
export interface Forecast {
  /** The day on which it was said. */
  readonly on: Day;
  readonly forecast: Day;
  readonly reason?: string;
}

/**
 * When and why a milestone was said to be expected on one day. A row of its own: in that of the milestone all its forecasts
 * would be written again with every fact about it.
 */
export interface ForecastRow {
  readonly milestone: string;
  readonly told: readonly Forecast[];
}

const keyOf = (milestone: string, forecast: Day): string => `${milestone}-${forecast}`;

export const forecastProjection: Projection<ObjectiveEvent, ForecastRow> = {
  kind: 'forecast',
  isForReaders: true,
  keys: ({ type, data }) => {
    if (type === 'MilestoneDelayed') return [keyOf(data.milestone, data.newEnd)];
    return type === 'MilestoneReforecast' ? [keyOf(data.milestone, data.forecast)] : [];
  },
  on: {
    MilestoneDelayed: (row, { milestone, reason, newEnd }, { on }) => foreseen(row, milestone, { on, forecast: newEnd, reason }),
    MilestoneReforecast: (row, { milestone, forecast, reason }, { on }) => foreseen(row, milestone, { on, forecast, reason }),
  },
  ignore: eventsBut({ MilestoneDelayed: [], MilestoneReforecast: [] }),
};

/** A forecast told twice of one day is one. */
function foreseen(row: ForecastRow | undefined, milestone: string, made: Forecast): ForecastRow {
  const { told = [] } = row ?? {};
  const known = told.some(({ on, forecast, reason }) => on === made.on && forecast === made.forecast && reason === made.reason);
  return { milestone, told: known ? told : [...told, compact(made)] };
}
