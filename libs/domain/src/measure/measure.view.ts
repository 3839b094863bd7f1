import type { Ground, Measure, RowSource, ViewedRow } from '../plan-view.js';
import type { MeasureRow, ObservationRow } from './measure.projection.js';
import { measureRulesOf } from './measure.states.js';
import { observationsOf } from './observation.js';

/** Where measures are looked at. */
export interface MeasureGround extends Pick<Ground, 'source' | 'on' | 'counts'> {
  /** The version of the rules to read it by. */
  readonly rules: number;
}

/** One measure, read without the others; undefined where none of the code counts. */
export function measureAt({ source, on, counts, rules }: MeasureGround, code: string): Measure | undefined {
  const viewed = source.one('measure', code) as ViewedRow<MeasureRow> | undefined;
  if (viewed === undefined || !counts(viewed.row.edition)) return undefined;
  const { row, because } = viewed;
  const observations = observationsOf(source.of('observation', code).map((one) => one.row as ObservationRow));
  return { ...row, ...measureRulesOf(rules).read(row, observations, on), observations, because };
}

/** Codes of the measures that are there, in their order. */
export const measureCodes = (source: RowSource): readonly string[] => source.all('measure').map(({ row }) => (row as MeasureRow).code);

/** The measures by the objective that they belong to now, in the order of their codes. */
export function measuresByObjective(measures: readonly Measure[]): ReadonlyMap<string, readonly Measure[]> {
  const byObjective = new Map<string, Measure[]>();
  for (const measure of measures) {
    const others = byObjective.get(measure.objective);
    if (others === undefined) byObjective.set(measure.objective, [measure]);
    else others.push(measure);
  }
  return byObjective;
}
