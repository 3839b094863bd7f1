import { describe, expect, test } from '@jest/globals';
import { on, type Fact } from '../../../../test/support/given.js';
import { realPlan } from '../../../../test/support/real-plan.js';
import { sourceOn, type PlanFacts } from '../../../../test/support/row-source.js';
import { assemblePlanView } from '../assemble.js';
import type { PlanView } from '../plan-view.js';
import { dependencyCycles } from './dependency.cycles.js';
import { fundingGaps } from './funding.gaps.js';

const plan = realPlan();

function view(day: string, facts: PlanFacts = plan): PlanView {
  const seen = assemblePlanView(sourceOn(day, facts), { code: 'jfp', entry: 0, on: day });
  if (seen === undefined) throw new Error('no such plan');
  return seen;
}

const gaps = (seen: PlanView): readonly string[] => fundingGaps(seen).map(({ milestone, year }) => `${milestone} Y${year}`);

describe('the money of edition 3', () => {
  const expected = [
    ...['1c-m08 Y5', '1c-m09 Y5', '1c-m10 Y5'],
    ...['1d-m02 Y2', '1d-m03 Y2', '1d-m04 Y3', '1d-m06 Y4', '1d-m07 Y5'],
    ...['2b-m02 Y2', '2b-m02 Y3', '2b-m02 Y4', '2b-m03 Y5', '2b-m04 Y5', '2b-m05 Y5'],
    ...['3a-m06 Y2', '3a-m06 Y3', '3a-m06 Y4'],
    ...['6c-m01 Y2', '6c-m02 Y3', '6c-m03 Y3', '6c-m04 Y4', '6c-m05 Y5', '6c-m06 Y5'],
  ];

  test('has the gaps of D078 to D082, and no others', () => {
    expect(gaps(view('2025-04-01'))).toEqual(expected);
  });

  test('AS19: a grant for 3a that is renewed to 2027-03-31 clears Year 2 of 3a-m06 alone', () => {
    const renewed: Fact[] = [
      ...on('2026-01-15', {
        type: 'FundingPositionChanged',
        data: { objective: '3a', position: 'NATIONAL_TIME_LIMITED', until: '2027-03-31', reason: 'Renewed' },
      }),
    ];
    const objectives = plan.objectives.map((facts) => (facts === of('3a') ? [...facts, ...renewed] : facts));
    expect(gaps(view('2026-01-15', { ...plan, objectives }))).toEqual(expected.filter((gap) => gap !== '3a-m06 Y2'));
    expect(gaps(view('2026-01-14', { ...plan, objectives }))).toEqual(expected);
  });
});

const of = (code: string): readonly Fact[] | undefined =>
  plan.objectives.find(([{ event }]) => 'objective' in event.data && event.data.objective === code);

describe('the dependencies of edition 3', () => {
  const all = (seen: PlanView) => seen.objectives.flatMap(({ dependencies }) => dependencies);

  test('none is at risk at load, and one is broken: New Models of Care is registered nowhere (D063)', () => {
    const seen = view('2025-04-01');
    expect(all(seen).filter(({ state }) => state !== 'DECLARED')).toMatchObject([
      { from: '1d', to: { kind: 'PROGRAMME', ref: 'New Models of Care' }, state: 'BROKEN', cause: { kind: 'MISSING' } },
    ]);
    expect(all(seen).filter(({ cause }) => cause !== undefined)).toHaveLength(1);
  });

  test('none comes back to itself', () => {
    expect(dependencyCycles(view('2025-04-01'))).toEqual([]);
  });

  test('the patient record holds four milestones of three objectives together (D062)', () => {
    expect(
      view('2025-04-01')
        .dependentsOf('8a-k4')
        .map(({ from, objective }) => [objective, from]),
    ).toEqual([
      ['3b', '3b-m05'],
      ['7b', '7b-m04'],
      ['7b', '7b-m09'],
      ['8a', '8a-m05'],
    ]);
  });

  test('AS21: the slip of the go-live spreads to those it holds up, and all show the cause', () => {
    const slip = on('2025-12-01', {
      type: 'TargetChanged',
      data: { measure: '8a-k4', target: 1, byDate: '2026-09-30', reason: 'Supplier delay' },
    });
    const isGoLive = ([{ event }]: readonly Fact[]): boolean => 'measure' in event.data && event.data.measure === '8a-k4';
    const measures = plan.measures?.map((facts) => (isGoLive(facts) ? [...facts, ...slip] : facts));
    const seen = view('2025-12-01', { ...plan, measures });
    const states = seen.dependentsOf('8a-k4').map(({ from, state, cause }) => [from, state, cause?.kind, cause?.expectedOn]);
    expect(states).toEqual([
      ['3b-m05', 'DECLARED', 'MOVED', '2026-09-30'],
      ['7b-m04', 'AT_RISK', 'TOO_LATE', '2026-09-30'],
      ['7b-m09', 'DECLARED', 'MOVED', '2026-09-30'],
      ['8a-m05', 'AT_RISK', 'TOO_LATE', '2026-09-30'],
    ]);
    expect(seen.milestone('8a-m05')?.dependencies[0].cause?.text).toBe(
      '8a-k4 is expected on 2026-09-30, 183 days after the 2026-03-31 first set; ' +
        '8a-m05 is to be there by 2027-03-31 and needs it 12 months before.',
    );
    expect(all(seen).filter(({ state }) => state === 'AT_RISK')).toHaveLength(2);
  });
});
