import { describe, expect, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { added, milestone, objective, retired, started, years } from '../../../../test/support/objectives.js';
import { threeEditions } from '../../../../test/support/plans.js';
import { sourceOn } from '../../../../test/support/row-source.js';
import { assemblePlanView } from '../assemble.js';
import type { Day } from '../calendar.js';
import type { DomainEvent } from '../projection.js';
import { fundingGaps } from './funding.gaps.js';

const grant = { objective: '4b', position: 'NATIONAL_TIME_LIMITED', until: '2026-03-31', text: 'Fourth year of grant' };
const set = (fields: object = {}): DomainEvent => ({ type: 'FundingPositionSet', data: { ...grant, ...fields } });
const changed = (fields: object = {}): DomainEvent => ({
  type: 'FundingPositionChanged',
  data: { ...grant, until: '2027-03-31', reason: 'Renewed', ...fields },
});

describe('SetFundingPosition', () => {
  const command = { type: 'SetFundingPosition', ...grant };

  test('says what pays for an objective, once', () => {
    objective()(added()).when(command).then(set());
    objective()(added(), set())
      .when({ ...command, on: '2025-04-01' })
      .nothing();
    objective()(added(), set()).when(command).nothing();
  });

  test('with how the source says the last day', () => {
    objective()(added())
      .when({ ...command, untilBasis: 'INFERRED' })
      .then(set({ untilBasis: 'INFERRED' }));
  });

  test('does not change what is known', () => {
    const refusal = objective()(added(), set())
      .when({ ...command, position: 'UNFUNDED', until: undefined })
      .refused('FUNDING_ALREADY_SET');
    expect(refusal.facts).toContainEqual({ name: 'position', value: 'NATIONAL_TIME_LIMITED' });
  });

  test('of days before anything was known, told late', () => {
    const late = { ...command, position: 'PARTIAL', on: '2025-04-01' };
    objective()(added(), on('2025-06-01', set()))
      .when(late)
      .then(set({ position: 'PARTIAL' }));
  });

  test('not with a last day before its own, or of nothing', () => {
    objective()(added())
      .when({ ...command, until: '2025-10-14' })
      .refused('FUNDING_END_MISPLACED');
    objective()(added())
      .when({ ...command, position: 'UNFUNDED' })
      .refused('FUNDING_END_MISPLACED');
    objective()(added()).when({ type: 'SetFundingPosition', objective: '4b', position: 'UNFUNDED' }).rows();
  });

  test('not of an objective that has ended, or is not there', () => {
    objective()(added(), started(), on('2025-10-15', retired([{ receiver: 'X' }])))
      .when(command)
      .refused('OBJECTIVE_ENDED');
    objective()().when(command).refused('OBJECTIVE_NOT_FOUND');
    objective()(added())
      .when({ ...command, on: '2025-03-31' })
      .refused('EFFECTIVE_BEFORE_CREATED');
  });
});

describe('ChangeFundingPosition', () => {
  const command = { type: 'ChangeFundingPosition', ...grant, until: '2027-03-31', reason: 'Renewed' };

  test('changes what is known, with a reason', () => {
    objective()(added(), set()).when(command).then(changed());
    objective()(added(), set(), on('2025-10-15', changed())).when(command).nothing();
    objective()(added(), set())
      .when({ ...command, reason: ' ' })
      .refused('REASON_REQUIRED');
  });

  test('not where nothing is known on the day', () => {
    objective()(added()).when(command).refused('FUNDING_NOT_SET');
    objective()(added(), on('2025-11-01', set())).when(command).refused('FUNDING_NOT_SET');
  });

  test('not with a last day before its own, nor of an objective that has ended', () => {
    objective()(added(), set())
      .when({ ...command, until: '2025-10-14' })
      .refused('FUNDING_END_MISPLACED');
    objective()(added(), started(), set(), on('2025-10-15', retired([{ receiver: 'X' }])))
      .when(command)
      .refused('OBJECTIVE_ENDED');
  });
});

describe('RecordFundingAward', () => {
  const award = { objective: '4b', amount: 2_450_000, period: '2025/26', funder: 'NHS England' };
  const command = { type: 'RecordFundingAward', ...award };
  const awarded: DomainEvent = { type: 'FundingAwarded', data: award };

  test('records money for a year, once a day', () => {
    objective()(added()).when(command).then(awarded);
    objective()(added(), on('2025-10-15', awarded)).when(command).nothing();
    objective()(added(), on('2025-10-14', awarded)).when(command).then(awarded);
    objective()(added(), on('2025-10-15', awarded))
      .when({ ...command, funder: 'County council' })
      .then({ type: 'FundingAwarded', data: { ...award, funder: 'County council' } });
  });

  test('not nothing, and not to an objective that has ended', () => {
    objective()(added())
      .when({ ...command, amount: 0 })
      .refused('AWARD_NOT_POSITIVE');
    objective()(added(), started(), on('2025-10-15', retired([{ receiver: 'X' }])))
      .when(command)
      .refused('OBJECTIVE_ENDED');
  });

  test('shows from its day on, beside the funding position', () => {
    const facts = [...on('2025-04-01', added(), set()), ...on('2025-10-01', awarded)];
    const awards = (day: Day) => {
      const source = sourceOn(day, { plan: threeEditions, objectives: [facts] });
      return assemblePlanView(source, { code: 'jfp', entry: 0, on: day })?.objective('4b')?.fundingAwards;
    };
    expect(awards('2025-09-30')).toEqual([]);
    expect(awards('2025-10-01')).toEqual([{ amount: 2_450_000, period: '2025/26', funder: 'NHS England', on: '2025-10-01' }]);
  });
});

describe('a view of the money', () => {
  const facts = [
    ...on(
      '2025-04-01',
      added(),
      started(),
      milestone('4b-m01'),
      milestone('4b-m02', {}, years(2, 4)),
      milestone('4b-m03', { nature: 'DISPOSITION' }, years(5)),
      milestone('4b-m04', {}, years(5)),
      set(),
    ),
    ...on('2026-01-15', changed()),
    ...on('2026-06-01', { type: 'MilestoneDropped', data: { milestone: '4b-m04', reason: 'Given up' } }),
  ];
  const view = (day: Day) => {
    const seen = assemblePlanView(sourceOn(day, { plan: threeEditions, objectives: [facts] }), { code: 'jfp', entry: 0, on: day });
    if (seen === undefined) throw new Error('no such plan');
    return seen;
  };

  test('holds the position of the day, and every one before', () => {
    expect(view('2025-10-15').objective('4b')).toMatchObject({
      funding: { position: 'NATIONAL_TIME_LIMITED', until: '2026-03-31', from: '2025-04-01' },
      fundingHistory: [{ from: '2025-04-01' }],
    });
    expect(view('2026-01-15').objective('4b')).toMatchObject({
      funding: { until: '2027-03-31', from: '2026-01-15', reason: 'Renewed' },
      fundingHistory: [{ from: '2025-04-01', replacedOn: '2026-01-15' }, { from: '2026-01-15' }],
    });
  });

  test('FUNDING_GAP: the years of open milestones that start after the money ends, but for a DISPOSITION', () => {
    const gaps = (day: Day) => view(day).milestones.map(({ code, fundingGapYears }) => [code, fundingGapYears]);
    expect(gaps('2025-10-15')).toEqual([
      ['4b-m01', []],
      ['4b-m02', [2, 3, 4]],
      ['4b-m03', []],
      ['4b-m04', [5]],
    ]);
    expect(gaps('2026-01-15')[1]).toEqual(['4b-m02', [3, 4]]);
    expect(gaps('2026-06-01')[3]).toEqual(['4b-m04', []]);
    expect(fundingGaps(view('2026-06-01'))).toEqual(
      [3, 4].map((year) => ({ objective: '4b', milestone: '4b-m02', year, position: 'NATIONAL_TIME_LIMITED', until: '2027-03-31' })),
    );
  });

  test('a day in the middle of a year leaves the rest of that year unflagged', () => {
    const inYear = on('2025-04-01', added(), milestone('4b-m02', {}, years(2, 3)), set({ until: '2026-06-30' }));
    const seen = assemblePlanView(sourceOn('2025-10-15', { plan: threeEditions, objectives: [inYear] }), {
      code: 'jfp',
      entry: 0,
      on: '2025-10-15',
    });
    expect(seen?.milestone('4b-m02')?.fundingGapYears).toEqual([3]);
  });

  test('no gap where no last day is known', () => {
    const open = on('2025-04-01', added(), milestone('4b-m02', {}, years(2, 3)), set({ position: 'PARTIAL', until: undefined }));
    const told = JSON.parse(JSON.stringify(open)) as typeof open;
    const point = { code: 'jfp', entry: 0, on: '2025-10-15' };
    const seen = assemblePlanView(sourceOn('2025-10-15', { plan: threeEditions, objectives: [told] }), point);
    expect(seen?.milestone('4b-m02')?.fundingGapYears).toEqual([]);
  });
});
