import { expect, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { added } from '../../../../test/support/objectives.js';
import { threeEditions } from '../../../../test/support/plans.js';
import { realPlan } from '../../../../test/support/real-plan.js';
import { planOn } from '../../../../test/support/row-source.js';
import { riskList } from './risk-list.js';

test('the real plan names five risks and scores none', () => {
  const list = riskList(planOn('2025-10-15', realPlan()));
  expect(list.open.subjects).toEqual(['1d-r01', '4a-r01', '5a-r01', '7a-r01', '8a-r01']);
  expect(list.unscored.subjects).toEqual(list.open.subjects);
  expect(list.byKind.map(({ name, tally }) => [name, tally.subjects])).toEqual([
    ['CAPACITY', ['1d-r01', '5a-r01']],
    ['FUNDING', ['4a-r01']],
    ['PERFORMANCE', ['7a-r01', '8a-r01']],
  ]);
  expect([list.matrix, list.closed.count]).toEqual([[], 0]);
});

test('lists the hardest first, and leaves out what was closed', () => {
  const raised = (risk: string, likelihood?: number, impact?: number) => ({
    type: 'RiskRaised',
    data: { objective: '4b', risk, kind: 'CAPACITY', text: `Risk ${risk}`, ...(likelihood !== undefined && { likelihood, impact }) },
  });
  const objectives = [
    [
      ...on(
        '2025-04-01',
        added(),
        raised('4b-r01'),
        raised('4b-r02', 2, 5),
        raised('4b-r03', 5, 2),
        raised('4b-r04', 5, 5),
        raised('4b-r05', 2, 5),
      ),
      ...on('2025-09-01', { type: 'RiskScored', data: { risk: '4b-r04', likelihood: 1, impact: 1 } }),
      ...on('2025-10-01', { type: 'RiskClosed', data: { risk: '4b-r02', reason: 'Gone' } }),
    ],
  ];
  const seen = (day: string) => riskList(planOn(day, { plan: threeEditions, objectives }));
  expect(seen('2025-08-31').lines.map(({ risk }) => risk.code)).toEqual(['4b-r04', '4b-r02', '4b-r03', '4b-r05', '4b-r01']);
  const after = seen('2025-10-01');
  expect(after.lines.map(({ risk, ambition, objectiveTitle }) => [risk.code, risk.score, ambition, objectiveTitle])).toEqual([
    ['4b-r03', 10, 4, 'Mental health collaboratives'],
    ['4b-r05', 10, 4, 'Mental health collaboratives'],
    ['4b-r04', 1, 4, 'Mental health collaboratives'],
    ['4b-r01', null, 4, 'Mental health collaboratives'],
  ]);
  expect([after.open.count, after.closed.subjects, after.unscored.subjects]).toEqual([4, ['4b-r02'], ['4b-r01']]);
  expect(after.matrix.map(({ likelihood, impact, risks }) => [likelihood, impact, risks.subjects])).toEqual([
    [2, 5, ['4b-r05']],
    [5, 2, ['4b-r03']],
    [1, 1, ['4b-r04']],
  ]);
});
