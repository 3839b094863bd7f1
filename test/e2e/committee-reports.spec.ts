import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { isDeepStrictEqual } from 'node:util';
import { run } from '../../apps/cli/src/program.js';
import { importedApi } from '../support/imported-api.js';
import { listed, worded, type Found, type TestApi } from '../support/running-api.js';
import { testWorld } from '../support/world.js';

let api: TestApi;
beforeAll(async () => {
  api = await importedApi();
});
afterAll(() => api.close());

const HEAD = 'entry on edition ruleSet';
const NAMED = '{ name tally { count subjects } }';

async function report(name: string, fields: string): Promise<Found> {
  const { plan } = await api.ask(`{ plan(code: "jfp", on: "2025-10-01") { entry report: ${name} { ${HEAD} ${fields} } } }`);
  expect(plan.report).toMatchObject({ entry: plan.entry, on: '2025-10-01', edition: 3, ruleSet: '2025-1' });
  return plan.report;
}

test('the measure dashboard', async () => {
  const dashboard = await report(
    'measureDashboard',
    `measures { count } byKind ${NAMED} byRating ${NAMED} byTarget ${NAMED} needsBaseline { subjects } needsDate { subjects }
    lines {
      code objective title kind unit direction status needsBaseline needsDate baseline { value period }
      rating { state basis expected by } latest { value period reportedBy } target { number value state dueOn progress { percent } }
      benchmarks { name value gap }
    }`,
  );
  expect(dashboard.measures).toEqual({ count: 110 });
  expect(listed(dashboard.byKind).map(({ tally }) => tally.count)).toEqual([25, 69, 16]);
  expect(dashboard.needsDate).toEqual({ subjects: ['3a-k3', '3a-k4', '3a-k5', '3c-k4', '6c-k1', '6c-k7'] });
  expect(listed(dashboard.lines)).toHaveLength(110);
  expect(listed(dashboard.lines).find(({ code }) => worded(code) === '1b-k1')).toMatchObject({
    baseline: { value: '11.2', period: '2023/24' },
    latest: { value: '8.8', period: '2024/25 Q2', reportedBy: 'NHS Digital' },
    rating: { state: 'AHEAD', basis: 'STRAIGHT_LINE' },
    target: { number: 1, value: '9', state: 'QUESTIONED', dueOn: '2026-03-31' },
  });
});

test('AS19 the funding cliff', async () => {
  const cliff = await report(
    'fundingCliff',
    `milestones { count } cliffs { objective title position until milestones { subjects } gaps { milestone year } }
    uncertain { objective position text } byPosition ${NAMED}`,
  );
  expect(listed(cliff.cliffs).map(({ objective, until, gaps }) => [objective, until, listed(gaps).length])).toEqual([
    ['1d', '2026-03-31', 5],
    ['2b', '2026-03-31', 6],
    ['3a', '2026-03-31', 3],
    ['6c', '2026-03-31', 6],
    ['1c', '2029-03-31', 3],
  ]);
  expect(listed(cliff.uncertain).map(({ objective }) => objective)).toEqual(['1a', '1b', '3c', '5a']);
});

test('AS19 a grant for 3a that is renewed to 2027-03-31 clears Year 2 of 3a-m06 alone', async () => {
  const renewal = { objective: '3a', position: 'NATIONAL_TIME_LIMITED', until: '2027-03-31', reason: 'Renewed', effectiveOn: '2026-01-15' };
  expect(worded((await api.record('changeFundingPosition', renewal)).__typename)).toBe('ObjectiveRecorded');
  const gaps = async (on: string): Promise<readonly Found[]> => {
    const { plan } = await api.ask(`{ plan(code: "jfp", on: "${on}") { fundingCliff { cliffs { gaps { milestone year } } } } }`);
    return listed(plan.fundingCliff.cliffs).flatMap((cliff) => listed(cliff.gaps));
  };
  const before = await gaps('2026-01-14');
  expect(before).toHaveLength(23);
  const after = await gaps('2026-01-15');
  expect(after).toHaveLength(22);
  expect(before.filter((gap) => !after.some((one) => isDeepStrictEqual(one, gap)))).toEqual([{ milestone: '3a-m06', year: 2 }]);
});

test('an award is listed beside the funding position', async () => {
  const award = { objective: '1b', amount: 2_450_000, period: '2025/26', funder: 'NHS England', effectiveOn: '2025-09-01' };
  const recorded = await api.record('recordFundingAward', award, 'objective { fundingAwards { amount period funder text on } }');
  expect(recorded.objective.fundingAwards).toEqual([
    { amount: 2_450_000, period: '2025/26', funder: 'NHS England', text: null, on: '2025-09-01' },
  ]);
});

