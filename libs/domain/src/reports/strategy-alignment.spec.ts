import { describe, expect, test } from '@jest/globals';
import { on, type Fact } from '../../../../test/support/given.js';
import { added } from '../../../../test/support/objectives.js';
import { threeEditions } from '../../../../test/support/plans.js';
import { entry } from '../../../../test/support/registers.js';
import { realPlan } from '../../../../test/support/real-plan.js';
import { planOn } from '../../../../test/support/row-source.js';
import { strategyAlignment } from './strategy-alignment.js';

describe('what the real plan fits', () => {
  const { groups, unregistered } = strategyAlignment(planOn('2025-10-15', realPlan()));
  const fitting = new Map(groups.flatMap(({ lines }) => lines.map(({ registered, objectives }) => [registered.name, objectives.subjects])));

  test('are 19 strategies, 11 partner plans, 4 county priorities, 3 shifts and 4 purposes', () => {
    expect(groups.map(({ entries }) => entries.count)).toEqual([19, 11, 4, 3, 4, 13]);
  });

  test('are linked to the objectives that name them', () => {
    expect(fitting.get('Analogue to digital')).toEqual(['2a', '3b', '8a']);
    expect(fitting.get('Health Inequalities Strategic Framework for Action')).toEqual(['1a', '1b', '2a']);
    expect(fitting.get('NHS Long Term Plan')).toEqual(['1b']);
  });

  test('and nine names that no entry goes by', () => {
    expect(unregistered).toHaveLength(9);
    expect(unregistered[0]).toMatchObject({
      type: 'NATIONAL_PROGRAMME',
      name: 'Core20PLUS5',
      objectives: { subjects: ['1a', '1c', '3c', '5a'] },
    });
  });
});

describe('what a small plan fits', () => {
  const link = (kind: string, code: string): object => ({ kind, code, role: 'CONCERNS' });
  const aligned = (objective: string, alignment: string, name: string) => ({
    type: 'AlignmentRecorded',
    data: { objective, alignment, name },
  });
  const dependency = (code: string, ref: string, fields: object = {}) => ({
    type: 'DependencyDeclared',
    data: {
      objective: code.slice(0, 2),
      dependency: code,
      to: { kind: 'STRATEGY', ref },
      relation: 'DEPENDS_ON',
      basis: 'STATED',
      ...fields,
    },
  });
  const register: readonly (readonly Fact[])[] = [
    [
      ...on(
        '2025-04-01',
        entry('people-plan', { aliases: [{ alias: 'Workforce plan' }], links: [link('AMBITION', '4'), link('AMBITION', '1')] }),
      ),
      ...on('2026-01-01', { type: 'RegisterEntryRenamed', data: { code: 'people-plan', name: 'Our People' } }),
      ...on('2027-04-01', { type: 'RegisterEntryEnded', data: { code: 'people-plan', reason: 'Over' } }),
    ],
    on('2025-04-01', entry('shift-1', { kind: 'NATIONAL_SHIFT', name: 'Sickness to prevention', details: {} })),
    on(
      '2025-04-01',
      entry('trust', {
        kind: 'PARTNER_PLAN',
        name: 'Trust strategy',
        details: { organisation: 'Trust', alignment: 'Fits' },
        links: [link('OBJECTIVE', '4c')],
      }),
    ),
    on('2025-04-01', entry('icb', { kind: 'ORGANISATION', name: 'ICB', details: {} })),
  ];
  const objectives = [
    [
      ...on(
        '2025-04-01',
        added('4b'),
        aligned('4b', 'NATIONAL_SHIFT', 'sickness – to prevention'),
        aligned('4b', 'NATIONAL_DUTY', 'Triple aim'),
        dependency('4b-d01', 'Workforce Plan'),
        dependency('4b-d02', 'Dental strategy'),
      ),
      ...on('2025-10-01', { type: 'DependencyWaived', data: { dependency: '4b-d02', reason: 'Done without' } }),
    ],
    on(
      '2025-04-01',
      added('4c'),
      aligned('4c', 'NATIONAL_DUTY', 'Triple Aim'),
      aligned('4c', 'STRATEGY', 'People Plan'),
      dependency('4c-d01', 'People plan'),
    ),
  ];
  const seen = (day: string) => strategyAlignment(planOn(day, { plan: threeEditions, objectives, register }));
  const lines = (day: string) =>
    seen(day).groups.flatMap(({ lines: all }) =>
      all.map(({ registered, ambitions, objectives: fitting }) => [registered.code, ambitions.subjects, fitting.subjects]),
    );

  test('is found by name, alias and former name, once for each objective', () => {
    const expected = [
      ['people-plan', ['1', '4'], ['4b', '4c']],
      ['trust', [], ['4c']],
      ['shift-1', [], ['4b']],
    ];
    expect(lines('2025-09-30')).toEqual(expected);
    expect(lines('2026-01-01')).toEqual(expected);
    expect(lines('2027-04-01')).toEqual(expected.slice(1));
  });

  test('is grouped by kind, whether or not there is any', () => {
    expect(seen('2025-09-30').groups.map(({ kind, entries }) => [kind, entries.count])).toEqual([
      ['STRATEGY', 1],
      ['PARTNER_PLAN', 1],
      ['COUNTY_PRIORITY', 0],
      ['NATIONAL_SHIFT', 1],
      ['CORE_PURPOSE', 0],
      ['NATIONAL_POLICY', 0],
    ]);
  });

  test('what no entry goes by is listed apart; what was waived is not', () => {
    const strangers = (day: string) => seen(day).unregistered.map(({ type, name, objectives: by }) => [type, name, by.subjects]);
    expect(strangers('2025-09-30')).toEqual([
      ['NATIONAL_DUTY', 'Triple aim', ['4b', '4c']],
      ['STRATEGY', 'Dental strategy', ['4b']],
    ]);
    expect(strangers('2025-10-01')).toEqual([['NATIONAL_DUTY', 'Triple aim', ['4b', '4c']]]);
  });
});
