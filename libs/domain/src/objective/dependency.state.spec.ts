import { describe, expect, test } from '@jest/globals';
import { on, type Fact } from '../../../../test/support/given.js';
import { added, milestone, retired, started, years } from '../../../../test/support/objectives.js';
import { threeEditions } from '../../../../test/support/plans.js';
import { sourceOn, type PlanFacts } from '../../../../test/support/row-source.js';
import { assemblePlanView } from '../assemble.js';
import type { DomainEvent } from '../projection.js';
import { dependencyCycles } from './dependency.cycles.js';

const declared = (dependency: string, fields: object): DomainEvent => ({
  type: 'DependencyDeclared',
  data: { objective: dependency.split('-')[0], dependency, relation: 'DEPENDS_ON', basis: 'STATED', ...fields },
});
const onMilestone = (ref: string): object => ({ to: { kind: 'MILESTONE', ref } });
const onObjective = (ref: string): object => ({ to: { kind: 'OBJECTIVE', ref } });

/** 4b-m01 of Year 1 waits for 4a-m01, due in the middle of it. */
const successor = on('2025-04-01', added(), milestone('4b-m01'), declared('4b-d01', { milestone: '4b-m01', ...onMilestone('4a-m01') }));
const predecessor = on('2025-04-01', added('4a'), started('4a'), milestone('4a-m01', { dueOn: '2025-09-30' }));

function view(day: string, all: Partial<PlanFacts>) {
  const seen = assemblePlanView(sourceOn(day, { plan: threeEditions, objectives: [], ...all }), { code: 'jfp', entry: 0, on: day });
  if (seen === undefined) throw new Error('no such plan');
  return seen;
}

/** How 4b-d01 stands once more facts are told. */
function stands(day: string, ...more: readonly Fact[]) {
  const of = (code: string): readonly Fact[] => more.filter(({ event }) => JSON.stringify(event.data).includes(code));
  const objectives = [
    [...successor, ...of('4b-')],
    [...predecessor, ...of('4a')],
  ];
  const { state, cause } = view(day, { objectives }).objective('4b')?.dependencies[0] ?? {};
  return { state, cause };
}

const delayed = (newEnd: string): DomainEvent => ({ type: 'MilestoneDelayed', data: { milestone: '4a-m01', reason: 'CAPACITY', newEnd } });
const metOn = (code: string): DomainEvent => ({ type: 'MilestoneMet', data: { milestone: code, evidence: 'Minutes' } });
const dropped = (code: string): DomainEvent => ({ type: 'MilestoneDropped', data: { milestone: code, reason: 'Given up' } });