test('the dependency map', async () => {
  const edge = '{ id code from to { kind ref } state cause { kind text } history(first: 5) { nodes { type } } }';
  const map = await report(
    'dependencyMap',
    `dependencies { count } byState ${NAMED} broken ${edge} late { code } circles
    clusters { on { kind ref } dependents { subjects } edges { code } } objectives { objective edges { code } dependents { count } }`,
  );
  expect(map.dependencies).toEqual({ count: 63 });
  const [missing] = listed(map.broken).filter(({ from }) => worded(from) === '1d');
  expect(missing).toMatchObject({ state: 'BROKEN', cause: { kind: 'MISSING' }, history: { nodes: [{ type: 'DependencyDeclared' }] } });
  expect([map.late, map.circles]).toEqual([[], []]);
  expect(listed(map.clusters).find(({ on }) => worded(on.ref) === '8a-k4')).toMatchObject({
    dependents: { subjects: ['3b-m05', '7b-m04', '7b-m09', '8a-m05'] },
  });
  const { node } = await api.ask('query($id: ID!) { node(id: $id) { __typename ... on Dependency { code state } } }', { id: missing.id });
  expect(node).toEqual({ __typename: 'Dependency', code: '1d-d01', state: 'BROKEN' });
});

test('the disposition calendar', async () => {
  const calendar = await report(
    'dispositionCalendar',
    'toCome { count } overdue { count } lines { objective strand kind year by dayOpen text state doneOn }',
  );
  expect(listed(calendar.lines)[0]).toMatchObject({ objective: '4b', kind: 'RETIRE_TO_BAU', year: 2, by: '2027-03-31', state: 'PLANNED' });
  expect([calendar.toCome, calendar.overdue]).toEqual([{ count: 10 }, { count: 0 }]);
});

test('the accountability list, and the risks', async () => {
  const list = await report(
    'accountabilityList',
    `postsWithoutOrganisation { ambition post } ambitionsWithoutLead { count } objectivesWithoutLead { count }
    ambitions { ambition title leads { post organisation note } others { post } changes { on change post organisation }
      objectives { objective title lead { post } milestones { count } } }`,
  );
  expect(list.postsWithoutOrganisation).toEqual([{ ambition: 4, post: 'Executive Director of Strategic Transformation' }]);
  expect(listed(list.ambitions)).toHaveLength(8);
  expect(listed(listed(list.ambitions)[5].leads)[0].note).toContain('Cambridgeshire Community Services');
  const risks = await report(
    'riskList',
    `open { subjects } closed { count } unscored { count } byKind ${NAMED} matrix { likelihood impact risks { count } }
    lines { risk { code text score history(first: 1) { nodes { type } } } objectiveTitle ambition }`,
  );
  expect(risks.open.subjects).toEqual(['1d-r01', '4a-r01', '5a-r01', '7a-r01', '8a-r01']);
  expect(listed(risks.lines)[0]).toMatchObject({ risk: { code: '1d-r01', history: { nodes: [{ type: 'RiskRaised' }] } }, ambition: 1 });
});

test('what stands around the plan', async () => {
  const alignment = await report(
    'strategyAlignment',
    'groups { kind entries { count } lines { registered { code name details { name values } } ambitions { subjects } objectives { subjects } } } unregistered { type name objectives { count } }',
  );
  expect(listed(alignment.groups).map(({ kind, entries }) => [kind, entries.count])).toEqual([
    ['STRATEGY', 19],
    ['PARTNER_PLAN', 11],
    ['COUNTY_PRIORITY', 4],
    ['NATIONAL_SHIFT', 3],
    ['CORE_PURPOSE', 4],
    ['NATIONAL_POLICY', 13],
  ]);
  const places = await report(
    'places',
    `partnerships { count } partnershipLines { name priorities crossCuttingThemes provisional reviewOn } shared ${NAMED} withoutReview { subjects }
    boards { count } boardLines { name naming role } boardsByNaming ${NAMED}`,
  );
  expect([places.partnerships, places.boards]).toEqual([{ count: 8 }, { count: 5 }]);
  const priorities = await report(
    'immediatePriorities(year: "2025/26")',
    'year priorities { count } lines { name summary figures { label value unit } ambitions { subjects } }',
  );
  expect(priorities).toMatchObject({ year: '2025/26', priorities: { count: 6 } });
});

