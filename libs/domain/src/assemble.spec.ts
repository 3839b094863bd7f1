import { describe, expect, test } from '@jest/globals';
import { on, type Fact } from '../../../test/support/given.js';
import { added, milestone, retired, started, strand, years } from '../../../test/support/objectives.js';
import { ambition, threeEditions, withdrawn } from '../../../test/support/plans.js';
import { planOn, sourceOn, type PlanFacts } from '../../../test/support/row-source.js';
import { assemblePlanView } from './assemble.js';
import type { Day } from './calendar.js';
import type { PlanView, RowSource } from './plan-view.js';

const oldTitle = 'Targeted Lung Health Check programme';
const screening: readonly Fact[] = [
  ...on('2023-04-01', { type: 'ObjectiveAdded', data: { objective: '1c', ambition: 1, edition: 1, title: oldTitle } }),
  ...on('2025-04-01', { type: 'ObjectiveRenamed', data: { objective: '1c', title: 'Lung cancer screening programme' } }, started('1c')),
  ...on('2025-04-01', milestone('1c-m10'), milestone('1c-m02')),
];
const collaboratives: readonly Fact[] = on(
  '2025-04-01',
  added(),
  started(),
  strand('Adult'),
  milestone('4b-m01', { strand: 'Adult' }),
  milestone('4b-m02', { nature: 'DISPOSITION' }, years(2)),
);
const facts: PlanFacts = {
  plan: [...threeEditions, ...on('2025-04-01', ambition(10, 3, 'Tenth'))],
  objectives: [collaboratives, screening],
};

const view = (day: Day, edition?: number, all: PlanFacts = facts): PlanView => planOn(day, all, edition);

const codes = (things: readonly { code: string }[]): readonly string[] => things.map(({ code }) => code);

describe('a plan at a point', () => {
  test('says which plan, edition, years and point it is', () => {
    const seen = view('2025-10-15');
    expect(seen).toMatchObject({ code: 'jfp', entry: 99, on: '2025-10-15', plan: { title: 'Joint Forward Plan' } });
    expect(seen.edition).toMatchObject({
      number: 3,
      status: 'CURRENT',
      startsOn: '2025-04-01',
      endsOn: '2030-03-31',
      label: '2025/26–2029/30',
    });
    expect(seen.years.map(({ label }) => label)).toEqual(['2025/26', '2026/27', '2027/28', '2028/29', '2029/30']);
    expect(seen.editions.map(({ number, status }) => [number, status])).toEqual([
      [1, 'DRAFT'],
      [2, 'SUPERSEDED'],
      [3, 'CURRENT'],
    ]);
  });

  test('is nothing where there is no such plan, or no such edition', () => {
    expect(assemblePlanView(sourceOn('2025-10-15', facts), { code: 'other', entry: 0, on: '2025-10-15' })).toBeUndefined();
    expect(assemblePlanView(sourceOn('2025-10-15', facts), { code: 'jfp', entry: 0, on: '2025-10-15', edition: 9 })).toBeUndefined();
  });

  test('has no edition while none is open', () => {
    const seen = view('2025-10-15', undefined, { plan: threeEditions.slice(0, 1), objectives: [] });
    expect(seen.edition).toBeUndefined();
    expect([seen.years, seen.editions, seen.objectives, seen.milestones, seen.ambitions]).toEqual([[], [], [], [], []]);
  });

  test('lists things in the order in which people count', () => {
    const seen = view('2025-10-15');
    expect(codes(seen.objectives)).toEqual(['1c', '4b']);
    expect(codes(seen.milestones)).toEqual(['1c-m02', '1c-m10', '4b-m01', '4b-m02']);
    expect(seen.ambitions.map(({ number }) => number)).toEqual([1, 4, 10]);
  });

  test('finds things by code', () => {
    const seen = view('2025-10-15');
    expect(seen.objective('4b')?.strandList).toEqual([{ name: 'Adult', addedOn: '2025-04-01', status: 'ACTIVE' }]);
    expect(seen.milestone('4b-m02')?.publicStatus).toBe('NOT_STARTED');
    expect(seen.ambition(10)?.title).toBe('Tenth');
    expect([seen.objective('9z'), seen.milestone('9z-m01'), seen.ambition(7)]).toEqual([undefined, undefined, undefined]);
  });

  test('is read once and kept, an objective without its siblings', () => {
    const source = sourceOn('2025-10-15', facts);
    const asked: string[] = [];
    const counted: RowSource = {
      one: (kind, key) => (asked.push(`${kind} ${key}`), source.one(kind, key)),
      all: (kind) => (asked.push(kind), source.all(kind)),
      of: (kind, owner) => (asked.push(`${kind} ${owner}-`), source.of(kind, owner)),
      told: (kind, owner, types) => (asked.push(`told ${kind} ${owner}-`), source.told(kind, owner, types)),
    };
    const seen = assemblePlanView(counted, { code: 'jfp', entry: 99, on: '2025-10-15' });
    expect(asked).toEqual(['plan jfp', 'edition']);
    expect(seen?.milestone('1c-m02')).toBe(seen?.objective('1c')?.milestones[0]);
    expect(asked.slice(2).sort()).toEqual([
      'commitment 1c-',
      'dependency 1c-',
      'milestone 1c-',
      'objective 1c',
      'periodUpdate 1c-',
      'risk 1c-',
    ]);
    expect(seen?.objectives).toBe(seen?.objectives);
    expect(seen?.objectives).toContain(seen?.objective('1c'));
    expect(seen?.ambitions).toBe(seen?.ambitions);
    expect(asked.filter((one) => one === 'objective 1c')).toHaveLength(1);
    expect([seen?.forecastsOf('1c-m02'), seen?.forecastsOf('1c-m10'), seen?.baselineEntriesOf('1c-m10')?.length]).toEqual([[], [], 1]);
    expect(asked.filter((one) => one.startsWith('told'))).toEqual(['told milestone 1c-']);
  });
});

