import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { counted, FixedClock, type Found, listed, TestApi, worded } from '../support/running-api.js';

let api: TestApi;
const clock = new FixedClock();

beforeAll(async () => {
  api = await TestApi.start({ clock });
  await api.record('registerPlan', { title: 'A plan', owner: { organisation: 'A board' } });
  await api.record('openEdition', { number: 1, firstFinancialYear: '2025/26', refreshKind: 'FULL' });
  await api.record('addAmbition', { number: 1, title: 'Prevention' });
  await api.record('addAmbition', { number: 2, title: 'Care' });
  await api.record('addObjective', { code: '1a', ambition: 1, title: 'First' });
  await api.record('addObjective', { code: '2a', ambition: 2, title: 'Second' });
  for (let n = 1; n <= 7; n += 1) {
    const window = { fromYear: n > 4 ? 2 : 1, toYear: 2 };
    await api.record('addMilestone', {
      objective: n % 2 ? '1a' : '2a',
      milestone: `${n % 2 ? '1a' : '2a'}-m0${n}`,
      title: `Number ${n}`,
      window,
      certainty: 'COMMITTED',
      nature: 'DELIVER',
    });
  }
});
afterAll(() => api.close());

interface PageOf {
  readonly nodes: readonly { code?: string; number?: number }[];
  readonly pageInfo: { readonly endCursor: string; readonly hasNextPage: boolean; readonly hasPreviousPage: boolean };
}

/** Follows a connection from page to page. */
async function walk(pageAfter: (after: string | null) => Promise<Found>): Promise<readonly (string | number | undefined)[]> {
  const found: (string | number | undefined)[] = [];
  for (let after: string | null = null; ;) {
    const { nodes, pageInfo } = (await pageAfter(after)) as unknown as PageOf;
    expect(pageInfo.hasPreviousPage).toBe(after !== null);
    found.push(...nodes.map(({ code, number }) => code ?? number));
    if (!pageInfo.hasNextPage) return found;
    after = pageInfo.endCursor;
  }
}

const PAGE = 'nodes { code } edges { cursor node { code } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor }';

describe('milestones', () => {
  const QUERY = `query($first: Int!, $after: String, $filter: MilestoneFilter, $asOf: AsOf, $on: Date) {
    plan(code: "jfp", asOf: $asOf, on: $on) { entry on milestones(first: $first, after: $after, filter: $filter) { ${PAGE} } }
  }`;
  const ask = (variables: object) => api.gql(QUERY, { first: 3, ...variables });

  test('come page by page, each once, in the order of their codes', async () => {
    const codes = await walk(async (after) => (await ask({ after })).data.plan.milestones);
    expect(codes).toEqual(['1a-m01', '1a-m03', '1a-m05', '1a-m07', '2a-m02', '2a-m04', '2a-m06']);
  });

  test.each([
    [{ objective: '2a' }, ['2a-m02', '2a-m04', '2a-m06']],
    [{ ambition: 1, year: 1 }, ['1a-m01', '1a-m03']],
    [{ statuses: ['MET'] }, []],
    [{ publicStatuses: ['NOT_STARTED'] }, ['1a-m05', '1a-m07', '2a-m06']],
    [{ certainties: ['COMMITTED'], natures: ['DELIVER'], late: false, due: false, objective: '2a' }, ['2a-m02', '2a-m04', '2a-m06']],
  ])('that fit %j', async (filter, codes) => {
    expect(await walk(async (after) => (await ask({ after, filter })).data.plan.milestones)).toEqual(codes);
  });

  test('of another filter or another point are not gone on with by a cursor', async () => {
    const { plan } = (await ask({})).data;
    const after = plan.milestones.pageInfo.endCursor;
    expect((await ask({ after, filter: { objective: '2a' } })).errors[0].extensions.violations[0].path).toBe('after');
    expect((await ask({ after: 'abc' })).errors[0].extensions.code).toBe('BAD_USER_INPUT');
    expect((await ask({ after: `${worded(after)}A` })).errors[0].extensions.code).toBe('BAD_USER_INPUT');
    await api.record('startMilestone', { milestone: '1a-m01' });
    const { errors } = await ask({ after });
    expect(errors[0].extensions.violations[0].message).toContain(`plan(asOf: {entry: ${counted(plan.entry)}}, on: "${worded(plan.on)}")`);
    const pinned = await ask({ after, asOf: { entry: plan.entry }, on: plan.on });
    expect(pinned.data.plan.milestones.nodes).toEqual([{ code: '1a-m07' }, { code: '2a-m02' }, { code: '2a-m04' }]);
  });
});

