import * as fc from 'fast-check';
import type { MeasureCommand } from '#libs/domain';
import { anyDay, optional, text, type Fields } from './arbitraries.js';
import { anyOf, type SentCommand } from './commands.js';

const measure = fc.constant('4b-k1');
const target = fc.integer({ min: 1, max: 2 });
const value = fc.constantFrom('0', '9', '9.0', '50', '78.25', '-3');
const periods = ['2024/25', '2025/26', '2025/26 Q2', '2025/26 Q4', '2025-09', 'March 2026', '2025-09-30', '2026-03-31', '2029'];
const period = fc.oneof({ arbitrary: fc.constantFrom(...periods), weight: 20 }, fc.constant('each year'));
const statistic = optional(fc.constantFrom('MEAN', 'MEDIAN'));
const scope = optional(fc.constantFrom('LOCAL', 'NATIONAL'));
const seldom = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.oneof({ arbitrary: fc.constant(undefined), weight: 9 }, one);
const fraction = { numerator: seldom(fc.constantFrom('0', '9', '50')), base: seldom(fc.constantFrom('0', '100')) };
const terms = {
  value: optional(value),
  comparator: optional(fc.constantFrom('AT_LEAST', 'AT_MOST', 'LESS_THAN', 'MORE_THAN')),
  byDate: optional(fc.constantFrom('2025-09-30', '2026-03-31')),
  period: fc.oneof({ arbitrary: fc.constant(undefined), weight: 3 }, period),
  standing: fc.oneof({ arbitrary: fc.constant(undefined), weight: 5 }, fc.constantFrom('AT_ANY_TIME', 'EACH_YEAR')),
  scope,
  statistic,
  soft: optional(fc.boolean()),
  text: optional(text),
} as const;
const observedIn = fc.oneof({ arbitrary: fc.constantFrom('2024/25', '2025/26', '2025-09', '2026-03-31'), weight: 4 }, period);
const points = fc.array(fc.record({ period, value }), { maxLength: 3 });
const way = fc.tuple(value, value).map(([first, last]) => [
  { period: '2025/26 Q2', value: first },
  { period: '2025/26 Q4', value: last },
]);
const reportedBy = fc.constantFrom('OHID', 'NHS Digital');

const definition = fc
  .constantFrom(
    { kind: 'QUANTITATIVE', direction: 'INCREASE' },
    { kind: 'QUANTITATIVE', direction: 'AT_MOST' },
    { kind: 'DIRECTIONAL', direction: 'DECREASE' },
    { kind: 'DIRECTIONAL' },
    { kind: 'DELIVERABLE', direction: 'DELIVER' },
    { kind: 'DELIVERABLE', direction: 'INCREASE' },
  )
  .chain((shape) =>
    fc
      .record({
        objective: fc.constantFrom('4b', '1a'),
        measure,
        title: text,
        unit: optional(fc.constantFrom('%', 'beds')),
        statistic,
        cadence: optional(fc.constantFrom('QUARTERLY', 'ANNUAL')),
        strand: optional(text),
        inBody: optional(fc.boolean()),
        edition: optional(fc.integer({ min: 1, max: 4 })),
      })
      .map((rest) => ({ ...shape, ...rest })),
  );

/** An arbitrary for every command of a measure: a command left out does not compile. */
const measureFields: Fields<MeasureCommand> = {
  DefineMeasure: definition,
  RecordDelivery: fc.record({ measure, evidence: text, period: optional(period) }),
  MoveMeasure: fc.record({ measure, to: fc.constantFrom('4b', '1a', '6b'), strand: optional(text), reason: optional(text) }),
  LinkDuplicateMeasure: fc.record({ measure, duplicateOf: fc.constantFrom('4b-k1', '6b-k2') }),
  WithdrawMeasure: fc.record({ measure, reason: text }),
  SetBaseline: fc.record({
    measure,
    value: optional(value),
    ...fraction,
    period: optional(period),
    asOf: optional(anyDay),
    text: optional(text),
    reason: optional(text),
  }),
  SetTarget: fc.record({ measure, target, ...terms }),
  ChangeTarget: fc.record({ measure, target, ...terms, reason: text }),
  SetTrajectory: fc.record({ measure, points: fc.oneof({ arbitrary: way, weight: 4 }, points), target: optional(target) }),
  AddBenchmark: fc.record({
    measure,
    name: text,
    value,
    scope: fc.constantFrom('LOCAL', 'NATIONAL'),
    period: optional(period),
    statistic,
    unit: optional(fc.constant('points')),
  }),
  RecordObservation: fc.record({ measure, period: observedIn, value, ...fraction, reportedBy, provisional: optional(fc.boolean()) }),
  CorrectObservation: fc.record({
    measure,
    period: observedIn,
    value,
    ...fraction,
    reportedBy: optional(reportedBy),
    provisional: optional(fc.boolean()),
    reason: text,
  }),
};

export const anyMeasureCommand: fc.Arbitrary<SentCommand> = anyOf(measureFields);

/** Commands of which most are accepted: the measure is there, and some of its targets are dated. */
export const measureCommands: fc.Arbitrary<readonly SentCommand[]> = fc
  .tuple(
    fc.array(anyMeasureCommand, { maxLength: 2 }),
    fc.constantFrom(
      { kind: 'QUANTITATIVE', direction: 'INCREASE' },
      { kind: 'QUANTITATIVE', direction: 'INCREASE' },
      { kind: 'QUANTITATIVE', direction: 'AT_MOST' },
      { kind: 'DIRECTIONAL', direction: 'DECREASE' },
      { kind: 'DIRECTIONAL', direction: 'DECREASE' },
      { kind: 'DELIVERABLE', direction: 'DELIVER', cadence: 'QUARTERLY' },
    ),
    fc.array(anyMeasureCommand, { maxLength: 25, size: '+1' }),
  )
  .map(([before, shape, after]) => [
    ...before,
    { type: 'DefineMeasure', plan: 'jfp', objective: '4b', measure: '4b-k1', title: 'A', ...shape, unit: '%' },
    { type: 'SetTarget', plan: 'jfp', measure: '4b-k1', target: 1, value: '50', comparator: 'AT_LEAST', byDate: '2026-03-31' },
    { type: 'SetBaseline', plan: 'jfp', measure: '4b-k1', value: '9', period: '2024/25' },
    ...after,
  ]);
