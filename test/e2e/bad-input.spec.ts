import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { counted, type Found, TestApi, worded } from '../support/running-api.js';

let api: TestApi;
let before: number;

const MILESTONE = {
  objective: '1b',
  milestone: '1b-m01',
  title: 'A thing',
  window: { fromYear: 1, toYear: 2 },
  certainty: 'COMMITTED',
  nature: 'DELIVER',
};

const head = async (): Promise<number> => counted((await api.ask('{ plan(code: "jfp") { entry } }')).plan.entry);

beforeAll(async () => {
  api = await TestApi.start();
  await api.record('registerPlan', { title: 'A plan', owner: { organisation: 'A board' } });
  await api.record('openEdition', { number: 1, firstFinancialYear: '2025/26', refreshKind: 'FULL' });
  await api.record('addAmbition', { number: 1, title: 'An ambition' });
  await api.record('addObjective', { code: '1b', ambition: 1, title: 'An objective' });
  await api.record('addMilestone', MILESTONE);
});
afterAll(() => api.close());
beforeEach(async () => {
  before = await head();
});
afterEach(async () => {
  expect(await head()).toBe(before);
});

const meet = async (input: object) => {
  const query =
    'mutation($input: MeetMilestone!) { meetMilestone(input: $input) { ... on Refusal { code } ... on MilestoneRecorded { receipt { revision } } } }';
  return api.gql(query, { input: { plan: 'jfp', milestone: '1b-m01', evidence: 'Minutes', ...input } });
};

const codeOf = ({ errors }: Found): string => worded(errors[0].extensions.code);

describe('text', () => {
  test.each([
    ['a lone surrogate', 'broken \ud800 text', /lone surrogates/],
    ['a NUL', 'a\u0000b', /control characters/],
    ['an escape', 'a\u001bb', /control characters/],
    ['nothing', '', /empty/],
    ['only blanks', ' \n\t ', /empty/],
    ['blanks around it', ' text', /white space/],
    ['another normal form', 'cafe\u0301', /NFC/],
    ['too much', 'x'.repeat(2001), /at most 2000/],
  ])('of %s is refused', async (_, evidence, message) => {
    const { errors } = await meet({ evidence });
    expect(errors[0].extensions).toEqual({
      code: 'BAD_USER_INPUT',
      violations: [{ path: 'input.evidence', message: expect.stringMatching(message) }],
    });
  });

  test('with a lone surrogate inside the document is refused', async () => {
    const query = 'mutation { meetMilestone(input: {plan: "jfp", milestone: "1b-m01", evidence: "\\ud800"}) { __typename } }';
    expect(codeOf(await api.gql(query))).toBe('BAD_USER_INPUT');
  });

  test('of several lines is refused where one is meant', async () => {
    const { errors } = await meet({ onBehalfOf: undefined, source: { document: 'two\nlines' } });
    expect(errors[0].extensions.violations).toEqual([{ path: 'input.source.document', message: expect.stringContaining('single line') }]);
  });
});

describe('a field', () => {
  test.each([
    ['of another type', { evidence: 7 }],
    ['that there is none', { surprise: true }],
    ['that is missing', { evidence: undefined }],
    ['with a bad code', { milestone: '1b/m01' }],
    ['with a bad plan code', { plan: 'JFP!' }],
    ['with a day that never was', { effectiveOn: '2025-02-29' }],
    ['with a day out of all reason', { effectiveOn: '9999-12-31' }],
    ['with an unknown choice', { precision: 'HOUR' }],
    ['with a bad key', { commandId: 'a key with blanks' }],
    ['with a revision that cannot be', { expectedRevision: -2 }],
    ['with a source line of nought', { source: { document: 'Minutes', line: 0 } }],
    ['with a source that is text', { source: 'Minutes' }],
  ])('%s is refused with its path, the same each time', async (_, input) => {
    const answers = [await meet(input), await meet(input), await meet(input), await meet(input)];
    for (const answer of answers) {
      expect(codeOf(answer)).toBe('BAD_USER_INPUT');
      expect(answer.errors[0].extensions.violations[0].path).toMatch(/^input/);
    }
  });

  test('that is null is the same as absent', async () => {
    const query = 'mutation($input: AddMilestone!) { addMilestone(input: $input) { ... on MilestoneRecorded { receipt { unchanged } } } }';
    const { data } = await api.gql(query, { input: { plan: 'jfp', ...MILESTONE, dueOn: null, strand: null, note: null } });
    expect(data.addMilestone.receipt.unchanged).toBe(true);
  });
});

