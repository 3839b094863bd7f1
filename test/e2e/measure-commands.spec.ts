import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Found, listed, TestApi, worded } from '../support/running-api.js';

let api: TestApi;

const definition = {
  objective: '1b',
  measure: '1b-k1',
  title: 'Smoking at time of delivery',
  kind: 'QUANTITATIVE',
  unit: '%',
  direction: 'DECREASE',
};
const observe = (period: string, value: string, fields: object = {}) =>
  api.record('recordObservation', { measure: '1b-k1', period, value, reportedBy: 'NHS Digital', ...fields });

beforeAll(async () => {
  api = await TestApi.start();
  await api.record('registerPlan', { title: 'A plan', owner: { organisation: 'A board' } });
  await api.record('openEdition', { number: 1, firstFinancialYear: '2025/26', refreshKind: 'FULL' });
  await api.record('addAmbition', { number: 1, title: 'Prevention' });
  await api.record('addObjective', { code: '1b', ambition: 1, title: 'Smoking', strands: ['Maternity'] });
  await api.record('addObjective', { code: '1c', ambition: 1, title: 'Screening' });
  await api.record('defineMeasure', definition);
});
afterAll(() => api.close());

const eachOf = (nodes: Found, field: string): readonly string[] => listed(nodes).map((node) => worded(node[field]));
const codesOf = (nodes: Found): readonly string[] => eachOf(nodes, 'code');

describe('a measure', () => {
  test('is a stream of its own, named by its code', async () => {
    const again = await api.record('defineMeasure', definition, 'measure { code status edition addedOn rating { state } }');
    expect(again).toMatchObject({
      receipt: { stream: 'measure-main.jfp.1b-k1', revision: 0, unchanged: true },
      measure: { code: '1b-k1', status: 'DEFINED', edition: 1, addedOn: '2025-04-01', rating: null },
    });
    expect(await api.record('defineMeasure', { ...definition, title: 'Another' })).toMatchObject({ code: 'MEASURE_EXISTS' });
  });

  test.each([
    ['OBJECTIVE_NOT_FOUND', 'defineMeasure', { ...definition, objective: '9z', measure: '9z-k1' }],
    ['STRAND_NOT_FOUND', 'defineMeasure', { ...definition, measure: '1b-k9', strand: 'Adults' }],
    ['OBJECTIVE_NOT_FOUND', 'moveMeasure', { measure: '1b-k1', to: '9z' }],
    ['MEASURE_NOT_FOUND', 'linkDuplicateMeasure', { measure: '1b-k1', duplicateOf: '1c-k7' }],
    ['MEASURE_NOT_FOUND', 'recordObservation', { measure: '1c-k7', period: '2025-04', value: '1', reportedBy: 'OHID' }],
  ])('is refused %s by %s where the plan has no such thing', async (code, mutation, input) => {
    expect(await api.record(mutation, input)).toMatchObject({ __typename: 'Refusal', code });
  });

  test('in a strand that was added just before is taken', async () => {
    const strand = { measure: '1b-k2', title: 'Quit dates set', strand: 'Maternity' };
    expect(await api.record('defineMeasure', { ...definition, ...strand })).toMatchObject({ __typename: 'MeasureRecorded' });
  });
});

describe('values', () => {
  const wrong = async (value: unknown) =>
    (await api.gql(`mutation { setBaseline(input: {plan: "jfp", measure: "1b-k1", value: ${String(value)}}) { __typename } }`)).errors[0];

  test('stay as they were written', async () => {
    const { measure } = await api.record(
      'setBaseline',
      { measure: '1b-k1', value: '11.20', numerator: '112', base: '1000', period: '2023/24' },
      'measure { baseline { value numerator base period } }',
    );
    expect(measure.baseline).toEqual({ value: '11.20', numerator: '112', base: '1000', period: '2023/24' });
  });

  test.each(['11.2', '"1e3"', '"11,2"', '".5"', '"01"', '"NaN"', '"1."'])('are decimal text, not %s', async (value) => {
    expect(await wrong(value)).toMatchObject({ message: expect.stringContaining('Decimal') as unknown });
  });

  test('of a percentage are what numerator and base make', async () => {
    expect(await observe('2025-04', '8.9', { numerator: '88', base: '1000' })).toMatchObject({
      code: 'PERCENTAGE_DISAGREES',
      rule: 'R52',
      proposals: [{ path: 'value', value: '8.8' }],
    });
  });
});

