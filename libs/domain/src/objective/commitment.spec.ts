import { describe, expect, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { added, objective, retired, started, years } from '../../../../test/support/objectives.js';
import { opened, plan, planOf, threeEditions } from '../../../../test/support/plans.js';
import { sourceOn } from '../../../../test/support/row-source.js';
import { assemblePlanView } from '../assemble.js';
import type { DomainEvent } from '../projection.js';

const recorded = (fields: object = {}): DomainEvent => ({
  type: 'CommitmentRecorded',
  data: { objective: '4b', commitment: '4b-c01', edition: 3, title: 'Service evaluation', ...fields },
});
const command = { type: 'RecordCommitment', objective: '4b', commitment: '4b-c01', title: 'Service evaluation' };

describe('RecordCommitment', () => {
  test('records it in its edition, from the first day of that, once', () => {
    expect(objective()(added()).when(command).then(recorded()).on).toBe('2025-04-01');
    objective()(added(), recorded()).when(command).nothing();
  });

  test('with a window in plan years and a due day inside', () => {
    objective()(added())
      .when({ ...command, window: { fromYear: 1 }, dueOn: '2025-12-31' })
      .then(recorded({ window: years(1), dueOn: '2025-12-31' }));
    objective()(added())
      .when({ ...command, window: { fromYear: 1 }, dueOn: '2026-04-01' })
      .refused('DUE_OUTSIDE_WINDOW', 'R07');
    objective()(added())
      .when({ ...command, window: { fromYear: 1, startsOn: '2026-04-01' } })
      .refused('WINDOW_MISMATCH', 'R01');
    objective()(added())
      .when({ ...command, dueOn: '2025-12-31' })
      .then(recorded({ dueOn: '2025-12-31' }));
  });

  test('codes are used once', () => {
    objective()(added(), recorded())
      .when({ ...command, title: 'Another' })
      .refused('COMMITMENT_EXISTS');
    objective()(added())
      .when({ ...command, commitment: '4c-c01' })
      .refused('CODE_MISMATCH');
  });

  test('not in an edition that is not there, or is before the objective', () => {
    objective()(added())
      .when({ ...command, edition: 9 })
      .refused('EDITION_NOT_FOUND');
    objective()(added())
      .when({ ...command, edition: 2, on: '2025-04-01' })
      .refused('OBJECTIVE_NOT_IN_EDITION');
    objective({ plan: planOf(...threeEditions.slice(0, 1)) })(added())
      .when(command)
      .refused('EDITION_NOT_FOUND');
  });

  test('not of an objective that has ended, or is not there', () => {
    objective()(added(), started(), on('2025-04-01', retired([{ receiver: 'X' }])))
      .when(command)
      .refused('OBJECTIVE_ENDED');
    objective()().when(command).refused('OBJECTIVE_NOT_FOUND');
    objective()(on('2025-05-01', added()))
      .when({ ...command, on: '2025-04-30' })
      .refused('EFFECTIVE_BEFORE_CREATED');
    expect(objective()(on('2025-05-01', added())).when(command).then(recorded()).on).toBe('2025-05-01');
  });
});

test('a view shows the commitments of its own edition', () => {
  const both = on('2025-04-01', added(), recorded(), recorded({ commitment: '4b-c02', edition: 4 }));
  const all = { plan: [...threeEditions, ...on('2025-04-01', opened(4, '2026/27'))], objectives: [both] };
  const seen = (edition: number) =>
    assemblePlanView(sourceOn('2025-10-15', all), { code: 'jfp', entry: 0, on: '2025-10-15', edition })?.objective('4b')?.commitments;
  expect(seen(3)?.map(({ code }) => code)).toEqual(['4b-c01']);
  expect(seen(4)?.map(({ code }) => code)).toEqual(['4b-c02']);
  expect(plan.edition['4']).toBeUndefined();
});
