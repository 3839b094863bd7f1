import { describe, expect, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { added, milestone, objective, retired, started } from '../../../../test/support/objectives.js';
import { threeEditions } from '../../../../test/support/plans.js';
import { sourceOn } from '../../../../test/support/row-source.js';
import { assemblePlanView } from '../assemble.js';
import type { DomainEvent } from '../projection.js';

const met: DomainEvent = { type: 'MilestoneMet', data: { milestone: '4b-m01', evidence: 'Minutes' } };
const ended = on('2025-10-15', retired([{ receiver: 'X' }]));

describe.each([{ objective: '4b' }, { milestone: '4b-m01' }])('of %j', (subject) => {
  const there = [added(), started(), milestone('4b-m01')];
  const lead = (post: string, fields: object = {}): DomainEvent => ({
    type: 'DeliveryLeadAssigned',
    data: { ...subject, post, ...fields },
  });
  const left: DomainEvent = { type: 'DeliveryLeadEnded', data: { ...subject, post: 'Programme lead', reason: 'Moved on' } };

  test('AssignDeliveryLead names who leads, once', () => {
    const command = { type: 'AssignDeliveryLead', ...subject, post: 'Programme lead', organisation: 'ICB', deputy: 'Deputy lead' };
    const assigned = lead('Programme lead', { organisation: 'ICB', deputy: 'Deputy lead' });
    objective()(there).when(command).then(assigned);
    objective()(there, assigned).when(command).nothing();
    objective()(there, assigned)
      .when({ ...command, deputy: undefined })
      .then(lead('Programme lead', { organisation: 'ICB' }));
  });

  test('EndDeliveryLead ends the lead of the day, with a reason', () => {
    const command = { type: 'EndDeliveryLead', ...subject, post: 'Programme lead', reason: 'Moved on' };
    objective()(there, lead('Programme lead')).when(command).then(left);
    objective()(there, lead('Programme lead'), on('2025-10-15', left)).when(command).nothing();
    objective()(there, lead('Programme lead'))
      .when({ ...command, reason: ' ' })
      .refused('REASON_REQUIRED');
    const refusal = objective()(there, lead('Another post')).when(command).refused('LEAD_NOT_FOUND');
    expect(refusal.message).toContain('Another post does');
    objective()(there).when(command).refused('LEAD_NOT_FOUND');
    objective()(there, lead('Programme lead'), ended).when(command).then(left);
  });

  test('DeclareStatus is the owner’s word, with a reason', () => {
    const command = { type: 'DeclareStatus', ...subject, status: 'DELAYED', reason: 'Two posts are vacant' };
    const declared = { type: 'StatusDeclared', data: { ...subject, status: 'DELAYED', reason: 'Two posts are vacant' } };
    objective()(there).when(command).then(declared);
    objective()(there, on('2025-10-15', declared)).when(command).nothing();
    objective()(there, on('2025-10-14', declared)).when(command).then(declared);
    objective()(there)
      .when({ ...command, reason: '' })
      .refused('REASON_REQUIRED');
  });

  test('AssureStatus is the word of a named post', () => {
    const command = { type: 'AssureStatus', ...subject, status: 'IN_PROGRESS', post: 'Head of Assurance', text: 'Seen the plan' };
    const assured = {
      type: 'StatusAssured',
      data: { ...subject, status: 'IN_PROGRESS', post: 'Head of Assurance', text: 'Seen the plan' },
    };
    objective()(there).when(command).then(assured);
    objective()(there, on('2025-10-15', assured)).when(command).nothing();
    objective()(there, on('2025-10-14', assured)).when(command).then(assured);
  });
});

const commands = [
  { type: 'AssignDeliveryLead', post: 'Programme lead' },
  { type: 'EndDeliveryLead', post: 'Programme lead', reason: 'Moved on' },
  { type: 'DeclareStatus', status: 'DELAYED', reason: 'Late' },
  { type: 'AssureStatus', status: 'DELAYED', post: 'Head of Assurance' },
];

describe.each(commands)('$type', (command) => {
  test('is of an objective or of a milestone, and not of both', () => {
    objective()(added(), milestone('4b-m01')).when(command).refused('SUBJECT_UNCLEAR');
    objective()(added(), milestone('4b-m01'))
      .when({ ...command, objective: '4b', milestone: '4b-m01' })
      .refused('SUBJECT_UNCLEAR');
  });

  test('is of one that is there', () => {
    objective()()
      .when({ ...command, objective: '4b' })
      .refused('OBJECTIVE_NOT_FOUND');
    objective()(added())
      .when({ ...command, milestone: '4b-m01' })
      .refused('MILESTONE_NOT_FOUND');
    objective()(added())
      .when({ ...command, objective: '4b', on: '2025-03-31' })
      .refused('EFFECTIVE_BEFORE_CREATED');
  });
});

describe('AssignDeliveryLead', () => {
  test('not for what has ended', () => {
    objective()(added(), started(), ended).when({ type: 'AssignDeliveryLead', objective: '4b', post: 'A' }).refused('OBJECTIVE_ENDED');
    objective()(added(), milestone('4b-m01'), met)
      .when({ type: 'AssignDeliveryLead', milestone: '4b-m01', post: 'A' })
      .refused('MILESTONE_NOT_OPEN');
  });
});

describe('a view of who answers', () => {
  const facts = [
    ...on('2025-04-01', added(), started(), milestone('4b-m01')),
    ...on('2025-09-01', { type: 'DeliveryLeadAssigned', data: { objective: '4b', post: 'B' } }),
    ...on('2025-06-01', { type: 'DeliveryLeadAssigned', data: { objective: '4b', post: 'A', deputy: 'C' } }),
    ...on('2025-11-01', { type: 'DeliveryLeadEnded', data: { objective: '4b', post: 'B', reason: 'Moved on' } }),
    ...on('2025-10-01', { type: 'StatusDeclared', data: { milestone: '4b-m01', status: 'DELAYED', reason: 'Late' } }),
    ...on('2025-10-05', { type: 'StatusAssured', data: { milestone: '4b-m01', status: 'IN_PROGRESS', post: 'Head of Assurance' } }),
    ...on('2025-10-05', { type: 'StatusAssured', data: { objective: '4b', status: 'IN_PROGRESS', post: 'Head of Assurance' } }),
  ];
  const view = (day: string) =>
    assemblePlanView(sourceOn(day, { plan: threeEditions, objectives: [facts] }), { code: 'jfp', entry: 0, on: day });

  test('one leads until another does, in whatever order it was told', () => {
    expect(view('2025-05-31')?.objective('4b')).not.toHaveProperty('deliveryLead');
    expect(view('2025-08-31')?.objective('4b')?.deliveryLead).toEqual({ post: 'A', deputy: 'C', from: '2025-06-01' });
    expect(view('2025-09-01')?.objective('4b')).toMatchObject({
      deliveryLead: { post: 'B', from: '2025-09-01' },
      deliveryLeads: [{ post: 'A', until: '2025-09-01' }, { post: 'B' }],
    });
    const after = view('2025-11-01')?.objective('4b');
    expect(after).not.toHaveProperty('deliveryLead');
    expect(after?.deliveryLeads.at(-1)).toEqual({ post: 'B', from: '2025-09-01', until: '2025-11-01', reason: 'Moved on' });
    expect(view('2025-11-01')?.milestone('4b-m01')?.deliveryLeads).toEqual([]);
  });

  test('computed, declared and assured are three fields, and a disagreement shows', () => {
    expect(view('2025-09-30')?.milestone('4b-m01')).toMatchObject({ publicStatus: 'IN_PROGRESS', disputed: false });
    expect(view('2025-10-05')?.milestone('4b-m01')).toMatchObject({
      publicStatus: 'IN_PROGRESS',
      declared: { status: 'DELAYED', reason: 'Late', on: '2025-10-01' },
      assured: { status: 'IN_PROGRESS', post: 'Head of Assurance', on: '2025-10-05' },
      disputed: true,
    });
    expect(view('2025-10-05')?.objective('4b')).toMatchObject({ assured: { status: 'IN_PROGRESS' }, disputed: false });
  });

  test('what left the plan is in dispute with nobody', () => {
    const dropped = on('2025-10-10', { type: 'MilestoneDropped', data: { milestone: '4b-m01', reason: 'Given up' } });
    const seen = assemblePlanView(
      sourceOn('2025-10-12', { plan: threeEditions, objectives: [[...facts.slice(0, 3), ...facts.slice(5, 6), ...dropped]] }),
      { code: 'jfp', entry: 0, on: '2025-10-12' },
    );
    expect(seen?.milestone('4b-m01')).toMatchObject({ publicStatus: null, disputed: false });
  });
});
