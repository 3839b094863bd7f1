import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Found, listed, TestApi, worded } from '../support/running-api.js';

let api: TestApi;

beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.close());

const AMBITIONS: Readonly<Record<string, number>> = { '1': 1, '6': 6, '7': 7 };
const codes = ['1b', '1c', '6a', '6b', '6c', '7a', '7b'];

beforeAll(async () => {
  await api.record('registerPlan', { title: 'A plan', owner: { organisation: 'A board' } });
  await api.record('openEdition', { number: 1, firstFinancialYear: '2025/26', refreshKind: 'FULL' });
  for (const number of Object.values(AMBITIONS)) await api.record('addAmbition', { number, title: `Ambition ${number}` });
  for (const code of codes) await api.record('addObjective', { code, ambition: AMBITIONS[code.charAt(0)], title: `Objective ${code}` });
});

/** Records commands that must go through. */
async function given(...commands: readonly (readonly [string, object])[]): Promise<void> {
  for (const [mutation, input] of commands) {
    const answer = await api.record(mutation, input);
    expect({ mutation, input, answer: answer.__typename, why: answer.message }).toEqual({
      mutation,
      input,
      answer: 'MeasureRecorded',
      why: undefined,
    });
  }
}

const define = (measure: string, fields: object): readonly [string, object] => [
  'defineMeasure',
  { objective: measure.slice(0, 2), measure, title: `Measure ${measure}`, kind: 'QUANTITATIVE', ...fields },
];
const observe = (
  measure: string,
  period: string,
  value: string,
  effectiveOn: string,
  reportedBy = 'Local return',
): readonly [string, object] => ['recordObservation', { measure, period, value, reportedBy, effectiveOn }];

const ask = async (measure: string, on: string): Promise<Found> => {
  const { plan } = await api.ask(
    `query($measure: String!, $on: Date!) { plan(code: "jfp", on: $on) { measure(code: $measure) {
      status rating { state basis expected by observation } needsBaseline needsDate
      latest { name value }
      targets { number value state dueOn closedBy progress { percent achieved needed } }
      benchmarks { name value scope gap }
      series { reportedBy periodType count latest { value } }
    } } }`,
    { measure, on },
  );
  return plan.measure;
};

const eachOf = (nodes: Found, field: string): readonly string[] => listed(nodes).map((node) => worded(node[field]));
const statesOf = (measure: Found): readonly string[] => eachOf(measure.targets, 'state');

test('AS06: an observation beats the target', async () => {
  await given(
    define('1b-k1', { unit: '% of deliveries', direction: 'DECREASE' }),
    ['setBaseline', { measure: '1b-k1', value: '11.2', period: '2023/24' }],
    ['setTarget', { measure: '1b-k1', target: 1, value: '9', comparator: 'AT_MOST', byDate: '2026-03-31' }],
    ['setTarget', { measure: '1b-k1', target: 2, value: '6', comparator: 'AT_MOST', byDate: '2028-03-31' }],
    observe('1b-k1', '2023/24', '11.2', '2024-03-31', 'OHID'),
    observe('1b-k1', '2024/25 Q2', '8.8', '2024-09-30', 'NHS Digital'),
  );
  const measure = await ask('1b-k1', '2025-10-03');
  expect(measure).toMatchObject({
    latest: { value: '8.8' },
    targets: [
      { state: 'QUESTIONED', closedBy: '2024/25 Q2, NHS Digital' },
      { state: 'OPEN', closedBy: null },
    ],
  });
  expect(measure.series).toEqual([
    { reportedBy: 'NHS Digital', periodType: 'QUARTER', count: 1, latest: { value: '8.8' } },
    { reportedBy: 'OHID', periodType: 'FINANCIAL_YEAR', count: 1, latest: { value: '11.2' } },
  ]);
});

test('AS07: a trajectory tells behind from ahead', async () => {
  await given(
    define('1c-k1', { unit: '% of invitees', direction: 'INCREASE' }),
    ['setBaseline', { measure: '1c-k1', value: '36', text: 'programme start' }],
    ['setTarget', { measure: '1c-k1', target: 1, value: '50', comparator: 'AT_LEAST', byDate: '2026-03-31', period: '2025/26 Q4' }],
    [
      'setTrajectory',
      {
        measure: '1c-k1',
        points: ['45', '45', '45', '50'].map((value, index) => ({ period: `2025/26 Q${index + 1}`, value })),
      },
    ],
    ['addBenchmark', { measure: '1c-k1', name: 'Expected national target', value: '55', period: '2025/26', scope: 'NATIONAL' }],
    observe('1c-k1', '2025/26 Q2', '44', '2025-09-30'),
    observe('1c-k1', '2025/26 Q4', '50', '2026-03-31'),
  );
  const second = await ask('1c-k1', '2025-09-30');
  expect(second.rating).toEqual({ state: 'BEHIND', basis: 'TRAJECTORY', expected: '45', by: '1', observation: '2025/26 Q2, Local return' });
  expect(statesOf(second)).toEqual(['OPEN']);
  expect(second.needsBaseline).toBe(true);
  const fourth = await ask('1c-k1', '2026-03-31');
  expect(fourth).toMatchObject({ rating: { state: 'ON_TRACK' }, targets: [{ state: 'MET' }], benchmarks: [{ value: '55', gap: '5' }] });
});