describe('a question', () => {
  test.each([
    ['of no moment', 'asOf: {}'],
    ['of two moments', 'asOf: {entry: 1, edition: 1}'],
    ['of a broken entry number', 'asOf: {entry: -1}'],
    ['of a fractional entry number', 'asOf: {entry: 1.5}'],
    ['of an entry number too large to be one', 'asOf: {entry: 9007199254740992}'],
    ['of an instant without a zone', 'asOf: {instant: "2025-10-03T09:00:00"}'],
    ['of edition nought', 'edition: 0'],
    ['of a day that never was', 'on: "2025-06-31"'],
  ])('%s is refused', async (_, argument) => {
    expect(codeOf(await api.gql(`{ plan(code: "jfp", ${argument}) { code } }`))).toBe('BAD_USER_INPUT');
  });

  test.each([[{ entry: 1, edition: 1 }], [{}], [{ entry: null }], [{ entry: 1, instant: '2025-10-03T09:00:00Z', edition: 1 }]])(
    'of the moment %j is refused from the first time on',
    async (asOf) => {
      const query = `query Moment${Object.keys(asOf).length}($asOf: AsOf) { plan(code: "jfp", asOf: $asOf) { code } } # ${JSON.stringify(asOf)}`;
      for (let time = 0; time < 4; time += 1) expect(codeOf(await api.gql(query, { asOf }))).toBe('BAD_USER_INPUT');
    },
  );

  test('of an unknown plan is not found', async () => {
    const { data, errors } = await api.gql('{ plan(code: "nope") { code } }');
    expect(data).toEqual({ plan: null });
    expect(errors[0].extensions.code).toBe('NOT_FOUND');
  });

  test('of the future is beyond the ledger', async () => {
    expect(codeOf(await api.gql('{ plan(code: "jfp", asOf: {instant: "2199-01-01T00:00:00Z"}) { code } }'))).toBe('AS_OF_BEYOND_LEDGER');
    expect(codeOf(await api.gql('{ plan(code: "jfp", asOf: {entry: 5000}) { code } }'))).toBe('AS_OF_BEYOND_LEDGER');
  });

  test('of what there is none is null', async () => {
    const { data } = await api.gql(
      '{ plan(code: "jfp") { objective(code: "9z") { code } milestone(code: "\\u0000") { code } ambition(number: 99) { title } } entry(number: 9999) { type } receipt(commandId: "none") { revision } node(id: "bm9uZQ") { id } }',
    );
    expect(data).toEqual({ plan: { objective: null, milestone: null, ambition: null }, entry: null, receipt: null, node: null });
  });
});

