import { describe, expect, test } from '@jest/globals';
import { on } from '../../../../test/support/given.js';
import { added, milestone, started, years } from '../../../../test/support/objectives.js';
import { threeEditions } from '../../../../test/support/plans.js';
import { planOn, type PlanFacts } from '../../../../test/support/row-source.js';
import { addDays } from '../calendar.js';
import { fieldDifferences } from './field-changes.js';
import { planDiff, type Change, type PlanDiff } from './plan-diff.js';

const measure = (objective: string): object => ({
  measure: '4b-k1',
  objective,
  edition: 3,
  title: 'Waiting list',
  kind: 'DIRECTIONAL',
  scope: 'LOCAL',
  inBody: true,
  inFigure15: false,
  relatedLines: [],
});

const base: PlanFacts = {
  plan: threeEditions,
  objectives: [on('2025-04-01', added(), started(), milestone('4b-m01'), milestone('4b-m02'))],
  measures: [on('2025-04-01', { type: 'MeasureDefined', data: measure('4b') })],
};

const brief = ({ changes }: PlanDiff): readonly (readonly [string, string, string])[] =>
  changes.map(({ change, code, fields }) => [change, code, fields.map(({ path }) => path.join('.')).join(' ')]);

const change = (diff: PlanDiff, code: string): Change | undefined => diff.changes.find((one) => one.code === code);

const between = (facts: PlanFacts, from: string, to: string): PlanDiff =>
  planDiff(planOn(from, facts), planOn(to, facts), () => [100, 112]);

const more = (...facts: ReturnType<typeof on>): PlanFacts => ({ ...base, objectives: [[...base.objectives[0], ...facts]] });

describe('the difference of two points', () => {
  test('is none where nothing was recorded between them', () => {
    expect(between(base, '2025-05-01', '2025-12-31').changes).toEqual([]);
  });

  test('names each field with what it was and what it is', () => {
    const window = years(2);
    const decided = { type: 'BaselineApproved', data: { milestone: '4b-m01', window, decidedBy: 'Board', reason: 'Agreed' } };
    const diff = between(more(...on('2025-06-01', decided)), '2025-05-31', '2025-06-01');
    expect(brief(diff)).toEqual([
      ['CHANGED', '4b-m01', 'window.fromYear window.toYear window.startsOn window.endsOn rebaselines rebaselinedOn baselines'],
    ]);
    expect(change(diff, '4b-m01')?.title).toBe('Milestone 4b-m01');
    expect(change(diff, '4b-m01')?.fields.find(({ path }) => path[1] === 'endsOn')).toEqual({
      path: ['window', 'endsOn'],
      type: 'DAY',
      before: '2026-03-31',
      after: '2027-03-31',
      because: [100, 112],
    });
  });

  test('tells what was added and, the other way round, removed', () => {
    const facts = more(...on('2025-06-01', milestone('4b-m03')));
    expect(brief(between(facts, '2025-05-31', '2025-06-01')).map(([how, code]) => [how, code])).toEqual([['ADDED', '4b-m03']]);
    const back = between(facts, '2025-06-01', '2025-05-31');
    expect(brief(back).map(([how, code]) => [how, code])).toEqual([['REMOVED', '4b-m03']]);
    expect(change(back, '4b-m03')?.fields.every(({ after }) => after === undefined)).toBe(true);
  });

  test('tells that a measure moved to another objective', () => {
    const moved = { type: 'MeasureMoved', data: { measure: '4b-k1', from: '4b', to: '4c', reason: 'Its rightful place' } };
    const facts = { ...base, measures: [[...(base.measures?.[0] ?? []), ...on('2025-06-01', moved)]] };
    const found = change(between(facts, '2025-05-31', '2025-06-01'), '4b-k1');
    expect([found?.change, found?.movedFrom]).toEqual(['MOVED', ['4b']]);
  });

  test('tells that a milestone goes on in the next edition under another code', () => {
    const carried = on('2025-06-01', milestone('4b-m03', { edition: 4, formerly: ['4b-m01'] }, years(2)));
    const next = on('2025-06-01', { type: 'EditionOpened', data: { edition: 4, firstFinancialYear: '2026/27', refreshKind: 'FULL' } });
    const facts = { ...more(...carried), plan: [...threeEditions, ...next] };
    const diff = planDiff(planOn('2025-07-01', facts, 3), planOn('2025-07-01', facts, 4), () => [112]);
    expect(
      diff.changes.filter(({ kind }) => kind === 'milestone').map(({ change: how, code, movedFrom }) => [how, code, movedFrom]),
    ).toEqual([
      ['REMOVED', '4b-m02', []],
      ['MOVED', '4b-m03', ['4b-m01']],
    ]);
  });

  test('is found without looking twice at a large plan', () => {
    const many = Array.from({ length: 2_000 }, (_, index) => milestone(`4b-m${index + 10}`));
    let asked = 0;
    const facts = more(...on('2025-06-01', ...many));
    const diff = planDiff(planOn('2025-05-31', facts), planOn(addDays('2025-05-31', 1), facts), () => {
      asked++;
      return [112];
    });
    expect(diff.changes).toHaveLength(2_000);
    expect(asked).toBe(2_000);
  });
});

test.each<[unknown, unknown, unknown]>([
  [{ a: 1 }, { a: 1 }, []],
  [{ a: [1, { b: 2 }] }, { a: [1, { b: 2 }] }, []],
  [{ a: 1 }, { a: true }, [['a', 'FLAG', 1, true]]],
  [{ a: 'x' }, {}, [['a', 'TEXT', 'x', undefined]]],
  [{ a: { b: 1, c: 2 } }, { a: { b: 1, c: 3 } }, [['a.c', 'NUMBER', 2, 3]]],
  [{ a: { b: 1 } }, { a: [1] }, [['a', 'LIST', { b: 1 }, [1]]]],
  [{}, { a: { b: 1 } }, [['a', 'RECORD', undefined, { b: 1 }]]],
  [{ a: [1] }, { a: [1, 2] }, [['a', 'LIST', [1], [1, 2]]]],
])('%j and %j differ by %j', (before, after, expected) => {
  const found = fieldDifferences(before as object, after as object);
  expect(found.map(({ path, type, before: was, after: is }) => [path.join('.'), type, was, is])).toEqual(expected);
});
