import { describe, expect, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { entry, found, register } from '../../../../test/support/registers.js';
import type { DiscrepancyRow } from './register.projection.js';
import { discrepancyState } from './register.status.js';

const report = {
  type: 'ReportDiscrepancy',
  code: 'D001',
  about: ['5a'],
  category: 'DATE_LABEL',
  severity: 'HIGH',
  where: 'Objective 5a key dates',
  what: 'Year 2 is labelled as Year 1.',
  rule: 'R01',
  sourceLines: [2325, 2315],
};
const resolve = { type: 'ResolveDiscrepancy', code: 'D001', state: 'RESOLVED', resolution: 'Use April 2026 to March 2027.' };
const resolved = { type: 'DiscrepancyResolved', data: { code: 'D001', state: 'RESOLVED', resolution: 'Use April 2026 to March 2027.' } };
const reopen = { type: 'ReopenDiscrepancy', code: 'D001', reason: 'The owner disagrees' };
const reopened = { type: 'DiscrepancyReopened', data: { code: 'D001', reason: 'The owner disagrees' } };
const assign = { type: 'AssignDiscrepancy', code: 'D001', post: 'Programme lead' };
const assigned = { type: 'DiscrepancyAssigned', data: { code: 'D001', post: 'Programme lead' } };
const rowOf = (rows: object): DiscrepancyRow => (rows as { discrepancy: Record<string, DiscrepancyRow> }).discrepancy.D001;

describe('ReportDiscrepancy', () => {
  test('records it with where, what and the rule, once', () => {
    register()().when(report).then(found());
    register()(found())
      .when({ ...report, on: '2025-04-01' })
      .nothing();
    register()()
      .when({ ...report, rule: undefined, sourceLines: undefined, proposal: 'Ask the owner.' })
      .then(found('D001', { rule: undefined, sourceLines: [], proposal: 'Ask the owner.' }));
  });

  test('under a code of its own, about something', () => {
    register()(found())
      .when({ ...report, what: 'Another thing.' })
      .refused('REGISTER_CODE_USED');
    register()(entry('D001')).when(report).refused('REGISTER_CODE_USED');
    register()()
      .when({ ...report, about: [] })
      .refused('SUBJECT_REQUIRED');
    register({ plan: undefined })().when(report).refused('PLAN_NOT_FOUND');
    register()()
      .when({ ...report, on: '2030-04-01' })
      .refused('EFFECTIVE_AFTER_HORIZON');
  });
});

describe('ResolveDiscrepancy', () => {
  test('settles it, once', () => {
    register()(found()).when(resolve).then(resolved);
    register()(found(), resolved).when(resolve).nothing();
    register()(found(), resolved)
      .when({ ...resolve, state: 'ACCEPTED_AS_IS' })
      .refused('DISCREPANCY_SETTLED');
  });

  test('also on an earlier day than it was told of first', () => {
    register()(found(), on('2025-09-01', resolved))
      .when({ ...resolve, on: '2025-06-01' })
      .then(resolved);
  });

  test('not before it was found, nor of what is none', () => {
    register()(found())
      .when({ ...resolve, on: '2025-03-31' })
      .refused('EFFECTIVE_BEFORE_CREATED');
    register()(entry('D001')).when(resolve).refused('DISCREPANCY_NOT_FOUND');
    register({ plan: undefined })(found()).when(resolve).refused('PLAN_NOT_FOUND');
  });

  test('keeps what is printed', () => {
    expect(rowOf(register()(found()).when(resolve).rows())).toMatchObject({
      what: 'Year 2 is labelled as Year 1.',
      settled: { state: 'RESOLVED', resolution: 'Use April 2026 to March 2027.', on: '2025-10-15' },
    });
  });
});

describe('ReopenDiscrepancy', () => {
  test('opens it again, with a reason', () => {
    register()(found(), resolved).when(reopen).then(reopened);
    register()(found(), resolved)
      .when({ ...reopen, reason: ' ' })
      .refused('REASON_REQUIRED');
    register()(found(), resolved, on('2025-06-01', reopened)).when(resolve).then(resolved);
  });

  test('of what is open is nothing', () => {
    register()(found()).when(reopen).nothing();
    register()(found(), on('2025-06-01', resolved))
      .when({ ...reopen, on: '2025-05-01' })
      .nothing();
  });

  test('is kept where a later reopening hides whether it was settled', () => {
    register()(found(), resolved, on('2025-09-01', reopened))
      .when({ ...reopen, on: '2025-06-01' })
      .then(reopened);
  });
});

describe('AssignDiscrepancy', () => {
  test('gives it to a post, and then to another', () => {
    register()(found()).when(assign).then(assigned);
    register()(found(), assigned).when(assign).nothing();
    register()(found(), assigned)
      .when({ ...assign, post: 'Chief Finance Officer' })
      .then({ ...assigned, data: { ...assigned.data, post: 'Chief Finance Officer' } });
    register()(found(), resolved).when(assign).refused('DISCREPANCY_SETTLED');
  });
});

test('its state is that of the day', () => {
  const row = {
    assigned: { post: 'A', on: '2025-05-01' },
    settled: { state: 'ACCEPTED_AS_IS', resolution: 'B', on: '2025-06-01' },
  } as const;
  expect(['2025-04-30', '2025-05-01', '2025-06-01'].map((day) => discrepancyState(row, day))).toEqual([
    'FOUND',
    'ASSIGNED',
    'ACCEPTED_AS_IS',
  ]);
});
