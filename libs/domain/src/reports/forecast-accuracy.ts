import { addMonths, daysBetween, type Day } from '../calendar.js';
import { compact } from '../compact.js';
import { leadOn } from '../objective/account.js';
import type { Milestone, PlanView } from '../plan-view.js';
import { headOf, type ReportHead } from './report.js';
import { tally, type Tally } from './tally.js';

/** How far ahead a forecast looked. */
export type ForecastHorizon = 'UP_TO_3_MONTHS' | 'UP_TO_6_MONTHS' | 'UP_TO_12_MONTHS' | 'BEYOND_12_MONTHS';

/** A forecast of a milestone that has been met since, and how far it was out. */
export interface ScoredForecast {
  readonly code: string;
  /** The post that led it when the forecast was made; absent where nobody did. */
  readonly post?: string;
  readonly madeOn: Day;
  readonly forecast: Day;
  readonly metOn: Day;
  readonly horizon: ForecastHorizon;
  /** Whole days from the forecast to the day met: positive where it came later than forecast. */
  readonly daysOut: number;
}

/** How good some forecasts were. Days are rounded to a tenth. */
export interface Accuracy {
  /** The milestones forecast, one for each forecast. */
  readonly scored: Tally;
  /** Those met on the day forecast, or before. */
  readonly kept: Tally;
  /** Mean of the days out: positive where milestones tend to come later than forecast; null where none is scored. */
  readonly meanDaysOut: number | null;
  /** Mean of the days out, whichever way; null where none is scored. */
  readonly meanAbsoluteDaysOut: number | null;
}

/** Past forecasts against what happened, as a whole, by how far they looked ahead, and by who led. */
export interface ForecastAccuracy extends ReportHead {
  readonly all: Accuracy;
  readonly byHorizon: readonly (Accuracy & { readonly horizon: ForecastHorizon })[];
  /** Those of nobody last. */
  readonly byPost: readonly (Accuracy & { readonly post: string | null })[];
  /** Forecasts whose day has passed while the milestone is open. */
  readonly lapsed: Tally;
  /** Oldest first. */
  readonly forecasts: readonly ScoredForecast[];
}

const HORIZONS: readonly (readonly [horizon: ForecastHorizon, months: number])[] = [
  ['UP_TO_3_MONTHS', 3],
  ['UP_TO_6_MONTHS', 6],
  ['UP_TO_12_MONTHS', 12],
];

const horizonOf = (madeOn: Day, forecast: Day): ForecastHorizon =>
  HORIZONS.find(([, months]) => forecast <= addMonths(madeOn, months))?.[0] ?? 'BEYOND_12_MONTHS';

export function forecastAccuracy(view: PlanView): ForecastAccuracy {
  const milestones = [...view.milestones, ...view.earlierMilestones];
  const forecasts = milestones
    .flatMap((milestone) => scoredOf(view, milestone))
    .sort((a, b) => (a.madeOn < b.madeOn ? -1 : a.madeOn > b.madeOn ? 1 : 0));
  const byHorizon = Map.groupBy(forecasts, ({ horizon }) => horizon);
  const byPost = Map.groupBy(forecasts, ({ post = '' }) => post);
  const posts = [...byPost.keys()].sort((a, b) => Number(a === '') - Number(b === '') || (a < b ? -1 : 1));
  const horizons: readonly ForecastHorizon[] = [...HORIZONS.map(([horizon]) => horizon), 'BEYOND_12_MONTHS'];
  return {
    ...headOf(view),
    all: accuracyOf(view, forecasts),
    byHorizon: horizons.map((horizon) => ({ horizon, ...accuracyOf(view, byHorizon.get(horizon) ?? []) })),
    byPost: posts.map((post) => ({ post: post === '' ? null : post, ...accuracyOf(view, byPost.get(post) ?? []) })),
    lapsed: tally(
      view,
      'milestone',
      milestones.flatMap((milestone) => lapsedOf(view, milestone)),
    ),
    forecasts,
  };
}

/** Where a milestone stands in the end: that to which it was carried forward, for it is the same promise. */
function inTheEnd(view: PlanView, milestone: Milestone): Milestone {
  const [code] = milestone.status === 'CARRIED_FORWARD' ? (milestone.goesOn?.into ?? []) : [];
  const next = code === undefined ? undefined : view.milestone(code);
  return next === undefined ? milestone : inTheEnd(view, next);
}

function scoredOf(view: PlanView, milestone: Milestone): readonly ScoredForecast[] {
  const { metOn } = inTheEnd(view, milestone);
  if (metOn === undefined) return [];
  return view.forecastsOf(milestone.code).map(({ on: madeOn, forecast }) =>
    compact({
      code: milestone.code,
      post: leadThen(view, milestone, madeOn),
      madeOn,
      forecast,
      metOn,
      horizon: horizonOf(madeOn, forecast),
      daysOut: daysBetween(forecast, metOn),
    }),
  );
}

const leadThen = (view: PlanView, milestone: Milestone, on: Day): string | undefined =>
  leadOn(milestone, on)?.post ?? leadOn(view.objective(milestone.objective) ?? {}, on)?.post;

function lapsedOf(view: PlanView, milestone: Milestone): readonly string[] {
  const { publicStatus } = inTheEnd(view, milestone);
  const open = publicStatus !== null && publicStatus !== 'COMPLETED';
  return open
    ? view
        .forecastsOf(milestone.code)
        .filter(({ forecast }) => forecast < view.on)
        .map(() => milestone.code)
    : [];
}

function accuracyOf(view: PlanView, forecasts: readonly ScoredForecast[]): Accuracy {
  const counted = (some: readonly ScoredForecast[]): Tally =>
    tally(
      view,
      'milestone',
      some.map(({ code }) => code),
    );
  return {
    scored: counted(forecasts),
    kept: counted(forecasts.filter(({ daysOut }) => daysOut <= 0)),
    meanDaysOut: mean(forecasts.map(({ daysOut }) => daysOut)),
    meanAbsoluteDaysOut: mean(forecasts.map(({ daysOut }) => Math.abs(daysOut))),
  };
}

const mean = (days: readonly number[]): number | null =>
  days.length === 0 ? null : Math.round((days.reduce((sum, one) => sum + one, 0) / days.length) * 10) / 10;
