import { describe, expect, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { baseline, defined, measure } from '../../../../test/support/measures.js';
import { planOf, threeEditions, withdrawn } from '../../../../test/support/plans.js';
import type { Finding } from '../rules/finding.js';

const definition = { type: 'DefineMeasure', objective: '1b', measure: '1b-k1', title: 'Measure 1b-k1', kind: 'QUANTITATIVE' };
const full = { ...definition, unit: '%', direction: 'INCREASE', inBody: true, inFigure15: true };
const found = (rule: string): { gate: { findings: readonly Finding[]; checkedAt: number } } => ({
  gate: { findings: [{ rule, severity: 'HIGH', subject: '9z', message: 'It is not there.', remedy: 'Add it.' }], checkedAt: 7 },
});

describe('DefineMeasure', () => {
  test('defines a measure under an edition, from the first day of its Year 1', () => {
    const rows = measure()().when(full).then(defined()).rows();
    expect(rows.measure?.['1b-k1']).toMatchObject({
      code: '1b-k1',
      objective: '1b',
      edition: 3,
      addedOn: '2025-04-01',
      targets: [],
      moves: [],
    });
  });

  test('keeps all that is said', () => {
    const said = {
      statistic: 'MEAN',
      scope: 'NATIONAL_TARGET',
      population: 'Adults',
      cadence: 'MONTHLY',
      strand: 'Asthma',
      origin: 'Figure 15 only',
      relatedLines: [12, 13],
      directionInferred: true,
    };
    const rows = measure()()
      .when({ ...full, ...said })
      .rows();
    expect(rows.measure?.['1b-k1']).toMatchObject(said);
  });

  test('told twice is once, even after it moved', () => {
    measure()(defined()).when(full).nothing();
    const moved = { type: 'MeasureMoved', data: { measure: '1b-k1', from: '1b', to: '6b' } };
    measure()(defined(), on('2025-06-01', moved)).when(full).nothing();
  });

  test('takes no code that is in use', () => {
    const refusal = measure()(defined())
      .when({ ...full, title: 'Another' })
      .refused('MEASURE_EXISTS');
    expect(refusal.facts).toContainEqual({ name: 'title', value: 'Measure 1b-k1' });
    measure()(defined())
      .when({ ...full, effectiveOn: '2025-05-01' })
      .refused('MEASURE_EXISTS');
  });

  test('takes no code of another objective', () => {
    measure()()
      .when({ ...full, objective: '1c' })
      .refused('MEASURE_CODE_MISMATCH');
  });

  test.each([
    ['DELIVERABLE', 'INCREASE'],
    ['QUANTITATIVE', 'DELIVER'],
    ['DIRECTIONAL', 'DELIVER'],
  ])('%s does not go with %s', (kind, direction) => {
    measure()()
      .when({ ...full, kind, direction })
      .refused('DIRECTION_MISMATCH');
  });

  test('a direction may be missing: a rule lists it (R28)', () => {
    const { direction: _, ...silent } = full;
    expect(measure()().when(silent).rows().measure?.['1b-k1']).not.toHaveProperty('direction');
  });

  test('needs its plan and an edition that stands', () => {
    measure({ plan: undefined })().when(full).refused('PLAN_NOT_FOUND');
    measure()()
      .when({ ...full, edition: 9 })
      .refused('EDITION_NOT_FOUND');
    const plan = planOf(...threeEditions, ...on('2025-09-01', withdrawn(3)));
    measure({ plan })()
      .when({ ...full, edition: 3 })
      .refused('EDITION_WITHDRAWN');
    measure()()
      .when({ ...full, effectiveOn: '2031-01-01' })
      .refused('EFFECTIVE_AFTER_HORIZON');
  });

  test('is refused for what the gate saw of other streams', () => {
    const refusal = measure(found('OBJECTIVE_NOT_FOUND'))().when(full).refused('OBJECTIVE_NOT_FOUND');
    expect(refusal.facts).toEqual([
      { name: 'subject', value: '9z' },
      { name: 'checkedAt', value: '7' },
    ]);
  });
});

describe('RecordDelivery', () => {
  const deliverable = (fields: object = {}) => defined('1b-k1', { kind: 'DELIVERABLE', direction: 'DELIVER', ...fields });
  const delivery = { type: 'RecordDelivery', measure: '1b-k1', evidence: 'Published' };
  const told = (fields: object = {}) => ({ type: 'MeasureDelivered', data: { measure: '1b-k1', evidence: 'Published', ...fields } });

  test('keeps the day and the evidence', () => {
    const rows = measure()(deliverable())
      .when({ ...delivery, on: '2025-06-01' })
      .then(told())
      .rows();
    expect(rows.measure?.['1b-k1']).toMatchObject({ deliveries: [{ on: '2025-06-01', evidence: 'Published' }] });
  });

  test('once is enough, unless it comes again and again', () => {
    const once = measure()(deliverable(), on('2025-06-01', told()));
    once.when({ ...delivery, on: '2025-06-01' }).nothing();
    once.when({ ...delivery, on: '2025-09-01' }).refused('ALREADY_DELIVERED');
    const again = measure()(deliverable({ cadence: 'QUARTERLY' }), on('2025-06-01', told({ period: '2025/26 Q1' })));
    again.when({ ...delivery, period: '2025/26 Q2' }).then(told({ period: '2025/26 Q2' }));
    again.when({ ...delivery, period: 'soon' }).refused('PERIOD_UNKNOWN');
  });

  test('is for deliverables, on a day on which they are there', () => {
    measure()(defined()).when(delivery).refused('NOT_A_DELIVERABLE');
    measure()().when(delivery).refused('MEASURE_NOT_FOUND');
    measure()(deliverable())
      .when({ ...delivery, on: '2025-03-31' })
      .refused('EFFECTIVE_BEFORE_CREATED');
  });
});

describe('MoveMeasure', () => {
  const move = { type: 'MoveMeasure', measure: '1b-k1', to: '6b' };
  const moved = { type: 'MeasureMoved', data: { measure: '1b-k1', from: '1b', to: '6b' } };

  test('keeps the code and leaves the strand behind', () => {
    const rows = measure()(defined('1b-k1', { strand: 'Asthma' }))
      .when({ ...move, on: '2025-06-01', reason: 'Misplaced' })
      .rows();
    expect(rows.measure?.['1b-k1']).toMatchObject({
      code: '1b-k1',
      objective: '6b',
      moves: [{ from: '1b', to: '6b', on: '2025-06-01', reason: 'Misplaced' }],
    });
    expect(rows.measure?.['1b-k1']).not.toHaveProperty('strand');
  });

  test('told twice is once, and may go on from there', () => {
    const there = measure()(defined(), on('2025-06-01', moved));
    there.when({ ...move, on: '2025-06-01' }).nothing();
    there.when(move).nothing();
    there.when({ ...move, to: '1b', on: '2025-09-01' }).then({ type: 'MeasureMoved', data: { measure: '1b-k1', from: '6b', to: '1b' } });
    there.when({ ...move, strand: 'Another' }).refused('MEASURE_ALREADY_THERE');
    there.when({ ...move, to: '6c', on: '2025-05-01' }).refused('MEASURE_MOVED_LATER');
  });

  test('goes to an objective that is there', () => {
    measure(found('OBJECTIVE_NOT_FOUND'))(defined()).when(move).refused('OBJECTIVE_NOT_FOUND');
    measure()().when(move).refused('MEASURE_NOT_FOUND');
  });
});

describe('LinkDuplicateMeasure', () => {
  const link = { type: 'LinkDuplicateMeasure', measure: '1b-k1', duplicateOf: '6b-k2' };
  const linked = { type: 'MeasureLinkedAsDuplicate', data: { measure: '1b-k1', duplicateOf: '6b-k2' } };

  test('names the original', () => {
    const rows = measure()(defined()).when(link).then(linked).rows();
    expect(rows.measure?.['1b-k1']).toMatchObject({ duplicateOf: '6b-k2', duplicateOn: '2025-10-15' });
    measure()(defined(), linked).when(link).nothing();
  });

  test('has one original, which is another measure that is there', () => {
    measure()(defined(), linked)
      .when({ ...link, duplicateOf: '6b-k3' })
      .refused('ALREADY_LINKED');
    measure()(defined())
      .when({ ...link, duplicateOf: '1b-k1' })
      .refused('DUPLICATE_OF_ITSELF');
    measure(found('DUPLICATE_OF_DUPLICATE'))(defined()).when(link).refused('DUPLICATE_OF_DUPLICATE');
  });
});

describe('WithdrawMeasure', () => {
  const withdrawal = { type: 'WithdrawMeasure', measure: '1b-k1', reason: 'No longer collected' };
  const gone = { type: 'MeasureWithdrawn', data: { measure: '1b-k1', reason: 'No longer collected' } };

  test('keeps the day and the reason', () => {
    const rows = measure()(defined()).when(withdrawal).then(gone).rows();
    expect(rows.measure?.['1b-k1']).toMatchObject({ withdrawnOn: '2025-10-15', withdrawalReason: 'No longer collected' });
    measure()(defined())
      .when({ ...withdrawal, reason: ' ' })
      .refused('REASON_REQUIRED');
  });

  test('happens once', () => {
    const withdrawn = measure()(defined(), on('2025-06-01', gone));
    withdrawn.when({ ...withdrawal, on: '2025-06-01' }).nothing();
    withdrawn.when({ ...withdrawal, on: '2025-05-01' }).refused('MEASURE_WITHDRAWN');
  });

  test.each([
    { type: 'SetBaseline', value: '1' },
    { type: 'SetTarget', target: 1, value: '1', comparator: 'AT_LEAST' },
    { type: 'ChangeTarget', target: 1, reason: 'Guidance' },
    { type: 'SetTrajectory', points: [{ period: '2025/26', value: '1' }] },
    { type: 'AddBenchmark', name: 'Nation', value: '1', scope: 'NATIONAL' },
    { type: 'RecordObservation', period: '2025-05', value: '1', reportedBy: 'OHID' },
    { type: 'MoveMeasure', to: '6b' },
    { type: 'LinkDuplicateMeasure', duplicateOf: '6b-k2' },
  ])('from its day on refuses $type, and nothing before it', (command) => {
    const withdrawn = measure()(defined(), baseline({ value: '0' }), on('2025-09-01', gone));
    withdrawn.when({ measure: '1b-k1', ...command, on: '2025-09-01' }).refused('MEASURE_WITHDRAWN');
    const before = withdrawn.when({ measure: '1b-k1', ...command, on: '2025-08-31', reason: 'Guidance' });
    if (command.type === 'ChangeTarget') before.refused('TARGET_NOT_FOUND');
    else if (command.type === 'SetTrajectory') before.refused('TRAJECTORY_WITHOUT_TARGET');
    else expect(before.rows()).toBeDefined();
  });
});
