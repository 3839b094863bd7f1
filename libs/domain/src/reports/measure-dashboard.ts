import { ownTargets } from '../measure/measure.rating.js';
import type { Target } from '../measure/target.states.js';
import type { Measure, PlanView } from '../plan-view.js';
import { codesOf, talliesBy, type NamedTally } from './named-tally.js';
import { headOf, type ReportHead } from './report.js';
import { tally, type Tally } from './tally.js';

type Shown = 'code' | 'objective' | 'title' | 'kind' | 'unit' | 'direction' | 'status' | 'rating' | 'latest' | 'baseline' | 'benchmarks';

/** A measure as a committee looks at it: its latest value against trajectory, target and benchmarks. */
export interface MeasureLine extends Pick<Measure, Shown | 'needsBaseline' | 'needsDate'> {
  /** The target that counts: the first of its own that is not closed, else the last. */
  readonly target?: Target;
}

/** Q7: how every measure that is still in use stands. */
export interface MeasureDashboard extends ReportHead {
  readonly measures: Tally;
  readonly byKind: readonly NamedTally[];
  /** By how they stand; those that nothing can be judged by are `NOT_RATED`. */
  readonly byRating: readonly NamedTally[];
  /** By the state of the target that counts; those without a target are left out. */
  readonly byTarget: readonly NamedTally[];
  /** Named with a baseline that lacks its value or its day: progress cannot be rated (R24, D056). */
  readonly needsBaseline: Tally;
  /** With a target that has a value, and nothing says by when (R29, D061). */
  readonly needsDate: Tally;
  /** In the order of their codes. */
  readonly lines: readonly MeasureLine[];
}

const KINDS = ['QUANTITATIVE', 'DIRECTIONAL', 'DELIVERABLE'];

/** Reports on the measures that count in the edition and are not withdrawn. */
export function measureDashboard(view: PlanView): MeasureDashboard {
  const lines = view.measures.filter(({ status }) => status !== 'WITHDRAWN').map(lineOf);
  const among = (keep: (line: MeasureLine) => boolean): Tally => tally(view, 'measure', codesOf(lines.filter(keep)));
  const targeted = lines.filter(({ target }) => target !== undefined);
  return {
    ...headOf(view),
    measures: tally(view, 'measure', codesOf(lines)),
    byKind: talliesBy(view, 'measure', lines, ({ kind }) => kind, KINDS),
    byRating: talliesBy(view, 'measure', lines, ({ rating }) => rating?.state ?? 'NOT_RATED'),
    byTarget: talliesBy(view, 'measure', targeted, ({ target }) => target?.state ?? ''),
    needsBaseline: among((line) => line.needsBaseline),
    needsDate: among((line) => line.needsDate),
    lines,
  };
}

function lineOf(measure: Measure): MeasureLine {
  const { code, objective, title, kind, unit, direction, status, rating, latest, baseline, benchmarks, needsBaseline, needsDate } = measure;
  const target = targetOf(measure);
  const shown = { code, objective, title, kind, unit, direction, status, rating, latest, baseline, benchmarks, needsBaseline, needsDate };
  return target === undefined ? shown : { ...shown, target };
}

const CLOSED: ReadonlySet<string> = new Set(['MET', 'MISSED', 'SUPERSEDED']);

function targetOf({ targets, statistic }: Measure): Target | undefined {
  const own = new Set(ownTargets({ targets, statistic }).map(({ number }) => number));
  const counting = targets.filter(({ number }) => own.has(number));
  return counting.find(({ state }) => !CLOSED.has(state)) ?? counting.at(-1);
}
