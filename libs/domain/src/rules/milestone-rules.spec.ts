import { describe, expect, test } from '@jest/globals';
import { on, type Fact } from '../../../../test/support/given.js';
import { current, opened, published } from '../../../../test/support/plans.js';
import { milestone, retired, strand, years } from '../../../../test/support/objectives.js';
import { testRules } from '../../../../test/support/rule-cases.js';
import { foundBy, planWith } from '../../../../test/support/sound-plan.js';
import type { DomainEvent } from '../projection.js';
import { findingsOf } from './findings.js';

test('a sound plan has no findings', () => {
  expect(findingsOf(planWith())).toEqual([]);
});

const of4b = (...events: readonly (DomainEvent | ReturnType<typeof on>[number])[]) => ({ objectives: { '4b': events } });
const planned = (fields: object): DomainEvent => ({
  type: 'DispositionPlanned',
  data: { objective: '4b', kind: 'CONTINUE', inYears: [], dayOpen: false, strands: [], ...fields },
});
const review = (reviewOn: string): DomainEvent => ({ type: 'ReviewScheduled', data: { objective: '4b', reviewOn } });
const outcome = (reviewOn: string): DomainEvent => ({
  type: 'ReviewOutcomeRecorded',
  data: { objective: '4b', outcome: 'CONTINUE', reviewOn },
});
const edge = (fields: object): DomainEvent => ({
  type: 'DependencyDeclared',
  data: { objective: '4b', dependency: '4b-d01', relation: 'DEPENDS_ON', basis: 'STATED', ...fields },
});
const line = { document: 'Plan', line: 1078 };
const read = (event: DomainEvent, source = line) => ({ on: '2025-04-01', event, source });

