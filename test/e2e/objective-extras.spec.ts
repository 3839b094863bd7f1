import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { FixedClock, listed, TestApi, worded, type Found } from '../support/running-api.js';

const clock = new FixedClock();
let api: TestApi;

/** Records a fact that must be accepted. */
async function given(mutation: string, input: object, fields = ''): Promise<Found> {
  const result = await api.record(mutation, input, fields);
  if (worded(result.__typename) === 'Refusal') throw new Error(`${mutation}: ${JSON.stringify(result)}`);
  return result;
}

const milestone = (code: string, window: object, fields: object = {}): object => {
  const title = `What ${code} delivers`;
  return { objective: code.split('-')[0], milestone: code, title, window, certainty: 'COMMITTED', nature: 'DELIVER', ...fields };
};

async function objective(code: string): Promise<void> {
  await given('addObjective', { code, ambition: Number(code.charAt(0)), title: `Objective ${code}` });
  await given('startObjective', { objective: code, effectiveOn: '2025-04-01' });
}

beforeAll(async () => {
  api = await TestApi.start({ clock });
  await given('registerPlan', { title: 'Joint Forward Plan', owner: { organisation: 'Integrated Care Board' } });
  await given('openEdition', { number: 1, firstFinancialYear: '2025/26', refreshKind: 'LIGHT_TOUCH' });
  for (const number of [1, 3, 7, 8]) await given('addAmbition', { number, title: `Ambition ${number}` });
  for (const code of ['1c', '3a', '3b', '7b', '8a']) await objective(code);
});
afterAll(() => api.close());

async function askObjective(code: string, fields: string, on: string): Promise<Found> {
  return (await api.ask(`{ plan(code: "jfp", on: "${on}") { objective(code: "${code}") { ${fields} } } }`)).plan.objective;
}

test('AS19 a funding cliff is flagged, and a renewed grant clears one year of it', async () => {
  await given('addMilestone', milestone('3a-m06', { fromYear: 2, toYear: 4 }, { certainty: 'TO_BE_DEFINED', nature: 'PLACEHOLDER' }));
  await given('addMilestone', milestone('3a-m07', { fromYear: 5 }, { nature: 'DISPOSITION' }));
  for (const code of ['1c-m08', '1c-m09', '1c-m10']) await given('addMilestone', milestone(code, { fromYear: 5 }));
  const national = { position: 'NATIONAL_TIME_LIMITED', effectiveOn: '2025-04-01' };
  await given('setFundingPosition', { objective: '1c', until: '2029-03-31', ...national });
  const set = await given(
    'setFundingPosition',
    { objective: '3a', until: '2026-03-31', untilBasis: 'INFERRED', text: 'Fourth year of grant', ...national },
    'objective { funding { position until untilBasis text from } }',
  );
  expect(set.objective).toEqual({
    funding: {
      position: 'NATIONAL_TIME_LIMITED',
      until: '2026-03-31',
      untilBasis: 'INFERRED',
      text: 'Fourth year of grant',
      from: '2025-04-01',
    },
  });

  const gaps = async (code: string, on: string) => listed((await askObjective(code, 'milestones { code fundingGapYears }', on)).milestones);
  expect(await gaps('3a', '2025-10-03')).toEqual([
    { code: '3a-m06', fundingGapYears: [2, 3, 4] },
    { code: '3a-m07', fundingGapYears: [] },
  ]);
  expect(await gaps('1c', '2025-10-03')).toEqual(['1c-m08', '1c-m09', '1c-m10'].map((code) => ({ code, fundingGapYears: [5] })));

  const renewal = { objective: '3a', position: 'NATIONAL_TIME_LIMITED', until: '2027-03-31', effectiveOn: '2026-01-15' };
  expect(await api.record('setFundingPosition', renewal)).toMatchObject({ __typename: 'Refusal', code: 'FUNDING_ALREADY_SET' });
  await given('changeFundingPosition', { ...renewal, reason: 'The grant is renewed' });
  expect((await gaps('3a', '2026-01-15'))[0]).toEqual({ code: '3a-m06', fundingGapYears: [3, 4] });
  expect((await gaps('3a', '2026-01-14'))[0]).toEqual({ code: '3a-m06', fundingGapYears: [2, 3, 4] });
  expect(await askObjective('3a', 'fundingHistory { until from replacedOn reason }', '2026-01-15')).toEqual({
    fundingHistory: [
      { until: '2026-03-31', from: '2025-04-01', replacedOn: '2026-01-15', reason: null },
      { until: '2027-03-31', from: '2026-01-15', replacedOn: null, reason: 'The grant is renewed' },
    ],
  });
});

