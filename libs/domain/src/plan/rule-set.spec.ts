import { describe, expect, test } from '@jest/globals';
import { given, on, type Fact } from '../../../../test/support/given.js';
import { registered, threeEditions } from '../../../../test/support/plans.js';
import { sourceOn } from '../../../../test/support/row-source.js';
import { assemblePlanView } from '../assemble.js';
import { ruleSets } from '../rules/rule-set.js';
import { planSlice } from './plan.slice.js';

const plan = given(planSlice);
const reason = 'The board wants limits that are robust';
const adopt = { type: 'AdoptRuleSet', ruleSet: '2025-2', reason };
const adopted = (ruleSet: string) => ({ type: 'RuleSetAdopted', data: { plan: 'jfp', ruleSet, reason } });

describe('AdoptRuleSet', () => {
  test('is true today unless a day is sent', () => {
    expect(plan(threeEditions).when(adopt).then(adopted('2025-2')).on).toBe('2025-10-15');
  });

  test('of the set that is in force on the day is nothing, the first of all included', () => {
    plan(threeEditions)
      .when({ ...adopt, ruleSet: '2025-1' })
      .nothing();
    const later = plan(threeEditions, on('2025-09-01', adopted('2025-2')));
    later.when(adopt).nothing();
    later.when({ ...adopt, ruleSet: '2025-1' }).then(adopted('2025-1'));
    later.when({ ...adopt, on: '2025-06-01' }).then(adopted('2025-2'));
  });

  test('needs a plan, a set that there is, a reason and a day within the horizon', () => {
    plan().when(adopt).refused('PLAN_NOT_FOUND');
    const refusal = plan(registered)
      .when({ ...adopt, ruleSet: '1900-1' })
      .refused('RULE_SET_NOT_FOUND');
    expect(refusal.facts).toEqual(
      ['1900-1', ...ruleSets.map(({ name }) => name)].map((value, index) => ({ name: index === 0 ? 'ruleSet' : 'known', value })),
    );
    plan(registered)
      .when({ ...adopt, reason: ' ' })
      .refused('REASON_REQUIRED');
    plan(threeEditions)
      .when({ ...adopt, on: '2031-01-01' })
      .refused('EFFECTIVE_AFTER_HORIZON');
  });
});

describe('the rule set of a view', () => {
  const facts: readonly Fact[] = [...threeEditions, ...on('2025-09-01', adopted('2025-2')), ...on('2026-01-01', adopted('2025-1'))];
  const setOn = (day: string, ruleSet?: string): string | undefined =>
    assemblePlanView(sourceOn(day, { plan: facts, objectives: [] }), { code: 'jfp', entry: 0, on: day, ruleSet })?.ruleSet.name;

  test('is the first until one is adopted, then the one adopted last by that day', () => {
    expect(['2025-08-31', '2025-09-01', '2025-12-31', '2026-01-01'].map((day) => setOn(day))).toEqual([
      '2025-1',
      '2025-2',
      '2025-2',
      '2025-1',
    ]);
  });

  test('is the one that the question names', () => {
    expect(setOn('2025-08-31', '2025-2')).toBe('2025-2');
    expect(() => setOn('2025-08-31', '1900-1')).toThrow('1900-1');
  });
});

test('sets are frozen, and each has a name of its own', () => {
  expect(ruleSets.every((one) => Object.isFrozen(one))).toBe(true);
  expect(new Set(ruleSets.map(({ name }) => name)).size).toBe(ruleSets.length);
  // Answers of then are computed by them: a change here is a change of history.
  expect(ruleSets.map(({ description: _, ...set }) => set)).toEqual([
    { name: '2025-1', measureRules: 1, fewestChartPoints: 12, dueSoonDays: 90, updateCutOffDays: 14 },
    { name: '2025-2', measureRules: 1, fewestChartPoints: 20, dueSoonDays: 90, updateCutOffDays: 14 },
  ]);
});