describe('observations', () => {
  const QUERY = `query($asOf: AsOf, $on: Date) { plan(code: "jfp", asOf: $asOf, on: $on) { entry measure(code: "1b-k1") {
    observations(first: 10) { nodes { name value provisional former { value reason until } } } } } }`;

  test('are corrected with a reason; the old value is kept, and what was known then is still known', async () => {
    await observe('2025/26 Q1', '8.8', { provisional: true, effectiveOn: '2025-07-20' });
    const before = (await api.ask(QUERY)).plan;
    await api.record('correctObservation', {
      measure: '1b-k1',
      period: '2025/26 Q1',
      value: '9.1',
      provisional: false,
      reason: 'Late returns',
    });
    const { plan } = await api.ask(QUERY);
    expect(plan.measure.observations.nodes).toEqual([
      {
        name: '2025/26 Q1, NHS Digital',
        value: '9.1',
        provisional: false,
        former: [{ value: '8.8', reason: 'Late returns', until: '2025-10-03' }],
      },
    ]);
    expect((await api.ask(QUERY, { on: '2025-10-02' })).plan.measure.observations.nodes).toMatchObject([{ value: '8.8', former: [] }]);
    expect((await api.ask(QUERY, { asOf: { entry: before.entry } })).plan.measure).toEqual(before.measure);
  });

  test('are taken back with their command; a correction first', async () => {
    const recorded = await observe('2025-05', '7.0');
    const { number } = recorded.receipt.entries[0];
    const corrected = await api.record('correctObservation', { measure: '1b-k1', period: 'May 2025', value: '7.5', reason: 'Recount' });
    const correction = Number(corrected.receipt.entries[0].number);
    expect(await api.record('retractEntry', { entry: number, reason: 'Wrong plan' })).toMatchObject({
      code: 'ENTRY_HAS_SUCCESSORS',
      message: expect.stringContaining(`that entry ${correction} (ObservationCorrected) speaks of. Take that back first.`),
    });
    for (const entry of [correction, number]) {
      expect(await api.record('retractEntry', { entry, reason: 'Wrong plan' })).toMatchObject({ __typename: 'EntryRetracted' });
    }
    const { plan } = await api.ask(QUERY);
    expect(eachOf(plan.measure.observations.nodes, 'name')).toEqual(['2025/26 Q1, NHS Digital']);
    expect(await observe('2025-05', '7.2')).toMatchObject({ __typename: 'MeasureRecorded' });
  });

  test('come page by page, and a long series shows its process', async () => {
    await api.record('defineMeasure', {
      objective: '1c',
      measure: '1c-k1',
      title: 'Uptake',
      kind: 'QUANTITATIVE',
      unit: '%',
      direction: 'AT_LEAST',
    });
    await api.record('setTarget', { measure: '1c-k1', target: 1, value: '4', comparator: 'AT_LEAST', standing: 'EACH_MONTH' });
    const months = Array.from(
      { length: 14 },
      (_, index) => `${2024 + Math.floor((index + 3) / 12)}-${String(((index + 3) % 12) + 1).padStart(2, '0')}`,
    );
    for (const [index, period] of months.entries()) {
      const value = index === 13 ? '25' : index % 2 === 0 ? '9' : '11';
      await api.record('recordObservation', { measure: '1c-k1', period, value, reportedBy: 'Trust' });
    }
    const page = (after: Found | null) =>
      api.ask(
        `query($after: String) { plan(code: "jfp") { measure(code: "1c-k1") { observations(first: 9, after: $after) { nodes { period } pageInfo { hasNextPage endCursor } } } } }`,
        { after },
      );
    const first = (await page(null)).plan.measure.observations;
    const second = (await page(first.pageInfo.endCursor)).plan.measure.observations;
    expect([...eachOf(first.nodes, 'period'), ...eachOf(second.nodes, 'period')]).toEqual(months);
    expect([first.pageInfo.hasNextPage, second.pageInfo.hasNextPage]).toEqual([true, false]);

    const { plan } = await api.ask(`{ plan(code: "jfp") { measure(code: "1c-k1") { series { count periodType process {
      mean lower upper variation assurance signals { kind side from to } } } } } }`);
    expect(plan.measure.series).toMatchObject([
      { count: 14, periodType: 'MONTH', process: { variation: 'IMPROVEMENT', assurance: 'HIT_OR_MISS' } },
    ]);
    expect(plan.measure.series[0].process.signals).toContainEqual({ kind: 'OUTSIDE_LIMITS', side: 'HIGH', from: '2025-05', to: '2025-05' });
  });
});

