import { expect, test } from '@jest/globals';
import { on, type Fact } from '../../../../test/support/given.js';
import { defined, observed, target } from '../../../../test/support/measures.js';
import { threeEditions } from '../../../../test/support/plans.js';
import { planOn } from '../../../../test/support/row-source.js';
import type { DomainEvent } from '../projection.js';
import { metricSummary, type MetricSummary } from './metric-summary.js';

const START = '2025-04-01';
const objectives = ['6b', '6c'].map((objective) =>
  on(START, { type: 'ObjectiveAdded', data: { objective, ambition: 6, edition: 3, title: `Objective ${objective}` } }),
);

const summaryOf = (...measures: readonly (readonly Fact[])[]): MetricSummary =>
  metricSummary(planOn('2026-04-01', { plan: threeEditions, objectives, measures }));
const measure = (...events: readonly DomainEvent[]): readonly Fact[] => on(START, ...events);

test('lists what figure 15 has, with target, latest value and rating', () => {
  const summary = summaryOf(
    measure(defined('6b-k1'), target(1, '80', { byDate: '2026-03-31' }, '6b-k1'), observed('2026-03', '81', {}, '6b-k1')),
    measure(defined('6b-k2', { inFigure15: false })),
    measure(defined('6c-k1', { kind: 'DIRECTIONAL' })),
  );
  expect(summary.count.subjects).toEqual(['6b-k1', '6c-k1']);
  expect(summary.objectives.map(({ code, count }) => [code, count.subjects])).toEqual([
    ['6b', ['6b-k1']],
    ['6c', ['6c-k1']],
  ]);
  expect(summary.objectives[0].measures).toMatchObject([
    { code: '6b-k1', unit: '%', targets: [{ value: '80', dueOn: '2026-03-31', state: 'MET' }], latest: { value: '81' } },
  ]);
  expect(summary.objectives[1].measures[0].rating).toEqual({ state: 'NO_DATA' });
});

test('compares the body with the figure', () => {
  const { comparison } = summaryOf(
    measure(defined('6b-k1', { inFigure15: false })),
    measure(defined('6b-k2')),
    measure(defined('6b-k3', { inBody: false })),
    measure(defined('6b-k4', { inBody: false, inFigure15: false })),
    measure(defined('6c-k8', { inFigure15: false }), {
      type: 'MeasureLinkedAsDuplicate',
      data: { measure: '6c-k8', duplicateOf: '6b-k2' },
    }),
    measure(defined('6c-k9'), { type: 'MeasureMoved', data: { measure: '6c-k9', from: '6c', to: '6b' } }),
  );
  expect([comparison.missingFromFigure.subjects, comparison.missingFromBody.subjects]).toEqual([['6b-k1'], ['6b-k3']]);
  expect([comparison.misplaced.subjects, comparison.notCompared.subjects]).toEqual([['6c-k8', '6c-k9'], ['6b-k4']]);
  expect(comparison.misplacements).toEqual([
    { measure: '6c-k8', title: 'Measure 6c-k8', printedUnder: '6c', belongsTo: '6b', duplicateOf: '6b-k2' },
    { measure: '6c-k9', title: 'Measure 6c-k9', printedUnder: '6c', belongsTo: '6b' },
  ]);
});

test('leaves out what was withdrawn', () => {
  const withdrawn: DomainEvent = { type: 'MeasureWithdrawn', data: { measure: '6b-k1', reason: 'No longer used' } };
  const summary = summaryOf(measure(defined('6b-k1', { inBody: false }), withdrawn));
  expect([summary.count.count, summary.comparison.missingFromBody.count]).toEqual([0, 0]);
});
