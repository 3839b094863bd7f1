import { expect, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { defined } from '../../../../test/support/measures.js';
import { added, milestone } from '../../../../test/support/objectives.js';
import { threeEditions } from '../../../../test/support/plans.js';
import { entry, found } from '../../../../test/support/registers.js';
import { sourceOn } from '../../../../test/support/row-source.js';
import { assemblePlanView } from '../assemble.js';
import type { PlanView, RowSource, ViewedRow } from '../plan-view.js';
import { sourceTrace } from './source-trace.js';

const facts = {
  plan: threeEditions,
  objectives: [
    on(
      '2025-04-01',
      added(),
      milestone('4b-m01'),
      {
        type: 'DependencyDeclared',
        data: { objective: '4b', dependency: '4b-d01', to: { kind: 'OBJECTIVE', ref: '4c' }, relation: 'RELATED', basis: 'STATED' },
      },
      { type: 'RiskRaised', data: { objective: '4b', risk: '4b-r01', kind: 'CAPACITY', text: 'Too few staff' } },
      { type: 'CommitmentRecorded', data: { objective: '4b', commitment: '4b-c01', edition: 3, title: 'A hub' } },
    ),
  ],
  measures: [on('2025-04-01', defined('4b-k1', { relatedLines: [12, 7] }))],
  register: [on('2025-04-01', entry('people-plan', { sourceLines: [5, 9] })), on('2025-04-01', found('D001'))],
};

/** The same rows, each as if entry 7 had written its title and 8 all else, read in one document. */
function sourced(source: RowSource): RowSource {
  const because = (row: object): ViewedRow<object> => ({
    row: { ...row, source: { document: 'Part 1', line: 5 } },
    because: Object.fromEntries(Object.keys(row).map((field) => [field, field === 'title' ? 7 : 8])),
  });
  return {
    one: (kind, key) => {
      const viewed = source.one(kind, key);
      return viewed && because(viewed.row);
    },
    all: (kind) => source.all(kind).map(({ row }) => because(row)),
    of: (kind, owner) => source.of(kind, owner).map(({ row }) => because(row)),
    told: (kind, owner, types) => source.told(kind, owner, types),
  };
}

const seen = assemblePlanView(sourced(sourceOn('2025-10-01', facts)), { code: 'jfp', entry: 9, on: '2025-10-01' }) as PlanView;

test.each([
  ['1', 'ambition', 'Ambition 1'],
  ['4b', 'objective', 'Mental health collaboratives'],
  ['4b-m01', 'milestone', 'Milestone 4b-m01'],
  ['4b-k1', 'measure', 'Measure 4b-k1'],
  ['4b-d01', 'dependency', '4b on 4c'],
  ['4b-r01', 'risk', 'Too few staff'],
  ['4b-c01', 'commitment', 'A hub'],
  ['people-plan', 'registerEntry', 'People Plan'],
  ['D001', 'discrepancy', 'Year 2 is labelled as Year 1.'],
])('%s is traced as %s', (code, kind, title) => {
  expect(sourceTrace(seen, code)).toMatchObject({ subject: code, kind, title, derived: false, whole: { kind, subjects: [code] } });
});

test('a field is traced to its entry', () => {
  expect(sourceTrace(seen, '4b-m01', 'title')?.fields).toEqual([{ field: 'title', entry: 7 }]);
  expect(sourceTrace(seen, '4b-m01', 'window')?.fields).toEqual([{ field: 'window', entry: 8 }]);
});

test('a computed field is traced to all that it may rest on', () => {
  const whole = sourceTrace(seen, '4b-m01');
  expect(sourceTrace(seen, '4b-m01', 'late')).toEqual({ ...whole, derived: true });
  expect(whole?.fields.map(({ field }) => field)).toEqual(whole?.fields.map(({ field }) => field).toSorted());
});

test('what is not there is not traced', () => {
  expect(sourceTrace(seen, '4b-m01', 'colour')).toBeUndefined();
  for (const nobody of ['9', '9z', '4b-m99', '4b-d99', 'nobody']) expect(sourceTrace(seen, nobody)).toBeUndefined();
});

test('lines that the thing itself names stand with the line it was read on, each once', () => {
  const lines = (code: string): readonly (number | undefined)[] => sourceTrace(seen, code)?.lines.map(({ line }) => line) ?? [];
  expect(lines('people-plan')).toEqual([5, 9]);
  expect(lines('4b-k1')).toEqual([5, 12, 7]);
  expect(lines('4b')).toEqual([5]);
});