test('AS21 the slip of a shared deliverable spreads', async () => {
  await given('addMilestone', milestone('3b-m05', { fromYear: 2, toYear: 5 }));
  await given('addMilestone', milestone('7b-m04', { fromYear: 1 }));
  await given('addMilestone', milestone('8a-m05', { fromYear: 2 }, { dueOn: '2027-03-31' }));
  await given('defineMeasure', { objective: '8a', measure: '8a-k4', title: 'Go-live of the patient record', kind: 'DELIVERABLE' });
  await given('setTarget', { measure: '8a-k4', target: 1, byDate: '2026-03-31', effectiveOn: '2025-04-01' });
  const to = { kind: 'MEASURE', ref: '8a-k4' };
  await given('declareDependency', { objective: '3b', from: '3b-m05', to, basis: 'INFERRED' });
  await given('declareDependency', { objective: '7b', from: '7b-m04', to, basis: 'INFERRED' });
  const declared = await given(
    'declareDependency',
    { objective: '8a', dependency: '8a-d07', from: '8a-m05', to, leadMonths: 12, basis: 'INFERRED' },
    'objective { dependencies { code from to { kind ref } relation basis leadMonths state cause { kind } } }',
  );
  expect(declared.objective.dependencies).toEqual([
    { code: '8a-d07', from: '8a-m05', to, relation: 'DEPENDS_ON', basis: 'INFERRED', leadMonths: 12, state: 'DECLARED', cause: null },
  ]);

  await given('changeTarget', {
    measure: '8a-k4',
    target: 1,
    byDate: '2026-09-30',
    reason: 'The supplier is late',
    effectiveOn: '2025-12-01',
  });
  const edge = '{ dependencies { code state cause { kind item expectedOn neededBy } } }';
  const three = `a: milestone(code: "3b-m05") ${edge} b: milestone(code: "7b-m04") ${edge} c: milestone(code: "8a-m05") ${edge}`;
  const seen = async (on: string) => (await api.ask(`{ plan(code: "jfp", on: "${on}") { ${three} } }`)).plan;
  const cause = { item: '8a-k4', expectedOn: '2026-09-30' };
  expect(await seen('2025-12-01')).toEqual({
    a: { dependencies: [{ code: '3b-d01', state: 'DECLARED', cause: { ...cause, kind: 'MOVED', neededBy: '2030-03-31' } }] },
    b: { dependencies: [{ code: '7b-d01', state: 'AT_RISK', cause: { ...cause, kind: 'TOO_LATE', neededBy: '2026-03-31' } }] },
    c: { dependencies: [{ code: '8a-d07', state: 'AT_RISK', cause: { ...cause, kind: 'TOO_LATE', neededBy: '2026-03-31' } }] },
  });
  expect((await seen('2025-11-30')).b).toEqual({ dependencies: [{ code: '7b-d01', state: 'DECLARED', cause: null }] });
});

test('a dependency is settled by people, and seen from both ends', async () => {
  await given('declareDependency', { objective: '3b', dependency: '3b-d05', to: { kind: 'OBJECTIVE', ref: '3a' }, relation: 'RELATED' });
  await given('declareDependency', { objective: '1c', dependency: '1c-d01', to: { kind: 'PROGRAMME', ref: 'National screening' } });
  const programme = 'dependencies { code state cause { kind text } settled { state on reason evidence } }';
  expect(await askObjective('1c', programme, '2025-10-03')).toEqual({
    dependencies: [
      {
        code: '1c-d01',
        state: 'BROKEN',
        cause: { kind: 'MISSING', text: 'The plan knows no programme National screening.' },
        settled: null,
      },
    ],
  });
  await given('addRegisterEntry', { code: 'screening', kind: 'PROGRAMME', name: 'National screening' });
  expect(listed((await askObjective('1c', programme, '2025-10-03')).dependencies)[0]).toMatchObject({ state: 'DECLARED', cause: null });

  await given('breakDependency', { dependency: '1c-d01', reason: 'It was stopped', effectiveOn: '2025-10-04' });
  await given('waiveDependency', { dependency: '1c-d01', reason: 'It is done locally', effectiveOn: '2025-10-05' });
  await given('satisfyDependency', { dependency: '1c-d01', evidence: 'Contract of 3 October', effectiveOn: '2025-10-06' });
  const states = ['2025-10-02', '2025-10-03', '2025-10-04', '2025-10-05', '2025-10-06'].map(
    async (on) => listed((await askObjective('1c', programme, on)).dependencies)[0]?.state,
  );
  expect(await Promise.all(states)).toEqual([undefined, 'DECLARED', 'BROKEN', 'WAIVED', 'SATISFIED']);
  expect((await askObjective('3a', 'dependents { code from relation }', '2025-10-03')).dependents).toEqual([
    { code: '3b-d05', from: '3b', relation: 'RELATED' },
  ]);
  expect(await api.record('waiveDependency', { dependency: '1c-d09', reason: 'x' })).toMatchObject({ code: 'DEPENDENCY_NOT_FOUND' });
});

