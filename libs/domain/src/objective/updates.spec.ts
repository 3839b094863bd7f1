import { describe, expect, test } from '@jest/globals';
import { fold, on, whenOf } from '../../../../test/support/given.js';
import { added, objective, retired, started } from '../../../../test/support/objectives.js';
import { threeEditions } from '../../../../test/support/plans.js';
import { sourceOn } from '../../../../test/support/row-source.js';
import { assemblePlanView } from '../assemble.js';
import { evolve } from '../projection.js';
import type { DomainEvent } from '../projection.js';
import { objectiveSlice } from './objective.slice.js';
import type { ObjectiveState } from './objective.projection.js';
import { enteredAfter } from './update.projection.js';

const told = { objective: '4b', periodEnd: '2025-09-30', achieved: 'Hub opened', next: 'Recruit' };
const recorded = (fields: object = {}): DomainEvent => ({ type: 'PeriodUpdateRecorded', data: { ...told, ...fields } });
const nil: DomainEvent = { type: 'PeriodUpdateRecorded', data: { objective: '4b', periodEnd: '2025-09-30', nil: true } };

describe('RecordPeriodUpdate', () => {
  const command = { type: 'RecordPeriodUpdate', ...told };

  test('records what the owner says, true on the last day of the half-year', () => {
    expect(objective()(added()).when(command).then(recorded()).on).toBe('2025-09-30');
    const all = {
      ...command,
      helpNeeded: 'Estates',
      confidence: 'LOW',
      outcomes: 'Shorter waits',
      engagement: 'Two workshops',
      leadership: 'New board',
      challenges: 'Vacancies',
    };
    const { type: _, ...fields } = all;
    objective()(added()).when(all).then(recorded(fields));
  });

  test('told again, the last telling stands; the same words are nothing new', () => {
    objective()(added(), on('2025-09-30', recorded())).when(command).nothing();
    objective()(added(), on('2025-09-30', recorded()))
      .when({ ...command, next: 'Open' })
      .then(recorded({ next: 'Open' }));
  });

  test('a nil return says nothing else', () => {
    const nothing = { type: 'RecordPeriodUpdate', objective: '4b', periodEnd: '2025-09-30', nil: true };
    objective()(added()).when(nothing).then(nil);
    objective()(added())
      .when({ ...command, nil: true })
      .refused('NIL_WITH_CONTENT');
    objective()(added())
      .when({ ...command, nil: false })
      .then(recorded());
  });

  test('anything else says what was achieved and what comes next', () => {
    const refusal = objective()(added())
      .when({ ...command, next: undefined })
      .refused('UPDATE_INCOMPLETE');
    expect(refusal.facts).toEqual([{ name: 'missing', value: 'next' }]);
  });

  test('only of a half-year that has begun', () => {
    const refusal = objective()(added())
      .when({ ...command, periodEnd: '2025-10-31' })
      .refused('PERIOD_END_INVALID');
    expect(refusal.proposals).toEqual([
      { path: 'periodEnd', value: '2026-03-31' },
      { path: 'periodEnd', value: '2025-09-30' },
    ]);
    objective()(added())
      .when({ ...command, periodEnd: '2026-03-31' })
      .rows();
    objective()(added())
      .when({ ...command, periodEnd: '2026-09-30' })
      .refused('PERIOD_NOT_BEGUN');
    objective()(added())
      .when({ ...command, on: '2025-04-01', periodEnd: '2026-03-31' })
      .refused('PERIOD_NOT_BEGUN');
  });

  test('of an objective that ended in the half-year, and not after it', () => {
    objective()(added(), started(), on('2025-06-30', retired([{ receiver: 'X' }])))
      .when(command)
      .then(recorded());
    objective()(added(), started(), on('2025-06-30', retired([{ receiver: 'X' }])))
      .when({ ...command, periodEnd: '2026-03-31' })
      .refused('OBJECTIVE_ENDED');
    objective()().when(command).refused('OBJECTIVE_NOT_FOUND');
  });
});

describe('an update in a view', () => {
  test('is seen from the last day of its half-year on, oldest first', () => {
    const facts = [...on('2025-04-01', added()), ...on('2026-03-31', recorded({ periodEnd: '2026-03-31' })), ...on('2025-09-30', nil)];
    const seen = (day: string) =>
      assemblePlanView(sourceOn(day, { plan: threeEditions, objectives: [facts] }), { code: 'jfp', entry: 0, on: day })?.objective('4b')
        ?.updates;
    expect(seen('2025-09-29')).toEqual([]);
    expect(seen('2025-09-30')).toMatchObject([{ periodEnd: '2025-09-30', nil: true }]);
    expect(seen('2026-03-31')).toMatchObject([
      { periodEnd: '2025-09-30' },
      { periodEnd: '2026-03-31', nil: false, achieved: 'Hub opened' },
    ]);
  });

  test('tells when it was first entered, when what stands was entered, and by which post', () => {
    const [first, second] = on('2025-09-30', recorded(), recorded({ next: 'Open' }));
    const before = fold(objectiveSlice, [...on('2025-04-01', added()), first]);
    const later = { ...whenOf(objectiveSlice, second), recordedAt: '2025-10-20T23:30:00.000Z', onBehalfOf: 'Programme lead' };
    const { periodUpdate } = evolve(objectiveSlice.projections, before, second.event, later) as ObjectiveState;
    const row = periodUpdate['4b-2025-09-30'];
    expect(row).toMatchObject({
      next: 'Open',
      firstEnteredAt: '2025-10-15T09:00:00.000Z',
      enteredAt: '2025-10-20T23:30:00.000Z',
      post: 'Programme lead',
    });
    // In London it was 00:30 on the 21st, still summer time.
    expect(row && [enteredAfter(row, '2025-10-20'), enteredAfter(row, '2025-10-21')]).toEqual([true, false]);
  });
});
