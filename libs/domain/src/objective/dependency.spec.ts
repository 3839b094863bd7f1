import { describe, expect, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { added, milestone, objective, retired, started } from '../../../../test/support/objectives.js';
import type { DomainEvent } from '../projection.js';

const to = { kind: 'STRATEGY', ref: 'People Plan' };
const command = { type: 'DeclareDependency', objective: '4b', to };
const declared = (fields: object = {}): DomainEvent => ({
  type: 'DependencyDeclared',
  data: { objective: '4b', dependency: '4b-d01', to, relation: 'DEPENDS_ON', basis: 'STATED', ...fields },
});

describe('DeclareDependency', () => {
  test('of the objective as a whole, under the next free code', () => {
    objective()(added()).when(command).then(declared());
    objective()(added(), declared())
      .when({ ...command, to: { kind: 'CAPACITY', ref: 'Staff' }, relation: 'RELATED', basis: 'INFERRED', text: 'Shared' })
      .then(
        declared({ dependency: '4b-d02', to: { kind: 'CAPACITY', ref: 'Staff' }, relation: 'RELATED', basis: 'INFERRED', text: 'Shared' }),
      );
    objective()(added(), declared({ dependency: '4b-d07' }))
      .when({ ...command, to: { kind: 'CAPACITY', ref: 'Staff' } })
      .then(declared({ dependency: '4b-d08', to: { kind: 'CAPACITY', ref: 'Staff' } }));
  });

  test('of a milestone or a measure, under the code that is given', () => {
    const item = { kind: 'MEASURE', ref: '8a-k4' };
    objective()(added(), milestone('4b-m01'))
      .when({ ...command, dependency: '4b-d09', from: '4b-m01', to: item, leadMonths: 12 })
      .then(declared({ dependency: '4b-d09', milestone: '4b-m01', to: item, leadMonths: 12 }));
    objective()(added())
      .when({ ...command, from: '4b-k1', to: item })
      .then(declared({ measure: '4b-k1', to: item }));
    objective()(added())
      .when({ ...command, from: '4b' })
      .then(declared());
  });

  test('once', () => {
    objective()(added(), declared())
      .when({ ...command, on: '2025-04-01' })
      .nothing();
    objective()(added(), declared())
      .when({ ...command, dependency: '4b-d01', on: '2025-04-01' })
      .nothing();
    const refusal = objective()(added(), declared()).when(command).refused('DEPENDENCY_EXISTS');
    expect(refusal.facts).toContainEqual({ name: 'dependency', value: '4b-d01' });
    objective()(added(), declared())
      .when({ ...command, dependency: '4b-d01', to: { kind: 'ENABLER', ref: 'Data hub' } })
      .refused('DEPENDENCY_EXISTS');
  });

  test('anew after it was settled', () => {
    const waived = { type: 'DependencyWaived', data: { dependency: '4b-d01', reason: 'Done without' } };
    objective()(added(), declared(), waived)
      .when({ ...command, on: '2025-04-01' })
      .then(declared({ dependency: '4b-d02' }));
  });

  test('not under the code of another objective, nor from one', () => {
    objective()(added())
      .when({ ...command, dependency: '4c-d01' })
      .refused('CODE_MISMATCH');
    objective()(added())
      .when({ ...command, from: '4c-m01' })
      .refused('CODE_MISMATCH');
  });

  test('not from a milestone that is not there', () => {
    objective()(added())
      .when({ ...command, from: '4b-m01' })
      .refused('MILESTONE_NOT_FOUND');
  });

  test('not on itself', () => {
    objective()(added())
      .when({ ...command, to: { kind: 'OBJECTIVE', ref: '4b' } })
      .refused('DEPENDENCY_ON_ITSELF');
    objective()(added(), milestone('4b-m01'))
      .when({ ...command, from: '4b-m01', to: { kind: 'MILESTONE', ref: '4b-m01' } })
      .refused('DEPENDENCY_ON_ITSELF');
    objective()(added(), milestone('4b-m01'), milestone('4b-m02'))
      .when({ ...command, from: '4b-m01', to: { kind: 'MILESTONE', ref: '4b-m02' } })
      .rows();
  });

  test('only on a code that is one, or a name', () => {
    for (const wrong of [
      { kind: 'OBJECTIVE', ref: '8a-k4' },
      { kind: 'MILESTONE', ref: '8a' },
      { kind: 'MEASURE', ref: 'go-live' },
      { kind: 'PROGRAMME', ref: ' ' },
    ]) {
      objective()(added())
        .when({ ...command, to: wrong })
        .refused('DEPENDENCY_TARGET_INVALID');
    }
  });

  test('not of an objective that has ended, or is not there', () => {
    objective()(added(), started(), on('2025-10-15', retired([{ receiver: 'X' }])))
      .when(command)
      .refused('OBJECTIVE_ENDED');
    objective()().when(command).refused('OBJECTIVE_NOT_FOUND');
  });
});

const settlements = [
  { type: 'SatisfyDependency', fields: { evidence: 'Signed' }, event: 'DependencySatisfied', worsens: false },
  { type: 'BreakDependency', fields: { reason: 'Given up' }, event: 'DependencyBroken', worsens: true },
  { type: 'WaiveDependency', fields: { reason: 'Not needed' }, event: 'DependencyWaived', worsens: true },
];

describe.each(settlements)('$type', ({ type, fields, event, worsens }) => {
  const settle = { type, dependency: '4b-d01', ...fields };
  const settled = { type: event, data: { dependency: '4b-d01', ...fields } };

  test('records it, once a day', () => {
    objective()(added(), declared()).when(settle).then(settled);
    objective()(added(), declared(), on('2025-10-15', settled)).when(settle).nothing();
    objective()(added(), declared(), on('2025-06-01', settled)).when(settle).then(settled);
  });

  test('needs a reason where it worsens', () => {
    const bare = objective()(added(), declared()).when({ type, dependency: '4b-d01', reason: ' ' });
    if (worsens) bare.refused('REASON_REQUIRED');
    else bare.then({ type: event, data: { dependency: '4b-d01' } });
  });

  test('also after the end of the objective', () => {
    objective()(added(), started(), declared(), on('2025-10-01', retired([{ receiver: 'X' }])))
      .when(settle)
      .then(settled);
  });

  test('not of a dependency that is not there, or not yet', () => {
    objective()(added()).when(settle).refused('DEPENDENCY_NOT_FOUND');
    objective({ plan: undefined })(added()).when(settle).refused('PLAN_NOT_FOUND');
    objective()(added(), on('2025-06-01', declared()))
      .when({ ...settle, on: '2025-05-31' })
      .refused('EFFECTIVE_BEFORE_CREATED');
    objective()(added(), declared())
      .when({ ...settle, on: '2030-04-01' })
      .refused('EFFECTIVE_AFTER_HORIZON');
  });
});
