import { describe, expect, test } from '@jest/globals';
import { fold, on, type Fact } from '../../../../test/support/given.js';
import { added, milestone, objective as inPlan, retired, started, strand, years } from '../../../../test/support/objectives.js';
import { current, opened, planOf, published, threeEditions, withdrawn } from '../../../../test/support/plans.js';
import { sourceOn } from '../../../../test/support/row-source.js';
import { assemblePlanView } from '../assemble.js';
import type { Day } from '../calendar.js';
import type { DomainEvent } from '../projection.js';
import type { ObjectiveState } from './objective.projection.js';
import { objectiveSlice } from './objective.slice.js';

const drafted: readonly Fact[] = [...threeEditions, ...on('2026-01-10', opened(4, '2026/27'))];
const objective = inPlan({ plan: planOf(...drafted), today: '2026-02-01' });

const before: readonly Fact[] = on(
  '2025-04-01',
  added(),
  started(),
  strand('Adult'),
  milestone('4b-m01', { dueOn: '2025-09-30', strand: 'Adult' }),
  milestone('4b-m02', {}, years(1, 3)),
  milestone('4b-m09', { dueOn: '2026-12-31', certainty: 'ASPIRATIONAL' }, years(2)),
);

/** Years of edition 4. */
const next = (fromYear: number, toYear = fromYear): { fromYear: number; toYear: number; startsOn: string; endsOn: string } => ({
  fromYear,
  toYear,
  startsOn: `${2025 + fromYear}-04-01`,
  endsOn: `${2026 + toYear}-03-31`,
});

const carried = (code: string, into: string, edition = 4): DomainEvent => ({
  type: 'MilestoneCarriedForward',
  data: { milestone: code, edition, into },
});

const successor = (code: string, of: string, fields: Readonly<Record<string, unknown>> = {}): DomainEvent => ({
  type: 'MilestoneAdded',
  data: {
    objective: '4b',
    milestone: code,
    edition: 4,
    title: `Milestone ${of}`,
    window: next(1),
    certainty: 'COMMITTED',
    nature: 'DELIVER',
    formerly: [of],
    firstWindow: years(1),
    rebaselines: 1,
    ...fields,
  },
});

