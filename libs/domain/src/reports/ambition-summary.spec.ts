import { expect, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { ambition, threeEditions } from '../../../../test/support/plans.js';
import { planOn } from '../../../../test/support/row-source.js';
import { ambitionSummary } from './ambition-summary.js';

const facts = {
  plan: [
    ...threeEditions,
    ...on('2025-04-01', ambition(2, 3)),
    ...on(
      '2025-04-01',
      { type: 'AccountablePostAssigned', data: { ambition: 1, post: 'Director of public health', lead: true } },
      { type: 'AccountablePostAssigned', data: { ambition: 1, post: 'Chief executive', lead: false } },
    ),
    ...on('2025-09-01', { type: 'AccountablePostEnded', data: { ambition: 1, post: 'Chief executive', reason: 'The post was closed' } }),
  ],
  objectives: ['1a', '1b', '2a'].map((objective) =>
    on(
      '2025-04-01',
      { type: 'ObjectiveAdded', data: { objective, ambition: Number(objective[0]), edition: 3, title: `Objective ${objective}` } },
      { type: 'ObjectiveRenamed', data: { objective, title: `Aim ${objective}` } },
    ),
  ),
};

test('lists ambitions with the posts of the day, and counts objectives under each', () => {
  const summary = ambitionSummary(planOn('2025-09-01', facts));
  expect(summary).toMatchObject({ entry: 99, on: '2025-09-01', edition: 3 });
  expect(summary.ambitions.map(({ number, objectiveCount }) => [number, objectiveCount.count, objectiveCount.subjects])).toEqual([
    [1, 2, ['1a', '1b']],
    [2, 1, ['2a']],
    [4, 0, []],
  ]);
  expect([summary.ambitionCount.count, summary.objectiveCount.subjects]).toEqual([3, ['1a', '1b', '2a']]);
  expect(summary.ambitions[0].posts.map(({ post }) => post)).toEqual(['Director of public health']);
  expect(ambitionSummary(planOn('2025-08-31', facts)).ambitions[0].posts).toHaveLength(2);
});

test('a tally knows what it counts, and where', () => {
  const { objectiveCount } = ambitionSummary(planOn('2025-09-01', facts));
  expect(objectiveCount).toMatchObject({ kind: 'objective', at: { plan: 'jfp', entry: 99, on: '2025-09-01' } });
});
