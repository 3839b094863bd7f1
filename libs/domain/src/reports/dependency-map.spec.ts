import { describe, expect, test } from '@jest/globals';
import { on, type Fact } from '../../../../test/support/given.js';
import { added, milestone } from '../../../../test/support/objectives.js';
import { threeEditions } from '../../../../test/support/plans.js';
import { realPlan } from '../../../../test/support/real-plan.js';
import { planOn } from '../../../../test/support/row-source.js';
import { dependencyMap } from './dependency-map.js';

describe('the dependencies of the real plan', () => {
  const map = dependencyMap(planOn('2025-10-15', realPlan()));

  test('are 63, one of them broken (D063), none late, none in a circle', () => {
    expect(map.byState.map(({ name, tally }) => [name, tally.count])).toEqual([
      ['DECLARED', 62],
      ['SATISFIED', 0],
      ['AT_RISK', 0],
      ['BROKEN', 1],
      ['WAIVED', 0],
    ]);
    expect(map.broken).toMatchObject([{ from: '1d', to: { ref: 'New Models of Care' }, cause: { kind: 'MISSING' } }]);
    expect([map.dependencies.count, map.late, map.circles]).toEqual([63, [], []]);
  });

  test('gather round the patient record (D062)', () => {
    expect(map.clusters[0]).toMatchObject({
      on: { kind: 'MEASURE', ref: '8a-k4' },
      dependents: { count: 4, subjects: ['3b-m05', '7b-m04', '7b-m09', '8a-m05'] },
    });
  });

  test('are listed under the objective that declared them', () => {
    expect(map.objectives.flatMap(({ edges }) => edges)).toHaveLength(63);
    expect(map.objectives.find(({ objective }) => objective === '6b')?.dependents.subjects).toEqual(['5a-d02', '6a-d02', '6c-d02']);
  });
});

describe('a small plan', () => {
  const depends = (code: string, ref: string, fields: object = {}) => ({
    type: 'DependencyDeclared',
    data: {
      objective: code.slice(0, 2),
      dependency: code,
      to: { kind: 'OBJECTIVE', ref },
      relation: 'DEPENDS_ON',
      basis: 'STATED',
      ...fields,
    },
  });
  const waived = { type: 'DependencyWaived', data: { dependency: '4c-d01', reason: 'Done without' } };
  const slip = { type: 'MilestoneDelayed', data: { milestone: '4c-m01', reason: 'CAPACITY', newEnd: '2026-06-30' } };
  const objectives: readonly (readonly Fact[])[] = [
    on(
      '2025-04-01',
      added('4b'),
      milestone('4b-m01'),
      depends('4b-d01', '4c'),
      depends('4b-d02', '', { milestone: '4b-m01', to: { kind: 'MILESTONE', ref: '4c-m01' } }),
    ),
    [
      ...on('2025-04-01', added('4c'), milestone('4c-m01'), depends('4c-d01', '4b'), depends('4c-d02', '4d', { relation: 'RELATED' })),
      ...on('2025-09-01', slip),
      ...on('2025-10-01', waived),
    ],
    on('2025-04-01', added('4d')),
    on('2025-04-01', added('4e')),
  ];
  const seen = (day: string) => dependencyMap(planOn(day, { plan: threeEditions, objectives }));

  test('shows a circle until an edge of it is waived', () => {
    expect(seen('2025-09-30').circles).toEqual([['4b', '4c', '4b']]);
    expect(seen('2025-10-01').circles).toEqual([]);
  });

  test('shows what comes too late, from the day of the delay on', () => {
    expect(seen('2025-08-31').late).toEqual([]);
    expect(seen('2025-09-01').late).toMatchObject([{ code: '4b-d02', cause: { kind: 'TOO_LATE', expectedOn: '2026-06-30' } }]);
  });

  test('counts what is only related, yet sees no cluster in it, and lists no objective without a tie', () => {
    expect(seen('2025-10-01').objectives.map(({ objective, dependents }) => [objective, dependents.subjects])).toEqual([
      ['4b', ['4c-d01']],
      ['4c', ['4b-d01']],
      ['4d', ['4c-d02']],
    ]);
    expect(seen('2025-10-01').clusters).toEqual([]);
  });
});
