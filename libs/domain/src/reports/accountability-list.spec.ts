import { expect, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { added, milestone, retired, started } from '../../../../test/support/objectives.js';
import { threeEditions } from '../../../../test/support/plans.js';
import { realPlan } from '../../../../test/support/real-plan.js';
import { planOn } from '../../../../test/support/row-source.js';
import { accountabilityList } from './accountability-list.js';

test('the real plan has eight ambitions with their posts, one post without an organisation (D109)', () => {
  const list = accountabilityList(planOn('2025-10-15', realPlan()));
  expect(list.ambitions.map(({ ambition, leads, objectives }) => [ambition, leads.length, objectives.length])).toEqual([
    [1, 2, 4],
    [2, 1, 2],
    [3, 3, 4],
    [4, 2, 4],
    [5, 2, 1],
    [6, 1, 3],
    [7, 1, 2],
    [8, 1, 1],
  ]);
  expect(list.postsWithoutOrganisation).toEqual([{ ambition: 4, post: 'Executive Director of Strategic Transformation' }]);
  expect(list.ambitions[5].leads[0].note).toContain('Specialist Advisor on Intermediate Care, NHS England');
  expect(list.ambitionsWithoutLead.count).toBe(0);
  expect(list.objectivesWithoutLead.count).toBe(21);
});

const assigned = (post: string, fields: object = {}) => ({
  type: 'AccountablePostAssigned',
  data: { ambition: 4, post, organisation: 'ICB', lead: true, ...fields },
});
const facts = {
  plan: [
    ...threeEditions,
    ...on('2025-04-01', assigned('Director of nursing'), assigned('Chair', { lead: false, organisation: undefined })),
    ...on('2025-09-01', {
      type: 'AccountablePostEnded',
      data: { ambition: 4, post: 'Director of nursing', organisation: 'ICB', reason: 'Closed' },
    }),
    ...on('2025-11-01', assigned('Director of strategy')),
  ],
  objectives: [
    [
      ...on('2025-04-01', added('4a'), started('4a'), milestone('4a-m01')),
      ...on(
        '2025-06-01',
        { type: 'DeliveryLeadAssigned', data: { objective: '4a', post: 'Programme lead', deputy: 'Deputy lead' } },
        { type: 'DeliveryLeadAssigned', data: { milestone: '4a-m01', post: 'Project lead' } },
      ),
    ],
    [...on('2025-04-01', added(), started()), ...on('2025-12-01', retired([{ receiver: 'Core care' }]))],
  ],
};
const seen = (day: string) => accountabilityList(planOn(day, facts));
const fourth = (day: string) => seen(day).ambitions.find(({ ambition }) => ambition === 4);

test('posts come and go, each on its day', () => {
  expect(fourth('2025-08-31')).toMatchObject({ leads: [{ post: 'Director of nursing' }], others: [{ post: 'Chair' }] });
  expect(seen('2025-09-01').ambitionsWithoutLead.subjects).toEqual(['1', '4']);
  expect(fourth('2025-11-01')).toMatchObject({ leads: [{ post: 'Director of strategy' }] });
  expect(fourth('2025-11-01')?.changes.map(({ on: day, change, post }) => [day, change, post])).toEqual([
    ['2025-04-01', 'ASSIGNED', 'Director of nursing'],
    ['2025-04-01', 'ASSIGNED', 'Chair'],
    ['2025-09-01', 'ENDED', 'Director of nursing'],
    ['2025-11-01', 'ASSIGNED', 'Director of strategy'],
  ]);
  expect(seen('2025-11-01').postsWithoutOrganisation).toEqual([{ ambition: 4, post: 'Chair' }]);
});

test('objectives show who leads their delivery, and which have nobody', () => {
  expect(seen('2025-05-31').objectivesWithoutLead.subjects).toEqual(['4a', '4b']);
  const [first] = fourth('2025-06-01')?.objectives ?? [];
  expect(first).toMatchObject({
    objective: '4a',
    lead: { post: 'Programme lead', deputy: 'Deputy lead' },
    milestones: { subjects: ['4a-m01'] },
  });
  expect(seen('2025-06-01').objectivesWithoutLead.subjects).toEqual(['4b']);
  expect(seen('2025-12-01').objectivesWithoutLead.subjects).toEqual([]);
});