testRules([
  [
    'R01',
    'years and days that contradict each other',
    of4b(milestone('4b-m02', {}, { ...years(2), endsOn: '2026-03-31', startsOn: '2025-04-01' })),
    ['4b-m02'],
    of4b(milestone('4b-m02', {}, years(2))),
  ],
  [
    'R01',
    'D001: Year 2 printed with the days of Year 1',
    of4b(milestone('4b-m02', { printedHeading: 'Year 2: April 2025 – March 2026' }, years(2))),
    ['4b-m02'],
    of4b(milestone('4b-m02', { printedHeading: 'Year 2: April 2026 – March 2027' }, years(2))),
  ],
  [
    'R01',
    'D002: Years 2 to 5 printed until Year 4',
    of4b(milestone('4b-m02', { printedHeading: 'Years 2 to 5: April 2026 – March 2029' }, years(2, 5))),
    ['4b-m02'],
    of4b(milestone('4b-m02', { printedHeading: 'Years 2, 3, 4 and 5: April 2026 to March 2030' }, years(2, 5))),
  ],
  [
    'R02',
    'D003: a milestone past the planned retirement',
    of4b(planned({ kind: 'RETIRE_TO_BAU', endOfYear: 3 }), milestone('4b-m02', {}, years(3, 5))),
    ['4b-m02'],
    of4b(planned({ kind: 'RETIRE_TO_BAU', endOfYear: 3 }), milestone('4b-m02', {}, years(3))),
  ],
  [
    'R02',
    'a milestone past the planned end of its strand',
    of4b(
      strand('Adult'),
      planned({ strands: [{ strand: 'Adult', kind: 'CONCLUDE', endsOn: '2026-12-31' }] }),
      milestone('4b-m02', { strand: 'Adult' }, years(2)),
    ),
    ['4b-m02'],
    of4b(
      strand('Adult'),
      planned({ strands: [{ strand: 'Adult', kind: 'REVIEW_OR_RETIRE', endsOn: '2026-12-31' }] }),
      milestone('4b-m02', { strand: 'Adult' }, years(2)),
    ),
  ],
  [
    'R02',
    'a milestone added after the end',
    of4b(...on('2025-09-01', retired([{ receiver: 'Core services' }])), ...on('2025-09-02', milestone('4b-m02'))),
    ['4b-m02'],
    of4b(...on('2025-09-01', milestone('4b-m02'), retired([{ receiver: 'Core services' }]))),
  ],
  [
    'R03',
    'D004: a retirement without a day',
    of4b(planned({ kind: 'RETIRE_TO_BAU' })),
    ['4b'],
    of4b(planned({ kind: 'RETIRE_TO_BAU', dayOpen: true })),
  ],
  [
    'R05',
    'D006: not applicable in the year of the conclusion',
    of4b(
      strand('Adult'),
      planned({ strands: [{ strand: 'Adult', kind: 'CONCLUDE', endOfYear: 5 }] }),
      milestone('4b-m02', { strand: 'Adult' }, years(4)),
    ),
    ['4b'],
    of4b(
      strand('Adult'),
      planned({ strands: [{ strand: 'Adult', kind: 'CONCLUDE', endOfYear: 4 }] }),
      milestone('4b-m02', { strand: 'Adult' }, years(4)),
    ),
  ],
  [
    'R06',
    'D007: review or retirement printed for two years',
    of4b(planned({ kind: 'REVIEW_OR_RETIRE', inYears: [4, 5] })),
    ['4b'],
    of4b(planned({ kind: 'REVIEW_OR_RETIRE', inYears: [4, 5] }), review('2028-04-01')),
  ],
  [
    'R06',
    'two days of decision',
    of4b(planned({ kind: 'REVIEW_OR_RETIRE' }), review('2028-04-01'), review('2029-04-01')),
    ['4b'],
    of4b(planned({ kind: 'REVIEW_OR_RETIRE' }), review('2025-04-01'), outcome('2025-04-01')),
  ],
  ['R06', 'a review without an outcome', of4b(review('2025-10-14')), ['4b'], of4b(review('2025-10-15'))],
  [
    'R07',
    'a due day outside its window',
    of4b(milestone('4b-m02', { dueOn: '2026-04-01' })),
    ['4b-m02'],
    of4b(milestone('4b-m02', { dueOn: '2026-03-31' })),
  ],
  [
    'R10',
    'D014: two plans in one bullet with one date',
    of4b(read(milestone('4b-m02', { dueOn: '2025-09-30' })), read(milestone('4b-m03', { dueOn: '2025-09-30' }))),
    ['4b'],
    of4b(read(milestone('4b-m02', { dueOn: '2025-09-30' })), read(milestone('4b-m03', { dueOn: '2025-12-31' }))),
  ],
  [
    'R30',
    'D062: what is waited for comes after what waits',
    of4b(milestone('4b-m02', {}, years(2)), edge({ milestone: '4b-m01', to: { kind: 'MILESTONE', ref: '4b-m02' } })),
    ['4b-m01'],
    of4b(milestone('4b-m02', {}, years(2)), edge({ milestone: '4b-m02', to: { kind: 'MILESTONE', ref: '4b-m01' } })),
  ],
  [
    'R30',
    'D064: a condition that is planned for later',
    of4b(
      milestone('4b-m02', { condition: 'Business planning' }),
      milestone('4b-m03', { title: 'Evaluation and business planning' }, years(2)),
    ),
    ['4b-m02'],
    of4b(milestone('4b-m02', { condition: 'Business planning' }), milestone('4b-m03', { title: 'Evaluation and business planning' })),
  ],
  [
    'R32',
    'D067: one plan delivered twice at a time',
    {
      objectives: {
        '4b': [milestone('4b-m02', { title: 'Ongoing delivery of the long-term dental plan' })],
        '4c': [milestone('4c-m02', { title: 'Long Term Dental Plan, first stage' })],
      },
    },
    ['4b-m02'],
    {
      objectives: {
        '4b': [milestone('4b-m02', { title: 'Ongoing delivery of the long-term dental plan' })],
        '4c': [milestone('4c-m02', { title: 'Long Term Dental Plan, first stage' }, years(2))],
      },
    },
  ],
  [
    'R35',
    'D071: continued, yet never begun',
    of4b(
      strand('Literacy'),
      milestone('4b-m02', { strand: 'Literacy', title: 'Implementation planning for the programme' }),
      milestone('4b-m03', { strand: 'Literacy', nature: 'CONTINUE' }, years(3)),
    ),
    ['4b-m03'],
    of4b(
      strand('Literacy'),
      milestone('4b-m02', { strand: 'Literacy', title: 'Start of the programme' }),
      milestone('4b-m03', { strand: 'Literacy', nature: 'CONTINUE' }, years(3)),
    ),
  ],
  [
    'R40',
    'D081: work after the grant',
    of4b(
      { type: 'FundingPositionSet', data: { objective: '4b', position: 'NATIONAL_TIME_LIMITED', until: '2026-03-31' } },
      milestone('4b-m02', {}, years(2)),
    ),
    ['4b-m02'],
    of4b(
      { type: 'FundingPositionSet', data: { objective: '4b', position: 'NATIONAL_TIME_LIMITED', until: '2027-03-31' } },
      milestone('4b-m02', {}, years(2)),
    ),
  ],
]);

test('a disposition speaks of the years of the edition that it was planned in', () => {
  const beside = {
    ...of4b(planned({ kind: 'RETIRE_TO_BAU', endOfYear: 3 }), milestone('4b-m02', { edition: 4 }, { ...years(3), fromYear: 2, toYear: 2 })),
    plan: [...on('2026-01-01', opened(4, '2026/27'), published(4)), ...on('2026-04-01', current(4))],
  };
  expect(planWith(beside, '2026-04-01').edition?.number).toBe(4);
  expect(foundBy('R02', beside, '2026-04-01')).toEqual([]);
  const later = milestone('4b-m03', { edition: 4 }, { ...years(4), fromYear: 3, toYear: 3 });
  const longer = { ...beside, objectives: { '4b': [...beside.objectives['4b'], later] } };
  expect(foundBy('R02', longer, '2026-04-01').map(({ subject }) => subject)).toEqual(['4b-m03']);
});