test('risks keep their scores, and commitments stand beside milestones', async () => {
  await given('raiseRisk', {
    objective: '7b',
    risk: '7b-r01',
    kind: 'CAPACITY',
    text: 'Too few hands',
    likelihood: 2,
    impact: 3,
    effectiveOn: '2025-04-01',
  });
  expect(await api.record('scoreRisk', { risk: '7b-r01', likelihood: 5, impact: 3 })).toMatchObject({ code: 'REASON_REQUIRED' });
  await given('scoreRisk', { risk: '7b-r01', likelihood: 5, impact: 3, reason: 'Two posts fell vacant' });
  await given('closeRisk', { risk: '7b-r01', reason: 'The posts are filled', effectiveOn: '2025-11-01' });
  await given('recordCommitment', { objective: '7b', commitment: '7b-c01', title: 'Digital inclusion', window: { fromYear: 1 } });
  const fields = `risks { code kind text state likelihood impact score raisedOn closedOn closeReason scores { likelihood impact on reason } }
    commitments { code title edition window { startsOn endsOn } dueOn }`;
  expect(await askObjective('7b', fields, '2025-10-03')).toEqual({
    risks: [
      {
        ...{ code: '7b-r01', kind: 'CAPACITY', text: 'Too few hands', state: 'OPEN', likelihood: 5, impact: 3, score: 15 },
        ...{ raisedOn: '2025-04-01', closedOn: null, closeReason: null },
        scores: [
          { likelihood: 2, impact: 3, on: '2025-04-01', reason: null },
          { likelihood: 5, impact: 3, on: '2025-10-03', reason: 'Two posts fell vacant' },
        ],
      },
    ],
    commitments: [
      { code: '7b-c01', title: 'Digital inclusion', edition: 1, window: { startsOn: '2025-04-01', endsOn: '2026-03-31' }, dueOn: null },
    ],
  });
  expect(listed((await askObjective('7b', 'risks { state }', '2025-11-01')).risks)).toEqual([{ state: 'CLOSED' }]);
});