describe('a milestone is carried forward', () => {
  const carry = { type: 'CarryForwardMilestone', milestone: '4b-m01', toEdition: 4, window: { fromYear: 1, toYear: 1 } };

  test('under the next free code, with its first dates and all else that is true of it', () => {
    objective(...before)
      .when(carry)
      .then(carried('4b-m01', '4b-m10'), successor('4b-m10', '4b-m01', { strand: 'Adult', firstDueOn: '2025-09-30' }));
  });

  test('is true from the first day of that edition, and told again it is known', () => {
    const { on: day } = objective(...before).when(carry);
    expect(day).toBe('2026-04-01');
    const told = [...before, ...on(day, carried('4b-m01', '4b-m10'), successor('4b-m10', '4b-m01'))];
    objective(...told)
      .when(carry)
      .nothing();
    objective(...told)
      .when({ ...carry, title: 'Another' })
      .refused('MILESTONE_GOES_ON');
    objective(...told)
      .when({ ...carry, effectiveOn: '2026-05-01' })
      .refused('MILESTONE_GOES_ON');
  });

  test('with what is left of its window, and its due day while that lies inside', () => {
    const rows = objective(...before)
      .when({ type: 'CarryForwardMilestone', milestone: '4b-m09' })
      .rows() as ObjectiveState;
    expect(rows.milestone['4b-m10']).toMatchObject({
      window: next(1),
      dueOn: '2026-12-31',
      firstDueOn: '2026-12-31',
      certainty: 'ASPIRATIONAL',
    });
    const later = objective(...before)
      .when({ type: 'CarryForwardMilestone', milestone: '4b-m02' })
      .rows() as ObjectiveState;
    expect(later.milestone['4b-m10']).toMatchObject({ window: next(1, 2), firstWindow: years(1, 3) });
  });

  test('with its work under way, its condition and its lead', () => {
    objective(
      ...before,
      ...on('2025-04-01', milestone('4b-m11', { condition: 'Capacity' }), milestone('4b-m12', { condition: 'Capacity' })),
      ...on(
        '2025-06-01',
        { type: 'MilestoneStarted', data: { milestone: '4b-m11' } },
        { type: 'ConditionMet', data: { milestone: '4b-m11' } },
        { type: 'DeliveryLeadAssigned', data: { milestone: '4b-m11', post: 'Programme lead', organisation: 'Trust' } },
        { type: 'ConditionFailed', data: { milestone: '4b-m12', reason: 'No capacity' } },
      ),
    )
      .when({ ...carry, milestone: '4b-m11', title: 'The rest' })
      .then(
        carried('4b-m11', '4b-m13'),
        successor('4b-m13', '4b-m11', { title: 'The rest', condition: 'Capacity' }),
        { type: 'MilestoneStarted', data: { milestone: '4b-m13' } },
        { type: 'ConditionMet', data: { milestone: '4b-m13' } },
        { type: 'DeliveryLeadAssigned', data: { milestone: '4b-m13', post: 'Programme lead', organisation: 'Trust' } },
      );
  });

  test.each([
    ['WINDOW_REQUIRED', 'R01', { window: undefined }],
    ['WINDOW_OUTSIDE_EDITION', undefined, { window: { startsOn: '2025-10-01', endsOn: '2026-09-30' } }],
    ['DUE_OUTSIDE_WINDOW', 'R07', { dueOn: '2027-04-01' }],
    ['EDITION_NOT_FOUND', undefined, { toEdition: 9 }],
    ['EDITION_NOT_LATER', undefined, { toEdition: 3 }],
    ['EDITION_NOT_LATER', undefined, { toEdition: 2 }],
    ['EFFECTIVE_BEFORE_EDITION', undefined, { effectiveOn: '2026-03-31' }],
    ['MILESTONE_NOT_FOUND', undefined, { milestone: '4b-m77' }],
  ])('is refused %s (%s) with %j', (code, rule, fields) => {
    objective(...before)
      .when({ ...carry, ...fields })
      .refused(code, rule);
  });

  test('is refused once it is met, and where its objective or strand has ended', () => {
    objective(...before, ...on('2025-09-01', { type: 'MilestoneMet', data: { milestone: '4b-m01', evidence: 'Report' } }))
      .when(carry)
      .refused('MILESTONE_NOT_OPEN');
    const late = objective(...before, ...on('2026-06-30', retired([{ strand: 'Adult', receiver: 'Trust' }])))
      .when({ ...carry, window: { fromYear: 2, toYear: 2 } })
      .refused('AFTER_RETIREMENT', 'R02');
    expect(late.message).toMatch(/Give a window that begins by then, or drop or supersede 4b-m01\.$/);
    objective(...before, ...on('2026-01-31', { type: 'StrandConcluded', data: { objective: '4b', strand: 'Adult' } }))
      .when(carry)
      .refused('STRAND_ENDED');
  });

  test('is refused into a withdrawn edition; from one it may be carried again', () => {
    const gone = [...drafted, ...on('2026-02-01', withdrawn(4))];
    const told = [...before, ...on('2026-04-01', carried('4b-m01', '4b-m10'), successor('4b-m10', '4b-m01'))];
    inPlan({ plan: planOf(...gone), today: '2026-02-02' })(...before)
      .when(carry)
      .refused('EDITION_WITHDRAWN');
    inPlan({ plan: planOf(...drafted, ...on('2026-07-01', withdrawn(4))), today: '2026-07-02' })(...told)
      .when(carry)
      .refused('EDITION_WITHDRAWN');
    inPlan({ plan: planOf(...gone, ...on('2026-02-02', opened(5, '2026/27'))), today: '2026-02-02' })(...told)
      .when({ ...carry, toEdition: undefined })
      .then(carried('4b-m01', '4b-m11', 5), successor('4b-m11', '4b-m01', { edition: 5, strand: 'Adult', firstDueOn: '2025-09-30' }));
  });

  test('takes no fact of what left the plan with a withdrawn edition, but of the days before', () => {
    const plan = planOf(...drafted, ...on('2026-07-01', withdrawn(4)));
    const told = [...before, ...on('2026-04-01', carried('4b-m01', '4b-m10'), successor('4b-m10', '4b-m01'))];
    const meet = { type: 'MeetMilestone', milestone: '4b-m10', evidence: 'Report' } as const;
    const late = inPlan({ plan, today: '2026-07-02' })(...told);
    late.when(meet).refused('EDITION_WITHDRAWN');
    inPlan({ plan: planOf(...drafted, ...on('2026-07-01', withdrawn(4), opened(5, '2026/27'))), today: '2026-07-02' })(...told)
      .when({ type: 'CarryForwardMilestone', milestone: '4b-m10', toEdition: 5 })
      .refused('EDITION_WITHDRAWN');
    late.when({ ...meet, effectiveOn: '2026-06-30' }).then({ type: 'MilestoneMet', data: { milestone: '4b-m10', evidence: 'Report' } });
  });

  test('through any number of editions its first dates stay', () => {
    const plan = planOf(...drafted, ...on('2027-01-10', opened(5, '2027/28')));
    const told = [...before, ...on('2026-04-01', carried('4b-m01', '4b-m10'), successor('4b-m10', '4b-m01', { firstDueOn: '2025-09-30' }))];
    const rows = inPlan({ plan, today: '2027-02-01' })(...told)
      .when({ type: 'CarryForwardMilestone', milestone: '4b-m10', window: { fromYear: 2, toYear: 3 } })
      .rows() as ObjectiveState;
    expect(rows.milestone['4b-m11']).toMatchObject({ edition: 5, formerly: ['4b-m10'], firstWindow: years(1), firstDueOn: '2025-09-30' });
  });
});

