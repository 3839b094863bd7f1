import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { listed, TestApi, worded } from '../support/running-api.js';

let api: TestApi;
const FROM = '2025-04-01';

/** Records a fact that must be accepted. */
async function given(mutation: string, input: object, fields = '') {
  const result = await api.record(mutation, input, fields);
  expect(result).toMatchObject({ receipt: { projected: true } });
  return result;
}

const discrepancy = (code: string, about: readonly string[], severity: string, rule: string) => ({
  code,
  about,
  severity,
  rule,
  category: 'DATE_LABEL',
  where: 'Key dates',
  what: `What is wrong with ${about[0]}.`,
  sourceLines: [2325, 2315],
  effectiveOn: FROM,
});

beforeAll(async () => {
  api = await TestApi.start();
  await given('registerPlan', { title: 'Joint Forward Plan', owner: { organisation: 'Integrated Care Board' } });
  await given('openEdition', { number: 1, firstFinancialYear: '2025/26', refreshKind: 'FULL' });
  for (const number of [4, 6, 7]) await given('addAmbition', { number, title: `Ambition ${number}` });
  await given('addObjective', { code: '4b', ambition: 4, title: 'Mental health collaboratives' });
});
afterAll(() => api.close());

describe('an entry of the register', () => {
  test('is recorded in a stream of its own and answered as it then is', async () => {
    const result = await given(
      'addRegisterEntry',
      {
        code: 'people-plan',
        kind: 'STRATEGY',
        name: 'People Plan',
        summary: 'Enables ambitions 4 and 7.',
        aliases: [{ alias: 'Workforce strategy', place: 'Section 6.3' }],
        details: [
          { name: 'owner', values: ['ICS'] },
          { name: 'state', values: ['PUBLISHED'] },
        ],
        links: [
          { kind: 'AMBITION', code: '4' },
          { kind: 'OBJECTIVE', code: '4b' },
          { kind: 'OBJECTIVE', code: '9z' },
        ],
        sourceLines: [3365],
        source: { document: 'Joint Forward Plan', line: 3365 },
        effectiveOn: FROM,
        commandId: 'people-plan-1',
      },
      'registerEntry { id code kind name details { name type values } links { kind code role title from } sourceLines source { document line } inForce }',
    );
    expect(result.receipt).toMatchObject({ stream: 'register-main.jfp.people-plan', revision: 0 });
    expect(result.registerEntry).toMatchObject({
      code: 'people-plan',
      kind: 'STRATEGY',
      name: 'People Plan',
      details: [
        { name: 'owner', type: 'LINE', values: ['ICS'] },
        { name: 'state', type: 'CHOICE', values: ['PUBLISHED'] },
      ],
      links: [
        { kind: 'AMBITION', code: '4', role: 'CONCERNS', title: 'Ambition 4', from: FROM },
        { kind: 'OBJECTIVE', code: '4b', role: 'CONCERNS', title: 'Mental health collaboratives', from: FROM },
        { kind: 'OBJECTIVE', code: '9z', role: 'CONCERNS', title: null, from: FROM },
      ],
      sourceLines: [3365],
      source: { document: 'Joint Forward Plan', line: 3365 },
      inForce: true,
    });
    const { node } = await api.ask('query($id: ID!) { node(id: $id) { id ... on RegisterEntry { code } } }', {
      id: result.registerEntry.id,
    });
    expect(node).toEqual({ id: result.registerEntry.id, code: 'people-plan' });
  });

  test('keeps its former names and answers for every day, with the entries behind it', async () => {
    await given('renameRegisterEntry', { code: 'people-plan', name: 'Workforce Plan', effectiveOn: '2026-04-01' });
    await given('addRegisterAlias', { code: 'people-plan', alias: 'WP', effectiveOn: '2026-04-01' });
    await given('changeRegisterEntry', {
      code: 'people-plan',
      details: [{ name: 'state', values: ['UNDER_REFRESH'] }],
      reason: 'Yearly refresh',
      effectiveOn: '2026-06-01',
    });
    await given('linkRegisterEntry', { code: 'people-plan', to: { kind: 'AMBITION', code: '7' }, effectiveOn: '2026-06-01' });
    await given('unlinkRegisterEntry', {
      code: 'people-plan',
      to: { kind: 'OBJECTIVE', code: '9z' },
      reason: 'No such objective',
      effectiveOn: '2026-06-01',
    });
    await given('endRegisterEntry', { code: 'people-plan', reason: 'Merged', effectiveOn: '2028-04-01' });
    const fields = `registerEntry(code: "people-plan") { name formerNames { title until } aliases { alias place }
      details { name values } links { code } inForce endedOn changeReason }`;
    const on = async (day: string) => (await api.ask(`{ plan(code: "jfp", on: "${day}") { ${fields} } }`)).plan.registerEntry;
    expect(await on('2025-03-31')).toBeNull();
    expect(await on('2026-03-31')).toMatchObject({
      name: 'People Plan',
      aliases: [{ alias: 'Workforce strategy', place: 'Section 6.3' }],
      inForce: true,
    });
    expect(await on('2026-06-01')).toEqual({
      name: 'Workforce Plan',
      formerNames: [{ title: 'People Plan', until: '2026-03-31' }],
      aliases: [
        { alias: 'Workforce strategy', place: 'Section 6.3' },
        { alias: 'WP', place: null },
      ],
      details: [
        { name: 'owner', values: ['ICS'] },
        { name: 'state', values: ['UNDER_REFRESH'] },
      ],
      links: [{ code: '4' }, { code: '4b' }, { code: '7' }],
      inForce: true,
      endedOn: null,
      changeReason: 'Yearly refresh',
    });
    expect(await on('2028-04-01')).toMatchObject({ inForce: false, endedOn: '2028-04-01' });
    const { plan } = await api.ask(`{ plan(code: "jfp", on: "2028-04-01") { registerEntry(code: "people-plan") {
      history(first: 10) { nodes { type } } because { field entry } } } }`);
    expect(listed(plan.registerEntry.history.nodes).map(({ type }) => type)).toEqual([
      'RegisterEntryAdded',
      'RegisterEntryRenamed',
      'RegisterAliasAdded',
      'RegisterEntryChanged',
      'RegisterEntryLinked',
      'RegisterEntryUnlinked',
      'RegisterEntryEnded',
    ]);
    expect(listed(plan.registerEntry.because).map(({ field }) => field)).toEqual(expect.arrayContaining(['names', 'endedOn']));
  });

  test('has a code for ever: told again it is a replay or nothing, told otherwise it is refused', async () => {
    const input = { code: 'icb', kind: 'ORGANISATION', name: 'Integrated Care Board', effectiveOn: FROM };
    await given('addRegisterEntry', { ...input, commandId: 'icb-1' });
    expect((await given('addRegisterEntry', { ...input, commandId: 'icb-1' })).receipt.replayed).toBe(true);
    expect((await given('addRegisterEntry', input)).receipt.unchanged).toBe(true);
    expect(await api.record('addRegisterEntry', { ...input, name: 'Another board' })).toMatchObject({ code: 'REGISTER_CODE_USED' });
    expect(await api.record('reportDiscrepancy', discrepancy('icb', ['PLAN'], 'LOW', 'R44'))).toMatchObject({ code: 'REGISTER_CODE_USED' });
  });

  test('can be taken back while nothing speaks of it, and then be recorded again', async () => {
    const input = { code: 'slip', kind: 'ORGANISATION', name: 'Wrong name', effectiveOn: FROM };
    const { receipt } = await given('addRegisterEntry', input);
    await given('retractEntry', { entry: receipt.entries[0].number, reason: 'A slip' });
    expect((await api.ask('{ plan(code: "jfp") { registerEntry(code: "slip") { name } } }')).plan.registerEntry).toBeNull();
    await given('addRegisterEntry', { ...input, name: 'Right name' });
    expect(await api.record('retractEntry', { entry: receipt.entries[0].number, reason: 'Again' })).toMatchObject({
      receipt: { unchanged: true },
    });
  });

  test('has the details of its kind, which the table of kinds tells', async () => {
    const { registerKinds } = await api.ask('{ registerKinds { kind meaning details { name type required choices { value next } } } }');
    const strategy = listed(registerKinds).find(({ kind }) => worded(kind) === 'STRATEGY')!;
    expect(strategy.details).toContainEqual({ name: 'owner', type: 'LINE', required: true, choices: [] });
    const state = listed(strategy.details).find(({ name }) => worded(name) === 'state')!;
    expect(state.choices).toContainEqual({ value: 'UNDER_REFRESH', next: ['REFRESHED', 'RETIRED'] });
    const bad = { code: 'x', kind: 'ENABLER', name: 'Empowerment', details: [{ name: 'owner', values: ['ICS'] }] };
    expect(await api.record('addRegisterEntry', bad)).toMatchObject({
      code: 'DETAIL_UNKNOWN',
      facts: expect.arrayContaining([{ name: 'known', value: 'number' }]),
    });
  });

  test('AS25 in part: percentages keep their own numerators and bases', async () => {
    const figures = [
      { label: 'Right priorities chosen', value: '86.3', unit: '%', numerator: '505', base: '585', line: 668 },
      { label: 'What matters most answered', value: '90.7', unit: '%', numerator: '537', base: '592', line: 690 },
      { label: 'Responses', value: '700', unit: 'responses' },
    ];
    const survey = {
      code: 'survey-2022',
      kind: 'ENGAGEMENT',
      name: 'Public survey on the plan',
      details: [{ name: 'method', values: ['online survey'] }],
      links: [4, 6, 7].map((number) => ({ kind: 'AMBITION', code: String(number), role: number === 7 ? 'ADDED' : 'STARTED_WITH' })),
      effectiveOn: FROM,
    };
    const wrong = await api.record('addRegisterEntry', {
      ...survey,
      figures: figures.map((figure, index) => (index === 1 ? { ...figure, base: '700' } : figure)),
    });
    expect(wrong).toMatchObject({ code: 'PERCENTAGE_DISAGREES', rule: 'R52', proposals: [{ path: 'figures.1.value', value: '76.7' }] });
    const result = await given(
      'addRegisterEntry',
      { ...survey, figures },
      'registerEntry { figures { label value unit numerator base line } links { code role } }',
    );
    expect(result.registerEntry.figures).toEqual([figures[0], figures[1], { ...figures[2], numerator: null, base: null, line: null }]);
    expect(result.registerEntry.links).toContainEqual({ code: '7', role: 'ADDED' });
    const number = await api.gql(
      'mutation { addRegisterEntry(input: { plan: "jfp", code: "x", kind: ENABLER, name: "A", figures: [{ label: "A", value: 86.3, unit: "%" }] }) { __typename } }',
    );
    expect(number.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });

  test('is listed by kind, by what it is linked to and by whether it holds, page by page', async () => {
    const list = async (args: string) =>
      (
        await api.ask(
          `{ plan(code: "jfp", on: "2028-04-01") { register(${args}) { totalCount nodes { code } pageInfo { hasNextPage endCursor } } } }`,
        )
      ).plan.register;
    const codes = async (args: string) => listed((await list(args)).nodes).map(({ code }) => code);
    expect(await codes('kind: ENGAGEMENT, first: 10')).toEqual(['survey-2022']);
    expect(await codes('filter: { linkedTo: { kind: AMBITION, code: "7" } }, first: 10')).toEqual(['people-plan', 'survey-2022']);
    expect(await codes('filter: { inForce: false }, first: 10')).toEqual(['people-plan']);
    const first = await list('first: 3');
    expect(first).toMatchObject({
      totalCount: 4,
      nodes: [{ code: 'icb' }, { code: 'people-plan' }, { code: 'slip' }],
      pageInfo: { hasNextPage: true },
    });
    expect(await codes(`first: 3, after: "${worded(first.pageInfo.endCursor)}"`)).toEqual(['survey-2022']);
    const other = await api.gql(
      `{ plan(code: "jfp", on: "2028-04-01") { register(kind: ENABLER, first: 3, after: "${worded(first.pageInfo.endCursor)}") { totalCount } } }`,
    );
    expect(other.errors?.[0]?.extensions?.code).toBe('BAD_USER_INPUT');
  });
});

describe('a discrepancy', () => {
  beforeAll(async () => {
    await given('reportDiscrepancy', discrepancy('D001', ['5a'], 'HIGH', 'R01'));
    await given('reportDiscrepancy', discrepancy('D063', ['1d'], 'HIGH', 'R31'));
    await given('reportDiscrepancy', { ...discrepancy('D097', ['PLAN'], 'MEDIUM', 'R46'), proposal: 'Note the wording.' });
  });

  const on = async (day: string, args: string) =>
    (await api.ask(`{ plan(code: "jfp", on: "${day}") { discrepancies(${args}, first: 10) { totalCount nodes { code state } } } }`)).plan
      .discrepancies;

  test('is found, assigned to a post, settled, and opened again', async () => {
    await given('assignDiscrepancy', { code: 'D001', post: 'Programme lead', effectiveOn: '2025-05-01' });
    const settled = await given(
      'resolveDiscrepancy',
      { code: 'D001', state: 'RESOLVED', resolution: 'Use April 2026 to March 2027.', effectiveOn: '2025-06-01' },
      'discrepancy { id code state what settled { state resolution on } assigned { post on } }',
    );
    expect(settled.discrepancy).toMatchObject({
      state: 'RESOLVED',
      what: 'What is wrong with 5a.',
      settled: { state: 'RESOLVED', resolution: 'Use April 2026 to March 2027.', on: '2025-06-01' },
      assigned: { post: 'Programme lead', on: '2025-05-01' },
    });
    expect(await api.record('assignDiscrepancy', { code: 'D001', post: 'Another post' })).toMatchObject({ code: 'DISCREPANCY_SETTLED' });
    await given('reopenDiscrepancy', { code: 'D001', reason: 'The owner disagrees', effectiveOn: '2025-09-01' });
    await given('resolveDiscrepancy', {
      code: 'D097',
      state: 'ACCEPTED_AS_IS',
      resolution: 'Recorded against edition 3.',
      effectiveOn: FROM,
    });
    const days = ['2025-04-30', '2025-05-01', '2025-06-01', '2025-09-01'];
    const states = await Promise.all(days.map(async (day) => (await on(day, 'subject: "5a"')).nodes[0].state));
    expect(states).toEqual(['FOUND', 'ASSIGNED', 'RESOLVED', 'ASSIGNED']);
    const { node } = await api.ask('query($id: ID!) { node(id: $id) { ... on Discrepancy { code } } }', { id: settled.discrepancy.id });
    expect(node).toEqual({ code: 'D001' });
  });

  test('is listed by severity, state, subject, category and rule', async () => {
    const codes = async (args: string) => listed((await on('2025-10-01', args)).nodes).map(({ code }) => code);
    expect((await on('2025-10-01', 'category: "DATE_LABEL"')).totalCount).toBe(3);
    expect(await codes('severity: HIGH')).toEqual(['D001', 'D063']);
    expect(await codes('severity: HIGH, state: FOUND')).toEqual(['D063']);
    expect(await codes('state: ACCEPTED_AS_IS')).toEqual(['D097']);
    expect(await codes('subject: "PLAN"')).toEqual(['D097']);
    expect(await codes('rule: "R31"')).toEqual(['D063']);
    const { plan } = await api.ask(
      '{ plan(code: "jfp") { discrepancy(code: "D097") { proposal sourceLines foundOn settled { state } } } }',
    );
    expect(plan.discrepancy).toEqual({
      proposal: 'Note the wording.',
      sourceLines: [2325, 2315],
      foundOn: FROM,
      settled: { state: 'ACCEPTED_AS_IS' },
    });
  });

  test('shows in the audit trail under its code', async () => {
    const { entries } = await api.ask('{ entries(filter: { plan: "jfp", subject: "D001" }, first: 10) { nodes { type stream } } }');
    expect(listed(entries.nodes).map(({ type }) => type)).toEqual([
      'DiscrepancyFound',
      'DiscrepancyAssigned',
      'DiscrepancyResolved',
      'DiscrepancyReopened',
    ]);
  });
});
