import { describe, expect, test } from '@jest/globals';
import { on, type Fact } from '../../../../test/support/given.js';
import { added, milestone, objective, retired, started, strand, years } from '../../../../test/support/objectives.js';
import { plan, threeEditions } from '../../../../test/support/plans.js';
import { sourceOn, type PlanFacts } from '../../../../test/support/row-source.js';
import { assemblePlanView } from '../assemble.js';
import type { GateResult } from '../decider.js';
import type { DomainEvent } from '../projection.js';
import { objectiveGates } from './objective.gates.js';
import type { ObjectiveState } from './objective.projection.js';

const MODELS = 'New Models of Care';
const before: readonly Fact[] = on(
  '2025-04-01',
  added('1d', 'Core20PLUS5'),
  started('1d'),
  milestone('1d-m01', {}, years(4)),
  milestone('1d-m02', { nature: 'DISPOSITION' }, years(3)),
);
const finding = (rule: string): GateResult => ({
  checkedAt: 9,
  findings: [{ rule, severity: 'HIGH', subject: MODELS, message: 'It is not there.', remedy: 'Add it.' }],
});
const missing = objective({ gate: finding('R31') });
const there = objective({ gate: { checkedAt: 9, findings: [] } });

const merge = { type: 'MergeObjective', objective: '1d', into: MODELS, reason: 'One programme', effectiveOn: '2028-03-31' };
const data = { objective: '1d', into: MODELS, reason: 'One programme' };
const held: DomainEvent = { type: 'ObjectiveMergeHeld', data };
const merged = (into = MODELS): DomainEvent => ({ type: 'ObjectiveMerged', data: { ...data, into } });

describe('an objective is merged', () => {
  test('held while its target is registered nowhere, and completed by the same command once it is (R31)', () => {
    missing(...before)
      .when(merge)
      .then(held);
    const waiting = [...before, ...on('2028-03-31', held)];
    missing(...waiting)
      .when(merge)
      .nothing();
    const completed = there(...waiting)
      .when(merge)
      .then(merged())
      .rows() as ObjectiveState;
    expect(completed.objective['1d']).toMatchObject({ end: { kind: 'MERGED', on: '2028-03-31', into: [MODELS] } });
    expect(completed.objective['1d']).not.toHaveProperty('awaiting');
    there(...waiting, ...on('2028-03-31', merged()))
      .when(merge)
      .nothing();
  });

  test.each([
    ['OBJECTIVE_NOT_STARTED', { effectiveOn: '2025-03-31' }, [...on('2025-01-01', added('1d')), ...on('2025-04-01', started('1d'))]],
    ['OBJECTIVE_ENDED', {}, [...before, ...on('2027-03-31', retired([{ receiver: 'Trust' }], '1d'))]],
    ['INTO_ITSELF', { into: '1d' }, before],
    ['REASON_REQUIRED', { reason: ' ' }, before],
    ['OBJECTIVE_NOT_FOUND', { objective: '9z' }, before],
  ])('is refused %s with %j', (code, fields, facts) => {
    there(...facts)
      .when({ ...merge, ...fields })
      .refused(code);
  });

  test('is refused into one that has ended', () => {
    objective({ gate: finding('OBJECTIVE_ENDED') })(...before)
      .when(merge)
      .refused('OBJECTIVE_ENDED');
  });
});

describe('an objective is split or replaced', () => {
  test('into others that are there', () => {
    const split = { type: 'SplitObjective', objective: '1d', into: ['1e', '1f'], reason: 'Two aims' };
    const told: DomainEvent = { type: 'ObjectiveSplit', data: { objective: '1d', into: ['1e', '1f'], reason: 'Two aims' } };
    there(...before)
      .when(split)
      .then(told);
    there(...before, ...on('2025-10-15', told))
      .when(split)
      .nothing();
    there(...before)
      .when({ ...split, into: ['1e'] })
      .refused('TOO_FEW_OBJECTIVES');
    there(...before)
      .when({ ...split, into: ['1e', '1e'] })
      .refused('TOO_FEW_OBJECTIVES');
    objective({ gate: finding('OBJECTIVE_NOT_FOUND') })(...before)
      .when(split)
      .refused('OBJECTIVE_NOT_FOUND');
  });

  test('by another that is there', () => {
    const replace = { type: 'ReplaceObjective', objective: '1d', successor: '1e', reason: 'Refreshed' };
    there(...before)
      .when(replace)
      .then({ type: 'ObjectiveReplaced', data: { objective: '1d', by: '1e', reason: 'Refreshed' } });
    objective({ gate: finding('OBJECTIVE_ENDED') })(...before)
      .when(replace)
      .refused('OBJECTIVE_ENDED');
  });
});

