import type { Day } from '../calendar.js';
import { compact } from '../compact.js';
import type { ToldEvent } from '../projection.js';
import type { MilestoneEvent } from './milestone.events.js';

/** A day on which a milestone was said to be expected. */
export interface Forecast {
  /** The day on which it was said. */
  readonly on: Day;
  readonly forecast: Day;
  readonly reason?: string;
}

type Foreseeing = Extract<MilestoneEvent, { type: 'MilestoneDelayed' | 'MilestoneReforecast' }>;

/** The events that say when a milestone is expected. */
export const FORESEEING: readonly Foreseeing['type'][] = ['MilestoneDelayed', 'MilestoneReforecast'];

/** The forecasts that a milestone's events tell, in their order. One told twice of one day is one. */
export function forecastsIn(told: readonly ToldEvent[]): readonly Forecast[] {
  const made = new Map<string, Forecast>();
  for (const { event, on } of told) {
    const { type, data } = event as Foreseeing;
    const forecast = type === 'MilestoneDelayed' ? data.newEnd : data.forecast;
    const name = JSON.stringify([on, forecast, data.reason]);
    if (!made.has(name)) made.set(name, compact({ on, forecast, reason: data.reason }));
  }
  return [...made.values()];
}
