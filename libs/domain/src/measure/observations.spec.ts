import { describe, expect, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { defined, measure, observed } from '../../../../test/support/measures.js';
import type { ObservationRow } from './measure.projection.js';

type Rows = Readonly<Record<string, Readonly<Record<string, object | undefined>>>>;
const observation = (rows: Rows, name = '2024/25 Q2, NHS Digital'): ObservationRow => rows.observation[`1b-k1-${name}`] as ObservationRow;

describe('RecordObservation', () => {
  const record = { type: 'RecordObservation', measure: '1b-k1', period: '2024/25 Q2', value: '8.8', reportedBy: 'NHS Digital' };

  test('keeps period, value and source', () => {
    const rows = measure()(defined()).when(record).then(observed('2024/25 Q2', '8.8')).rows();
    expect(observation(rows)).toEqual({
      name: '2024/25 Q2, NHS Digital',
      measure: '1b-k1',
      period: '2024/25 Q2',
      value: '8.8',
      reportedBy: 'NHS Digital',
      provisional: false,
      observedOn: '2025-10-15',
      from: '2025-10-15',
      former: [],
    });
  });

  test('may be of a day before the measure was defined', () => {
    const rows = measure()(defined())
      .when({ ...record, on: '2024-09-30' })
      .rows();
    expect(observation(rows)).toMatchObject({ observedOn: '2024-09-30' });
    expect(rows.measure?.['1b-k1']).toBeDefined();
  });

  test('is by default of today, or of the end of a period that is not over', () => {
    const rows = measure()(defined())
      .when({ ...record, period: '2025/26' })
      .rows();
    expect(observation(rows, '2025/26, NHS Digital')).toMatchObject({ observedOn: '2026-03-31' });
    measure()(defined())
      .when({ ...record, period: '2025/26 Q4', on: '2025-10-15' })
      .refused('PERIOD_NOT_BEGUN');
    measure()(defined())
      .when({ ...record, period: '2030/31' })
      .refused('EFFECTIVE_AFTER_HORIZON');
  });

  test('writes its period by the usual name', () => {
    measure()(defined())
      .when({ ...record, period: 'September 2025' })
      .then(observed('2025-09', '8.8'));
    measure()(defined())
      .when({ ...record, period: 'current' })
      .refused('PERIOD_UNKNOWN');
  });

  test('told twice is once; another value is a correction, another source another observation', () => {
    const known = measure()(defined(), on('2024-10-10', observed('2024/25 Q2', '8.8')));
    known.when(record).nothing();
    known.when({ ...record, on: '2024-10-10' }).nothing();
    known.when({ ...record, on: '2024-10-11' }).refused('OBSERVATION_EXISTS');
    known.when({ ...record, value: '8.9' }).refused('OBSERVATION_EXISTS');
    known.when({ ...record, provisional: true }).refused('OBSERVATION_EXISTS');
    known.when({ ...record, reportedBy: 'OHID' }).then(observed('2024/25 Q2', '8.8', { reportedBy: 'OHID' }));
  });

  test('told again after a correction is once', () => {
    const correction = {
      type: 'ObservationCorrected',
      data: { measure: '1b-k1', observation: '2024/25 Q2, NHS Digital', value: '9', provisional: false, reason: 'Recount' },
    };
    measure()(defined(), on('2024-10-10', observed('2024/25 Q2', '8.8')), on('2024-11-01', correction))
      .when(record)
      .nothing();
  });

  test('is of a measure that is there and has numbers', () => {
    measure()().when(record).refused('MEASURE_NOT_FOUND');
    measure({ plan: undefined })(defined()).when(record).refused('PLAN_NOT_FOUND');
    measure()(defined('1b-k1', { kind: 'DELIVERABLE', direction: 'DELIVER' }))
      .when(record)
      .refused('NOT_A_NUMBER');
  });

  describe('R52: a percentage keeps its numerator and base', () => {
    const fraction = (value: string, numerator: string | undefined, base: string | undefined, unit = '% of deliveries') =>
      measure()(defined('1b-k1', { unit })).when({ ...record, value, numerator, base });

    test.each([
      ['86.3', '505', '585'],
      ['90.7', '537', '592'],
      ['90.71', '537', '592'],
      ['91', '537', '592'],
      ['12.5', '1', '8'],
      ['13', '1', '8'],
      ['12', '1', '8'],
      ['0', '0', '8'],
    ])('%s is %s of %s', (value, numerator, base) => {
      fraction(value, numerator, base).then(observed('2024/25 Q2', value, { numerator, base }));
    });

    test.each([
      ['86.4', '505', '585', '86.3'],
      ['90.70', '537', '592', '90.71'],
      ['11', '1', '8', '13'],
    ])('%s is not %s of %s', (value, numerator, base, proposed) => {
      const refusal = fraction(value, numerator, base).refused('PERCENTAGE_DISAGREES', 'R52');
      expect(refusal.proposals).toEqual([{ path: 'value', value: proposed }]);
    });

    test('a numerator has a base that counts something; a base alone is welcome', () => {
      fraction('50', '1', undefined).refused('PERCENTAGE_INCOMPLETE', 'R52');
      fraction('50', '1', '0').refused('BASE_UNSOUND', 'R52');
      fraction('50', undefined, '700').then(observed('2024/25 Q2', '50', { base: '700' }));
      fraction('3', '1', '8', 'beds').then(observed('2024/25 Q2', '3', { numerator: '1', base: '8' }));
    });
  });
});

describe('CorrectObservation', () => {
  const correct = { type: 'CorrectObservation', measure: '1b-k1', period: '2024/25 Q2', value: '9.1', reason: 'Late returns' };
  const known = observed('2024/25 Q2', '8.8', { provisional: true, numerator: '88', base: '1000' });
  const corrected = (fields: object = {}) => ({
    type: 'ObservationCorrected',
    data: { measure: '1b-k1', observation: '2024/25 Q2, NHS Digital', value: '9.1', provisional: true, reason: 'Late returns', ...fields },
  });

  test('keeps the old value', () => {
    const rows = measure()(defined(), on('2025-05-01', known))
      .when({ ...correct, provisional: false })
      .then(corrected({ provisional: false }))
      .rows();
    expect(observation(rows)).toMatchObject({
      value: '9.1',
      provisional: false,
      observedOn: '2025-05-01',
      from: '2025-10-15',
      former: [
        { value: '8.8', numerator: '88', base: '1000', provisional: true, from: '2025-05-01', until: '2025-10-15', reason: 'Late returns' },
      ],
    });
    expect(observation(rows)).not.toHaveProperty('numerator');
  });

  test('told twice is once', () => {
    measure()(defined(), on('2025-05-01', known), on('2025-06-01', corrected())).when(correct).nothing();
  });

  test('is of something that was observed, not before it was', () => {
    measure()(defined()).when(correct).refused('OBSERVATION_NOT_FOUND');
    measure()(defined(), known)
      .when({ ...correct, reportedBy: 'OHID' })
      .refused('OBSERVATION_NOT_FOUND');
    measure()(defined(), on('2025-05-01', known))
      .when({ ...correct, on: '2025-04-30' })
      .refused('EFFECTIVE_BEFORE_CREATED');
    const late = measure()(defined(), on('2026-03-31', known)).when(correct).rows();
    expect(observation(late)).toMatchObject({ from: '2026-03-31' });
  });

  test('says whose value it is where several report', () => {
    const two = measure()(defined(), known, observed('2024/25 Q2', '8.7', { reportedBy: 'OHID' }));
    const refusal = two.when(correct).refused('OBSERVATION_AMBIGUOUS');
    expect(refusal.proposals).toEqual(['NHS Digital', 'OHID'].map((value) => ({ path: 'reportedBy', value })));
    two.when({ ...correct, reportedBy: 'NHS Digital' }).then(corrected());
  });

  test('needs a reason and a sound percentage', () => {
    measure()(defined(), known)
      .when({ ...correct, reason: '' })
      .refused('REASON_REQUIRED');
    measure()(defined(), known)
      .when({ ...correct, numerator: '88', base: '1000' })
      .refused('PERCENTAGE_DISAGREES', 'R52');
  });
});
