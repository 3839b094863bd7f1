import { describe, expect, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { added, milestone, objective, retired, started, strand, years } from '../../../../test/support/objectives.js';
import { planOf, threeEditions, withdrawn } from '../../../../test/support/plans.js';

const m = '4b-m01';
const open = [added(), milestone(m)];
const met = { type: 'MilestoneMet', data: { milestone: m, evidence: 'Board report' } };
const dropped = { type: 'MilestoneDropped', data: { milestone: m, reason: 'No need' } };
const delayed = { type: 'MilestoneDelayed', data: { milestone: m, reason: 'FUNDING', newEnd: '2026-09-30' } };
const begun = { type: 'MilestoneStarted', data: { milestone: m } };
const retirement = [started(), on('2025-12-31', retired([{ receiver: 'Adult programme' }]))].flat();

describe('AddMilestone', () => {
  const add = {
    type: 'AddMilestone',
    objective: '4b',
    milestone: m,
    title: `Milestone ${m}`,
    window: { fromYear: 1, toYear: 1 },
    certainty: 'COMMITTED',
    nature: 'DELIVER',
  };

  test('is true from the first day of Year 1 of its edition, but not before its objective', () => {
    expect(objective()(added()).when(add).then(milestone(m)).on).toBe('2025-04-01');
    expect(objective()(on('2025-06-01', added())).when(add).then(milestone(m)).on).toBe('2025-06-01');
  });

  test('keeps all that was said of it', () => {
    const all = { dueOn: '2025-09-30', strand: 'Adult', condition: 'Capacity', printedHeading: 'Year 1: April 2025 to March 2026' };
    objective()(added(), strand('Adult'))
      .when({ ...add, ...all })
      .then(milestone(m, all));
  });

  test('AS02: six milestones of Year 2 with the days of Year 1 are refused; as proposed, they keep the printed heading', () => {
    for (const code of ['5a-m01', '5a-m02', '5a-m03', '5a-m04', '5a-m05', '5a-m06']) {
      const wrong = {
        ...add,
        objective: '5a',
        milestone: code,
        title: `Milestone ${code}`,
        window: { fromYear: 2, toYear: 2, startsOn: '2025-04-01', endsOn: '2026-03-31' },
        printedHeading: 'Year 2: April 2025 – March 2026',
      };
      const refusal = objective()(added('5a')).when(wrong).refused('WINDOW_MISMATCH', 'R01');
      const [startsOn, endsOn] = refusal.proposals.map(({ value }) => value);
      objective()(added('5a'))
        .when({ ...wrong, window: { ...wrong.window, startsOn, endsOn } })
        .then(milestone(code, { printedHeading: 'Year 2: April 2025 – March 2026' }, years(2)));
    }
  });

  test('told twice is nothing, its code is never used again', () => {
    objective()(open).when(add).nothing();
    objective()(open)
      .when({ ...add, window: { startsOn: '2025-04-01', endsOn: '2026-03-31' } })
      .nothing();
    objective()(open)
      .when({ ...add, title: 'Other' })
      .refused('MILESTONE_EXISTS');
    objective()(open, on('2025-06-01', dropped))
      .when({ ...add, dueOn: '2025-09-30' })
      .refused('MILESTONE_EXISTS');
  });

  test('told again after its baseline moved is nothing still', () => {
    const moved = { type: 'BaselineApproved', data: { milestone: m, window: years(2), decidedBy: 'Board', reason: 'Bid' } };
    objective()(open, on('2025-06-01', moved)).when(add).nothing();
  });

  test('R07: the due day lies inside the window', () => {
    objective()(added())
      .when({ ...add, dueOn: '2026-04-01' })
      .refused('DUE_OUTSIDE_WINDOW', 'R07');
  });

  test('the window lies inside the edition', () => {
    objective()(added())
      .when({ ...add, window: { startsOn: '2030-01-01', endsOn: '2030-06-30' } })
      .refused('WINDOW_OUTSIDE_EDITION');
  });

  test('its code begins with that of its objective', () => {
    objective()(added())
      .when({ ...add, milestone: '4c-m01' })
      .refused('MILESTONE_CODE_MISMATCH');
  });

  test('its strand is there and has not ended', () => {
    objective()(added())
      .when({ ...add, strand: 'Adult' })
      .refused('STRAND_NOT_FOUND');
    const concluded = { type: 'StrandConcluded', data: { objective: '4b', strand: 'Adult' } };
    objective()(added(), strand('Adult'), on('2025-06-01', concluded))
      .when({ ...add, strand: 'Adult', on: '2025-06-01' })
      .refused('STRAND_ENDED');
  });

  test('needs plan, edition and objective', () => {
    objective({ plan: undefined })(added()).when(add).refused('PLAN_NOT_FOUND');
    objective()().when(add).refused('OBJECTIVE_NOT_FOUND');
    objective()(added())
      .when({ ...add, edition: 9 })
      .refused('EDITION_NOT_FOUND');
    objective({ plan: planOf(...threeEditions, ...on('2025-05-01', withdrawn(3))) })(added())
      .when({ ...add, edition: 3 })
      .refused('EDITION_WITHDRAWN');
    objective()(added())
      .when({ ...add, edition: 2 })
      .refused('OBJECTIVE_NOT_IN_EDITION');
    objective()(added())
      .when({ ...add, on: '2025-03-31' })
      .refused('EFFECTIVE_BEFORE_CREATED');
    objective()(added())
      .when({ ...add, on: '2030-04-01' })
      .refused('EFFECTIVE_AFTER_HORIZON');
  });
});

describe('MeetMilestone', () => {
  const meet = { type: 'MeetMilestone', milestone: m, evidence: 'Board report', on: '2025-09-30' };

  test('is met on its day, with evidence', () => {
    const rows = objective()(open).when(meet).then(met).rows();
    expect(rows.milestone[m]).toMatchObject({ metOn: '2025-09-30', evidence: 'Board report' });
  });

  test('from any open state', () => {
    objective()(open, on('2025-05-01', begun)).when(meet).then(met);
    objective()(open, on('2025-05-01', delayed)).when(meet).then(met);
    objective()(open, on('2025-12-01', dropped)).when(meet).then(met);
  });

  test('told twice is nothing, on another day or by other evidence refused', () => {
    const done = objective()(open, on('2025-09-30', met));
    done.when(meet).nothing();
    expect(done.when({ ...meet, on: '2025-10-01' }).refused('MILESTONE_ALREADY_MET').facts).toContainEqual({
      name: 'metOn',
      value: '2025-09-30',
    });
    done.when({ ...meet, on: '2025-09-01' }).refused('MILESTONE_ALREADY_MET');
    done.when({ ...meet, evidence: 'Other' }).refused('MILESTONE_ALREADY_MET');
  });

  test('not once dropped', () => {
    objective()(open, on('2025-09-30', dropped)).when(meet).refused('MILESTONE_NOT_OPEN');
  });

  test('still on the day its objective ends, not after it', () => {
    const gone = objective()(open, retirement);
    gone.when({ ...meet, on: '2025-12-31' }).then(met);
    gone.when({ ...meet, on: '2026-01-01' }).refused('MILESTONE_NOT_OPEN', 'R02');
  });

  test('needs a milestone that is there on the day', () => {
    objective()(added()).when(meet).refused('MILESTONE_NOT_FOUND');
    objective()().when(meet).refused('MILESTONE_NOT_FOUND');
    objective({ plan: undefined })(open).when(meet).refused('PLAN_NOT_FOUND');
    objective()(open)
      .when({ ...meet, on: '2025-03-31' })
      .refused('EFFECTIVE_BEFORE_CREATED');
    objective()(open)
      .when({ ...meet, on: '2030-04-01' })
      .refused('EFFECTIVE_AFTER_HORIZON');
  });
});

describe('StartMilestone', () => {
  const start = { type: 'StartMilestone', milestone: m, on: '2025-06-01' };

  test('starts it, once', () => {
    objective()(open).when(start).then(begun);
    objective()(open, on('2025-06-01', begun)).when(start).nothing();
    objective()(open, on('2025-06-01', begun))
      .when({ ...start, on: '2025-07-01' })
      .refused('MILESTONE_ALREADY_STARTED');
  });

  test('a delayed one goes on: the delay ends, the forecast stays', () => {
    const recovered = objective()(open, on('2025-06-01', begun), on('2025-10-01', delayed)).when({ ...start, on: '2025-11-01' });
    const row = recovered.then(begun).rows().milestone[m];
    expect(row).toMatchObject({ startedOn: '2025-06-01', resumedOn: '2025-11-01', forecast: '2026-09-30' });
    expect(row).not.toHaveProperty('delay');
    objective()(open, on('2025-06-01', begun), on('2025-10-01', delayed), on('2025-11-01', begun))
      .when({ ...start, on: '2025-11-01' })
      .nothing();
  });

  test('a start of a day before the delay is none of its recovery', () => {
    objective()(open, on('2025-10-01', delayed)).when(start).then(begun);
  });

  test('not once it is no longer open', () => {
    objective()(open, on('2025-05-31', met)).when(start).refused('MILESTONE_NOT_OPEN');
    objective()(open, on('2025-05-31', dropped)).when(start).refused('MILESTONE_NOT_OPEN');
    objective()(open, retirement)
      .when({ ...start, on: '2025-12-31' })
      .refused('MILESTONE_NOT_OPEN', 'R02');
  });
});

describe('DelayMilestone', () => {
  const delay = { type: 'DelayMilestone', milestone: m, reason: 'FUNDING', newEnd: '2026-09-30', on: '2025-10-01' };

  test('AS15: moves the forecast and never a window', () => {
    const first = milestone('4a-m01', {}, years(1, 2));
    const rows = objective()(added('4a'), first)
      .when({ ...delay, milestone: '4a-m01', newEnd: '2027-09-30' })
      .then({ type: 'MilestoneDelayed', data: { milestone: '4a-m01', reason: 'FUNDING', newEnd: '2027-09-30' } })
      .rows();
    expect(rows.milestone['4a-m01']).toMatchObject({
      forecast: '2027-09-30',
      delay: { reason: 'FUNDING', newEnd: '2027-09-30', declaredOn: '2025-10-01' },
      window: years(1, 2),
      firstWindow: years(1, 2),
      rebaselines: 0,
    });
  });

  test('told twice is nothing, a further delay replaces forecast and reason', () => {
    const already = objective()(open, on('2025-10-01', delayed));
    already.when(delay).nothing();
    already.when({ ...delay, on: '2025-11-01' }).nothing();
    already.when({ ...delay, reason: 'WORKFORCE' }).then({ ...delayed, data: { ...delayed.data, reason: 'WORKFORCE' } });
    already.when({ ...delay, newEnd: '2026-12-31' }).then({ ...delayed, data: { ...delayed.data, newEnd: '2026-12-31' } });
  });

  test('names a later day than the one expected', () => {
    objective()(open)
      .when({ ...delay, newEnd: '2026-03-31' })
      .refused('NEW_END_NOT_LATER');
    objective()(added(), milestone(m, { dueOn: '2025-09-30' }))
      .when({ ...delay, newEnd: '2025-10-31' })
      .then({ ...delayed, data: { ...delayed.data, newEnd: '2025-10-31' } });
    objective()(open, on('2025-10-01', delayed))
      .when({ ...delay, newEnd: '2026-06-30' })
      .refused('NEW_END_NOT_LATER');
  });

  test('a slip forecast before may be declared as a delay', () => {
    const forecast = { type: 'MilestoneReforecast', data: { milestone: m, forecast: '2026-09-30', reason: 'Bid' } };
    objective()(open, on('2025-09-01', forecast)).when(delay).then(delayed);
  });

  test('recorded late it is compared with what was expected then', () => {
    objective()(open, on('2026-01-01', { ...delayed, data: { ...delayed.data, newEnd: '2026-12-31' } }))
      .when(delay)
      .then(delayed);
    const moved = { type: 'BaselineApproved', data: { milestone: m, window: years(1, 3), decidedBy: 'Board', reason: 'Bid' } };
    objective()(open, on('2026-01-01', moved)).when(delay).then(delayed);
    objective()(open, on('2025-09-01', moved)).when(delay).refused('NEW_END_NOT_LATER');
  });

  test('not once it is no longer open', () => {
    objective()(open, on('2025-09-30', met)).when(delay).refused('MILESTONE_NOT_OPEN');
    objective()(open, on('2025-11-30', met)).when(delay).then(delayed);
  });
});

describe('ReforecastMilestone', () => {
  const reforecast = { type: 'ReforecastMilestone', milestone: m, forecast: '2026-06-30', reason: 'Supplier' };
  const told = { type: 'MilestoneReforecast', data: { milestone: m, forecast: '2026-06-30', reason: 'Supplier' } };

  test('a later forecast needs a reason, an earlier one does not', () => {
    objective()(open).when(reforecast).then(told);
    objective()(open)
      .when({ ...reforecast, reason: undefined })
      .refused('REASON_REQUIRED');
    objective()(open)
      .when({ type: 'ReforecastMilestone', milestone: m, forecast: '2025-12-31' })
      .then({ type: 'MilestoneReforecast', data: { milestone: m, forecast: '2025-12-31' } });
    objective()(open, on('2025-05-01', { ...told, data: { ...told.data, forecast: '2026-09-30' } }))
      .when({ type: 'ReforecastMilestone', milestone: m, forecast: '2026-06-30' })
      .then({ type: 'MilestoneReforecast', data: { milestone: m, forecast: '2026-06-30' } });
  });

  test('told twice is nothing; not once it is no longer open', () => {
    objective()(open, on('2025-05-01', told)).when(reforecast).nothing();
    objective()(open, on('2025-05-01', dropped)).when(reforecast).refused('MILESTONE_NOT_OPEN');
  });
});

describe('ApproveBaseline', () => {
  const approve = { type: 'ApproveBaseline', milestone: m, window: { fromYear: 2 }, decidedBy: 'Programme Board', reason: 'Bid outcome' };
  const approved = {
    type: 'BaselineApproved',
    data: { milestone: m, window: years(2), decidedBy: 'Programme Board', reason: 'Bid outcome' },
  };

  test('moves the approved window and never the first one', () => {
    const rows = objective()(open).when(approve).then(approved).rows();
    expect(rows.milestone[m]).toMatchObject({ firstWindow: years(1), window: years(2), rebaselines: 1 });
  });

  test('moves the due day, which must lie inside', () => {
    const due = objective()(added(), milestone(m, { dueOn: '2025-09-30' }));
    const rows = due.when({ ...approve, dueOn: '2026-09-30' }).rows();
    expect(rows.milestone[m]).toMatchObject({ firstDueOn: '2025-09-30', dueOn: '2026-09-30' });
    due.when(approve).refused('DUE_OUTSIDE_WINDOW', 'R07');
    due
      .when({ ...approve, window: { fromYear: 1, toYear: 2 } })
      .then({ ...approved, data: { ...approved.data, window: years(1, 2), dueOn: '2025-09-30' } });
  });

  test('the window it has is nothing', () => {
    objective()(open)
      .when({ ...approve, window: { fromYear: 1 } })
      .nothing();
    objective()(open, on('2025-05-01', approved)).when(approve).nothing();
  });

  test('R01 and the years of its edition hold here too', () => {
    objective()(open)
      .when({ ...approve, window: { fromYear: 2, endsOn: '2026-03-31' } })
      .refused('WINDOW_MISMATCH', 'R01');
    objective()(open)
      .when({ ...approve, window: { fromYear: 6 } })
      .refused('WINDOW_OUTSIDE_EDITION');
    objective({ plan: planOf(threeEditions[0]) })(open)
      .when(approve)
      .refused('EDITION_NOT_FOUND');
  });

  test('R02: no window opens after the end of its objective', () => {
    objective()(open, retirement).when(approve).refused('AFTER_RETIREMENT', 'R02');
  });

  test('needs a reason and an open milestone', () => {
    objective()(open)
      .when({ ...approve, reason: '' })
      .refused('REASON_REQUIRED');
    objective()(open, on('2025-09-30', met)).when(approve).refused('MILESTONE_NOT_OPEN');
  });
});

describe('DropMilestone', () => {
  const drop = { type: 'DropMilestone', milestone: m, reason: 'No need', on: '2025-09-30' };

  test('drops it, once, with a reason', () => {
    objective()(open).when(drop).then(dropped);
    objective()(open, on('2025-09-30', dropped)).when(drop).nothing();
    objective()(open, on('2025-09-30', dropped))
      .when({ ...drop, on: '2025-06-30' })
      .refused('MILESTONE_ALREADY_DROPPED');
    objective()(open)
      .when({ ...drop, reason: '  ' })
      .refused('REASON_REQUIRED');
  });

  test('what is met on any day is not dropped', () => {
    objective()(open, on('2025-12-31', met)).when(drop).refused('MILESTONE_ALREADY_MET');
    objective()(open, on('2025-05-31', met)).when(drop).refused('MILESTONE_ALREADY_MET');
  });

  test('nor what its objective passed on', () => {
    objective()(open, retirement)
      .when({ ...drop, on: '2025-12-31' })
      .refused('MILESTONE_NOT_OPEN', 'R02');
  });
});

describe('DefinePlaceholder', () => {
  const placeholder = [added(), milestone(m, { nature: 'PLACEHOLDER', certainty: 'TO_BE_DEFINED' })];
  const define = { type: 'DefinePlaceholder', milestone: m, title: 'Open two hubs' };
  const defined = {
    type: 'PlaceholderDefined',
    data: { milestone: m, title: 'Open two hubs', certainty: 'COMMITTED', nature: 'DELIVER' },
  };

  test('gives it content', () => {
    objective()(placeholder).when(define).then(defined);
    objective()(placeholder)
      .when({ ...define, certainty: 'ASPIRATIONAL', nature: 'REVIEW', dueOn: '2025-12-31' })
      .then({ ...defined, data: { ...defined.data, certainty: 'ASPIRATIONAL', nature: 'REVIEW', dueOn: '2025-12-31' } });
  });

  test('told twice is nothing, defining it again is refused', () => {
    objective()(placeholder, on('2025-10-15', defined)).when(define).nothing();
    objective()(placeholder, on('2025-06-15', defined)).when(define).refused('PLACEHOLDER_ALREADY_DEFINED');
  });

  test('only of a placeholder, and into something else', () => {
    objective()(open).when(define).refused('NOT_A_PLACEHOLDER');
    objective()(placeholder)
      .when({ ...define, nature: 'PLACEHOLDER' })
      .refused('NATURE_REQUIRED');
    objective()(placeholder)
      .when({ ...define, dueOn: '2027-01-01' })
      .refused('DUE_OUTSIDE_WINDOW', 'R07');
    objective()(placeholder, on('2025-06-01', dropped)).when(define).refused('MILESTONE_NOT_OPEN');
  });
});

describe('ConfirmContinuing', () => {
  const continuing = [added(), milestone(m, { nature: 'CONTINUE' })];
  const confirm = { type: 'ConfirmContinuing', milestone: m };
  const confirmed = (period: string): { type: string; data: object } => ({ type: 'ContinuingConfirmed', data: { milestone: m, period } });

  test('is for the half-year of the day, or the one named', () => {
    objective()(continuing).when(confirm).then(confirmed('2025-10-01'));
    objective()(continuing)
      .when({ ...confirm, period: '2025-06-15' })
      .then(confirmed('2025-04-01'));
    objective()(continuing)
      .when({ ...confirm, on: '2026-02-01' })
      .then(confirmed('2025-10-01'));
  });

  test('once for a half-year that has begun', () => {
    objective()(continuing, on('2025-10-02', confirmed('2025-10-01')))
      .when(confirm)
      .nothing();
    objective()(continuing)
      .when({ ...confirm, period: '2026-04-01' })
      .refused('PERIOD_NOT_BEGUN');
  });

  test('only for continuing work that is open', () => {
    objective()(open).when(confirm).refused('NOT_CONTINUING');
    objective()(continuing, on('2025-06-01', dropped)).when(confirm).refused('MILESTONE_NOT_OPEN');
  });
});

describe('MeetCondition and FailCondition', () => {
  const conditional = [added(), milestone(m, { condition: 'Capacity' })];
  const meet = { type: 'MeetCondition', milestone: m };
  const fulfilled = { type: 'ConditionMet', data: { milestone: m } };
  const fail = { type: 'FailCondition', milestone: m, reason: 'No capacity' };
  const failed = { type: 'ConditionFailed', data: { milestone: m, reason: 'No capacity' } };

  test('a condition fails with a reason and is met again', () => {
    objective()(conditional).when(fail).then(failed);
    objective()(conditional, on('2025-06-01', failed)).when(meet).then(fulfilled);
    objective()(conditional)
      .when({ ...meet, evidence: 'Contract' })
      .then({ ...fulfilled, data: { ...fulfilled.data, evidence: 'Contract' } });
    objective()(conditional)
      .when({ ...fail, reason: '' })
      .refused('REASON_REQUIRED');
  });

  test('told twice is nothing', () => {
    objective()(conditional, on('2025-06-01', failed)).when(fail).nothing();
    objective()(conditional, on('2025-06-01', fulfilled)).when(meet).nothing();
    objective()(conditional, on('2025-12-01', fulfilled)).when(meet).then(fulfilled);
  });

  test('only where there is a condition, of an open milestone', () => {
    objective()(open).when(meet).refused('CONDITION_NOT_FOUND');
    objective()(open).when(fail).refused('CONDITION_NOT_FOUND');
    objective()(conditional, on('2025-06-01', met)).when(fail).refused('MILESTONE_NOT_OPEN');
    objective()(conditional, on('2025-06-01', met)).when(meet).refused('MILESTONE_NOT_OPEN');
  });
});
