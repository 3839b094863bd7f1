import {
  measureSlice,
  observationsOf,
  type Context,
  type DomainEvent,
  type MeasureRow,
  type MeasureState,
  type Observation,
} from '#libs/domain';
import { fold, given, type Fact } from './given.js';
import { plan } from './plans.js';

/** Tests of a measure, in a plan whose third edition (2025/26 to 2029/30) is current. */
export const measure = (context: Partial<Context> = {}): ReturnType<typeof given> => given(measureSlice, { plan, ...context });

type Fields = Readonly<Record<string, unknown>>;

/** A quantitative measure of its objective, a percentage that is to rise, unless said otherwise. */
export const defined = (code = '1b-k1', fields: Fields = {}): DomainEvent => ({
  type: 'MeasureDefined',
  data: {
    measure: code,
    objective: code.slice(0, code.lastIndexOf('-')),
    edition: 3,
    title: `Measure ${code}`,
    kind: 'QUANTITATIVE',
    unit: '%',
    direction: 'INCREASE',
    scope: 'OBJECTIVE',
    inBody: true,
    inFigure15: true,
    relatedLines: [],
    ...fields,
  },
});

export const baseline = (fields: Fields, code = '1b-k1'): DomainEvent => ({ type: 'BaselineSet', data: { measure: code, ...fields } });

/** A target that asks for at least its value. */
export const target = (number: number, value: string | undefined, fields: Fields = {}, code = '1b-k1'): DomainEvent => ({
  type: 'TargetSet',
  data: { measure: code, target: number, ...(value !== undefined && { value, comparator: 'AT_LEAST' }), ...fields },
});

export const trajectory = (points: Readonly<Record<string, string>>, number = 1, code = '1b-k1'): DomainEvent => ({
  type: 'TrajectorySet',
  data: { measure: code, target: number, points: Object.entries(points).map(([period, value]) => ({ period, value })) },
});

export const benchmark = (name: string, value: string, fields: Fields = {}, code = '1b-k1'): DomainEvent => ({
  type: 'BenchmarkAdded',
  data: { measure: code, name, value, scope: 'NATIONAL', ...fields },
});

export const observed = (period: string, value: string, fields: Fields = {}, code = '1b-k1'): DomainEvent => {
  const { reportedBy = 'NHS Digital', ...rest } = fields;
  return {
    type: 'ObservationRecorded',
    data: { measure: code, observation: `${period}, ${String(reportedBy)}`, period, reportedBy, value, provisional: false, ...rest },
  };
};

/** A measure and its observations as facts leave them. */
export function readBack(
  facts: readonly Fact[],
  code = '1b-k1',
): { readonly row: MeasureRow; readonly observations: readonly Observation[] } {
  const { measure: rows, observation = {} } = fold(measureSlice, facts) as Partial<MeasureState>;
  const row = rows?.[code];
  if (row === undefined) throw new Error(`There is no measure ${code}.`);
  return { row, observations: observationsOf(Object.values(observation).filter((one) => one !== undefined)) };
}
