import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Authenticator } from '../../apps/api/src/auth/authenticator.js';
import { KeyStore } from '../../apps/api/src/auth/key-store.js';
import { ROLES, type Role } from '../../apps/api/src/auth/roles.js';
import { counted, TestApi, worded } from '../support/running-api.js';

const NOW = '2025-10-03T09:00:00.000Z';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.close());

const QUERY = JSON.stringify({ query: '{ plans { code } }' });

const answerTo = async (authorization: string | undefined, body = QUERY): Promise<{ status: number; code?: string }> => {
  const headers = { 'content-type': 'application/json', ...(authorization !== undefined && { authorization }) };
  const response = await fetch(`${api.url}/graphql`, { method: 'POST', headers, body });
  const answer = (await response.json()) as { errors?: { extensions: { code: string } }[] };
  return { status: response.status, code: answer.errors?.[0].extensions.code };
};

describe('without a key', () => {
  test.each<[string, (key: string) => string | undefined]>([
    ['no header', () => undefined],
    ['an empty one', () => ''],
    ['another scheme', (key) => `Basic ${key}`],
    ['no secret', (key) => `Bearer ${key.slice(0, 15)}`],
    ['another secret', (key) => `Bearer ${key.slice(0, -1)}${key.endsWith('0') ? '1' : '0'}`],
    ['another id', (key) => `Bearer pl_000000000000_${key.slice(16)}`],
    ['two keys', (key) => `Bearer ${key} ${key}`],
    ['a key and more', (key) => `Bearer ${key}0`],
  ])('nothing is answered: %s', async (_, header) => {
    expect(await answerTo(header(api.keys.viewer))).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
  });

  test('nothing is even read', async () => {
    expect(await answerTo(undefined, '{ no json')).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
    expect(await answerTo(undefined, 'x'.repeat(300_000))).toEqual({ status: 401, code: 'UNAUTHENTICATED' });
    expect((await fetch(`${api.url}/graphql?query={__typename}`)).status).toBe(401);
  });

  test('health is answered, and says of which kind of key there should be one', async () => {
    expect((await fetch(`${api.url}/health/live`)).status).toBe(200);
    const refused = await fetch(`${api.url}/graphql`, { method: 'POST' });
    expect(refused.headers.get('www-authenticate')).toBe('Bearer');
  });
});

describe('roles', () => {
  const register = (role: Role) =>
    api.gql(
      `mutation { registerPlan(input: {plan: "of${role}", title: "A plan", owner: {organisation: "A board"}}) { __typename } }`,
      {},
      { key: api.keys[role] },
    );

  test.each(ROLES)('%s may read', async (role) => {
    expect(await api.gql('{ __typename plans { code } }', {}, { key: api.keys[role] })).toHaveProperty('data.plans');
  });

  test.each<[Role, boolean]>([
    ['viewer', false],
    ['editor', true],
    ['approver', true],
    ['auditor', false],
    ['admin', false],
  ])('%s records: %s', async (role, may) => {
    const { data, errors } = await register(role);
    expect(may ? data.registerPlan.__typename : errors[0].extensions.code).toBe(may ? 'PlanRecorded' : 'FORBIDDEN');
  });

  test.each([
    'publishEdition(input: {plan: "ofeditor", edition: 1})',
    'makeEditionCurrent(input: {plan: "ofeditor", edition: 1})',
    'withdrawEdition(input: {plan: "ofeditor", edition: 1, reason: "Why not"})',
    'retireObjective(input: {plan: "ofeditor", objective: "1a", reason: "Done", receivers: []})',
    'concludeObjective(input: {plan: "ofeditor", objective: "1a", reason: "Done"})',
    'approveBaseline(input: {plan: "ofeditor", milestone: "1a-m01", window: {fromYear: 1, toYear: 1}, decidedBy: "Board", reason: "Why not"})',
    'retractEntry(input: {plan: "ofeditor", entry: 0, reason: "Why not"})',
  ])('an editor may not %s', async (field) => {
    const { errors } = await api.gql(`mutation { ${field} { __typename } }`, {}, { key: api.keys.editor });
    expect(errors[0].extensions).toEqual({ code: 'FORBIDDEN', needed: 'approver', roles: ['editor'] });
    const allowed = await api.gql(`mutation { ${field} { __typename } }`);
    expect(allowed.data).toEqual(expect.objectContaining({ [field.split('(')[0]]: { __typename: 'Refusal' } }));
  });
});

