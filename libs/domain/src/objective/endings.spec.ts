import { describe, expect, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { added, milestone, objective, retired, started, strand, years } from '../../../../test/support/objectives.js';

const adult = 'Adult collaborative';
const children = 'Children and young people collaborative';
const active = [added(), started()];
const named = (refusal: { facts: readonly { name: string; value: string }[] }, name: string): readonly string[] =>
  refusal.facts.filter((fact) => fact.name === name).map(({ value }) => value);

describe('PlanDisposition', () => {
  const disposition = { type: 'PlanDisposition', objective: '4b', kind: 'RETIRE_TO_BAU', endOfYear: 2, inYears: [2] };
  const planned = {
    type: 'DispositionPlanned',
    data: { objective: '4b', kind: 'RETIRE_TO_BAU', endOfYear: 2, inYears: [2], dayOpen: false, strands: [] },
  };

  test('says how and when it is to end', () => {
    objective()(added()).when(disposition).then(planned);
    objective()(added(), strand(adult))
      .when({ ...disposition, strands: [{ strand: adult, kind: 'CONCLUDE', endsOn: '2026-09-30' }], text: 'Folds in' })
      .then({
        type: 'DispositionPlanned',
        data: { ...planned.data, text: 'Folds in', strands: [{ strand: adult, kind: 'CONCLUDE', endsOn: '2026-09-30' }] },
      });
  });

  test('told twice is nothing', () => {
    objective()(added(), on('2025-04-01', planned)).when(disposition).nothing();
    objective()(added(), on('2025-12-01', planned)).when(disposition).then(planned);
  });

  test('R03: a planned retirement needs a day, or says that the day is open', () => {
    const refusal = objective()(added())
      .when({ type: 'PlanDisposition', objective: '4b', kind: 'RETIRE_TO_BAU' })
      .refused('DISPOSITION_NEEDS_DAY', 'R03');
    expect(refusal.proposals).toEqual([{ path: 'dayOpen', value: 'true' }]);
    for (const when of [{ dayOpen: true }, { endsOn: '2027-03-31' }, { endOfYear: 2 }]) {
      expect(
        objective()(added())
          .when({ type: 'PlanDisposition', objective: '4b', kind: 'RETIRE_TO_BAU', ...when })
          .rows(),
      ).toBeDefined();
    }
    expect(objective()(added()).when({ type: 'PlanDisposition', objective: '4b', kind: 'CONTINUE' }).rows()).toBeDefined();
  });

  test('names strands and years that are there', () => {
    objective()(added())
      .when({ ...disposition, strands: [{ strand: adult, kind: 'CONTINUE' }] })
      .refused('STRAND_NOT_FOUND');
    objective()(added())
      .when({ ...disposition, endOfYear: 6 })
      .refused('YEAR_OUT_OF_RANGE');
    objective()(added())
      .when({ ...disposition, inYears: [0] })
      .refused('YEAR_OUT_OF_RANGE');
  });

  test('not of an objective that has ended', () => {
    objective()(active, on('2025-10-01', retired([{ receiver: 'X' }])))
      .when(disposition)
      .refused('OBJECTIVE_ENDED');
  });
});

describe('reviews', () => {
  const schedule = { type: 'ScheduleReview', objective: '4b', reviewOn: '2026-03-31', subject: 'Scale' };
  const scheduled = { type: 'ReviewScheduled', data: { objective: '4b', reviewOn: '2026-03-31', subject: 'Scale' } };
  const outcome = { type: 'RecordReviewOutcome', objective: '4b', outcome: 'CONTINUE', on: '2026-04-20' };
  const concluded = { type: 'ReviewOutcomeRecorded', data: { objective: '4b', outcome: 'CONTINUE', reviewOn: '2026-03-31' } };

  test('a review is scheduled once; another subject is another fact', () => {
    objective()(active).when(schedule).then(scheduled);
    objective()(active, scheduled).when(schedule).nothing();
    objective()(active, scheduled)
      .when({ ...schedule, subject: 'Funding' })
      .then({ ...scheduled, data: { ...scheduled.data, subject: 'Funding' } });
  });

  test('an outcome belongs to the earliest review that waits for one', () => {
    const later = { type: 'ReviewScheduled', data: { objective: '4b', reviewOn: '2027-03-31' } };
    const rows = objective()(active, later, scheduled).when(outcome).then(concluded).rows();
    expect(rows.objective['4b']).toMatchObject({
      reviews: [{ reviewOn: '2026-03-31', subject: 'Scale', outcome: 'CONTINUE', concludedOn: '2026-04-20' }, { reviewOn: '2027-03-31' }],
    });
  });

  test('an outcome told twice is nothing; without a review it is refused', () => {
    objective()(active, scheduled, on('2026-04-20', concluded)).when(outcome).nothing();
    objective()(active, scheduled, on('2026-04-20', concluded))
      .when({ ...outcome, on: '2026-05-20' })
      .refused('REVIEW_NOT_FOUND');
    objective()(active).when(outcome).refused('REVIEW_NOT_FOUND');
  });

  test('a review that had its outcome keeps its subject', () => {
    objective()(active, scheduled, on('2026-04-20', concluded))
      .when({ ...schedule, subject: 'Funding', on: '2026-05-01' })
      .refused('REVIEW_CONCLUDED');
  });

  test('not of an objective that has ended', () => {
    const ended = objective()(active, scheduled, on('2025-10-01', retired([{ receiver: 'X' }])));
    ended.when({ ...schedule, subject: 'Funding' }).refused('OBJECTIVE_ENDED');
    ended.when(outcome).refused('OBJECTIVE_ENDED');
  });
});

describe('RetireObjective', () => {
  const retire = {
    type: 'RetireObjective',
    objective: '4b',
    reason: 'Service established',
    receivers: [{ receiver: 'Adult mental health programme' }],
    on: '2027-03-31',
  };

  test('AS04: passes every open milestone on, and lists them', () => {
    objective()(
      active,
      milestone('4b-m10'),
      milestone('4b-m02'),
      milestone('4b-m01'),
      milestone('4b-m03', { nature: 'DISPOSITION' }),
      milestone('4b-m04'),
      on('2025-09-30', { type: 'MilestoneMet', data: { milestone: '4b-m01', evidence: 'Report' } }),
      on('2026-01-31', { type: 'MilestoneDropped', data: { milestone: '4b-m04', reason: 'No need' } }),
      on('2027-04-01', milestone('4b-m05')),
    )
      .when({ ...retire, monitoring: 'Yearly' })
      .then({
        type: 'ObjectiveRetiredToBusinessAsUsual',
        data: {
          objective: '4b',
          reason: 'Service established',
          receivers: [{ receiver: 'Adult mental health programme' }],
          monitoring: 'Yearly',
          handedOver: ['4b-m02', '4b-m10'],
        },
      });
  });

  test('AS05: no strand is orphaned', () => {
    const withStrands = objective()(active, strand(adult), strand(children));
    const refusal = withStrands
      .when({ ...retire, receivers: [{ strand: adult, receiver: 'Adult mental health programme' }] })
      .refused('RECEIVER_MISSING', 'R04');
    expect(named(refusal, 'strand')).toEqual([children]);
    expect(refusal.message).toContain(children);
    expect(named(withStrands.when(retire).refused('RECEIVER_MISSING', 'R04'), 'strand')).toEqual([adult, children]);
    const receivers = [
      { strand: adult, receiver: 'Adult mental health programme' },
      { strand: children, receiver: 'Children’s programme' },
    ];
    withStrands.when({ ...retire, receivers }).then(retired(receivers));
  });

  test('a strand that has ended by then needs no receiver, and takes none', () => {
    const facts = [active, strand(adult), strand(children)];
    const concluded = on('2026-03-31', { type: 'StrandConcluded', data: { objective: '4b', strand: children } });
    const receivers = [{ strand: adult, receiver: 'Adult mental health programme' }];
    objective()(...facts, concluded)
      .when({ ...retire, receivers })
      .then(retired(receivers));
    objective()(...facts, concluded)
      .when({ ...retire, receivers: [...receivers, { strand: children, receiver: 'X' }] })
      .refused('STRAND_ENDED');
    objective()(active, strand(adult), on('2027-12-01', strand(children)))
      .when({ ...retire, receivers: [...receivers, { strand: children, receiver: 'X' }] })
      .refused('EFFECTIVE_BEFORE_CREATED');
  });

  test('needs a receiver, of strands that are there', () => {
    objective()(active)
      .when({ ...retire, receivers: [] })
      .refused('RECEIVER_MISSING', 'R04');
    objective()(active)
      .when({ ...retire, receivers: [{ strand: 'Dental', receiver: 'X' }] })
      .refused('STRAND_NOT_FOUND');
    objective()(active)
      .when({ ...retire, reason: '' })
      .refused('REASON_REQUIRED');
  });

  test('needs an objective that is active on the day', () => {
    objective()(added()).when(retire).refused('OBJECTIVE_NOT_STARTED');
    objective()(added(), on('2028-01-01', started())).when(retire).refused('OBJECTIVE_NOT_STARTED');
    objective()(added(), on('2027-03-31', started()))
      .when(retire)
      .then(retired([{ receiver: 'Adult mental health programme' }]));
  });

  test('happens once, whatever the day', () => {
    const ended = objective()(active, on('2027-03-31', retired([{ receiver: 'Adult mental health programme' }])));
    ended.when(retire).nothing();
    ended.when({ ...retire, on: '2026-03-31' }).refused('OBJECTIVE_ENDED');
    ended.when({ ...retire, on: '2028-03-31' }).refused('OBJECTIVE_ENDED');
    ended.when({ type: 'ConcludeObjective', objective: '4b', reason: 'Done', on: '2027-03-31' }).refused('OBJECTIVE_ENDED');
  });

  test('not before it was there, not beyond the horizon', () => {
    objective()(active)
      .when({ ...retire, on: '2025-03-31' })
      .refused('EFFECTIVE_BEFORE_CREATED');
    objective()(active)
      .when({ ...retire, on: '2207-03-31' })
      .refused('EFFECTIVE_AFTER_HORIZON');
  });

  test('one recorded for a later year blocks nothing before it', () => {
    const ended = objective()(active, on('2028-03-31', retired([{ receiver: 'Adult mental health programme' }])));
    ended
      .when({ type: 'RenameObjective', objective: '4b', title: 'Other', on: '2026-01-01' })
      .then({ type: 'ObjectiveRenamed', data: { objective: '4b', title: 'Other' } });
  });

  test('AS04: after it no milestone window may open', () => {
    const add = {
      type: 'AddMilestone',
      objective: '1b',
      milestone: '1b-m09',
      title: 'After',
      certainty: 'COMMITTED',
      nature: 'DELIVER',
    };
    const ended = objective()(
      added('1b', 'Smoking in pregnancy'),
      started('1b'),
      on('2028-03-31', retired([{ receiver: 'Core maternity care' }], '1b')),
    );
    ended.when({ ...add, window: { startsOn: '2028-04-01', endsOn: '2029-03-31' } }).refused('AFTER_RETIREMENT', 'R02');
    const early = ended.when({ ...add, window: { fromYear: 4 } }).refused('AFTER_RETIREMENT', 'R02');
    expect(early.message).toMatch(/Give a window that begins by then\.$/);
    const after = ended.when({ ...add, window: { fromYear: 3 }, on: '2028-04-01' }).refused('AFTER_RETIREMENT', 'R02');
    expect(after.message).not.toContain('window');
    ended
      .when({ ...add, window: { startsOn: '2028-03-31', endsOn: '2028-06-30' } })
      .then(milestone('1b-m09', { title: 'After' }, { fromYear: 3, toYear: 4, startsOn: '2028-03-31', endsOn: '2028-06-30' }));
    ended.when({ ...add, window: { fromYear: 3 } }).then(milestone('1b-m09', { title: 'After' }, years(3)));
  });
});

describe('ConcludeObjective', () => {
  const conclude = { type: 'ConcludeObjective', objective: '4b', reason: 'Handed to the national programme', on: '2027-03-31' };
  const concluded = { type: 'ObjectiveConcluded', data: { objective: '4b', reason: 'Handed to the national programme' } };

  test('ends an objective with nothing left open', () => {
    objective()(active).when(conclude).then(concluded);
    objective()(active, milestone('4b-m03', { nature: 'DISPOSITION' }))
      .when(conclude)
      .then(concluded);
  });

  test('with a receiver it passes open milestones on, without one it lists them', () => {
    const open = objective()(active, milestone('4b-m02'), milestone('4b-m10'));
    expect(named(open.when(conclude).refused('MILESTONES_STILL_OPEN'), 'milestone')).toEqual(['4b-m02', '4b-m10']);
    open
      .when({ ...conclude, receiver: 'National screening' })
      .then({ ...concluded, data: { ...concluded.data, receiver: 'National screening' } });
  });

  test('waits for its strands', () => {
    const refusal = objective()(
      active,
      strand(adult),
      strand(children),
      on('2026-01-01', { type: 'StrandConcluded', data: { objective: '4b', strand: adult } }),
    )
      .when(conclude)
      .refused('STRANDS_STILL_ACTIVE');
    expect(named(refusal, 'strand')).toEqual([children]);
  });

  test('happens once, of an active objective, with a reason', () => {
    objective()(active, on('2027-03-31', concluded)).when(conclude).nothing();
    objective()(active, on('2027-03-31', concluded))
      .when({ ...conclude, reason: 'Other' })
      .refused('OBJECTIVE_ENDED');
    objective()(added()).when(conclude).refused('OBJECTIVE_NOT_STARTED');
    objective()(active)
      .when({ ...conclude, reason: ' ' })
      .refused('REASON_REQUIRED');
  });
});
