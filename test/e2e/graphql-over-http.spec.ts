import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { auditServer } from 'graphql-http';
import { listed, TestApi } from '../support/running-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.close());

const authorised = (): { authorization: string } => ({ authorization: `Bearer ${api.keys.approver}` });

const get = (parameters: Record<string, string>, init: RequestInit = {}): Promise<Response> =>
  fetch(`${api.url}/graphql?${new URLSearchParams(parameters).toString()}`, { ...init, headers: { ...authorised(), ...init.headers } });

const register = (code: string): string =>
  `mutation Register { registerPlan(input: {plan: "${code}", title: "A plan", owner: {organisation: "A board"}}) { __typename } }`;

const countOfEntries = async (): Promise<number> =>
  listed((await api.ask('{ entries(first: 100) { nodes { number } } }')).entries.nodes).length;

test('the audits of graphql-http pass without a warning or an error', async () => {
  const results = await auditServer({
    url: `${api.url}/graphql`,
    fetchFn: (url: string, init: RequestInit = {}) =>
      fetch(url, { ...init, headers: { ...authorised(), ...(init.headers as Record<string, string>) } }),
  });
  const failed = results.filter(({ status }) => status === 'warn' || status === 'error');
  expect(failed.map((result) => `${result.status} ${result.name}`)).toEqual([]);
  expect(results.length).toBeGreaterThan(50);
});

describe('only a POST records', () => {
  test.each(['GET', 'HEAD'])('a mutation by %s is refused and records nothing', async (method) => {
    const before = await countOfEntries();
    const response = await get({ query: register('bad') }, { method });
    expect(response.status).toBe(405);
    expect(await countOfEntries()).toBe(before);
  });

  test.each(['PUT', 'PATCH', 'DELETE', 'OPTIONS'])('%s is answered 405 with what may be used, credential or not', async (method) => {
    for (const headers of [authorised(), {}]) {
      const response = await fetch(`${api.url}/graphql?query=x`, { method, headers });
      expect([response.status, response.headers.get('allow')]).toEqual([405, 'GET, POST']);
      expect(response.headers.get('x-request-id')).not.toBeNull();
      expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
    }
  });

  test('not even as the other operation of a document whose query is known well', async () => {
    const query = `query Look { plans { code } } ${register('sly')}`;
    const ask = (operationName: string) => api.post({ query, operationName });
    for (let time = 0; time < 3; time += 1) expect((await ask('Look')).body).toEqual({ data: { plans: [] } });
    expect((await get({ query, operationName: 'Register' })).status).toBe(405);
    expect((await ask('Register')).body).toEqual({ data: { registerPlan: { __typename: 'PlanRecorded' } } });
    for (let time = 0; time < 3; time += 1) await ask('Register');
    const response = await get({ query, operationName: 'Look' });
    expect(await response.json()).toEqual({ data: { plans: [{ code: 'sly' }] } });
    expect(await countOfEntries()).toBe(1);
  });
});