describe('what people answer for', () => {
  test('leads follow each other, by objective and by milestone', async () => {
    const lead = { post: 'Digital lead', organisation: 'Acute collaborative', deputy: 'Deputy digital lead', effectiveOn: '2025-04-01' };
    await given('assignDeliveryLead', { objective: '8a', ...lead });
    await given('assignDeliveryLead', { objective: '8a', post: 'Finance lead', effectiveOn: '2025-09-01' });
    await given('assignDeliveryLead', { milestone: '8a-m05', post: 'Benefits lead', effectiveOn: '2025-04-01' });
    await given('endDeliveryLead', { milestone: '8a-m05', post: 'Benefits lead', reason: 'Left', effectiveOn: '2025-08-01' });
    const fields = `deliveryLead { post from } deliveryLeads { post organisation deputy from until reason }
      milestones { deliveryLead { post } deliveryLeads { post from until reason } }`;
    expect(await askObjective('8a', fields, '2025-10-03')).toEqual({
      deliveryLead: { post: 'Finance lead', from: '2025-09-01' },
      deliveryLeads: [
        {
          post: 'Digital lead',
          organisation: 'Acute collaborative',
          deputy: 'Deputy digital lead',
          from: '2025-04-01',
          until: '2025-09-01',
          reason: null,
        },
        { post: 'Finance lead', organisation: null, deputy: null, from: '2025-09-01', until: null, reason: null },
      ],
      milestones: [
        { deliveryLead: null, deliveryLeads: [{ post: 'Benefits lead', from: '2025-04-01', until: '2025-08-01', reason: 'Left' }] },
      ],
    });
  });

  test('computed, declared and assured are three fields', async () => {
    await given('declareStatus', {
      milestone: '7b-m04',
      status: 'DELAYED',
      reason: 'Awaiting the supplier',
      onBehalfOf: 'Post of the approver',
    });
    await given('assureStatus', { milestone: '7b-m04', status: 'IN_PROGRESS', post: 'Head of Assurance', text: 'Seen the plan' });
    await given('assureStatus', { objective: '7b', status: 'IN_PROGRESS', post: 'Head of Assurance' });
    const status = 'publicStatus declared { status reason on post } assured { status post on text } disputed';
    expect(await askObjective('7b', `${status} milestones { ${status} }`, '2025-10-03')).toEqual({
      ...{ publicStatus: 'IN_PROGRESS', declared: null, disputed: false },
      assured: { status: 'IN_PROGRESS', post: 'Head of Assurance', on: '2025-10-03', text: null },
      milestones: [
        {
          ...{ publicStatus: 'IN_PROGRESS', disputed: true },
          declared: { status: 'DELAYED', reason: 'Awaiting the supplier', on: '2025-10-03', post: 'Post of the approver' },
          assured: { status: 'IN_PROGRESS', post: 'Head of Assurance', on: '2025-10-03', text: 'Seen the plan' },
        },
      ],
    });
    expect(await api.record('declareStatus', { status: 'DELAYED', reason: 'x' })).toMatchObject({ code: 'SUBJECT_UNCLEAR' });
    expect(await api.record('declareStatus', { objective: '7b', milestone: '7b-m04', status: 'DELAYED', reason: 'x' })).toMatchObject({
      code: 'SUBJECT_UNCLEAR',
    });
  });

  test('updates are of a half-year, and tell when they were entered', async () => {
    const update = {
      objective: '8a',
      periodEnd: '2025-09-30',
      achieved: 'Three reviews',
      next: 'Two more',
      confidence: 'MEDIUM',
      helpNeeded: 'Estates',
    };
    const entry = await given('recordPeriodUpdate', update);
    expect(listed(entry.receipt.entries)).toMatchObject([{ type: 'PeriodUpdateRecorded' }]);
    clock.set('2025-10-20T09:00:00.000Z');
    await given('recordPeriodUpdate', { ...update, challenges: 'Vacancies' });
    await given('recordPeriodUpdate', { objective: '7b', periodEnd: '2025-09-30', nil: true });
    const fields = 'updates { periodEnd nil achieved next helpNeeded confidence challenges firstEnteredAt enteredAt }';
    expect(await askObjective('8a', fields, '2025-09-30')).toEqual({
      updates: [
        {
          ...{ periodEnd: '2025-09-30', nil: false, achieved: 'Three reviews', next: 'Two more', helpNeeded: 'Estates' },
          ...{ confidence: 'MEDIUM', challenges: 'Vacancies' },
          ...{ firstEnteredAt: '2025-10-03T09:00:00.000Z', enteredAt: '2025-10-20T09:00:00.000Z' },
        },
      ],
    });
    expect(listed((await askObjective('7b', fields, '2025-09-30')).updates)).toMatchObject([{ nil: true, achieved: null }]);
    const wrong = await api.record('recordPeriodUpdate', { ...update, periodEnd: '2025-10-31' });
    expect(wrong).toMatchObject({
      code: 'PERIOD_END_INVALID',
      proposals: [
        { path: 'periodEnd', value: '2026-03-31' },
        { path: 'periodEnd', value: '2025-09-30' },
      ],
    });
  });
});

test.each([
  ['satisfyDependency', { dependency: '1c-x01' }],
  ['closeRisk', { risk: '1c', reason: 'x' }],
  ['recordCommitment', { objective: '1c', commitment: '1c-m01', title: 'x' }],
  ['raiseRisk', { objective: '1c', risk: '1c-r01', kind: 'CAPACITY', text: 'x', likelihood: 6 }],
  ['declareDependency', { objective: '1c', to: { kind: 'ENABLER', ref: 'x' }, leadMonths: -1 }],
])('%s refuses an input of the wrong form: %j', async (mutation, input) => {
  const { data, errors } = await api.gql(
    `mutation($input: ${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}!) { ${mutation}(input: $input) { __typename } }`,
    { input: { plan: 'jfp', ...input } },
  );
  expect(data ?? null).toEqual(null);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'BAD_USER_INPUT' });
});

test('a creation can be taken back while nothing later speaks of it, and then be told anew', async () => {
  const raised = await given('raiseRisk', { objective: '1c', risk: '1c-r01', kind: 'FUNDING', text: 'The grant may end' });
  const { number } = listed<{ number: number }>(raised.receipt.entries)[0];
  const scored = await given('scoreRisk', { risk: '1c-r01', likelihood: 1, impact: 1 });
  expect(await api.record('retractEntry', { entry: number, reason: 'A slip' })).toMatchObject({ code: 'ENTRY_HAS_SUCCESSORS' });
  await given('retractEntry', { entry: listed<{ number: number }>(scored.receipt.entries)[0].number, reason: 'A slip' });
  await given('retractEntry', { entry: number, reason: 'A slip' });
  expect(await askObjective('1c', 'risks { code }', '2025-12-31')).toEqual({ risks: [] });
  const anew = await given(
    'raiseRisk',
    { objective: '1c', risk: '1c-r01', kind: 'CAPACITY', text: 'Too few hands' },
    'objective { risks { code kind } }',
  );
  expect(anew.objective).toEqual({ risks: [{ code: '1c-r01', kind: 'CAPACITY' }] });
});