describe('an edge between two items', () => {
  test('is DECLARED while nothing is known against it', () => {
    expect(stands('2025-10-15')).toEqual({ state: 'DECLARED', cause: undefined });
  });

  test('a delay alone is no risk, but the cause shows', () => {
    expect(stands('2025-10-15', ...on('2025-08-01', delayed('2026-03-31')))).toEqual({
      state: 'DECLARED',
      cause: {
        kind: 'MOVED',
        item: '4a-m01',
        firstOn: '2025-09-30',
        expectedOn: '2026-03-31',
        neededBy: '2026-03-31',
        text: '4a-m01 is expected on 2026-03-31, 182 days after the 2025-09-30 first set, in time for 4b-m01 by 2026-03-31.',
      },
    });
  });

  test('is AT_RISK from the day after', () => {
    expect(stands('2025-10-15', ...on('2025-08-01', delayed('2026-04-01')))).toMatchObject({
      state: 'AT_RISK',
      cause: { kind: 'TOO_LATE', item: '4a-m01', expectedOn: '2026-04-01', neededBy: '2026-03-31' },
    });
    expect(stands('2025-07-31', ...on('2025-08-01', delayed('2026-04-01'))).state).toBe('DECLARED');
  });

  test('goes by the due day of what depends, where it has one', () => {
    const due: DomainEvent = {
      type: 'BaselineApproved',
      data: { milestone: '4b-m01', window: years(1), dueOn: '2025-12-31', decidedBy: 'Board', reason: 'x' },
    };
    expect(stands('2025-10-15', ...on('2025-08-01', due, delayed('2026-01-01'))).state).toBe('AT_RISK');
    expect(stands('2025-10-15', ...on('2025-08-01', due, delayed('2025-12-31'))).state).toBe('DECLARED');
  });

  test('is SATISFIED once what is depended on is there in time, and at risk if it came too late', () => {
    expect(stands('2025-10-15', ...on('2025-10-01', metOn('4a-m01')))).toMatchObject({
      state: 'SATISFIED',
      cause: { kind: 'MOVED', text: '4a-m01 came on 2025-10-01, 1 day after the 2025-09-30 first set, in time for 4b-m01 by 2026-03-31.' },
    });
    expect(stands('2025-10-15', ...on('2025-09-30', metOn('4a-m01')))).toEqual({ state: 'SATISFIED', cause: undefined });
    expect(stands('2026-10-15', ...on('2026-04-01', metOn('4a-m01'))).state).toBe('AT_RISK');
  });

  test('no longer matters once what depends is there, or was given up', () => {
    const late = on('2025-08-01', delayed('2027-03-31'));
    expect(stands('2025-10-15', ...late, ...on('2025-10-01', metOn('4b-m01')))).toEqual({ state: 'SATISFIED', cause: undefined });
    expect(stands('2025-10-15', ...late, ...on('2025-10-01', dropped('4b-m01')))).toEqual({ state: 'DECLARED', cause: undefined });
  });

  test('is BROKEN where what is depended on was dropped', () => {
    expect(stands('2025-10-15', ...on('2025-10-01', dropped('4a-m01')))).toEqual({
      state: 'BROKEN',
      cause: { kind: 'GIVEN_UP', item: '4a-m01', text: '4a-m01 was dropped on 2025-10-01.' },
    });
  });

  test('goes by the dates where what is depended on was handed over', () => {
    expect(stands('2025-10-15', ...on('2025-10-01', retired([{ receiver: 'X' }], '4a'))).state).toBe('DECLARED');
  });

  test('what people recorded stands over all of that', () => {
    const late = on('2025-08-01', delayed('2027-03-31'));
    const waived = on('2025-10-01', { type: 'DependencyWaived', data: { dependency: '4b-d01', reason: 'Done without' } });
    const cause = { kind: 'RECORDED', item: '4a-m01', text: 'Recorded for 2025-10-01: Done without' };
    expect(stands('2025-10-15', ...late, ...waived)).toEqual({ state: 'WAIVED', cause });
    expect(stands('2025-09-30', ...late, ...waived).state).toBe('AT_RISK');
    const satisfied = on('2025-10-02', { type: 'DependencySatisfied', data: { dependency: '4b-d01', evidence: 'Interim solution' } });
    expect(stands('2025-10-15', ...late, ...waived, ...satisfied)).toEqual({ state: 'SATISFIED', cause: undefined });
    const broken = on('2025-10-03', { type: 'DependencyBroken', data: { dependency: '4b-d01', reason: 'Contract fell through' } });
    expect(stands('2025-10-15', ...waived, ...satisfied, ...broken).state).toBe('BROKEN');
  });

  test('is seen from both ends', () => {
    const seen = view('2025-10-15', { objectives: [successor, predecessor] });
    expect(seen.milestone('4b-m01')?.dependencies.map(({ code }) => code)).toEqual(['4b-d01']);
    expect(seen.dependentsOf('4a-m01').map(({ code, from }) => [code, from])).toEqual([['4b-d01', '4b-m01']]);
    expect(seen.dependentsOf('4a')).toEqual([]);
    expect(seen.objective('4b')?.dependencies).toMatchObject([
      { from: '4b-m01', objective: '4b', to: { kind: 'MILESTONE', ref: '4a-m01' } },
    ]);
  });

  test('belongs to the edition of what depends', () => {
    const point = { code: 'jfp', entry: 0, on: '2025-10-15', edition: 2 };
    const seen = assemblePlanView(sourceOn('2025-10-15', { plan: threeEditions, objectives: [successor, predecessor] }), point);
    expect(seen?.dependentsOf('4a-m01')).toEqual([]);
  });
});