describe('a request that is none', () => {
  const post = (body: string, headers: Record<string, string> = {}) => api.post(body, { headers });

  test.each([
    ['malformed JSON', '{"query": '],
    ['no body', ''],
    ['a JSON string', '"{ plans { code } }"'],
    ['null', 'null'],
    ['a batch', '[{"query": "{ plans { code } }"}]'],
    ['an array of nothing', '[]'],
    ['no query', '{}'],
    ['a query that is no text', '{"query": {"kind": "Document"}}'],
    ['variables that are a list', '{"query": "{ plans { code } }", "variables": []}'],
    ['variables as text', '{"query": "{ plans { code } }", "variables": "{}"}'],
    ['an operation name that is no text', '{"query": "{ plans { code } }", "operationName": 7}'],
    ['extensions that are a list', '{"query": "{ plans { code } }", "extensions": []}'],
    ['a forged prototype', '{"query": "{ plans { code } }", "variables": {"__proto__": {"x": 1}}}'],
  ])('%s is answered 400 in JSON', async (_, body) => {
    const { status, headers, body: answer } = await post(body);
    expect(status).toBe(400);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(answer.data).toBeUndefined();
    expect(answer.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  test.each([
    'application/graphql',
    'text/plain',
    'application/x-www-form-urlencoded',
    'application/json; charset=latin1',
    'multipart/form-data',
  ])('a body of type %s is answered 415', async (type) => {
    const { status, body } = await post('{"query": "{ plans { code } }"}', { 'content-type': type });
    expect(status).toBe(415);
    expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  });

  test('a document in another notation than GraphQL is a syntax error', async () => {
    const { body } = await post(JSON.stringify({ query: '{"kind": "Document", "definitions": []}' }));
    expect(body.errors[0]).toMatchObject({ message: expect.stringContaining('Syntax Error'), extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('variables that are no JSON in an address are answered 400', async () => {
    const response = await get({ query: '{ plans { code } }', variables: '{' });
    expect(response.status).toBe(400);
  });
});

describe('an operation', () => {
  test.each([
    ['that is not named among several', { query: 'query A { plans { code } } query B { plans { code } }' }],
    ['that is not there', { query: 'query A { plans { code } }', operationName: 'B' }],
    ['of which there is none', { query: 'fragment F on Plan { code }' }],
    ['with an unknown field', { query: '{ plans { code surprise } }' }],
    ['without a required variable', { query: 'query($code: ID!) { plan(code: $code) { code } }' }],
    ['with a variable of another type', { query: 'query($code: ID!) { plan(code: $code) { code } }', variables: { code: { no: 1 } } }],
  ])('%s is refused, however often it is sent', async (_, request) => {
    for (let time = 0; time < 4; time += 1) {
      const { status, body } = await api.post(request);
      expect(status).toBe(200);
      expect(body.data).toBeUndefined();
      expect(body.errors[0].extensions.code).toBe('BAD_USER_INPUT');
      const draft = await api.post(request, { headers: { accept: 'application/graphql-response+json' } });
      expect(draft.status).toBe(400);
      expect(draft.headers.get('content-type')).toBe('application/graphql-response+json; charset=utf-8');
    }
  });

  test('that is refused for a variable says which part of it', async () => {
    const query = 'mutation($input: MeetMilestone!) { meetMilestone(input: $input) { __typename } }';
    for (let time = 0; time < 4; time += 1) {
      const { errors } = await api.gql(query, { input: { plan: 'jfp', milestone: '1b-m06', evidence: 'x', effectiveOn: '2025-02-30' } });
      expect(errors[0].extensions.violations).toEqual([
        { path: 'input.effectiveOn', message: expect.stringContaining('Date must be a calendar day') },
      ]);
    }
  });

  test('of several mutations runs them one after another', async () => {
    const { data } = await api.gql(`mutation {
      a: registerPlan(input: {plan: "two", title: "Two", owner: {organisation: "A board"}}) { ... on PlanRecorded { receipt { revision } } }
      b: openEdition(input: {plan: "two", number: 1, firstFinancialYear: "2025/26", refreshKind: FULL}) { ... on PlanRecorded { receipt { revision } } }
      c: openEdition(input: {plan: "two", number: 3, firstFinancialYear: "2025/26", refreshKind: FULL}) { ... on Refusal { code } }
    }`);
    expect(data).toMatchObject({ a: { receipt: { revision: 0 } }, b: { receipt: { revision: 1 } }, c: { code: expect.any(String) } });
  });

  test('of several mutations ends with the first error: what stands before it is recorded, what stands after it is not', async () => {
    const register = (id: string, title: string): string =>
      `${id}: registerPlan(input: {commandId: "${id}", plan: "${id}", title: "${title}", owner: {organisation: "A board"}}) { __typename }`;
    const { data, errors } = await api.gql(`mutation { ${register('first', 'A')} ${register('second', ' ')} ${register('third', 'C')} }`);
    expect([data, errors[0].path]).toEqual([null, ['second']]);
    const receipts = await api.ask('{ first: receipt(commandId: "first") { revision } third: receipt(commandId: "third") { revision } }');
    expect(receipts).toEqual({ first: { revision: 0 }, third: null });
  });

  test('that fails deep in a list says where by number', async () => {
    const { errors } = await api.gql('{ plans { milestones(first: 101) { nodes { code } } } }');
    expect(errors[0].path).toEqual(['plans', 0, 'milestones']);
  });
});

test('every answer carries a request id, the caller’s own where it is sane', async () => {
  const own = await fetch(`${api.url}/health/live`, { headers: { 'x-request-id': 'trace-42' } });
  expect(own.headers.get('x-request-id')).toBe('trace-42');
  const made = await fetch(`${api.url}/health/live`, { headers: { 'x-request-id': 'a b{}' } });
  expect(made.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
});