describe('entries', () => {
  const ask = (variables: object) =>
    api.gql(
      'query($first: Int!, $after: String, $filter: EntryFilter) { entries(first: $first, after: $after, filter: $filter) { nodes { number type } pageInfo { hasNextPage hasPreviousPage endCursor } } }',
      { first: 5, ...variables },
    );

  test('never shift while others are recorded', async () => {
    const { plan } = await api.ask('{ plan(code: "jfp") { entry } }');
    let next = 10;
    const numbers = await walk(async (after) => {
      await api.record('recordTitleVariant', { objective: '1a', place: 'Page', wording: `Wording ${(next += 1)}` });
      return (await ask({ after })).data.entries;
    });
    expect(numbers).toEqual(Array.from({ length: counted(plan.entry) + 2 }, (_, n) => n));
  });

  test.each([
    [{ subject: '2a-m04' }, ['MilestoneAdded']],
    [{ stream: 'plan-main.jfp', types: ['AmbitionAdded', 'EditionOpened'] }, ['EditionOpened', 'AmbitionAdded', 'AmbitionAdded']],
    [{ plan: 'other' }, []],
    [{ actor: 'nobody' }, []],
    [{ to: '2025-10-03T09:00:00Z' }, []],
  ])('that fit %j', async (filter, types) => {
    const { data } = await ask({ first: 100, filter });
    expect(listed(data.entries.nodes).map(({ type }) => type)).toEqual(types);
  });

  test('say everything about themselves', async () => {
    const { receipt } = await api.record('delayMilestone', {
      milestone: '2a-m02',
      reason: 'FUNDING',
      newEnd: '2027-09-30',
      effectiveOn: '2025-10-01',
      precision: 'MONTH',
      note: 'Bid outcome due in spring',
      source: { document: 'Board minutes', line: 12 },
      commandId: 'pmo-17',
    });
    const { entry } = await api.ask(`{ entry(number: ${counted(receipt.entries[0].number)}) {
      number type stream revision commandId recordedAt effectiveOn precision actor onBehalfOf reason source { document line } data leafHash } }`);
    expect(entry).toEqual({
      ...{ number: receipt.entries[0].number, type: 'MilestoneDelayed', stream: 'objective-main.jfp.2a', revision: receipt.revision },
      ...{
        commandId: 'pmo-17',
        recordedAt: clock.now(),
        effectiveOn: '2025-10-01',
        precision: 'MONTH',
        actor: 'the approver',
        onBehalfOf: null,
      },
      ...{ reason: 'FUNDING', source: { document: 'Board minutes', line: 12 }, leafHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      data: { milestone: '2a-m02', reason: 'FUNDING', newEnd: '2027-09-30', note: 'Bid outcome due in spring' },
    });
  });
});

describe('nodes', () => {
  test('are found again by their ids, whatever their kind', async () => {
    const { plan, entry } = await api.ask(`{
      plan(code: "jfp") { id edition { id } ambition(number: 2) { id } objective(code: "2a") { id } milestone(code: "2a-m02") { id } }
      entry(number: 3) { id }
    }`);
    const ids = {
      Plan: plan.id,
      Edition: plan.edition.id,
      Ambition: plan.ambition.id,
      Objective: plan.objective.id,
      Milestone: plan.milestone.id,
      Entry: entry.id,
    };
    for (const [type, id] of Object.entries(ids)) {
      for (let time = 0; time < 3; time += 1)
        expect(await api.ask(`{ node(id: "${worded(id)}") { __typename id } }`)).toEqual({ node: { __typename: type, id } });
    }
    const { node } = await api.ask(`{ node(id: "${worded(ids.Milestone)}") { ... on Milestone { code title objective } } }`);
    expect(node).toEqual({ code: '2a-m02', title: 'Number 2', objective: '2a' });
  });

  test('keep their id through a new title and a new edition', async () => {
    const idOf = async () => (await api.ask('{ plan(code: "jfp") { objective(code: "1a") { id title } } }')).plan.objective;
    const before = await idOf();
    await api.record('renameObjective', { objective: '1a', title: 'First of all' });
    await api.record('openEdition', { number: 2, firstFinancialYear: '2026/27', refreshKind: 'FULL' });
    expect(await idOf()).toEqual({ id: before.id, title: 'First of all' });
    const { plan } = await api.ask('{ plan(code: "jfp", edition: 1) { milestone(code: "1a-m01") { id } } }');
    expect((await api.ask(`{ node(id: "${worded(plan.milestone.id)}") { ... on Milestone { code } } }`)).node).toEqual({ code: '1a-m01' });
  });

  test('tell their history and the reasons for what they are', async () => {
    const { plan } = await api.ask(`{ plan(code: "jfp", edition: 1) { milestone(code: "2a-m02") {
      forecast history(first: 10) { nodes { number type } } because { field entry }
    } } }`);
    const { forecast, history, because } = plan.milestone;
    expect(forecast).toBe('2027-09-30');
    expect(listed(history.nodes).map(({ type }) => type)).toEqual(['MilestoneAdded', 'MilestoneDelayed']);
    expect(because).toContainEqual({ field: 'forecast', entry: history.nodes[1].number });
    expect(because).toContainEqual({ field: 'title', entry: history.nodes[0].number });
  });
});

test('a pinned question is answered with the same bytes for ever', async () => {
  const WHOLE = `query($asOf: AsOf, $on: Date) { plan(code: "jfp", asOf: $asOf, on: $on, edition: 1) {
    id entry on title owner { organisation } edition { number status label } years { label startsOn endsOn } editions { number status }
    ambitions { id number title publicStatus because { field entry } }
    objectives { id code title formerTitles { title until } status publicStatus titleVariants { wording } because { field entry } history(first: 50) { nodes { number type leafHash } }
      milestones { id code title status publicStatus late forecast window { startsOn endsOn } slip { againstFirst } delay { reason newEnd } because { field entry } } }
    milestones(first: 100) { edges { cursor node { code } } }
  } }`;
  const bytes = async (pin: object): Promise<string> => JSON.stringify((await api.post({ query: WHOLE, variables: pin })).body);
  const { plan } = await api.ask('{ plan(code: "jfp") { entry on } }');
  const pin = { asOf: { entry: plan.entry }, on: plan.on };
  const first = await bytes(pin);
  clock.set('2026-02-01T09:00:00.000Z');
  const { receipt } = await api.record('meetMilestone', { milestone: '1a-m03', evidence: 'Minutes', effectiveOn: '2025-09-01' });
  await api.record('renameObjective', { objective: '1a', title: 'Renamed late', effectiveOn: '2025-05-01' });
  await api.record('retractEntry', { entry: receipt.entries[0].number, reason: 'Wrong milestone' });
  const delay = await api.ask('{ entries(first: 1, filter: {types: ["MilestoneDelayed"]}) { nodes { number } } }');
  await api.record('retractEntry', { entry: delay.entries.nodes[0].number, reason: 'Never said' });
  expect(await bytes(pin)).toBe(first);
  expect(await bytes(pin)).toBe(first);
  expect(
    (await api.ask('{ plan(code: "jfp", edition: 1) { milestone(code: "2a-m02") { forecast } } }')).plan.milestone.forecast,
  ).toBeNull();
});