describe('a milestone that was carried forward', () => {
  const told: readonly Fact[] = [
    ...before,
    ...on('2026-04-01', carried('4b-m01', '4b-m10'), successor('4b-m10', '4b-m01', { firstDueOn: '2025-09-30' })),
  ];
  const taken: readonly Fact[] = [...drafted, ...on('2026-06-15', published(4), current(4))];

  const seen = (day: Day, edition?: number, plan = taken, facts = told) =>
    assemblePlanView(sourceOn(day, { plan, objectives: [facts] }), {
      code: 'jfp',
      entry: 9,
      on: day,
      ...(edition !== undefined && { edition }),
    })!;
  const statusOf = (...asked: Parameters<typeof seen>): string | undefined => seen(...asked).milestone('4b-m01')?.status;

  test('is open until the edition is current, and reads CARRIED_FORWARD from then on or where that edition is asked about', () => {
    expect(statusOf('2026-06-14')).toBe('PLANNED');
    expect(statusOf('2026-06-14', 3)).toBe('PLANNED');
    expect(statusOf('2026-04-01', 4)).toBe('CARRIED_FORWARD');
    expect(statusOf('2026-06-15')).toBe('CARRIED_FORWARD');
    expect(statusOf('2026-06-15', 3)).toBe('CARRIED_FORWARD');
  });

  test('leaves the lists, late or not, and both ends name each other', () => {
    const view = seen('2026-07-01');
    expect(view.milestones.map(({ code }) => code)).toEqual(['4b-m10']);
    expect(view.earlierMilestones.map(({ code }) => code)).toEqual(['4b-m01', '4b-m02', '4b-m09']);
    expect(view.milestone('4b-m01')).toMatchObject({ carriedTo: '4b-m10', publicStatus: null, late: false, lateAgainstFirst: false });
    expect(view.milestone('4b-m10')).toMatchObject({ formerly: ['4b-m01'], firstDueOn: '2025-09-30', late: false, lateAgainstFirst: true });
    expect(seen('2026-06-14').milestone('4b-m01')).toMatchObject({ carriedTo: '4b-m10', late: true });
    expect(seen('2026-06-14').milestone('4b-m10')).toBeUndefined();
  });

  test('is open again once that edition is withdrawn', () => {
    const gone = [...taken, ...on('2026-07-01', withdrawn(4))];
    expect(statusOf('2026-06-30', 3, gone)).toBe('CARRIED_FORWARD');
    expect(statusOf('2026-07-01', 3, gone)).toBe('PLANNED');
    expect(seen('2026-07-01', 3, gone).milestone('4b-m01')).not.toHaveProperty('carriedTo');
  });

  test('can be met while it is open, and that stays so', () => {
    const met = { type: 'MeetMilestone', milestone: '4b-m01', evidence: 'Report', effectiveOn: '2026-06-14' };
    const plan = planOf(...taken);
    inPlan({ plan, today: '2026-07-01' })(...told)
      .when({ ...met, effectiveOn: '2026-06-15' })
      .refused('MILESTONE_NOT_OPEN');
    const { milestone: rows } = inPlan({ plan, today: '2026-07-01' })(...told)
      .when(met)
      .rows() as ObjectiveState;
    expect(rows['4b-m01']).toMatchObject({ metOn: '2026-06-14' });
    const facts = [...told, ...on('2026-06-14', { type: 'MilestoneMet', data: { milestone: '4b-m01', evidence: 'Report' } })];
    expect([statusOf('2026-07-01', 3, taken, facts), statusOf('2026-07-01', 4, taken, facts)]).toEqual(['MET', 'MET']);
  });

  test('is not passed on by an end of its objective; its successor is', () => {
    const receivers = [{ strand: 'Adult', receiver: 'Trust' }];
    inPlan({ plan: planOf(...taken), today: '2026-07-01' })(...told)
      .when({ type: 'RetireObjective', objective: '4b', reason: 'Done', receivers })
      .then({
        type: 'ObjectiveRetiredToBusinessAsUsual',
        data: { objective: '4b', reason: 'Done', receivers, handedOver: ['4b-m02', '4b-m09', '4b-m10'] },
      });
    const facts = [...told, ...on('2026-07-01', retired(receivers))];
    expect([statusOf('2026-07-01', 4, taken, facts), statusOf('2026-07-01', 3, taken, facts)]).toEqual([
      'CARRIED_FORWARD',
      'CARRIED_FORWARD',
    ]);
    expect(seen('2026-07-01', 4, taken, facts).milestone('4b-m10')?.status).toBe('HANDED_OVER');
  });
});

