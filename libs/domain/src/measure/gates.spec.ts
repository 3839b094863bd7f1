import { describe, expect, test } from '@jest/globals';
import { on, type Fact } from '../../../../test/support/given.js';
import { defined } from '../../../../test/support/measures.js';
import { added, retired, started, strand } from '../../../../test/support/objectives.js';
import { opened, plan, planOf, threeEditions, withdrawn } from '../../../../test/support/plans.js';
import { sourceOn } from '../../../../test/support/row-source.js';
import { assemblePlanView } from '../assemble.js';
import type { PlanState } from '../plan/plan.projection.js';
import { measureGates } from './measure.gates.js';

const today = '2025-10-15';
const objective: readonly Fact[] = [
  ...on('2025-04-01', added('4b'), started('4b'), strand('Adult')),
  ...on('2027-03-31', retired([{ strand: 'Adult', receiver: 'Core services' }])),
];
const duplicate = { type: 'MeasureLinkedAsDuplicate', data: { measure: '4b-k2', duplicateOf: '4b-k1' } };
const measures = [on('2025-04-01', defined('4b-k1')), on('2025-04-01', defined('4b-k2'), duplicate)];

/** What a gate finds for a command, as the handler asks it. */
function found(command: { readonly type: string; readonly [field: string]: unknown }, state: PlanState = plan): readonly string[] {
  const gate = measureGates[command.type];
  const point = gate.at(command, { today, plan: state });
  if (point === undefined) return [];
  const source = sourceOn(point.on, { plan: threeEditions, objectives: [objective], measures });
  const view = assemblePlanView(source, { code: 'jfp', entry: 9, ...point });
  return view === undefined ? ['NO_VIEW'] : gate.findings(view, command, today).map(({ rule }) => rule);
}

describe('a measure is defined for an objective', () => {
  const define = { type: 'DefineMeasure', objective: '4b', measure: '4b-k3' };

  test.each([
    [[], {}],
    [[], { strand: 'Adult' }],
    [['STRAND_NOT_FOUND'], { strand: 'Children' }],
    [['OBJECTIVE_NOT_FOUND'], { objective: '9z' }],
    [['OBJECTIVE_NOT_FOUND'], { effectiveOn: '2025-03-31' }],
    [['OBJECTIVE_NOT_FOUND'], { effectiveOn: '2025-04-01', precision: 'YEAR' }],
    [['OBJECTIVE_NOT_FOUND'], { edition: 2 }],
    [[], { effectiveOn: '2027-03-31' }],
    [['OBJECTIVE_ENDED'], { effectiveOn: '2027-04-01' }],
    [[], { edition: 9 }],
  ])('finds %j with %j', (rules, fields) => {
    expect(found({ ...define, ...fields })).toEqual(rules);
  });
});

describe('a measure moves to an objective', () => {
  test.each([
    [[], { to: '4b' }],
    [['OBJECTIVE_NOT_FOUND'], { to: '9z' }],
    [['STRAND_NOT_FOUND'], { to: '4b', strand: 'Children' }],
    [['OBJECTIVE_ENDED'], { to: '4b', effectiveOn: '2027-04-01' }],
  ])('finds %j with %j', (rules, fields) => {
    expect(found({ type: 'MoveMeasure', measure: '1b-k1', ...fields })).toEqual(rules);
  });
});

describe('a measure repeats another', () => {
  test.each([
    [[], '4b-k1'],
    [['MEASURE_NOT_FOUND'], '4b-k9'],
    [['DUPLICATE_OF_DUPLICATE'], '4b-k2'],
  ])('finds %j for %s', (rules, duplicateOf) => {
    expect(found({ type: 'LinkDuplicateMeasure', measure: '1b-k1', duplicateOf })).toEqual(rules);
  });
});

describe('the point looked at', () => {
  const at = (command: object, state: PlanState = plan) => measureGates.MoveMeasure.at(command as never, { today, plan: state });

  test('is the newest edition that stands, not before its Year 1', () => {
    expect(at({})).toEqual({ edition: 3, on: today });
    expect(at({ effectiveOn: '2025-06-10', precision: 'MONTH' })).toEqual({ edition: 3, on: '2025-06-01' });
    const drafted = planOf(...threeEditions, ...on('2025-09-01', opened(4, '2026/27')));
    expect(at({}, drafted)).toEqual({ edition: 4, on: '2026-04-01' });
    const taken = planOf(...threeEditions, ...on('2025-09-01', opened(4, '2026/27'), withdrawn(4)));
    expect(at({}, taken)).toEqual({ edition: 3, on: today });
    expect(measureGates.DefineMeasure.at({}, { today })).toBeUndefined();
    expect(measureGates.MoveMeasure.at({}, { today })).toBeUndefined();
  });
});
