import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { TestApi } from '../support/running-api.js';

let api: TestApi;

async function given(mutation: string, input: object): Promise<void> {
  expect(await api.record(mutation, input)).toMatchObject({ receipt: { projected: true } });
}

const FORMER = 'Targeted Lung Health Check programme (TLHC)';

beforeAll(async () => {
  api = await TestApi.start();
  await given('registerPlan', { title: 'Joint Forward Plan', owner: { organisation: 'Integrated Care Board' } });
  await given('openEdition', { number: 1, firstFinancialYear: '2023/24', refreshKind: 'FULL' });
  await given('openEdition', { number: 2, firstFinancialYear: '2025/26', refreshKind: 'FULL' });
  await given('publishEdition', { edition: 1, publishedOnUnknown: true, acknowledged: ['MISSING_PART'] });
  await given('makeEditionCurrent', { edition: 1 });
  await given('addAmbition', { number: 1, title: 'Population health', edition: 1 });
  await given('addObjective', { code: '1c', ambition: 1, title: FORMER, edition: 1 });
  await given('addObjective', { code: '1b', ambition: 1, title: 'Stop-smoking support in pregnancy', edition: 1 });
  await given('renameObjective', { objective: '1c', title: 'Lung cancer screening programme', effectiveOn: '2025-04-01' });
  await given('recordTitleVariant', { objective: '1c', place: 'Section 1.2', wording: 'Targeted Lung Checks', effectiveOn: '2025-04-01' });
  await given('addMilestone', {
    objective: '1c',
    milestone: '1c-m01',
    title: 'Invite people aged 55',
    window: { fromYear: 1, toYear: 1 },
    certainty: 'COMMITTED',
    nature: 'DELIVER',
    edition: 2,
  });
  await given('defineMeasure', {
    objective: '1c',
    measure: '1c-k1',
    title: 'Uptake of invitations',
    kind: 'QUANTITATIVE',
    unit: '%',
    edition: 2,
  });
  await given('publishEdition', { edition: 2, publishedOnUnknown: true, acknowledged: ['MISSING_PART'] });
  await given('makeEditionCurrent', { edition: 2 });
  await given('addRegisterEntry', {
    code: 'ucch',
    kind: 'GOVERNANCE_BODY',
    name: 'Unscheduled Care Co-ordination Hub',
    aliases: [{ alias: 'Unscheduled Community Care Hub' }],
    details: [
      { name: 'type', values: ['OPERATIONAL_SERVICE'] },
      { name: 'role', values: ['Clinical consultation'] },
    ],
    effectiveOn: '2025-04-01',
  });
});
afterAll(() => api.close());

const search = async (text: string, on = '2025-10-01', first = 10) =>
  (
    await api.ask(
      `query($text: String!, $first: Int!) { plan(code: "jfp", on: "${on}") { search(text: $text, first: $first) {
        kind code title field match wording node { __typename id } } } }`,
      { text, first },
    )
  ).plan.search;

test('AS13 rename keeps code and history, and TLHC finds 1c', async () => {
  const title = async (on: string) =>
    (await api.ask(`{ plan(code: "jfp", on: "${on}") { objective(code: "1c") { title } } }`)).plan.objective.title;
  expect(await title('2025-03-31')).toBe(FORMER);
  expect(await title('2025-04-01')).toBe('Lung cancer screening programme');
  expect(await search('TLHC')).toMatchObject([
    {
      kind: 'OBJECTIVE',
      code: '1c',
      title: 'Lung cancer screening programme',
      field: 'ACRONYM',
      wording: FORMER,
      node: { __typename: 'Objective' },
    },
  ]);
  expect(await search('TLHC', '2025-03-31')).toMatchObject([{ code: '1c', title: FORMER }]);
});

test('titles match loosely, codes strictly', async () => {
  expect(await search('lung-cancer SCREENING')).toMatchObject([{ code: '1c', field: 'TITLE', match: 'BEGINNING' }]);
  expect(await search('targeted lung checks')).toMatchObject([{ code: '1c', field: 'TITLE_VARIANT', match: 'WHOLE' }]);
  expect(await search('1c-m01')).toMatchObject([{ kind: 'MILESTONE', code: '1c-m01', node: { __typename: 'Milestone' } }]);
  expect(await search('1')).toMatchObject([{ kind: 'AMBITION', code: '1', node: { __typename: 'Ambition' } }]);
  expect(await search('UPTAKE of invitations')).toMatchObject([{ kind: 'MEASURE', code: '1c-k1', node: { __typename: 'Measure' } }]);
  expect(await search('1C')).toEqual([]);
});

test('the register is searched by names, aliases and initials', async () => {
  const hub = { kind: 'REGISTER_ENTRY', code: 'ucch', node: { __typename: 'RegisterEntry' } };
  expect(await search('unscheduled care coordination hub')).toMatchObject([{ ...hub, field: 'TITLE', match: 'WHOLE' }]);
  expect(await search('Unscheduled Community Care Hub')).toMatchObject([{ ...hub, field: 'ALIAS' }]);
  expect(await search('UCCH')).toMatchObject([{ ...hub, field: 'INITIALS' }]);
});

test('as many answers as were asked for, and no more than a page', async () => {
  expect(await search('in', '2025-10-01', 1)).toHaveLength(1);
  const { errors } = await api.gql('{ plan(code: "jfp") { search(text: "lung", first: 101) { code } } }');
  expect(errors?.[0]?.extensions?.code).toMatch(/BAD_USER_INPUT|QUERY_TOO_COSTLY/);
});