describe('a milestone is split', () => {
  const split = {
    type: 'SplitMilestone',
    milestone: '4b-m01',
    parts: [{ title: 'Map' }, { title: 'Deliver', window: { fromYear: 2, toYear: 2 } }],
    reason: 'Two pieces of work',
  };
  const parts = (of: Readonly<Record<string, unknown>> = {}): readonly DomainEvent[] => [
    successor('4b-m10', '4b-m01', {
      title: 'Map',
      edition: 3,
      window: years(1),
      dueOn: '2025-09-30',
      firstDueOn: '2025-09-30',
      rebaselines: 0,
      strand: 'Adult',
      ...of,
    }),
    successor('4b-m11', '4b-m01', { title: 'Deliver', edition: 3, window: years(2), firstDueOn: '2025-09-30', strand: 'Adult', ...of }),
  ];
  const told: DomainEvent = {
    type: 'MilestoneSplit',
    data: { milestone: '4b-m01', edition: 3, into: ['4b-m10', '4b-m11'], reason: 'Two pieces of work' },
  };

  test('within its edition, today', () => {
    const decided = objective(...before).when(split);
    expect(decided.on).toBe('2026-02-01');
    decided.then(told, ...parts());
    objective(...before, ...on('2026-02-01', told, ...parts()))
      .when(split)
      .nothing();
  });

  test('into a later edition, from its first day', () => {
    const decided = objective(...before).when({
      ...split,
      edition: 4,
      parts: [{ title: 'Map', window: { fromYear: 1, toYear: 1 } }, ...split.parts.slice(1)],
    });
    expect(decided.on).toBe('2026-04-01');
    expect((decided.rows() as ObjectiveState).milestone['4b-m10']).toMatchObject({ edition: 4, window: next(1), firstWindow: years(1) });
  });

  test('reads SUPERSEDED at once within its edition', () => {
    const view = assemblePlanView(
      sourceOn('2026-02-01', { plan: drafted, objectives: [[...before, ...on('2026-02-01', told, ...parts())]] }),
      {
        code: 'jfp',
        entry: 9,
        on: '2026-02-01',
      },
    );
    expect(view?.milestone('4b-m01')).toMatchObject({ status: 'SUPERSEDED', publicStatus: null });
    expect(view?.milestones.map(({ code, status }) => [code, status])).toContainEqual(['4b-m11', 'PLANNED']);
  });

  test.each([
    ['TOO_FEW_MILESTONES', { parts: split.parts.slice(1) }],
    ['REASON_REQUIRED', { reason: ' ' }],
    ['EDITION_NOT_LATER', { edition: 2 }],
    ['EDITION_NOT_FOUND', { edition: 7 }],
    ['EFFECTIVE_BEFORE_EDITION', { edition: 4, effectiveOn: '2026-03-01' }],
  ])('is refused %s with %j', (code, fields) => {
    objective(...before)
      .when({ ...split, ...fields })
      .refused(code);
  });
});