describe('a command', () => {
  test('on an unknown plan is refused', async () => {
    expect((await meet({ plan: 'nope' })).data.meetMilestone.code).toMatch(/_NOT_FOUND$/);
  });

  test('on an unknown milestone is refused', async () => {
    expect((await meet({ milestone: '1b-m99' })).data.meetMilestone.code).toBe('MILESTONE_NOT_FOUND');
  });

  test('that has seen an older revision is refused', async () => {
    const result = await api.record('meetMilestone', { milestone: '1b-m01', evidence: 'Minutes', expectedRevision: 0 });
    expect(result).toMatchObject({ __typename: 'Refusal', code: 'REVISION_CONFLICT' });
  });

  test('with a key that another input used is refused', async () => {
    const commandId = 'once';
    await api.record('recordTitleVariant', { objective: '1b', place: 'Figure 8', wording: 'Aim', commandId });
    before += 1;
    const other = await api.record('recordTitleVariant', { objective: '1b', place: 'Figure 9', wording: 'Aim', commandId });
    expect(other).toMatchObject({ __typename: 'Refusal', code: 'IDEMPOTENCY_KEY_REUSED' });
    const elsewhere = await api.record('addAmbition', { number: 2, title: 'Another', commandId });
    expect(elsewhere).toMatchObject({ __typename: 'Refusal', code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  test.each([
    ['of an entry that there is none', { entry: 9999 }, 'ENTRY_NOT_FOUND'],
    ['of an entry of another plan', { plan: 'other', entry: 4 }, 'ENTRY_NOT_FOUND'],
    ['of a registration', { entry: 0 }, 'ENTRY_PERMANENT'],
    ['of what later entries speak of', { entry: 3 }, 'ENTRY_HAS_SUCCESSORS'],
    ['on a day', { entry: 4, effectiveOn: '2025-10-01' }, 'RETRACTION_HAS_NO_DAY'],
  ])('that is a retraction %s is refused', async (_, input, code) => {
    expect(await api.record('retractEntry', { reason: 'A mistake', ...input })).toMatchObject({ __typename: 'Refusal', code });
  });

  test('that is sent again is answered with its receipt', async () => {
    const send = () => api.record('recordTitleVariant', { objective: '1b', place: 'Figure 15', wording: 'Goal', commandId: 'again' });
    const first = await send();
    before += 1;
    expect(await send()).toEqual({ ...first, receipt: { ...first.receipt, replayed: true } });
    const { receipt } = await api.ask('{ receipt(commandId: "again") { revision entries { number } recordedAt } }');
    expect(receipt).toEqual({ revision: first.receipt.revision, entries: [{ number: before }], recordedAt: first.receipt.recordedAt });
  });
});

describe('what is over a limit says which, what was asked and what is allowed', () => {
  const deep = (levels: number): string => `${'{ a '.repeat(levels)}${'}'.repeat(levels)}`;
  const aliases = (count: number): string => `{ ${Array.from({ length: count }, (_, n) => `a${n}: plans { code }`).join(' ')} }`;
  const mutations = (count: number): string =>
    `mutation { ${Array.from({ length: count }, () => 'startObjective(input: {plan: "jfp", objective: "1b"}) { __typename }').join(' ')} }`;

  test.each([
    ['5,000 aliases', aliases(5000), { limit: 'tokens', asked: 30_002, allowed: 2000 }],
    ['21 aliases', aliases(21), { limit: 'aliases', asked: 21, allowed: 20 }],
    ['500 levels', deep(500), { limit: 'depth', asked: 500, allowed: 10 }],
    ['11 levels', deep(11), { limit: 'depth', asked: 11, allowed: 10 }],
    ['11 levels through fragments', `{ a { ...F } } fragment F on Query ${deep(10)}`, { limit: 'depth', asked: 11, allowed: 10 }],
    ['11 directives', `{ plans { code ${'@include(if: true) '.repeat(11)} } }`, { limit: 'directives', asked: 11, allowed: 10 }],
    ['21 mutations', mutations(21), { limit: 'mutationFields', asked: 21, allowed: 20 }],
    [
      'great pages of great pages',
      '{ plan(code: "jfp") { milestones(first: 100) { nodes { history(first: 100) { nodes { id source { line } } } } } } }',
      { limit: 'cost', asked: expect.any(Number), allowed: 10_000 },
    ],
  ])('%s', async (_, query, details) => {
    const { errors, data } = await api.gql(query);
    expect(data).toBeUndefined();
    expect(errors[0].extensions).toEqual({ code: 'QUERY_TOO_COSTLY', ...details });
  });

  test('fragments that spread each other do not outwit it', async () => {
    const fragments = Array.from({ length: 60 }, (_, n) => `fragment F${n} on Query { ...F${n + 1} ...F${n + 1} ...F${n + 1} }`).join(' ');
    const { errors } = await api.gql(`mutation { ...F0 } ${fragments} fragment F60 on Query { plans { code } }`);
    expect(errors[0].extensions.code).toBe('QUERY_TOO_COSTLY');
    const cycle = await api.gql('{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }');
    expect(codeOf(cycle)).toBe('BAD_USER_INPUT');
  });

  test('a body of 10 MB is answered 413, and is let in so that its sender lives to read that', async () => {
    const { status, body, headers } = await api.post({ query: '{ plans { code } }', variables: { x: 'x'.repeat(10_000_000) } });
    expect(status).toBe(413);
    expect(headers.get('connection')).not.toBe('close');
    expect(body.errors[0].extensions).toEqual({
      code: 'QUERY_TOO_COSTLY',
      limit: 'bodyBytes',
      asked: expect.any(Number),
      allowed: 262_144,
    });
  });

  test('variables as deep as a body allows are refused', async () => {
    const depth = 60_000;
    const body = `{"query": "query($asOf: AsOf) { plan(code: \\"jfp\\", asOf: $asOf) { code } }", "variables": {"asOf": ${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}}`;
    expect(codeOf((await api.post(body)).body)).toBe('BAD_USER_INPUT');
    const lists = `{"query": "{ plans { code } }", "variables": {"x": ${'['.repeat(depth)}${']'.repeat(depth)}}}`;
    expect((await api.post(lists)).status).toBe(200);
  });

  test.each(['plan(code: "jfp") { milestones(first: 101) { nodes { code } } }', 'entries(first: 0) { nodes { type } }'])(
    'a page of a wrong size is refused: %s',
    async (field) => {
      const { errors } = await api.gql(`{ ${field} }`);
      expect(errors[0].extensions).toEqual({
        code: 'BAD_USER_INPUT',
        violations: [{ path: 'first', message: 'must be a whole number from 1 to 100' }],
      });
    },
  );
});
