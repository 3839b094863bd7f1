import { describe, expect, test } from '@jest/globals';
import { given, on } from '../../../../test/support/given.js';
import { registered, threeEditions, withdrawn } from '../../../../test/support/plans.js';
import { planSlice } from './plan.slice.js';

const plan = given(planSlice);
const added = { type: 'AmbitionAdded', data: { ambition: 8, edition: 3, title: 'Efficiency' } };
const add = { type: 'AddAmbition', number: 8, title: 'Efficiency' };
const ambition = plan(threeEditions, on('2025-04-01', added));

describe('AddAmbition', () => {
  test('is true from the first day of Year 1 of its edition', () => {
    expect(plan(threeEditions).when(add).then(added).on).toBe('2025-04-01');
    const first = plan(threeEditions).when({ ...add, edition: 1, rationale: 'Why' });
    first.then({ type: 'AmbitionAdded', data: { ambition: 8, edition: 1, title: 'Efficiency', rationale: 'Why' } });
    expect(first.on).toBe('2023-04-01');
  });

  test('told twice is nothing, its number is never used again', () => {
    ambition.when(add).nothing();
    ambition.when({ ...add, title: 'Other' }).refused('AMBITION_EXISTS');
    ambition.when({ ...add, edition: 2 }).refused('AMBITION_EXISTS');
  });

  test('needs an edition', () => {
    plan().when(add).refused('PLAN_NOT_FOUND');
    plan(registered).when(add).refused('EDITION_NOT_FOUND');
    plan(threeEditions, on('2025-05-01', withdrawn(3)))
      .when({ ...add, edition: 3 })
      .refused('EDITION_WITHDRAWN');
    plan(threeEditions)
      .when({ ...add, on: '2031-01-01' })
      .refused('EFFECTIVE_AFTER_HORIZON');
  });
});

describe('RenameAmbition and RecastAmbition', () => {
  test('rename keeps the former title', () => {
    const rows = ambition
      .when({ type: 'RenameAmbition', ambition: 8, title: 'Productivity', on: '2025-07-01' })
      .then({ type: 'AmbitionRenamed', data: { ambition: 8, title: 'Productivity' } })
      .rows();
    expect(rows.ambition['8']).toMatchObject({
      titles: [
        { title: 'Efficiency', from: '2025-04-01' },
        { title: 'Productivity', from: '2025-07-01' },
      ],
    });
  });

  test('to the title it has is nothing', () => {
    ambition.when({ type: 'RenameAmbition', ambition: 8, title: 'Efficiency' }).nothing();
  });

  test('recast changes rationale and perhaps title', () => {
    const recast = { type: 'AmbitionRecast', data: { ambition: 8, title: 'Value', rationale: 'Workforce and digital' } };
    const command = { type: 'RecastAmbition', ambition: 8, title: 'Value', rationale: 'Workforce and digital' };
    ambition.when(command).then(recast);
    plan(threeEditions, on('2025-04-01', added), on('2025-05-01', recast)).when(command).nothing();
    ambition
      .when({ type: 'RecastAmbition', ambition: 8, rationale: 'Digital' })
      .then({ type: 'AmbitionRecast', data: { ambition: 8, rationale: 'Digital' } });
  });

  test('not before it was there, not beyond the horizon, not of one that is not there', () => {
    const rename = { type: 'RenameAmbition', ambition: 8, title: 'Productivity' };
    const refusal = ambition.when({ ...rename, on: '2025-03-31' }).refused('EFFECTIVE_BEFORE_CREATED');
    expect(refusal.facts).toContainEqual({ name: 'addedOn', value: '2025-04-01' });
    ambition.when({ ...rename, on: '2031-01-01' }).refused('EFFECTIVE_AFTER_HORIZON');
    plan(threeEditions).when(rename).refused('AMBITION_NOT_FOUND');
    plan().when(rename).refused('PLAN_NOT_FOUND');
  });
});

describe('accountable posts', () => {
  const assign = { type: 'AssignAccountablePost', ambition: 8, post: 'Chief Finance Officer', organisation: 'ICB', lead: true };
  const assigned = {
    type: 'AccountablePostAssigned',
    data: { ambition: 8, post: 'Chief Finance Officer', organisation: 'ICB', lead: true },
  };
  const end = { type: 'EndAccountablePost', ambition: 8, post: 'Chief Finance Officer', reason: 'Restructured' };
  const ended = {
    type: 'AccountablePostEnded',
    data: { ambition: 8, post: 'Chief Finance Officer', organisation: 'ICB', reason: 'Restructured' },
  };
  const held = plan(threeEditions, on('2025-04-01', added), on('2025-05-01', assigned));

  test('a post is assigned once, from its day on', () => {
    ambition.when(assign).then(assigned);
    held.when(assign).nothing();
    held.when({ ...assign, on: '2025-04-15' }).then(assigned);
  });

  test('another lead flag changes the post, and does not double it', () => {
    const rows = held.when({ ...assign, lead: false }).rows();
    expect(rows.ambition['8']).toMatchObject({ posts: [{ post: 'Chief Finance Officer', lead: false, from: '2025-05-01' }] });
  });

  test('a post without organisation is accepted', () => {
    ambition
      .when({ type: 'AssignAccountablePost', ambition: 8, post: 'Programme lead' })
      .then({ type: 'AccountablePostAssigned', data: { ambition: 8, post: 'Programme lead', lead: false } });
  });

  test('a post that ends keeps its end', () => {
    const rows = held
      .when({ ...end, on: '2025-09-01' })
      .then(ended)
      .rows();
    expect(rows.ambition['8']).toMatchObject({ posts: [{ from: '2025-05-01', until: '2025-09-01' }] });
    const gone = plan(threeEditions, on('2025-04-01', added), on('2025-05-01', assigned), on('2025-09-01', ended));
    gone.when({ ...end, on: '2025-09-01' }).nothing();
    gone.when(end).refused('POST_NOT_FOUND');
    gone.when(assign).then(assigned);
  });

  test('ending names which post, and why', () => {
    held.when({ ...end, reason: '' }).refused('REASON_REQUIRED');
    held.when({ ...end, post: 'Clerk' }).refused('POST_NOT_FOUND');
    held.when({ ...end, on: '2025-04-10' }).refused('POST_NOT_FOUND');
    plan(threeEditions, on('2025-04-01', added, assigned, { ...assigned, data: { ...assigned.data, organisation: 'Trust' } }))
      .when(end)
      .refused('ORGANISATION_REQUIRED');
  });
});

describe('SetDeliveryOutlook', () => {
  const challenging = { type: 'SetDeliveryOutlook', ambition: 8, outlook: 'CHALLENGING', reason: 'Financial position' };
  const set = { type: 'DeliveryOutlookSet', data: { ambition: 8, outlook: 'CHALLENGING', reason: 'Financial position' } };

  test('says why it is challenging, and needs no reason to be on course', () => {
    ambition.when(challenging).then(set);
    ambition.when({ ...challenging, reason: undefined }).refused('REASON_REQUIRED');
    ambition
      .when({ type: 'SetDeliveryOutlook', ambition: 8, outlook: 'ON_COURSE' })
      .then({ type: 'DeliveryOutlookSet', data: { ambition: 8, outlook: 'ON_COURSE' } });
  });

  test('told twice is nothing', () => {
    plan(threeEditions, on('2025-04-01', added, set))
      .when(challenging)
      .nothing();
  });
});