describe('milestones are merged', () => {
  const merge = {
    type: 'MergeMilestones',
    milestones: ['4b-m02', '4b-m01'],
    title: 'One piece of work',
    reason: 'They are one',
    edition: 4,
    window: { fromYear: 1, toYear: 2 },
  };
  const merged = (code: string): DomainEvent => ({
    type: 'MilestoneMerged',
    data: { milestone: code, edition: 4, into: '4b-m10', reason: 'They are one' },
  });

  test('into one that keeps the earliest promise', () => {
    objective(...before)
      .when(merge)
      .then(
        merged('4b-m02'),
        merged('4b-m01'),
        successor('4b-m10', '4b-m01', {
          title: 'One piece of work',
          window: next(1, 2),
          strand: 'Adult',
          formerly: ['4b-m02', '4b-m01'],
          firstDueOn: '2025-09-30',
        }),
      );
    const rows = fold(objectiveSlice, [...before, ...on('2026-04-01', merged('4b-m02'), merged('4b-m01'))]) as ObjectiveState;
    expect(rows.milestone['4b-m02']?.successions).toEqual([
      { how: 'MERGED', into: ['4b-m10'], edition: 4, on: '2026-04-01', reason: 'They are one' },
    ]);
    objective(...before, ...on('2026-04-01', merged('4b-m02'), merged('4b-m01'), successor('4b-m10', '4b-m01')))
      .when(merge)
      .nothing();
  });

  test.each([
    ['TOO_FEW_MILESTONES', { milestones: ['4b-m01', '4b-m01'] }],
    ['MILESTONE_CODE_MISMATCH', { milestones: ['4b-m01', '1c-m01'] }],
    ['MILESTONE_NOT_FOUND', { milestones: ['4b-m01', '4b-m70'] }],
    ['REASON_REQUIRED', { reason: ' ' }],
  ])('is refused %s with %j', (code, fields) => {
    objective(...before)
      .when({ ...merge, ...fields })
      .refused(code);
  });
});

describe('a milestone is superseded', () => {
  const supersede = { type: 'SupersedeMilestone', milestone: '4b-m01', successor: '8a-m02', reason: 'Part of productivity now' };
  const told: DomainEvent = {
    type: 'MilestoneSuperseded',
    data: { milestone: '4b-m01', edition: 3, by: '8a-m02', reason: 'Part of productivity now' },
  };

  test('by another that is there, of whatever objective', () => {
    objective(...before)
      .when(supersede)
      .then(told);
    objective(...before, ...on('2026-02-01', told))
      .when(supersede)
      .nothing();
    const decided = objective(...before).when({ ...supersede, edition: 4 });
    expect(decided.on).toBe('2026-04-01');
    decided.then({ ...told, data: { ...told.data, edition: 4 } });
  });

  test.each([
    ['INTO_ITSELF', { successor: '4b-m01' }],
    ['REASON_REQUIRED', { reason: ' ' }],
    ['EDITION_NOT_FOUND', { edition: 9 }],
  ])('is refused %s with %j', (code, fields) => {
    objective(...before)
      .when({ ...supersede, ...fields })
      .refused(code);
  });

  test('is refused where the gate does not see the other', () => {
    const gate = {
      checkedAt: 9,
      findings: [{ rule: 'MILESTONE_NOT_FOUND', severity: 'HIGH', subject: '8a-m02', message: 'It is not there.', remedy: 'Add it.' }],
    } as const;
    inPlan({ plan: planOf(...drafted), gate })(...before)
      .when(supersede)
      .refused('MILESTONE_NOT_FOUND');
  });
});

test('what hangs on a milestone hangs on those in which it goes on', () => {
  const depends = (code: string, fields: object): DomainEvent => ({
    type: 'DependencyDeclared',
    data: { objective: '4b', dependency: code, relation: 'DEPENDS_ON', basis: 'STATED', ...fields },
  });
  const facts: readonly Fact[] = [
    ...before,
    ...on(
      '2025-04-01',
      depends('4b-d01', { milestone: '4b-m02', to: { kind: 'MILESTONE', ref: '4b-m01' } }),
      depends('4b-d02', { milestone: '4b-m01', to: { kind: 'MEASURE', ref: '4b-k9' } }),
    ),
    ...on('2026-04-01', carried('4b-m01', '4b-m10'), successor('4b-m10', '4b-m01', { window: next(4) })),
    ...on('2026-04-01', carried('4b-m02', '4b-m11'), successor('4b-m11', '4b-m02', { window: next(2) })),
  ];
  const plan = [...drafted, ...on('2026-04-01', published(4), current(4))];
  const view = (day: Day) => assemblePlanView(sourceOn(day, { plan, objectives: [facts] }), { code: 'jfp', entry: 9, on: day })!;
  expect(view('2026-03-31').dependentsOf('4b-m01')).toMatchObject([{ code: '4b-d01', from: '4b-m02', state: 'DECLARED' }]);
  expect(view('2026-04-01').dependentsOf('4b-m10')).toMatchObject([{ code: '4b-d01', from: '4b-m11', state: 'AT_RISK' }]);
  expect(view('2026-04-01').milestone('4b-m10')?.dependencies).toMatchObject([{ code: '4b-d02', from: '4b-m10', state: 'BROKEN' }]);
});