describe('what counts in an edition', () => {
  test('AS13: an objective from its edition on, by the title of the day', () => {
    const before = view('2025-03-31');
    expect(before.edition?.number).toBe(2);
    expect(codes(before.objectives)).toEqual(['1c']);
    expect(before.objective('1c')).toMatchObject({ title: oldTitle, formerTitles: [], milestones: [] });
    expect(view('2025-04-01').objective('1c')).toMatchObject({
      title: 'Lung cancer screening programme',
      formerTitles: [{ title: oldTitle, until: '2025-03-31' }],
    });
  });

  test('a milestone in its own alone', () => {
    expect(codes(view('2025-10-15', 2).milestones)).toEqual([]);
    expect(codes(view('2025-10-15', 3).milestones)).toHaveLength(4);
  });

  test('nothing of a draft in the plan of today', () => {
    const draft: readonly Fact[] = [
      ...on('2026-04-01', { type: 'EditionOpened', data: { edition: 4, firstFinancialYear: '2026/27', refreshKind: 'FULL' } }),
      ...on('2025-06-01', ambition(11, 4)),
    ];
    const newcomer = on('2025-06-01', { type: 'ObjectiveAdded', data: { objective: '5z', ambition: 11, edition: 4, title: 'New' } });
    const all = { plan: [...facts.plan, ...draft], objectives: [...facts.objectives, newcomer] };
    const today = view('2025-10-15', undefined, all);
    expect([today.edition?.number, codes(today.objectives), today.ambitions.length]).toEqual([3, ['1c', '4b'], 3]);
    expect(codes(view('2026-04-01', 4, all).objectives)).toEqual(['1c', '4b', '5z']);
  });

  test('nothing of a withdrawn edition, but in itself', () => {
    const all = { ...facts, plan: [...facts.plan, ...on('2025-08-01', withdrawn(3))] };
    expect(view('2025-07-31', undefined, all).edition?.number).toBe(3);
    const after = view('2025-08-01', undefined, all);
    expect([after.edition?.number, codes(after.objectives), after.ambitions.length]).toEqual([2, ['1c'], 2]);
    expect(codes(view('2025-08-01', 3, all).objectives)).toEqual(['1c', '4b']);
  });

  test('nor of an earlier edition that was withdrawn', () => {
    const all = { ...facts, plan: [...facts.plan, ...on('2025-08-01', withdrawn(1))] };
    expect(codes(view('2025-07-31', undefined, all).objectives)).toEqual(['1c', '4b']);
    const after = view('2025-08-01', undefined, all);
    expect([codes(after.objectives), after.ambitions.map(({ number }) => number)]).toEqual([['4b'], [10]]);
  });

  test('an objective that has ended is listed still, and says what became of its milestones', () => {
    const ended = [...collaboratives, ...on('2026-03-31', retired([{ strand: 'Adult', receiver: 'Adult programme' }]))];
    const seen = view('2026-04-01', undefined, { ...facts, objectives: [ended] });
    expect(seen.objective('4b')).toMatchObject({ status: 'RETIRED_TO_BAU', publicStatus: 'COMPLETED' });
    expect(seen.milestone('4b-m01')).toMatchObject({
      status: 'HANDED_OVER',
      publicStatus: null,
      handedOverTo: ['Adult programme'],
      late: false,
    });
    expect(seen.milestone('4b-m02')).toMatchObject({ status: 'MET', metOn: '2026-03-31', handedOverTo: [] });
    expect(seen.objective('4b')?.strandList).toMatchObject([{ status: 'HANDED_OVER' }]);
    expect(seen.ambition(4)?.publicStatus).toBe('COMPLETED');
  });

  test('a milestone handed over before it was said to be met shows no day on which it was', () => {
    const met = { type: 'MilestoneMet', data: { milestone: '4b-m01', evidence: 'Late paper' } };
    const ended = [...collaboratives, ...on('2025-12-31', retired([{ receiver: 'Adult programme' }])), ...on('2026-01-31', met)];
    const seen = view('2026-04-01', undefined, { ...facts, objectives: [ended] }).milestone('4b-m01');
    expect(seen).toMatchObject({ status: 'HANDED_OVER' });
    expect(seen).not.toHaveProperty('metOn');
  });
});