test('AS08: progress between baseline and target', async () => {
  for (const [code, last, verdict] of [
    ['6b-k1', '330', 'MET'],
    ['6b-k9', '329', 'MISSED'],
  ]) {
    await given(
      define(code, { unit: 'beds', direction: 'INCREASE' }),
      ['setBaseline', { measure: code, value: '170', period: '2025-03' }],
      ['setTarget', { measure: code, target: 1, value: '330', comparator: 'AT_LEAST', byDate: '2026-03-31' }],
      observe(code, '2025-09-30', '250', '2025-09-30'),
      observe(code, '2026-03-31', last, '2026-03-31'),
    );
    const half = await ask(code, '2025-09-30');
    expect(half.targets).toMatchObject([{ state: 'OPEN', progress: { percent: '50', achieved: '80', needed: '160' } }]);
    expect(half.rating).toMatchObject({ state: 'ON_TRACK', basis: 'STRAIGHT_LINE', expected: '250', by: '0' });
    expect(statesOf(await ask(code, '2026-03-31'))).toEqual([verdict]);
  }
});

describe('AS09: limits are exact', () => {
  test.each([
    ['6a-k1', '%', 'AT_LEAST', { value: '78', comparator: 'AT_LEAST', period: '2026-03' }, '78.0', 'MET'],
    ['7a-k2', '%', 'AT_MOST', { value: '1', comparator: 'LESS_THAN', byDate: '2026-03-31' }, '1.0', 'MISSED'],
    ['7b-k1', '%', 'AT_MOST', { value: '4', comparator: 'AT_MOST', byDate: '2026-03-31' }, '4.0', 'MET'],
    ['6b-k2', '%', 'AT_LEAST', { value: '80', comparator: 'AT_LEAST', standing: 'AT_ANY_TIME' }, '79', 'BREACHED'],
  ])('%s', async (code, unit, direction, terms, value, state) => {
    await given(
      define(code, { unit, direction }),
      ['setTarget', { measure: code, target: 1, ...terms }],
      observe(code, '2026-03', value, '2026-03-31'),
    );
    expect(statesOf(await ask(code, '2026-03-31'))).toEqual([state]);
  });

  test('a standing target is held again after a breach', async () => {
    await given(observe('6b-k2', '2026-04', '80', '2026-04-30'));
    expect(statesOf(await ask('6b-k2', '2026-03-31'))).toEqual(['BREACHED']);
    expect(statesOf(await ask('6b-k2', '2026-04-30'))).toEqual(['HELD']);
  });
});

test('AS10: an interim target sits beside a standard', async () => {
  await given(
    define('6a-k3', { unit: 'minutes', direction: 'AT_MOST', statistic: 'MEAN' }),
    ['setTarget', { measure: '6a-k3', target: 1, value: '30', comparator: 'AT_MOST', period: '2025/26', statistic: 'MEAN' }],
    ['addBenchmark', { measure: '6a-k3', name: 'National mean', value: '18', scope: 'NATIONAL', statistic: 'MEAN' }],
    ['addBenchmark', { measure: '6a-k3', name: 'National 90th percentile', value: '40', scope: 'NATIONAL', statistic: 'PERCENTILE_90' }],
    observe('6a-k3', '2025/26', '30', '2026-03-31'),
  );
  const measure = await ask('6a-k3', '2026-03-31');
  expect(statesOf(measure)).toEqual(['MET']);
  expect(eachOf(measure.benchmarks, 'gap')).toEqual(['12', null]);
});

test('AS11: two values for one metric need scope', async () => {
  await given(define('7a-k3', { unit: '% of patients', direction: 'AT_LEAST' }), [
    'setTarget',
    { measure: '7a-k3', target: 1, value: '67', comparator: 'AT_LEAST', byDate: '2026-03-31' },
  ]);
  const second = { measure: '7a-k3', target: 2, value: '72', comparator: 'AT_LEAST', byDate: '2026-03-31' };
  expect(await api.record('setTarget', second)).toMatchObject({
    code: 'SCOPE_REQUIRED',
    rule: 'R21',
    proposals: [{ path: 'scope', value: 'NATIONAL' }],
  });
  await given(['addBenchmark', { measure: '7a-k3', name: 'National figure', value: '72', period: '2026-03', scope: 'NATIONAL' }]);
  expect(await ask('7a-k3', '2025-10-03')).toMatchObject({
    targets: [{ number: 1, value: '67', state: 'OPEN' }],
    benchmarks: [{ value: '72', scope: 'NATIONAL', gap: null }],
  });
});
