import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MemoryLog } from '#libs/ledger';
import { counted, type Found, listed, TestApi, worded } from '../support/running-api.js';
import { tell } from '../support/tiny-ledger.js';

const MONTHS = ['2025-04', '2025-05', '2025-06', '2025-07', '2025-08', '2025-09'];
const PERIODS = [...MONTHS.map((month) => month.replace('2025', '2024')), ...MONTHS];

const log = new MemoryLog();
let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start({ log });
  await api.record('registerPlan', { title: 'A plan', owner: { organisation: 'A board' } });
  await api.record('openEdition', { number: 1, firstFinancialYear: '2025/26', refreshKind: 'FULL' });
  await api.record('addAmbition', { number: 1, title: 'Prevention' });
  for (const code of ['1a', '1b']) await api.record('addObjective', { code, ambition: 1, title: `Objective ${code}` });
  const window = { fromYear: 1, toYear: 1 };
  const milestone = { objective: '1a', milestone: '1a-m01', title: 'Hub opened', window, certainty: 'COMMITTED', nature: 'DELIVER' };
  await api.record('addMilestone', { ...milestone, source: { document: 'The plan', line: 7 } });
  await api.record('defineMeasure', {
    objective: '1a',
    measure: '1a-k1',
    title: 'Beds',
    kind: 'QUANTITATIVE',
    unit: 'beds',
    inBody: true,
    source: { document: 'The plan', line: 8 },
  });
  for (const period of PERIODS) await api.record('recordObservation', { measure: '1a-k1', period, value: '7', reportedBy: 'NHS Digital' });
  await api.record('setTarget', {
    measure: '1a-k1',
    target: 1,
    value: '5',
    comparator: 'AT_LEAST',
    source: { document: 'The plan', line: 9 },
  });
});
afterAll(() => api.close());

const FINDING = 'rule severity subject message remedy sources { document line } discrepancies';
const findings = async (args: string): Promise<Found> =>
  (
    await api.ask(`{ plan(code: "jfp") { findings(${args}) {
  entry on edition ruleSet high { count subjects } medium { count subjects } low { count subjects }
  nodes { ${FINDING} } pageInfo { hasNextPage endCursor } } } }`)
  ).plan.findings;