describe('a measure that is depended on', () => {
  const defined = on(
    '2025-04-01',
    {
      type: 'MeasureDefined',
      data: {
        measure: '8a-k4',
        objective: '8a',
        edition: 3,
        title: 'Go-live',
        kind: 'DELIVERABLE',
        scope: 'OBJECTIVE',
        inBody: true,
        inFigure15: true,
        relatedLines: [],
      },
    },
    { type: 'TargetSet', data: { measure: '8a-k4', target: 1, byDate: '2026-03-31' } },
  );
  const facts = on(
    '2025-04-01',
    added(),
    milestone('4b-m01'),
    milestone('4b-m02', { dueOn: '2027-03-31' }, years(2)),
    declared('4b-d01', { milestone: '4b-m01', to: { kind: 'MEASURE', ref: '8a-k4' } }),
    declared('4b-d02', { milestone: '4b-m02', to: { kind: 'MEASURE', ref: '8a-k4' }, leadMonths: 12 }),
    declared('4b-d03', { measure: '4b-k1', to: { kind: 'MEASURE', ref: '8a-k4' } }),
  );
  const states = (day: string, measures: readonly Fact[]) =>
    view(day, { objectives: [facts], measures: [measures] })
      .objective('4b')
      ?.dependencies.map(({ state, cause }) => [state, cause?.kind]);
  const moved = on('2025-06-01', { type: 'TargetChanged', data: { measure: '8a-k4', target: 1, byDate: '2026-04-01', reason: 'Slip' } });

  test('comes on the day of its target, a lead counted in', () => {
    expect(states('2025-05-01', defined)).toEqual([
      ['DECLARED', undefined],
      ['DECLARED', undefined],
      ['DECLARED', undefined],
    ]);
    expect(states('2025-10-15', [...defined, ...moved])).toEqual([
      ['AT_RISK', 'TOO_LATE'],
      ['AT_RISK', 'TOO_LATE'],
      ['DECLARED', 'MOVED'],
    ]);
  });

  test('or on the day it was delivered', () => {
    const delivered = on('2025-10-01', { type: 'MeasureDelivered', data: { measure: '8a-k4', evidence: 'Live' } });
    expect(states('2025-10-15', [...defined, ...moved, ...delivered])?.[0]).toEqual(['SATISFIED', 'MOVED']);
  });

  test('is missing where nobody defined it, and given up once withdrawn', () => {
    expect(states('2025-10-15', [])?.[0]).toEqual(['BROKEN', 'MISSING']);
    const withdrawn = on('2025-10-01', { type: 'MeasureWithdrawn', data: { measure: '8a-k4', reason: 'No longer used' } });
    expect(states('2025-10-15', [...defined, ...withdrawn])?.[0]).toEqual(['BROKEN', 'GIVEN_UP']);
  });
});

describe('what a whole objective depends on', () => {
  const depending = (...fields: readonly object[]): readonly Fact[] =>
    on('2025-04-01', added(), ...fields.map((each, index) => declared(`4b-d0${index + 1}`, each)));
  const states = (facts: readonly Fact[], more: Partial<PlanFacts> = {}) =>
    view('2025-10-15', { objectives: [facts], ...more })
      .objective('4b')
      ?.dependencies.map(({ state }) => state);

  test('is BROKEN where the plan keeps such things and knows none of that code or name (D063)', () => {
    const facts = depending(onObjective('4a'), onMilestone('4a-m01'), { to: { kind: 'PROGRAMME', ref: 'New Models of Care' } });
    expect(states(facts)).toEqual(['BROKEN', 'BROKEN', 'BROKEN']);
    expect(view('2025-10-15', { objectives: [facts] }).objective('4b')?.dependencies[2].cause).toEqual({
      kind: 'MISSING',
      item: 'New Models of Care',
      text: 'The plan knows no programme New Models of Care.',
    });
  });

  test('is DECLARED where it is there, or only a name', () => {
    const facts = depending(
      onObjective('4a'),
      { to: { kind: 'PROGRAMME', ref: 'new models of care' } },
      { to: { kind: 'FUNDING', ref: 'A grant' } },
    );
    const registered = (...more: readonly Fact[]): readonly Fact[] => [
      ...on('2025-04-01', {
        type: 'RegisterEntryAdded',
        data: {
          code: 'nmoc',
          kind: 'PROGRAMME',
          name: 'New Models of Care',
          aliases: [],
          details: {},
          figures: [],
          links: [],
          sourceLines: [],
        },
      }),
      ...more,
    ];
    const objectives = [facts, on('2025-04-01', added('4a'))];
    expect(states(facts, { objectives, register: [registered()] })).toEqual(['DECLARED', 'DECLARED', 'DECLARED']);
    const ended = on('2025-10-01', { type: 'RegisterEntryEnded', data: { code: 'nmoc', reason: 'Closed' } });
    expect(states(facts, { objectives, register: [registered(...ended)] })).toEqual(['DECLARED', 'BROKEN', 'DECLARED']);
  });

  test('is never at risk by a date, nor is what is only related', () => {
    const slipped = [...predecessor, ...on('2025-08-01', delayed('2029-03-31'))];
    const related = on(
      '2025-04-01',
      milestone('4b-m01'),
      declared('4b-d02', { milestone: '4b-m01', relation: 'RELATED', ...onMilestone('4a-m01') }),
    );
    const facts = [...depending(onMilestone('4a-m01')), ...related];
    expect(states(facts, { objectives: [facts, slipped] })).toEqual(['DECLARED', 'DECLARED']);
  });
});

