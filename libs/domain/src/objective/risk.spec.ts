import { describe, expect, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { added, objective, retired, started } from '../../../../test/support/objectives.js';
import { threeEditions } from '../../../../test/support/plans.js';
import { sourceOn } from '../../../../test/support/row-source.js';
import { assemblePlanView } from '../assemble.js';
import type { DomainEvent } from '../projection.js';

const risk = { objective: '4b', risk: '4b-r01', kind: 'CAPACITY', text: 'Too few hands' };
const raised = (fields: object = {}): DomainEvent => ({ type: 'RiskRaised', data: { ...risk, ...fields } });
const scored = (likelihood: number, impact: number, fields: object = {}): DomainEvent => ({
  type: 'RiskScored',
  data: { risk: '4b-r01', likelihood, impact, ...fields },
});
const closed: DomainEvent = { type: 'RiskClosed', data: { risk: '4b-r01', reason: 'Posts are filled' } };

describe('RaiseRisk', () => {
  const command = { type: 'RaiseRisk', ...risk };

  test('raises a risk, once, scored or not', () => {
    objective()(added()).when(command).then(raised());
    objective()(added())
      .when({ ...command, likelihood: 4, impact: 3 })
      .then(raised({ likelihood: 4, impact: 3 }));
    objective()(added(), raised())
      .when({ ...command, on: '2025-04-01' })
      .nothing();
    objective()(added(), raised({ likelihood: 4, impact: 3 }))
      .when({ ...command, likelihood: 4, impact: 3, on: '2025-04-01' })
      .nothing();
  });

  test('codes are used once', () => {
    objective()(added(), raised()).when(command).refused('RISK_EXISTS');
    objective()(added(), raised({ likelihood: 4, impact: 3 }))
      .when({ ...command, likelihood: 5, impact: 3, on: '2025-04-01' })
      .refused('RISK_EXISTS');
    objective()(added())
      .when({ ...command, risk: '4c-r01' })
      .refused('CODE_MISMATCH');
  });

  test('not scored beyond 5, nor of an objective that has ended, or is not there', () => {
    objective()(added())
      .when({ ...command, likelihood: 6 })
      .refused('SCORE_OUT_OF_RANGE');
    objective()(added(), started(), on('2025-10-15', retired([{ receiver: 'X' }])))
      .when(command)
      .refused('OBJECTIVE_ENDED');
    objective()().when(command).refused('OBJECTIVE_NOT_FOUND');
  });
});

describe('ScoreRisk', () => {
  const command = { type: 'ScoreRisk', risk: '4b-r01', likelihood: 4, impact: 3 };

  test('scores a risk, and keeps the former scores', () => {
    objective()(added(), raised()).when(command).then(scored(4, 3));
    objective()(added(), raised(), on('2025-06-01', scored(5, 5)))
      .when(command)
      .then(scored(4, 3));
    objective()(added(), raised(), on('2025-06-01', scored(4, 3)))
      .when(command)
      .nothing();
  });

  test('a worse score needs a reason', () => {
    const scoredBefore = objective()(added(), raised(), scored(2, 3));
    scoredBefore.when(command).refused('REASON_REQUIRED');
    scoredBefore.when({ ...command, reason: 'Two posts fell vacant' }).then(scored(4, 3, { reason: 'Two posts fell vacant' }));
    scoredBefore.when({ ...command, likelihood: 3, impact: 2 }).then(scored(3, 2));
  });

  test('takes both, each from 1 to 5', () => {
    objective()(added(), raised()).when({ type: 'ScoreRisk', risk: '4b-r01', likelihood: 4 }).refused('SCORE_REQUIRED');
    objective()(added(), raised())
      .when({ ...command, impact: 0 })
      .refused('SCORE_OUT_OF_RANGE');
  });

  test('not of a closed risk, of an objective that has ended, or of no risk', () => {
    objective()(added(), raised(), on('2025-10-15', closed)).when(command).refused('RISK_CLOSED');
    objective()(added(), raised(), on('2025-10-16', closed)).when(command).then(scored(4, 3));
    objective()(added(), started(), raised(), on('2025-10-15', retired([{ receiver: 'X' }])))
      .when(command)
      .refused('OBJECTIVE_ENDED');
    objective()(added()).when(command).refused('RISK_NOT_FOUND');
  });
});

describe('CloseRisk', () => {
  const command = { type: 'CloseRisk', risk: '4b-r01', reason: 'Posts are filled' };

  test('closes a risk, once, with a reason', () => {
    objective()(added(), raised()).when(command).then(closed);
    objective()(added(), raised(), on('2025-10-15', closed)).when(command).nothing();
    objective()(added(), raised(), on('2025-10-16', closed)).when(command).refused('RISK_CLOSED');
    objective()(added(), raised())
      .when({ ...command, reason: '' })
      .refused('REASON_REQUIRED');
    objective()(added()).when(command).refused('RISK_NOT_FOUND');
  });

  test('also after the end of the objective', () => {
    objective()(added(), started(), raised(), on('2025-10-01', retired([{ receiver: 'X' }])))
      .when(command)
      .then(closed);
  });
});

test('a view shows the score of the day and the history', () => {
  const facts = [
    ...on('2025-04-01', added(), raised({ likelihood: 2 })),
    ...on('2025-06-01', scored(2, 3)),
    ...on('2025-08-01', scored(5, 4, { reason: 'Worse' })),
    ...on('2025-10-01', closed),
  ];
  const seen = (day: string) =>
    assemblePlanView(sourceOn(day, { plan: threeEditions, objectives: [facts] }), { code: 'jfp', entry: 0, on: day })?.objective('4b')
      ?.risks[0];
  expect(seen('2025-05-01')).toMatchObject({ state: 'OPEN', likelihood: 2, score: null, scores: [{ on: '2025-04-01', likelihood: 2 }] });
  expect(seen('2025-07-01')).toMatchObject({ score: 6 });
  expect(seen('2025-09-01')).toMatchObject({ likelihood: 5, impact: 4, score: 20 });
  expect(seen('2025-10-01')).toMatchObject({ state: 'CLOSED', closedOn: '2025-10-01', closeReason: 'Posts are filled' });
  expect(seen('2025-10-01')?.scores).toEqual([
    { likelihood: 2, on: '2025-04-01' },
    { likelihood: 2, impact: 3, on: '2025-06-01' },
    { likelihood: 5, impact: 4, on: '2025-08-01', reason: 'Worse' },
  ]);
});