describe('an objective is reopened', () => {
  const reopen = { type: 'ReopenObjective', objective: '1d', reason: 'Rates rose again', effectiveOn: '2029-04-01' };
  const ended = [...before, ...on('2028-03-31', retired([{ receiver: 'Trust' }], '1d'))];
  const told: DomainEvent = { type: 'ObjectiveReopened', data: { objective: '1d', reason: 'Rates rose again' } };
  const reopened = [...ended, ...on('2029-04-01', told)];

  test('after its retirement', () => {
    objective()(...ended)
      .when(reopen)
      .then(told);
    objective()(...reopened)
      .when(reopen)
      .nothing();
    objective()(...ended)
      .when({ ...reopen, effectiveOn: '2028-03-31' })
      .refused('OBJECTIVE_NOT_RETIRED');
    objective()(...before)
      .when(reopen)
      .refused('OBJECTIVE_NOT_RETIRED');
    objective()(...before, ...on('2028-03-31', merged()))
      .when(reopen)
      .refused('OBJECTIVE_NOT_RETIRED');
    objective()(...ended)
      .when({ ...reopen, reason: '' })
      .refused('REASON_REQUIRED');
  });

  test('takes content again from then on, not for the days between', () => {
    const add = {
      ...{ type: 'AddMilestone', objective: '1d', milestone: '1d-m09', title: 'Again', window: { fromYear: 5, toYear: 5 } },
      ...{ certainty: 'COMMITTED', nature: 'DELIVER', edition: 3 },
    };
    const decided = objective()(...reopened).when(add);
    expect([decided.on, (decided.rows() as ObjectiveState).milestone['1d-m09']?.addedOn]).toEqual(['2029-04-01', '2029-04-01']);
    objective()(...reopened)
      .when({ ...add, effectiveOn: '2028-06-01' })
      .refused('AFTER_RETIREMENT', 'R02');
    objective()(...reopened)
      .when({ type: 'RenameObjective', objective: '1d', title: 'Another', effectiveOn: '2028-06-01' })
      .refused('OBJECTIVE_ENDED');
    objective()(...reopened)
      .when({ type: 'MeetMilestone', milestone: '1d-m01', evidence: 'Report', effectiveOn: '2029-05-01' })
      .refused('MILESTONE_NOT_OPEN', 'R02');
  });

  test('does not end a second time on a day before that, nor gets a strand that its end knew nothing of', () => {
    const retire = { type: 'RetireObjective', objective: '1d', reason: 'Again', receivers: [{ receiver: 'Trust' }] };
    const ends = [retire, { type: 'ConcludeObjective', objective: '1d', reason: 'Done', receiver: 'Trust' }];
    for (const end of [...ends, { type: 'MergeObjective', objective: '1d', into: '1a', reason: 'One team' }]) {
      for (const effectiveOn of ['2027-01-01', '2028-06-01', '2029-03-31']) {
        objective()(...reopened)
          .when({ ...end, effectiveOn })
          .refused('OBJECTIVE_ENDED');
      }
    }
    expect(
      objective()(...reopened)
        .when({ ...retire, effectiveOn: '2029-04-01' })
        .rows().objective['1d'],
    ).toMatchObject({ end: { on: '2029-04-01' } });
    const add = { type: 'AddStrand', objective: '1d', strand: 'Adult' };
    objective()(...reopened)
      .when({ ...add, effectiveOn: '2027-01-01' })
      .refused('STRAND_AFTER_END', 'R04');
    objective()(...reopened)
      .when({ ...add, effectiveOn: '2028-06-01' })
      .refused('OBJECTIVE_ENDED');
    expect(
      objective()(...reopened)
        .when(add)
        .then(strand('Adult', '1d')).on,
    ).toBe('2029-04-01');
  });

  test('leaves what its retirement passed on with those who received it', () => {
    const facts = [...reopened, ...on('2029-04-01', milestone('1d-m09', {}, years(5)))];
    const seen = (day: string) =>
      assemblePlanView(sourceOn(day, { plan: threeEditions, objectives: [facts] }), { code: 'jfp', entry: 9, on: day })?.objective('1d');
    expect(seen('2029-03-31')).toMatchObject({ status: 'RETIRED_TO_BAU', publicStatus: 'COMPLETED', formerEnds: [] });
    expect(seen('2029-04-01')).toMatchObject({
      status: 'ACTIVE',
      formerEnds: [{ kind: 'RETIRED_TO_BAU', on: '2028-03-31', reopenedOn: '2029-04-01', reopenReason: 'Rates rose again' }],
    });
    expect(seen('2029-04-01')?.milestones.map(({ code, status, handedOverTo }) => [code, status, handedOverTo])).toEqual([
      ['1d-m01', 'HANDED_OVER', ['Trust']],
      ['1d-m02', 'MET', []],
      ['1d-m09', 'PLANNED', []],
    ]);
  });
});

describe('a predecessor of unknown code', () => {
  const record = { type: 'RecordPredecessor', objective: '1d', workingTitle: 'Workforce', edition: 2 };

  test('is recorded on the receiver, once', () => {
    const told: DomainEvent = { type: 'PredecessorRecorded', data: { objective: '1d', workingTitle: 'Workforce', edition: 2 } };
    objective()(...before)
      .when(record)
      .then(told);
    objective()(...before, ...on('2025-10-15', told))
      .when(record)
      .nothing();
    objective()(...before)
      .when({ ...record, edition: 9 })
      .refused('EDITION_NOT_FOUND');
  });
});