describe('circles', () => {
  const edges = (...all: readonly (readonly [string, string])[]): readonly (readonly Fact[])[] => {
    const codes = [...new Set(all.flat())];
    return codes.map((code) => {
      const own = all.filter(([from]) => from === code);
      return on('2025-04-01', added(code), ...own.map(([, ref], index) => declared(`${code}-d0${index + 1}`, onObjective(ref))));
    });
  };
  const circles = (objectives: readonly (readonly Fact[])[]) => dependencyCycles(view('2025-10-15', { objectives }));

  test('none where nothing comes back', () => {
    expect(circles(edges(['3b', '8a'], ['8a', '7b'], ['3b', '7b'], ['4a', '3a']))).toEqual([]);
  });

  test('one for each group, by a shortest way from its first code', () => {
    expect(circles(edges(['8a', '7b'], ['3b', '8a'], ['7b', '3b'], ['2b', '2a'], ['2a', '2b'], ['1a', '2a']))).toEqual([
      ['2a', '2b', '2a'],
      ['3b', '8a', '7b', '3b'],
    ]);
    expect(circles(edges(['1a', '1b'], ['1b', '1c'], ['1c', '1a'], ['1b', '1a']))).toEqual([['1a', '1b', '1a']]);
  });

  test('not through what is only related, waived, of an item, or on an item', () => {
    const there = on('2025-04-01', added('1a'), declared('1a-d01', onObjective('1b')));
    const back = (fields: object): readonly Fact[] => on('2025-04-01', added('1b'), milestone('1b-m01'), declared('1b-d01', fields));
    expect(circles([there, back(onObjective('1a'))])).toHaveLength(1);
    expect(circles([there, back({ ...onObjective('1a'), relation: 'RELATED' })])).toEqual([]);
    expect(circles([there, back({ ...onObjective('1a'), milestone: '1b-m01' })])).toEqual([]);
    const waived = on('2025-06-01', { type: 'DependencyWaived', data: { dependency: '1b-d01', reason: 'x' } });
    expect(circles([there, [...back(onObjective('1a')), ...waived]])).toEqual([]);
  });

  test('in a chain of 1,000 objectives that ends in one', () => {
    const codes = Array.from({ length: 1000 }, (_, index) => `o${1000 + index}`);
    const to = (index: number) => ({ kind: 'OBJECTIVE', ref: codes[index + 1] ?? codes[997] }) as const;
    const edge = (code: string, index: number) => ({ from: code, to: to(index), relation: 'DEPENDS_ON', state: 'DECLARED' }) as const;
    const objectives = codes.map((code, index) => ({ code, dependencies: [edge(code, index)] }));
    expect(dependencyCycles({ objectives })).toEqual([['o1997', 'o1998', 'o1999', 'o1997']]);
  });
});
