import { describe, expect, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { added, objective, retired, started, strand } from '../../../../test/support/objectives.js';
import { ambition, planOf, threeEditions, withdrawn } from '../../../../test/support/plans.js';

const proposed = objective()(added());
const active = objective()(added(), started());
const ended = objective()(added(), started(), on('2027-03-31', retired([{ receiver: 'Adult programme' }])));

describe('AddObjective', () => {
  const add = { type: 'AddObjective', code: '4b', ambition: 4, title: 'Mental health collaboratives' };

  test('is true from the first day of Year 1 of its edition', () => {
    expect(objective()().when(add).then(added()).on).toBe('2025-04-01');
    expect(
      objective()()
        .when({ ...add, edition: 1 })
        .then({ ...added(), data: { ...added().data, edition: 1 } }).on,
    ).toBe('2023-04-01');
  });

  test('adds its strands with it', () => {
    objective()()
      .when({ ...add, summary: 'Join up services', strands: ['Adult', 'Children'] })
      .then({ ...added(), data: { ...added().data, summary: 'Join up services' } }, strand('Adult'), strand('Children'));
  });

  test('told twice is nothing, its code is never used again', () => {
    objective()(added(), strand('Adult'))
      .when({ ...add, strands: ['Adult'] })
      .nothing();
    proposed.when({ ...add, title: 'Other' }).refused('OBJECTIVE_EXISTS');
    proposed.when({ ...add, strands: ['Adult'] }).refused('OBJECTIVE_EXISTS');
    ended.when({ ...add, edition: 2 }).refused('OBJECTIVE_EXISTS');
  });

  test('a strand cannot be named twice', () => {
    objective()()
      .when({ ...add, strands: ['Adult', 'Adult'] })
      .refused('STRAND_EXISTS');
  });

  test('needs plan, edition and ambition', () => {
    objective({ plan: undefined })().when(add).refused('PLAN_NOT_FOUND');
    objective({ plan: planOf(threeEditions[0]) })()
      .when(add)
      .refused('EDITION_NOT_FOUND');
    objective()()
      .when({ ...add, edition: 9 })
      .refused('EDITION_NOT_FOUND');
    objective()()
      .when({ ...add, ambition: 7 })
      .refused('AMBITION_NOT_FOUND');
    objective({ plan: planOf(...threeEditions, ...on('2025-05-01', withdrawn(3))) })()
      .when({ ...add, edition: 3 })
      .refused('EDITION_WITHDRAWN');
  });

  test('its ambition must be there in its edition, on its day', () => {
    const later = planOf(...threeEditions, ...on('2025-06-01', ambition(5, 3)));
    objective({ plan: later })()
      .when({ ...add, ambition: 5, edition: 2 })
      .refused('AMBITION_NOT_IN_EDITION');
    objective({ plan: later })()
      .when({ ...add, ambition: 5 })
      .refused('EFFECTIVE_BEFORE_CREATED');
    const gone = planOf(...threeEditions, ...on('2023-06-01', withdrawn(1)));
    objective({ plan: gone })().when(add).refused('AMBITION_NOT_IN_EDITION');
  });

  test('not beyond the horizon', () => {
    objective()()
      .when({ ...add, on: '2030-04-01' })
      .refused('EFFECTIVE_AFTER_HORIZON');
  });
});

describe('StartObjective', () => {
  const start = { type: 'StartObjective', objective: '4b' };

  test('starts it, once', () => {
    proposed.when({ ...start, on: '2025-04-01' }).then(started());
    active.when({ ...start, on: '2025-04-01' }).nothing();
    const refusal = active.when(start).refused('OBJECTIVE_ALREADY_STARTED');
    expect(refusal.facts).toContainEqual({ name: 'startedOn', value: '2025-04-01' });
  });

  test('needs an objective that is there on the day', () => {
    objective()().when(start).refused('OBJECTIVE_NOT_FOUND');
    objective({ plan: undefined })(added()).when(start).refused('PLAN_NOT_FOUND');
    proposed.when({ ...start, on: '2025-03-31' }).refused('EFFECTIVE_BEFORE_CREATED');
    proposed.when({ ...start, on: '2030-04-01' }).refused('EFFECTIVE_AFTER_HORIZON');
  });
});

describe('DelayObjective and ResumeObjective', () => {
  const delay = { type: 'DelayObjective', objective: '4b', reason: 'CAPACITY', newEnd: '2027-09-30', on: '2025-09-01' };
  const delayed = { type: 'ObjectiveDelayed', data: { objective: '4b', reason: 'CAPACITY', newEnd: '2027-09-30' } };
  const resume = { type: 'ResumeObjective', objective: '4b', on: '2026-01-10' };
  const resumed = { type: 'ObjectiveResumed', data: { objective: '4b' } };

  test('a delay has a reason and a new end, before the start as well', () => {
    active.when(delay).then(delayed);
    proposed.when(delay).then(delayed);
    const rows = active.when(delay).rows();
    expect(rows.objective['4b']).toMatchObject({ delay: { reason: 'CAPACITY', newEnd: '2027-09-30', declaredOn: '2025-09-01' } });
  });

  test('a delay that is in force is told once, a further delay replaces it', () => {
    const already = objective()(added(), on('2025-09-01', delayed));
    already.when(delay).nothing();
    already.when({ ...delay, on: '2025-10-01' }).nothing();
    already.when({ ...delay, reason: 'FUNDING' }).then({ ...delayed, data: { ...delayed.data, reason: 'FUNDING' } });
  });

  test('a delay of an earlier day is a fact of its own', () => {
    objective()(added(), on('2025-09-01', delayed))
      .when({ ...delay, on: '2025-07-01' })
      .then(delayed);
  });

  test('the new end lies after the day of the delay', () => {
    active.when({ ...delay, newEnd: '2025-09-01' }).refused('NEW_END_NOT_LATER');
  });

  test('resuming ends the delay; with none in force it is nothing', () => {
    const rows = objective()(added(), on('2025-09-01', delayed)).when(resume).then(resumed).rows();
    expect(rows.objective['4b']).not.toHaveProperty('delay');
    active.when(resume).nothing();
    objective()(added(), on('2025-09-01', delayed), on('2026-01-10', resumed)).when(resume).nothing();
    objective()(added(), on('2026-02-01', delayed)).when(resume).nothing();
  });

  test('resuming on a day before a later resumption takes its place in time', () => {
    objective()(added(), on('2025-09-01', delayed), on('2026-01-10', resumed))
      .when({ ...resume, on: '2025-11-01' })
      .then(resumed);
  });

  test('nothing of the kind after its end', () => {
    ended.when({ ...delay, on: '2027-03-31', newEnd: '2027-09-30' }).refused('OBJECTIVE_ENDED');
    ended.when({ ...delay, on: '2027-03-30' }).then(delayed);
    objective()(added(), started(), on('2027-03-01', delayed), on('2027-03-31', retired([{ receiver: 'Adult programme' }])))
      .when({ ...resume, on: '2027-04-01' })
      .refused('OBJECTIVE_ENDED');
  });
});

describe('RenameObjective', () => {
  const oldTitle = 'Targeted Lung Health Check programme';
  const newTitle = 'Lung cancer screening programme';
  const since2023 = objective()(on('2023-04-01', added('1c', oldTitle)));
  const renamed = { type: 'ObjectiveRenamed', data: { objective: '1c', title: newTitle } };

  test('AS13: keeps the code and the former title', () => {
    const rows = since2023.when({ type: 'RenameObjective', objective: '1c', title: newTitle, on: '2025-04-01' }).then(renamed).rows();
    expect(rows.objective['1c']).toMatchObject({
      titles: [
        { title: oldTitle, from: '2023-04-01' },
        { title: newTitle, from: '2025-04-01' },
      ],
    });
  });

  test('to the title of that day is nothing; on a day before a later rename it is a fact', () => {
    since2023.when({ type: 'RenameObjective', objective: '1c', title: oldTitle }).nothing();
    const twice = objective()(on('2023-04-01', added('1c', oldTitle)), on('2025-04-01', renamed));
    twice.when({ type: 'RenameObjective', objective: '1c', title: newTitle, on: '2025-06-01' }).nothing();
    twice.when({ type: 'RenameObjective', objective: '1c', title: newTitle, on: '2024-04-01' }).then(renamed);
  });

  test('not before it was there, not after its end', () => {
    since2023.when({ type: 'RenameObjective', objective: '1c', title: newTitle, on: '2023-03-31' }).refused('EFFECTIVE_BEFORE_CREATED');
    ended.when({ type: 'RenameObjective', objective: '4b', title: 'Other', on: '2027-04-01' }).refused('OBJECTIVE_ENDED');
  });
});

describe('RecordTitleVariant and RescopeObjective', () => {
  test('a variant is recorded once, of an ended objective too', () => {
    const variant = { type: 'RecordTitleVariant', objective: '4b', place: 'Figure 8', wording: 'Collaboratives' };
    const told = { type: 'TitleVariantRecorded', data: { objective: '4b', place: 'Figure 8', wording: 'Collaboratives' } };
    proposed.when(variant).then(told);
    objective()(added(), told).when(variant).nothing();
    ended.when({ ...variant, on: '2028-01-01' }).then(told);
  });

  test('a variant told again for an earlier day is not a second one', () => {
    const variant = { type: 'RecordTitleVariant', objective: '4b', place: 'Figure 8', wording: 'Collaboratives' };
    const told = { type: 'TitleVariantRecorded', data: { objective: '4b', place: 'Figure 8', wording: 'Collaboratives' } };
    const again = objective()(added(), on('2026-06-01', told))
      .when({ ...variant, on: '2025-09-01' })
      .then(told);
    expect(again.rows().objective['4b']).toMatchObject({ titleVariants: [{ place: 'Figure 8', wording: 'Collaboratives' }] });
  });

  test('another scope needs a reason', () => {
    const rescope = { type: 'RescopeObjective', objective: '4b', summary: 'Adults only', reason: 'Children moved' };
    const told = { type: 'ObjectiveRescoped', data: { objective: '4b', summary: 'Adults only', reason: 'Children moved' } };
    proposed.when(rescope).then(told);
    proposed.when({ ...rescope, reason: '' }).refused('REASON_REQUIRED');
    objective()(added(), on('2025-05-01', told)).when(rescope).nothing();
    objective()(added(), on('2025-12-01', told)).when(rescope).then(told);
    ended.when({ ...rescope, on: '2027-03-31' }).refused('OBJECTIVE_ENDED');
  });
});