describe('who is written into an entry', () => {
  test('is who the credential says, and a post only where it may act for it', async () => {
    const add = (number: number, onBehalfOf?: string) =>
      api.gql('mutation($input: OpenEdition!) { openEdition(input: $input) { ... on PlanRecorded { receipt { entries { number } } } } }', {
        input: { plan: 'ofapprover', number, firstFinancialYear: '2025/26', refreshKind: 'FULL', onBehalfOf },
      });
    expect((await add(1, 'Chief executive')).errors[0].extensions.code).toBe('FORBIDDEN');
    const { data } = await add(1, 'Post of the approver');
    const { number } = data.openEdition.receipt.entries[0];
    expect((await api.ask(`{ entry(number: ${counted(number)}) { actor onBehalfOf } }`)).entry).toEqual({
      actor: 'the approver',
      onBehalfOf: 'Post of the approver',
    });
  });
});

describe('tenants', () => {
  test('see nothing of each other', async () => {
    const key = api.keyStore.create({ tenant: 'other', name: 'another', roles: ['approver'] }, NOW);
    expect(await api.ask('{ plans { code } entries(first: 10) { nodes { number } } }', {}, { key })).toEqual({
      plans: [],
      entries: { nodes: [] },
    });
    const { plan } = await api.ask('{ plan(code: "ofeditor") { id } }');
    const found = await api.gql(
      `{ node(id: "${worded(plan.id)}") { id } entry(number: 0) { type } plan(code: "ofeditor") { code } }`,
      {},
      { key },
    );
    expect(found.data).toEqual({ node: null, entry: null, plan: null });
    const owner = { organisation: 'Another board' };
    const first = await api.record('registerPlan', { plan: 'ofeditor', title: 'Same code', owner }, 'plan { title }', { key });
    expect(first).toMatchObject({ receipt: { entries: [{ number: 0 }] }, plan: { title: 'Same code' } });
    expect((await api.ask('{ plan(code: "ofeditor") { title } }')).plan.title).toBe('A plan');
  });
});

describe('keys', () => {
  test('work from their first request and die when they are revoked', () => {
    const keys = new KeyStore(':memory:');
    const time = { ms: 1_000 };
    const authenticator = new Authenticator(keys, { now: () => time.ms });
    const key = keys.create({ tenant: 'main', name: 'an actor', roles: ['editor'], posts: ['A post'] }, NOW);
    const header = `Bearer ${key}`;
    const [{ id }] = keys.list();
    expect(authenticator.caller(header)).toEqual({ key: id, tenant: 'main', actor: 'an actor', roles: ['editor'], posts: ['A post'] });
    expect(keys.revoke(id, NOW)).toBe(true);
    expect(keys.revoke(id, NOW)).toBe(false);
    time.ms += 5_000;
    expect(authenticator.caller(header)).toBeUndefined();
    keys.close();
  });

  test('are in their file only by the digest of their secret', () => {
    const keys = new KeyStore(':memory:');
    const key = keys.create({ tenant: 'main', name: 'an actor', roles: ['admin'] }, NOW);
    expect(key).toMatch(/^pl_[0-9a-f]{12}_[0-9a-f]{64}$/);
    expect(JSON.stringify(keys.list())).not.toContain(key.slice(16));
    keys.close();
  });

  test('made while the API runs are taken at once', async () => {
    const key = api.keyStore.create({ tenant: 'main', name: 'new here', roles: ['viewer'] }, NOW);
    expect(await answerTo(`Bearer ${key}`)).toEqual({ status: 200, code: undefined });
  });
});

describe('GraphiQL', () => {
  test('loads without a key, but not in production', async () => {
    expect((await fetch(`${api.url}/graphiql`)).status).toBe(200);
    const production = await TestApi.start({ settings: { production: true } });
    try {
      expect((await fetch(`${production.url}/graphiql`)).status).toBe(404);
      const introspection = await production.gql('{ __schema { types { name } } }');
      expect(introspection.errors[0].extensions.code).toBe('BAD_USER_INPUT');
      const misspelt = await production.gql('{ plan(code: "jfp") { titel } }');
      expect(misspelt.errors[0].message).toBe('Cannot query field "titel" on type "Plan".');
      const ask = 'query ($asOf: AsOf) { plan(code: "jfp", asOf: $asOf) { code } }';
      expect(JSON.stringify(await production.gql(ask, { asOf: { entri: 1 } }))).not.toContain('Did you mean');
    } finally {
      await production.close();
    }
  });
});
