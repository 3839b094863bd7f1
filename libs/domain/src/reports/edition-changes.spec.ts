import { describe, expect, test } from '@jest/globals';
import { on, type Fact } from '../../../../test/support/given.js';
import { defined } from '../../../../test/support/measures.js';
import { added, milestone, retired, started, years } from '../../../../test/support/objectives.js';
import { ambition, current, opened, published, threeEditions, withdrawn } from '../../../../test/support/plans.js';
import { planOn, type PlanFacts } from '../../../../test/support/row-source.js';
import type { DomainEvent } from '../projection.js';
import { editionChanges, lastEditionOf, type SinceLastEdition } from './edition-changes.js';

const event = (type: string, data: object): DomainEvent => ({ type, data });
const plan: readonly Fact[] = [
  ...threeEditions,
  ...on('2026-01-10', opened(4, '2026/27')),
  ...on('2026-02-01', event('EditionChangeRecorded', { edition: 4, kind: 'AMBITIONS_UNCHANGED', ref: 'PLAN', text: 'The ambitions stay' })),
  ...on('2026-04-01', ambition(9, 4, 'Ninth'), event('AmbitionRenamed', { ambition: 1, title: 'First' })),
  ...on('2026-04-01', event('AmbitionRecast', { ambition: 4, rationale: 'Absorbs digital' })),
  ...on('2025-06-01', event('AccountablePostAssigned', { ambition: 4, post: 'Director', lead: true })),
  ...on('2026-04-01', published(4), current(4)),
];
const target = { measure: '4b-k1', target: 1, value: '9', comparator: 'AT_MOST', byDate: '2027-03-31' };
const facts: PlanFacts = {
  plan,
  objectives: [
    [
      ...on('2025-04-01', added(), started(), ...['01', '02', '03', '04', '05'].map((n) => milestone(`4b-m${n}`))),
      ...on('2025-09-01', event('MilestoneMet', { milestone: '4b-m01', evidence: 'Report' })),
      ...on('2025-09-01', event('MilestoneDropped', { milestone: '4b-m02', reason: 'Done nationally' })),
      ...on('2026-04-01', event('MilestoneCarriedForward', { milestone: '4b-m03', edition: 4, into: '4b-m06' })),
      ...on('2026-04-01', milestone('4b-m06', { edition: 4, formerly: ['4b-m03'], firstWindow: years(1) }, years(2))),
      ...on('2026-04-01', event('MilestoneSuperseded', { milestone: '4b-m04', edition: 4, by: '4b-m06', reason: 'The same' })),
      ...on('2026-04-01', milestone('4b-m07', { edition: 4 }, years(2))),
      ...on('2025-07-01', event('ObjectiveRenamed', { objective: '4b', title: 'Collaboratives' })),
      ...on('2026-04-01', event('FundingPositionSet', { objective: '4b', position: 'SECURED', until: '2027-03-31' })),
      ...on('2026-04-01', event('PredecessorRecorded', { objective: '4b', workingTitle: 'Workforce' })),
      ...on('2026-04-01', event('InequalityActionSet', { objective: '4b', action: 'Target the most deprived' })),
    ],
    [
      ...on('2025-04-01', added('1b', 'Smoke-free'), started('1b'), milestone('1b-m01', {}, years(5))),
      ...on('2026-03-31', retired([{ receiver: 'Maternity' }], '1b')),
    ],
    [
      ...on('2025-04-01', added('1d', 'Core20'), started('1d')),
      ...on('2026-03-31', event('ObjectiveMerged', { objective: '1d', into: '4b', reason: 'One aim' })),
    ],
    on('2026-04-01', event('ObjectiveAdded', { objective: '9a', ambition: 9, edition: 4, title: 'New' })),
  ],
  measures: [
    [
      ...on('2025-04-01', defined('4b-k1'), event('TargetSet', target)),
      ...on('2026-04-01', event('TargetChanged', { ...target, value: '8', reason: 'Guidance' })),
    ],
    on(
      '2026-04-01',
      event('MeasureDefined', {
        measure: '4b-k2',
        objective: '4b',
        edition: 4,
        title: 'Waits',
        kind: 'DIRECTIONAL',
        scope: 'LOCAL',
        inBody: true,
        inFigure15: false,
        relatedLines: [],
      }),
    ),
  ],
};