describe('measures', () => {
  const LIST = `query($first: Int!, $after: String, $filter: MeasureFilter) { plan(code: "jfp") {
    measures(first: $first, after: $after, filter: $filter) { nodes { code } pageInfo { hasNextPage endCursor } } } }`;

  test.each([
    [{}, ['1b-k1', '1b-k2', '1c-k1']],
    [{ objective: '1c' }, ['1c-k1']],
    [{ ambition: 1, statuses: ['TRACKED'] }, ['1b-k1', '1c-k1']],
    [{ kinds: ['DIRECTIONAL'] }, []],
    [{ strand: 'Maternity', needsDate: false, duplicate: false, inBody: false, inFigure15: false, needsBaseline: false }, ['1b-k2']],
    [{ targetStates: ['HELD'] }, ['1c-k1']],
    [{ ratings: ['AHEAD'] }, []],
    [{ cadences: ['MONTHLY'] }, []],
  ])('that fit %j', async (filter, codes) => {
    expect(codesOf((await api.ask(LIST, { first: 10, filter })).plan.measures.nodes)).toEqual(codes);
  });

  test('come page by page', async () => {
    const one = (await api.ask(LIST, { first: 2 })).plan.measures;
    const two = (await api.ask(LIST, { first: 2, after: one.pageInfo.endCursor })).plan.measures;
    expect([codesOf(one.nodes), codesOf(two.nodes), two.pageInfo.hasNextPage]).toEqual([['1b-k1', '1b-k2'], ['1c-k1'], false]);
  });

  test('keep their code where they are moved', async () => {
    const OBJECTIVES = 'query($on: Date) { plan(code: "jfp", on: $on) { objectives { code measures { code status } } } }';
    await api.record('moveMeasure', { measure: '1b-k2', to: '1c', reason: 'Misplaced' });
    expect((await api.ask(OBJECTIVES)).plan.objectives).toMatchObject([
      { code: '1b', measures: [{ code: '1b-k1' }] },
      { code: '1c', measures: [{ code: '1b-k2', status: 'MOVED' }, { code: '1c-k1' }] },
    ]);
    expect((await api.ask(OBJECTIVES, { on: '2025-10-02' })).plan.objectives).toMatchObject([
      { code: '1b', measures: [{ code: '1b-k1' }, { code: '1b-k2', status: 'DEFINED' }] },
      { code: '1c', measures: [{ code: '1c-k1' }] },
    ]);
  });

  test('are found again by their id, with all that was recorded of them', async () => {
    const { plan } = await api.ask(
      '{ plan(code: "jfp") { measure(code: "1c-k1") { id history(first: 100) { nodes { type } } because { field } } } }',
    );
    const { node } = await api.ask('query($id: ID!) { node(id: $id) { id ... on Measure { code } } }', { id: plan.measure.id });
    expect(node).toEqual({ id: plan.measure.id, code: '1c-k1' });
    const types = eachOf(plan.measure.history.nodes, 'type');
    expect(types).toEqual(['MeasureDefined', 'TargetSet', ...Array.from({ length: 14 }, () => 'ObservationRecorded')]);
    expect(plan.measure.because).toContainEqual({ field: 'targets' });
  });
});