describe('what goes on from a milestone that has ended', () => {
  const part = (code: string, formerly: readonly string[], edition = 4): DomainEvent => milestone(code, { edition, formerly });
  const met = (code: string): DomainEvent => ({ type: 'MilestoneMet', data: { milestone: code, evidence: 'Report' } });
  const dropped = (code: string): DomainEvent => ({ type: 'MilestoneDropped', data: { milestone: code, reason: 'Not needed' } });
  const carried: DomainEvent = { type: 'MilestoneCarriedForward', data: { milestone: '4b-m02', edition: 4, into: '4b-m03' } };
  const merged = (code: string): DomainEvent => ({
    type: 'MilestoneMerged',
    data: { milestone: code, edition: 4, into: '4b-m05', reason: 'One' },
  });
  /** Found on a day in a plan whose edition 4 begins on 2026-04-01 and is current from 1 June. */
  const foundOn = (day: string, ...events: readonly (DomainEvent | Fact)[]): readonly string[] => {
    const plan = [...on('2026-01-01', opened(4, '2026/27'), published(4)), ...on('2026-06-01', current(4))];
    return foundBy('FORMER_ENDED', { ...of4b(...events), plan }, day).map(({ subject, message }) => `${subject} ${message}`);
  };
  const carry = [milestone('4b-m02'), ...on('2026-04-01', carried, part('4b-m03', ['4b-m02']))];
  const merge = [
    ...[milestone('4b-m02'), milestone('4b-m04')],
    ...on('2026-04-01', merged('4b-m02'), merged('4b-m04'), part('4b-m05', ['4b-m02', '4b-m04'])),
  ];

  test.each(['2026-02-01', '2026-04-01', '2026-05-20'])('before its edition was current, on %s, is still to be closed', (day) => {
    const found = '4b-m03 4b-m03 is open, and 4b-m02 was';
    expect(foundOn('2026-07-01', ...carry)).toEqual([]);
    expect(foundOn('2026-07-01', ...carry, ...on(day, met('4b-m02')))).toEqual([`${found} met on ${day}: what it goes on from has ended.`]);
    expect(foundOn('2026-07-01', ...carry, ...on(day, dropped('4b-m02')))).toEqual([
      `${found} dropped on ${day}: what it goes on from has ended.`,
    ]);
    expect(foundOn('2026-07-01', ...carry, ...on(day, met('4b-m02')), ...on('2026-06-20', met('4b-m03')))).toEqual([]);
  });

  test('shows in the draft, and not in the edition that it was promised in', () => {
    const facts = [...carry, ...on('2026-05-20', met('4b-m02'))];
    const plan = on('2026-01-01', opened(4, '2026/27'));
    const inEdition = (edition: number): readonly string[] =>
      findingsOf(planWith({ ...of4b(...facts), plan }, '2026-05-21', edition)).flatMap(({ rule, subject }) =>
        rule === 'FORMER_ENDED' ? [subject] : [],
      );
    expect([inEdition(4), inEdition(3)]).toEqual([['4b-m03'], []]);
  });

  test('is open with good reason while one of those it goes on from was not ended', () => {
    expect(foundOn('2026-07-01', ...merge, ...on('2026-02-01', met('4b-m02')))).toEqual([]);
    expect(foundOn('2026-07-01', ...merge, ...on('2026-02-01', met('4b-m02'), dropped('4b-m04')))).toHaveLength(1);
  });
});

describe('what an earlier edition left open', () => {
  const carried: DomainEvent = { type: 'MilestoneCarriedForward', data: { milestone: '4b-m01', edition: 4, into: '4b-m03' } };
  const carry = on('2026-04-01', carried, milestone('4b-m03', { edition: 4, formerly: ['4b-m01'] }));
  /** The items found in an edition; number 4 is current from 1 June. */
  const foundIn = (edition: number, day: string, ...events: readonly (DomainEvent | Fact)[]): readonly string[] => {
    const plan = [...on('2026-01-01', opened(4, '2026/27'), published(4)), ...on('2026-06-01', current(4))];
    const found = findingsOf(planWith({ ...of4b(...carry, ...events), plan }, day, edition));
    return found.flatMap(({ rule, subject }) => (rule === 'LEFT_BEHIND' ? [subject] : []));
  };

  test('is named once the next is current, for nothing else lists it then', () => {
    expect(foundIn(4, '2026-06-01')).toEqual([]);
    expect(foundIn(4, '2026-06-01', milestone('4b-m02'))).toEqual(['4b-m02']);
    expect(foundIn(4, '2026-05-31', milestone('4b-m02'))).toEqual([]);
    expect(foundIn(3, '2026-06-01', milestone('4b-m02'))).toEqual([]);
  });

  test('is no more once it is dealt with', () => {
    const dropped: DomainEvent = { type: 'MilestoneDropped', data: { milestone: '4b-m02', reason: 'Not needed' } };
    const late = [milestone('4b-m02'), ...on('2026-06-10', dropped)];
    expect([foundIn(4, '2026-06-09', ...late), foundIn(4, '2026-06-10', ...late)]).toEqual([['4b-m02'], []]);
  });
});

test('names the lines that were at fault', () => {
  const [finding] = foundBy('R07', of4b(read(milestone('4b-m02', { dueOn: '2026-04-01' }))));
  expect(finding.sources).toEqual([line]);
});