const changesOn = (day: string, edition?: number): readonly SinceLastEdition[] => {
  const view = planOn(day, facts, edition);
  const last = lastEditionOf(view)!;
  return editionChanges(planOn(last.on, facts, last.edition), view).changes;
};

describe('what an edition changes', () => {
  test('in its ambitions, objectives, milestones, money, posts and targets', () => {
    expect(
      changesOn('2026-04-01').map(({ kind, subject, before, after }) =>
        [kind, subject, before, after].filter((part) => part !== undefined).join(' | '),
      ),
    ).toEqual([
      'STATED | PLAN | AMBITIONS_UNCHANGED: The ambitions stay',
      'AMBITION_RENAMED | 1 | Ambition 1 | First',
      'AMBITION_RECAST | 4 | Absorbs digital',
      'POSTS_CHANGED | 4 | Director',
      'AMBITION_ADDED | 9 | Ninth',
      'OBJECTIVE_RETIRED | 1b | Smoke-free | Maternity',
      'OBJECTIVE_MERGED | 1d | Core20 | 4b',
      'OBJECTIVE_MERGED | 4b | Workforce | Collaboratives',
      'OBJECTIVE_RENAMED | 4b | Mental health collaboratives | Collaboratives',
      'INEQUALITY_ACTION_CHANGED | 4b | Target the most deprived',
      'FUNDING_CHANGED | 4b | SECURED until 2027-03-31',
      'OBJECTIVE_ADDED | 9a | New',
      'MILESTONE_HANDED_OVER | 1b-m01 | Milestone 1b-m01 | Maternity',
      'MILESTONE_MET | 4b-m01 | Milestone 4b-m01 | Report',
      'MILESTONE_DROPPED | 4b-m02 | Milestone 4b-m02 | Done nationally',
      'MILESTONE_CARRIED_FORWARD | 4b-m03 | Milestone 4b-m03 | 4b-m06',
      'MILESTONE_SUPERSEDED | 4b-m04 | Milestone 4b-m04 | 4b-m06',
      'MILESTONE_NEW | 4b-m07 | Milestone 4b-m07',
      'TARGETS_CHANGED | 4b-k1 | AT_MOST 9 2027-03-31 | AT_MOST 8 2027-03-31',
      'MEASURE_ADDED | 4b-k2 | Waits',
    ]);
  });

  test('counts them by kind', () => {
    const view = planOn('2026-04-01', facts);
    const { counts, since, edition } = editionChanges(planOn('2025-04-01', facts, 3), view);
    expect([since, edition]).toEqual([{ edition: 3, on: '2025-04-01' }, 4]);
    const merged = counts.find(({ kind }) => kind === 'OBJECTIVE_MERGED');
    expect(merged?.subjects).toMatchObject({ kind: 'objective', count: 2, subjects: ['1d', '4b'] });
  });

  test('against the last edition that stands, on the day on which it became current', () => {
    expect(lastEditionOf(planOn('2026-04-01', facts))).toEqual({ edition: 3, on: '2025-04-01' });
    expect(lastEditionOf(planOn('2026-04-01', facts, 3))).toEqual({ edition: 2, on: '2024-06-01' });
    expect(lastEditionOf(planOn('2026-04-01', facts, 1))).toBeUndefined();
    const gone = { ...facts, plan: [...plan, ...on('2026-05-01', withdrawn(4)), ...on('2026-05-02', opened(5, '2027/28'))] };
    expect(lastEditionOf(planOn('2027-04-01', gone, 5))).toEqual({ edition: 3, on: '2025-04-01' });
  });
});