describe('both ends of a line', () => {
  const programme = (code: string, name: string): readonly Fact[] =>
    on('2025-04-01', {
      type: 'RegisterEntryAdded',
      data: { code, kind: 'PROGRAMME', name, aliases: [], details: {}, figures: [], links: [], sourceLines: [] },
    });
  const predecessors = on(
    '2025-04-01',
    { type: 'PredecessorRecorded', data: { objective: '8a', workingTitle: 'Workforce', edition: 2 } },
    { type: 'PredecessorRecorded', data: { objective: '8a', workingTitle: 'Digital' } },
  );
  const facts: PlanFacts = {
    plan: threeEditions,
    objectives: [
      [...before, ...on('2028-03-31', merged('new models of care'))],
      [...on('2025-04-01', added('8a', 'Productivity'), started('8a')), ...predecessors],
      [
        ...on('2025-04-01', added('8b', 'Estates'), started('8b'), milestone('8b-m01')),
        ...on('2026-03-31', { type: 'ObjectiveMerged', data: { objective: '8b', into: '8a', reason: 'One aim' } }),
      ],
      on('2025-04-01', added('8c'), milestone('8c-m01'), {
        type: 'MilestoneSuperseded',
        data: { milestone: '8c-m01', edition: 3, by: '1d-m01', reason: 'The same' },
      }),
    ],
    register: [programme('models', MODELS), programme('epr', 'Record')],
  };
  const view = assemblePlanView(sourceOn('2028-03-31', facts), { code: 'jfp', entry: 9, on: '2028-03-31' })!;

  test('show each other', () => {
    expect(view.predecessorsOf('8a')).toEqual([
      { code: null, title: 'Workforce', how: 'MERGED', edition: 2, on: '2025-04-01' },
      { code: null, title: 'Digital', how: 'MERGED', on: '2025-04-01' },
      { code: '8b', title: 'Estates', how: 'MERGED', edition: 3, on: '2026-03-31' },
    ]);
    expect(view.predecessorsOf('1d')).toEqual([]);
    expect(view.mergedInto(view.registerEntry('models')!).map(({ code }) => code)).toEqual(['1d']);
    expect(view.mergedInto(view.registerEntry('epr')!)).toEqual([]);
    expect(view.supersededBy('1d-m01')).toEqual(['8c-m01']);
    expect(view.milestone('8c-m01')?.status).toBe('SUPERSEDED');
  });

  test('what the objective had open goes on there; a DISPOSITION is met by that', () => {
    expect(view.milestone('8b-m01')).toMatchObject({ status: 'SUPERSEDED', publicStatus: null, handedOverTo: ['8a'] });
    expect(view.milestone('1d-m02')).toMatchObject({ status: 'MET', metOn: '2028-03-31' });
    expect(view.objective('1d')).toMatchObject({ status: 'MERGED', publicStatus: 'COMPLETED' });
  });

  const found = (command: { readonly type: string; readonly [field: string]: unknown }, today: string): readonly string[] => {
    const gate = objectiveGates[command.type];
    const point = gate.at(command, { today, plan });
    const seen = point && assemblePlanView(sourceOn(point.on, facts), { code: 'jfp', entry: 9, ...point });
    return seen === undefined ? ['NO_VIEW'] : gate.findings(seen, command, today).map(({ rule }) => rule);
  };

  test.each([
    [[], { type: 'MergeObjective', into: '8a' }],
    [[], { type: 'MergeObjective', into: 'models' }],
    [[], { type: 'MergeObjective', into: 'New models of care' }],
    [['R31'], { type: 'MergeObjective', into: 'Neighbourhood health' }],
    [['OBJECTIVE_ENDED'], { type: 'MergeObjective', into: '8b', effectiveOn: '2027-03-31' }],
    [[], { type: 'MergeObjective', into: '8b', effectiveOn: '2025-06-01' }],
    [[], { type: 'MergeObjective', into: '8b', effectiveOn: '2026-03-31', precision: 'YEAR' }],
    [[], { type: 'MergeObjective', into: '8b' }],
    [['OBJECTIVE_ENDED'], { type: 'MergeObjective', into: '8b' }, '2026-03-31'],
    [[], { type: 'SplitObjective', into: ['8a', '8c'] }],
    [['OBJECTIVE_NOT_FOUND'], { type: 'SplitObjective', into: ['8a', '9z'] }],
    [['OBJECTIVE_ENDED'], { type: 'ReplaceObjective', successor: '8b' }, '2026-04-01'],
    [[], { type: 'SupersedeMilestone', milestone: '8b-m01', successor: '1d-m01' }],
    [['MILESTONE_NOT_FOUND'], { type: 'SupersedeMilestone', milestone: '8b-m01', successor: '1d-m77' }],
    [['EDITION_MISMATCH'], { type: 'SupersedeMilestone', milestone: '8b-m01', successor: '1d-m01', edition: 2 }],
    [['MILESTONE_NOT_OPEN'], { type: 'SupersedeMilestone', milestone: '8b-m01', successor: '8c-m01' }],
  ])('a gate finds %j for %j', (rules, command, today = '2025-10-15') => {
    expect(found(command, today)).toEqual(rules);
  });
});
