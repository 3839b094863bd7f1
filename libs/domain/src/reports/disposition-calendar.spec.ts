import { describe, expect, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { added, retired, started, strand } from '../../../../test/support/objectives.js';
import { current, opened, published, threeEditions } from '../../../../test/support/plans.js';
import { realPlan } from '../../../../test/support/real-plan.js';
import { planOn } from '../../../../test/support/row-source.js';
import { dispositionCalendar } from './disposition-calendar.js';

test('the real plan has its ends and reviews in their years', () => {
  const calendar = dispositionCalendar(planOn('2025-10-15', realPlan()));
  expect(calendar.lines.map(({ by, objective, strand: part, kind, dayOpen }) => [by, objective, part ?? kind, dayOpen])).toEqual([
    ['2027-03-31', '4b', 'RETIRE_TO_BAU', false],
    ['2028-03-31', '1b', 'RETIRE_TO_BAU', false],
    ['2028-03-31', '1d', 'REFRESH_OR_REPLACE', false],
    // D009: reviewed as Year 3 closes.
    ['2028-03-31', '3c', 'REVIEW', false],
    ['2028-04-01', '6a', 'REVIEW', false],
    ['2028-04-01', '6b', 'REVIEW', false],
    ['2029-03-31', '2a', 'REFRESH_OR_REPLACE', false],
    ['2029-03-31', '3c', 'REVIEW_OR_RETIRE', false],
    ['2029-03-31', '4d', 'Dual Diagnosis', false],
    ['2029-03-31', '6a', 'REVIEW_OR_RETIRE', false],
    ['2029-03-31', '6b', 'REVIEW_OR_RETIRE', false],
    ['2030-03-31', '1c', 'CONCLUDE', false],
    ['2030-03-31', '3a', 'RETIRE_TO_BAU', true],
  ]);
  expect(calendar.toCome.subjects).toEqual(['1b', '1c', '1d', '2a', '3a', '3c', '4b', '4d', '6a', '6b']);
  expect(calendar.overdue.count).toBe(0);
});

describe('what was planned', () => {
  const planned = (fields: object) => ({
    type: 'DispositionPlanned',
    data: { objective: '4b', kind: 'RETIRE_TO_BAU', inYears: [], dayOpen: false, strands: [], ...fields },
  });
  const seen = (day: string, ...facts: Parameters<typeof on>[1][]) =>
    dispositionCalendar(
      planOn(day, {
        plan: threeEditions,
        objectives: [
          [
            ...on('2025-04-01', added(), started(), strand('Adults'), strand('Children'), ...facts),
            ...on('2026-02-01', retired([{ receiver: 'Core' }])),
          ],
        ],
      }),
    );

  test('is overdue from the day after, and done once the objective has ended', () => {
    const plan = planned({ endsOn: '2025-12-31', endOfYear: 2 });
    const states = (day: string) => seen(day, plan).lines.map(({ by, year, state, doneOn }) => ({ by, year, state, doneOn }));
    expect(states('2025-12-31')).toEqual([{ by: '2025-12-31', year: 1, state: 'PLANNED', doneOn: undefined }]);
    expect(states('2026-01-01')).toMatchObject([{ state: 'OVERDUE' }]);
    expect(states('2026-02-01')).toMatchObject([{ state: 'DONE', doneOn: '2026-02-01' }]);
    expect(seen('2026-01-01', plan)).toMatchObject({ overdue: { subjects: ['4b'] }, toCome: { subjects: ['4b'] } });
    expect(seen('2026-02-01', plan)).toMatchObject({ overdue: { subjects: [] }, toCome: { subjects: [] } });
  });

  test('keeps its day in a later edition, whose years have other numbers', () => {
    const view = planOn('2026-04-01', {
      plan: [...threeEditions, ...on('2026-01-01', opened(4, '2026/27'), published(4)), ...on('2026-04-01', current(4))],
      objectives: [on('2025-04-01', added(), started(), planned({ endOfYear: 3 }))],
    });
    expect(dispositionCalendar(view)).toMatchObject({ edition: 4, lines: [{ by: '2028-03-31', year: 2 }] });
  });

  test('may leave out its day, and then comes last', () => {
    const review = { type: 'ReviewScheduled', data: { objective: '4b', reviewOn: '2027-06-30', subject: 'Scope' } };
    const { lines } = seen('2025-10-01', planned({ dayOpen: true }), review);
    expect(lines.map(({ kind, by, year, dayOpen, text }) => [kind, by, year, dayOpen, text])).toEqual([
      ['REVIEW', '2027-06-30', 3, false, 'Scope'],
      ['RETIRE_TO_BAU', undefined, undefined, true, undefined],
    ]);
  });

  test('a review is done by its outcome', () => {
    const review = { type: 'ReviewScheduled', data: { objective: '4b', reviewOn: '2025-06-30' } };
    const outcome = { type: 'ReviewOutcomeRecorded', data: { objective: '4b', outcome: 'CONTINUE', reviewOn: '2025-06-30' } };
    expect(seen('2025-07-01', review).lines).toMatchObject([{ state: 'OVERDUE' }]);
    expect(seen('2025-07-01', review, outcome).lines).toMatchObject([{ state: 'DONE', doneOn: '2025-04-01' }]);
  });

  test('a strand may end before its objective; what continues has no line', () => {
    const strands = [
      { strand: 'Adults', kind: 'CONTINUE' },
      { strand: 'Children', kind: 'CONCLUDE', endOfYear: 1, text: 'Handed on' },
    ];
    const ended = { type: 'StrandConcluded', data: { objective: '4b', strand: 'Children' } };
    expect(seen('2025-10-01', planned({ kind: 'CONTINUE', strands })).lines).toMatchObject([
      { strand: 'Children', kind: 'CONCLUDE', by: '2026-03-31', text: 'Handed on', state: 'PLANNED' },
    ]);
    expect(seen('2025-10-01', planned({ kind: 'CONTINUE', strands }), ended).lines).toMatchObject([
      { state: 'DONE', doneOn: '2025-04-01' },
    ]);
  });
});
