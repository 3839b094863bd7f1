import { compact } from '../compact.js';
import { objectiveOfMilestone } from '../objective/subject.js';
import type { Measure, PlanView } from '../plan-view.js';
import { headOf, type ReportHead } from './report.js';
import { tally, type Tally } from './tally.js';

/** A measure as figure 15 lists it, with what is known of it. */
export type MetricLine = Pick<Measure, 'code' | 'title' | 'kind' | 'unit' | 'inBody' | 'targets' | 'latest' | 'rating'>;

export interface MetricRow {
  readonly code: string;
  readonly title: string;
  readonly count: Tally;
  readonly measures: readonly MetricLine[];
}

/** A measure that is printed under one objective and belongs to another. */
export interface Misplacement {
  readonly measure: string;
  readonly title: string;
  readonly printedUnder: string;
  readonly belongsTo: string;
  /** The measure that it repeats, where it does. */
  readonly duplicateOf?: string;
}

/** What the body and figure 15 do not say alike. */
export interface MetricComparison {
  readonly missingFromFigure: Tally;
  readonly missingFromBody: Tally;
  readonly misplaced: Tally;
  readonly misplacements: readonly Misplacement[];
  /** Printed in neither section that is compared. */
  readonly notCompared: Tally;
}

/** Figure 15: the measures that it lists, objective by objective; and the body compared with it. */
export interface MetricSummary extends ReportHead {
  readonly count: Tally;
  readonly objectives: readonly MetricRow[];
  readonly comparison: MetricComparison;
}

export function metricSummary(view: PlanView): MetricSummary {
  const listed = standing(view).filter(({ inFigure15 }) => inFigure15);
  const byObjective = Map.groupBy(listed, ({ objective }) => objective);
  return {
    ...headOf(view),
    count: tally(view, 'measure', codesOf(listed)),
    objectives: view.objectives.map(({ code, title }) => {
      const measures = byObjective.get(code) ?? [];
      return { code, title, count: tally(view, 'measure', codesOf(measures)), measures: measures.map(lineOf) };
    }),
    comparison: metricComparison(view),
  };
}

const standing = ({ measures }: PlanView): readonly Measure[] => measures.filter(({ status }) => status !== 'WITHDRAWN');

/** The body of the plan compared with figure 15, by what each says to list. */
export function metricComparison(view: PlanView): MetricComparison {
  const measures = standing(view);
  const counted = (some: readonly Measure[]): Tally => tally(view, 'measure', codesOf(some));
  const compared = measures.filter(({ inBody, inFigure15 }) => inBody || inFigure15);
  const misplacements = compared.flatMap((measure) => misplacementOf(view, measure) ?? []);
  const misplaced = new Set(misplacements.map(({ measure }) => measure));
  const inPlace = compared.filter(({ code }) => !misplaced.has(code));
  return {
    missingFromFigure: counted(inPlace.filter(({ inFigure15 }) => !inFigure15)),
    missingFromBody: counted(inPlace.filter(({ inBody }) => !inBody)),
    misplaced: counted(compared.filter(({ code }) => misplaced.has(code))),
    misplacements,
    notCompared: counted(measures.filter(({ inBody, inFigure15 }) => !inBody && !inFigure15)),
  };
}

/** The code keeps the objective that a measure was printed under; it belongs where it was moved to, or where what it repeats is. */
function misplacementOf(view: PlanView, { code, title, objective, duplicateOf }: Measure): Misplacement | undefined {
  const printedUnder = objectiveOfMilestone(code);
  const belongsTo = (duplicateOf === undefined ? undefined : view.measure(duplicateOf)?.objective) ?? objective;
  if (belongsTo === printedUnder) return undefined;
  return compact({ measure: code, title, printedUnder, belongsTo, duplicateOf });
}

const lineOf = ({ code, title, kind, unit, inBody, targets, latest, rating }: Measure): MetricLine =>
  compact({ code, title, kind, unit, inBody, targets, latest, rating });

const codesOf = (measures: readonly Measure[]): readonly string[] => measures.map(({ code }) => code);