test('AS25 opinions and engagement', async () => {
  const { lines } = await report(
    'engagement',
    'hearings { count } lines { name method startsOn endsOn results { numerator base percent } counts { label value } startedWith { subjects } added { subjects } themes }',
  );
  expect(listed(lines)[0]).toMatchObject({
    results: [
      { numerator: '505', base: '585', percent: '86.3' },
      { numerator: '537', base: '592', percent: '90.7' },
    ],
    startedWith: { subjects: ['2', '4', '6', '7', '8'] },
    added: { subjects: ['1', '3', '5'] },
  });
  const opinions = await report(
    'opinions',
    'awaited lines { board stance receivedOn precision namesAnother subjectAsPrinted points signedBy }',
  );
  expect(
    listed(opinions.lines).map(({ stance, receivedOn, precision, namesAnother }) => [stance, receivedOn, precision, namesAnother]),
  ).toEqual([
    ['ENDORSE', '2025-03-01', 'MONTH', true],
    ['ENDORSE', null, null, false],
  ]);
});

test('the discrepancy register', async () => {
  const register = await report(
    'discrepancyRegister',
    `all { count } unsettled { subjects } blocking { subjects } bySeverity { severity all { count } byState ${NAMED} } byCategory ${NAMED} lines { code state }`,
  );
  expect(listed(register.bySeverity).map(({ severity, all }) => [severity, all.count])).toEqual([
    ['HIGH', 17],
    ['MEDIUM', 56],
    ['LOW', 45],
  ]);
  expect(register).toMatchObject({ all: { count: 118 }, blocking: { subjects: ['D063'] } });
  expect(listed(register.lines)).toHaveLength(118);
});

test('what a number rests on, down to the line of the source', async () => {
  const trace = `sourceTrace(subject: "1b-k1") { subject kind title derived lines { document line }
    fields { field entry { number type source { document line } } } whole { because(first: 100) { nodes { type } } } }`;
  const { plan } = await api.ask(`{ plan(code: "jfp", on: "2025-10-01") {
    trace: ${trace}
    field: sourceTrace(subject: "1a-m03", field: "dueOn") { derived fields { field entry { type } } lines { document line } }
    computed: sourceTrace(subject: "1a-m03", field: "publicStatus") { derived fields { field } }
    nothing: sourceTrace(subject: "1a-m03", field: "colour") { title }
    nobody: sourceTrace(subject: "9z") { title }
  } }`);
  expect(plan.trace).toMatchObject({ kind: 'measure', derived: false });
  expect(listed(plan.trace.fields).map(({ field }) => worded(field))).toEqual(expect.arrayContaining(['baseline', 'targets', 'title']));
  expect(listed(plan.trace.lines).map(({ line }) => Number(line))).toEqual(expect.arrayContaining([1151, 1153, 1155, 1157]));
  const types = listed(plan.trace.whole.because.nodes).map(({ type }) => worded(type));
  expect(types.filter((type) => type === 'ObservationRecorded')).toHaveLength(2);
  expect(plan.field).toMatchObject({ derived: false, fields: [{ field: 'dueOn', entry: { type: 'MilestoneAdded' } }] });
  expect(plan.computed.derived).toBe(true);
  expect(listed(plan.computed.fields).length).toBeGreaterThan(3);
  expect([plan.nothing, plan.nobody]).toEqual([null, null]);
});

test('any number is explained on the command line', async () => {
  const world = testWorld({ fetch });
  const asked = ['funding-cliff', 'cliffs.1c.milestones', '--plan', 'jfp', '--on', '2025-10-01', '--format', 'json'];
  expect(await run(['explain', ...asked, '--url', api.url, '--key', api.keys.viewer], world)).toBe(0);
  const { number, counted } = JSON.parse(world.written.out) as Record<string, Found>;
  expect(number).toMatchObject({ name: 'cliffs.1c.milestones', count: 3, subjects: ['1c-m08', '1c-m09', '1c-m10'] });
  const [first] = listed(counted);
  expect(first).toMatchObject({ subject: '1c-m08', entries: [{ type: 'MilestoneAdded', source: { line: expect.any(Number) } }] });
});

test('a long list is not taken for a short one', async () => {
  const lines = (count: number): string =>
    Array.from({ length: count }, (_, index) => `d${index}: measureDashboard { lines { benchmarks { name } } }`).join(' ');
  const ask = (count: number): Promise<Found> => api.gql(`{ plan(code: "jfp") { ${lines(count)} } }`);
  expect((await ask(1)).errors).toBeUndefined();
  expect(listed((await ask(10)).errors)[0]).toMatchObject({ extensions: { code: 'QUERY_TOO_COSTLY' } });
});