describe('findings', () => {
  test('say what is wrong, where it was read and what would mend it', async () => {
    const { nodes, ...head } = await findings('first: 100, rule: "R29"');
    expect(head).toMatchObject({
      on: '2025-10-03',
      edition: 1,
      ruleSet: '2025-1',
      medium: { count: 1, subjects: ['1a-k1'] },
      high: { count: 0 },
    });
    expect(nodes).toEqual([
      {
        rule: 'R29',
        severity: 'MEDIUM',
        subject: '1a-k1',
        message: '1a-k1 has a target (5) and nothing says by when.',
        remedy: 'Change the target of 1a-k1: give it a day, a period or a standing condition.',
        sources: [
          { document: 'The plan', line: 9 },
          { document: 'The plan', line: 8 },
        ],
        discrepancies: [],
      },
    ]);
  });

  test('are filtered by severity and subject, with its parts', async () => {
    const subjects = async (args: string) => [...new Set(listed((await findings(args)).nodes).map(({ subject }) => worded(subject)))];
    expect(await subjects('first: 100, subject: "1a"')).toEqual(['1a-k1', '1a']);
    expect(await subjects('first: 100, severity: HIGH')).toEqual([]);
    expect(await subjects('first: 100, severity: LOW, subject: "1a-k1"')).toEqual(['1a-k1']);
  });

  test('come page by page, and a page is of its own list', async () => {
    const whole = await findings('first: 100');
    const total = ['high', 'medium', 'low'].reduce((sum, severity) => sum + counted(whole[severity].count), 0);
    expect(listed(whole.nodes)).toHaveLength(total);
    const first = await findings('first: 2');
    const rest = await findings(`first: 100, after: "${worded(first.pageInfo.endCursor)}"`);
    expect([...listed(first.nodes), ...listed(rest.nodes)]).toEqual(whole.nodes);
    const other = await api.gql(
      `{ plan(code: "jfp") { findings(first: 1, rule: "R34", after: "${worded(first.pageInfo.endCursor)}") { entry } } }`,
    );
    expect(other.errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
  });

  test('are asked for by a rule that looks at plans', async () => {
    for (const rule of ['R08', 'R99', 'nonsense']) {
      const { errors } = await api.gql(`{ plan(code: "jfp") { findings(first: 1, rule: "${rule}") { entry } } }`);
      expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', violations: [{ path: 'rule' }] } });
    }
  });

  test('name a command id that two nodes recorded at one moment, from then on', async () => {
    const before = (await api.ask('{ plan(code: "jfp") { entry } }')).plan.entry;
    for (const objective of ['1a', '1b']) {
      const told = { event: { type: 'ObjectiveStarted', data: { objective } }, on: '2025-04-01', commandId: 'start-7' };
      await tell(log, `objective-main.jfp.${objective}`, told);
    }
    const [first, second] = [counted(before) + 1, counted(before) + 2];
    const twice = async (entry: number) =>
      (
        await api.ask(
          `{ plan(code: "jfp", asOf: {entry: ${entry}}) { findings(first: 9, rule: "COMMAND_ID_TWICE") { nodes { subject message } } } }`,
        )
      ).plan.findings.nodes;
    expect(await twice(second)).toEqual([
      { subject: '1a', message: `The command id start-7 was recorded several times: entry ${first} of 1a and entry ${second} of 1b.` },
    ]);
    expect(await twice(first)).toEqual([]);
  });

  test('rules are listed with what they ask for', async () => {
    const { rules } = await api.ask('{ rules { name kinds says } }');
    expect(listed(rules)).toContainEqual({ name: 'R01', kinds: ['ENTRY', 'VIEW'], says: expect.stringMatching(/^Year numbers/u) });
    expect(listed(rules).filter(({ kinds }) => listed<string>(kinds).includes('SOURCE'))).toHaveLength(15);
  });
});

describe('publication', () => {
  test('is refused with the list of what is to be mended or acknowledged, and keeps what was', async () => {
    const input = { commandId: 'publish-1', edition: 1, effectiveOn: '2025-10-02' };
    const refusal = await api.record('publishEdition', input);
    expect(refusal).toMatchObject({ code: 'UNACKNOWLEDGED_FINDINGS' });
    const listedFindings = listed<{ name: string; value: string }>(refusal.facts).filter(({ name }) => name === 'finding');
    expect(listedFindings.map(({ value }) => value)).toEqual([
      'MISSING_PART 1a: Objective 1a (Objective 1a) lacks in edition 1: inequality action, funding position.',
      'MISSING_PART 1b: Objective 1b (Objective 1b) lacks in edition 1: milestone, measure, inequality action, funding position.',
    ]);
    const published = await api.record(
      'publishEdition',
      { ...input, acknowledged: ['MISSING_PART'] },
      'plan { edition { status acknowledged } }',
    );
    expect(published.plan.edition).toEqual({ status: 'PUBLISHED', acknowledged: ['MISSING_PART'] });
  });
});

describe('a rule set', () => {
  const CHART = 'ruleSet { name adoptedBy fewestChartPoints } measure(code: "1a-k1") { series { process { mean } } }';
  const chart = async (args: string) => (await api.ask(`{ plan(code: "jfp"${args}) { entry ${CHART} } }`)).plan;
  const mean = { series: [{ process: { mean: '7' } }] };
  const none = { series: [{ process: null }] };

  test('is adopted by an entry; an earlier point keeps the set of then, a question may name another', async () => {
    const before = await chart('');
    expect(before).toMatchObject({ ruleSet: { name: '2025-1', adoptedBy: null, fewestChartPoints: 12 }, measure: mean });
    const adopted = await api.record('adoptRuleSet', { ruleSet: '2025-2', reason: 'The board wants limits that are robust' });
    const [{ number }] = listed(adopted.receipt.entries);
    expect(await chart('')).toMatchObject({ ruleSet: { name: '2025-2', adoptedBy: number, fewestChartPoints: 20 }, measure: none });
    expect(await chart(`, asOf: {entry: ${counted(before.entry)}}`)).toEqual(before);
    expect(await chart(', ruleSet: "2025-1"')).toMatchObject({ ruleSet: { name: '2025-1', adoptedBy: null }, measure: mean });
    expect(await chart(', on: "2025-10-02"')).toMatchObject({ ruleSet: { name: '2025-1' } });
    expect((await findings('first: 1')).ruleSet).toBe('2025-2');
  });

  test('that is not known is refused, with those that are', async () => {
    const { errors } = await api.gql('{ plan(code: "jfp", ruleSet: "1900-1") { entry } }');
    expect(errors[0].extensions).toMatchObject({
      code: 'BAD_USER_INPUT',
      violations: [{ path: 'ruleSet', message: expect.stringContaining('2025-1, 2025-2') }],
    });
    expect(await api.record('adoptRuleSet', { ruleSet: '1900-1', reason: 'Why' })).toMatchObject({ code: 'RULE_SET_NOT_FOUND' });
    const { ruleSets } = await api.ask('{ ruleSets { name measureRules dueSoonDays updateCutOffDays adoptedBy } }');
    expect(ruleSets).toMatchObject([
      { name: '2025-1', adoptedBy: null },
      { name: '2025-2', adoptedBy: null },
    ]);
  });

  test('is adopted by an approver', async () => {
    const mutation = 'mutation { adoptRuleSet(input: {plan: "jfp", ruleSet: "2025-1", reason: "Why"}) { __typename } }';
    const { errors } = await api.gql(mutation, {}, { key: api.keys.editor });
    expect(errors[0].extensions).toMatchObject({ code: 'FORBIDDEN' });
  });
});
