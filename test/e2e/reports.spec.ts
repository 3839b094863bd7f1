import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { run } from '../../apps/cli/src/program.js';
import { importedApi } from '../support/imported-api.js';
import { counted, type Found, listed, type TestApi, TODAY, worded } from '../support/running-api.js';
import { testWorld } from '../support/world.js';

let api: TestApi;
beforeAll(async () => {
  api = await importedApi();
});
afterAll(() => api.close());

const TALLY = 'count subjects';
const entriesBehind = '{ nodes { number type effectiveOn source { document line } } pageInfo { hasNextPage endCursor } }';

interface Behind {
  readonly nodes: readonly { readonly number: number; readonly type: string; readonly source: object | null }[];
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string };
}

test('figure 8 lists ambitions, objectives and who answers for them', async () => {
  const { plan } = await api.ask(`{ plan(code: "jfp", on: "2025-10-01") { entry ambitionSummary {
    entry on edition ruleSet
    ambitionCount { ${TALLY} } objectiveCount { count }
    ambitions { number title posts { post lead } objectiveCount { ${TALLY} } objectives { code title formerTitles { title until } } }
  } } }`);
  const { ambitionSummary: summary } = plan;
  expect(summary).toMatchObject({ entry: plan.entry, on: '2025-10-01', edition: 3 });
  expect(summary.ambitionCount).toEqual({ count: 8, subjects: ['1', '2', '3', '4', '5', '6', '7', '8'] });
  expect(summary.objectiveCount).toEqual({ count: 21 });
  const ambitions = listed(summary.ambitions);
  expect(ambitions.map(({ objectiveCount }) => objectiveCount.count)).toEqual([4, 2, 4, 4, 1, 3, 2, 1]);
  expect(ambitions[0].objectiveCount.subjects).toEqual(['1a', '1b', '1c', '1d']);
  expect(ambitions.every(({ posts }) => listed(posts).length > 0)).toBe(true);
  expect(listed(ambitions[0].objectives).find(({ code }) => worded(code) === '1c')).toEqual({
    code: '1c',
    title: 'Lung cancer screening programme',
    formerTitles: [{ title: 'Targeted Lung Health Check programme (TLHC)', until: '2025-03-31' }],
  });
});

test('a number of a report is traced to the entries behind it and their source lines, page by page', async () => {
  const ask = async (first: number, after?: string): Promise<Behind> => {
    const args = after === undefined ? '' : `, after: "${after}"`;
    const { plan } = await api.ask(
      `{ plan(code: "jfp", on: "2025-10-01") { ambitionSummary { ambitionCount { because(first: ${first}${args}) ${entriesBehind} } } } }`,
    );
    return plan.ambitionSummary.ambitionCount.because as unknown as Behind;
  };
  const whole = await ask(100);
  const added = whole.nodes.filter(({ type }) => type === 'AmbitionAdded');
  expect(added).toHaveLength(8);
  expect(added.every(({ source }) => source !== null)).toBe(true);
  expect(whole.nodes.some(({ type }) => type === 'EditionOpened')).toBe(false);
  expect(whole.pageInfo.hasNextPage).toBe(false);

  const first = await ask(5);
  const second = await ask(95, first.pageInfo.endCursor);
  expect([...first.nodes, ...second.nodes]).toEqual(whole.nodes);
});

/** Figure 9 of edition 3, derived: green, amber or grey, and the marker of an interdependency. */
const PROFILE = `
  1a G  G  G  G  G   | 3b G  G* G* G* G* | 5a G  G  G  G  G
  1b G  G  -  -  -   | 3c G* G  G  A* A* | 6a G  G  G  -  -
  1c G* G  G  G  G   | 3d G  G  A* A* A* | 6b G  G  G  -  -
  1d G  G  G  G  G   | 4a G  G  G  G  G  | 6c G  G  G  G  G
  2a G* G* G* A* A*  | 4b G* G  -  -  -  | 7a G  G  G  G  G
  2b G  G  G  G  G   | 4c G  G  A* A* A* | 7b G* G  G  G  G
  3a G  A* A* A* -   | 4d G  G  G  G  G  | 8a G  G* G* G* G*`;

const expectedProfile = PROFILE.split(/[|\n]/)
  .map((row) => row.trim().replaceAll(/ +/g, ' '))
  .filter((row) => row !== '')
  .sort();

const SIGN: Readonly<Record<string, string>> = { GREEN: 'G', AMBER: 'A', GREY: '-' };

interface Cell {
  readonly state: string;
  readonly interdependency: boolean;
}

test('AS18 the five-year profile is derived: all 105 cells of figure 9', async () => {
  const { plan } = await api.ask(`{ plan(code: "jfp", on: "2025-10-01") { programmeProfile {
    years { year label } objectives { code cells { year state interdependency reason covering { count subjects } conditional } }
  } } }`);
  const rows = listed<{ code: string; cells: readonly Cell[] }>(plan.programmeProfile.objectives);
  const shown = rows.map(({ code, cells }) =>
    [code, ...cells.map(({ state, interdependency }) => `${SIGN[state]}${interdependency ? '*' : ''}`)].join(' '),
  );
  expect(shown).toEqual(expectedProfile);
  expect(shown.flatMap((row) => row.split(' ').slice(1))).toHaveLength(105);
  const ends = rows.find(({ code }) => code === '1b')?.cells[2];
  expect(ends).toMatchObject({ reason: 'ONLY_DISPOSITION', covering: { count: 1, subjects: ['1b-m06'] } });
});

test('due dates that the plan names are listed in order, what is late from the day after', async () => {
  const { plan, after } = await api.ask(`{
    plan(code: "jfp", on: "2025-09-30") { dueAndLate { openCount { count } lateCount { count } dueDays { on milestones { subjects } } } }
    after: plan(code: "jfp", on: "2025-10-01") { dueAndLate { lateCount { subjects } milestones(first: 3) { nodes { code endsOn daysLate } pageInfo { endCursor hasNextPage } } } }
  }`);
  const days = listed<{ on: string; milestones: { subjects: readonly string[] } }>(plan.dueAndLate.dueDays);
  expect(Object.fromEntries(days.map(({ on, milestones }) => [on, milestones.subjects]))).toEqual({
    '2025-09-30': ['1a-m03', '1a-m04'],
    '2026-03-31': ['2a-m04'],
    '2026-04-30': ['2a-m03', '2a-m05'],
    '2027-03-31': ['4b-m08', '8a-m05'],
    '2028-03-31': ['1b-m06'],
    '2029-03-31': ['1c-m07'],
  });
  expect([plan.dueAndLate.openCount, plan.dueAndLate.lateCount]).toEqual([{ count: 168 }, { count: 0 }]);
  expect(after.dueAndLate.lateCount.subjects).toEqual(['1a-m03', '1a-m04']);
  expect(after.dueAndLate.milestones.nodes).toEqual([
    { code: '1a-m03', endsOn: '2025-09-30', daysLate: 1 },
    { code: '1a-m04', endsOn: '2025-09-30', daysLate: 1 },
    { code: '2a-m04', endsOn: '2026-03-31', daysLate: null },
  ]);
  const { plan: next } = await api.ask(`{ plan(code: "jfp", on: "2025-10-01") { dueAndLate {
    milestones(first: 100, after: "${worded(after.dueAndLate.milestones.pageInfo.endCursor)}") { nodes { code } pageInfo { hasNextPage } } } } }`);
  expect(next.dueAndLate.milestones.nodes).toHaveLength(100);
  expect(next.dueAndLate.milestones.pageInfo).toEqual({ hasNextPage: true });
});

test('AS12 body and figure 15 are compared', async () => {
  const { plan } = await api.ask(`{ plan(code: "jfp", on: "2025-10-01") { metricSummary {
    count { count } objectives { code count { count } measures { code latest { value } rating { state } targets { dueOn state } } }
    comparison {
      missingFromFigure { count subjects } missingFromBody { count subjects } misplaced { count subjects } notCompared { count subjects }
      misplacements { measure printedUnder belongsTo duplicateOf }
    }
  } } }`);
  const { comparison, count, objectives } = plan.metricSummary;
  expect(comparison).toEqual({
    missingFromFigure: {
      count: 20,
      subjects: [
        ...['1a-k3', '1b-k2', '1c-k1', '3d-k6', '3d-k7', '3d-k8', '3d-k9', '3d-k10', '3d-k11', '4b-k1', '4b-k2', '4b-k3', '6b-k1'],
        ...['6c-k2', '6c-k3', '6c-k4', '6c-k5', '6c-k6', '6c-k7', '8a-k5'],
      ],
    },
    missingFromBody: { count: 2, subjects: ['3c-k5', '6c-k1'] },
    misplaced: { count: 1, subjects: ['6c-k8'] },
    misplacements: [{ measure: '6c-k8', printedUnder: '6c', belongsTo: '6b', duplicateOf: '6b-k2' }],
    notCompared: { count: 8, subjects: ['1c-k2', '1d-k4', '1d-k5', '2b-k3', '2b-k4', '2b-k5', '3b-k2', '3b-k3'] },
  });
  expect(count).toEqual({ count: 81 });
  expect(listed(objectives).reduce((sum, one) => sum + counted(one.count.count), 0)).toBe(81);
  const pregnancy = listed<{ code: string; measures: readonly object[] }>(objectives).find(({ code }) => code === '1b');
  expect(pregnancy?.measures[0]).toMatchObject({
    code: '1b-k1',
    latest: { value: '8.8' },
    targets: [
      { dueOn: '2026-03-31', state: 'QUESTIONED' },
      { dueOn: '2028-03-31', state: 'OPEN' },
    ],
  });
});

const COUNTS = 'counts { completed { count } inProgress { count } delayed { count subjects } }';

test('the half-yearly report has its header at 2025-09-30, and turns on 1 October', async () => {
  const report = `progressReport(periodEnd: "2025-09-30") {
    on period { startsOn endsOn cutOff } ${COUNTS} owed { count } ambitions { number outlook ${COUNTS} objectives { code } }
    capacityNotes { objective text }
  }`;
  const { end, after } = await api.ask(`{
    end: plan(code: "jfp", on: "2025-09-30") { ${report} }
    after: plan(code: "jfp", on: "2025-10-01") { progressReport(periodEnd: "2025-09-30") { counts { delayed { subjects } } } }
  }`);
  const { progressReport } = end;
  expect(progressReport).toMatchObject({ on: '2025-09-30', period: { startsOn: '2025-04-01', endsOn: '2025-09-30' } });
  const { completed, inProgress, delayed } = progressReport.counts;
  expect([completed.count, inProgress.count, delayed.count]).toEqual([0, 78, 0]);
  const ambitions = listed(progressReport.ambitions);
  expect(ambitions.map(({ counts }) => counts.inProgress.count)).toEqual([16, 6, 16, 18, 5, 3, 11, 3]);
  expect(listed(progressReport.capacityNotes).map(({ objective }) => objective)).toEqual(['1d', '5a']);
  expect(ambitions.filter(({ outlook }) => worded(outlook) === 'CHALLENGING').map(({ number }) => number)).toEqual([7, 8]);
  expect(progressReport.owed).toEqual({ count: 21 });
  expect(after.progressReport.counts.delayed.subjects).toEqual(['1a-m03', '1a-m04']);
});

test('a half-year ends in March or September', async () => {
  const { errors } = await api.gql('{ plan(code: "jfp") { progressReport(periodEnd: "2025-09-29") { on } } }');
  expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT', violations: [{ path: 'periodEnd' }] } });
});

describe('AS16 the report on the half-year to 30 September 2025', () => {
  const ISSUED = `code periodEnd hash issuedOn issuedBy head { entry on edition ruleSet cutOff counts { completed inProgress delayed }
    byAmbition { ambition inProgress } } publications { destination on }
    report { entry on edition ${COUNTS} capacityNotes { objective text score }
      ambitions { number outlook objectives { code computed
        completed { code computed evidence } inProgress { code computed } delayed { code computed delayedBy delay { reason newEnd } } } } }`;
  const issuedNow = async (): Promise<Found> =>
    (await api.ask(`{ plan(code: "jfp", on: "2026-01-01") { issuedReports { code } issuedReport(code: "2025-09-30") { ${ISSUED} } } }`))
      .plan;
  let atIssue: Found;

  test('is issued by an approver, with its shape', async () => {
    const input = { periodEnd: '2025-09-30', commandId: 'issue-1', onBehalfOf: 'Post of the approver' };
    const forbidden = await api.gql(
      'mutation($input: IssueProgressReport!) { issueProgressReport(input: $input) { __typename } }',
      { input: { plan: 'jfp', ...input, onBehalfOf: 'Post of the editor' } },
      { key: api.keys.editor },
    );
    expect(forbidden.errors[0].extensions.code).toBe('FORBIDDEN');

    const { report, receipt } = await api.record('issueProgressReport', input, `report { ${ISSUED} }`);
    expect(listed(receipt.entries).map(({ type }) => type)).toEqual([
      ...['ProgressReportFrozen', 'ProgressReportPartKept', 'ProgressReportIssued'],
    ]);
    expect(report).toMatchObject({ code: '2025-09-30', issuedOn: TODAY, issuedBy: 'Post of the approver' });
    expect(report.head).toMatchObject({ on: '2025-09-30', edition: 3, counts: { completed: 0, inProgress: 78, delayed: 0 } });
    expect(listed(report.head.byAmbition).map(({ inProgress }) => inProgress)).toEqual([16, 6, 16, 18, 5, 3, 11, 3]);
    const { ambitions, capacityNotes, counts } = report.report;
    expect([counts.completed.count, counts.inProgress.count, counts.delayed.count]).toEqual([0, 78, 0]);
    expect(listed(ambitions).map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(listed(ambitions).filter(({ outlook }) => worded(outlook) === 'CHALLENGING')).toMatchObject([{ number: 7 }, { number: 8 }]);
    expect(listed(capacityNotes).map(({ objective }) => objective)).toEqual(['1d', '5a']);
    const shown = listed(ambitions).flatMap(({ objectives }) =>
      listed(objectives).flatMap(({ completed, inProgress, delayed }) => [completed, inProgress, delayed].flatMap((some) => listed(some))),
    );
    expect(new Set(shown.map(({ computed }) => worded(computed)))).toEqual(new Set(['IN_PROGRESS']));
    expect(await api.record('issueProgressReport', input)).toMatchObject({ receipt: { replayed: true } });
    expect(await api.record('issueProgressReport', { periodEnd: '2025-09-30' })).toMatchObject({ code: 'REPORT_ALREADY_ISSUED' });
    atIssue = await issuedNow();
    expect(atIssue.issuedReport).toEqual(report);
  });

  test('does not change when later events arrive, and says what the same question answers now', async () => {
    const delay = { milestone: '4a-m01', reason: 'FUNDING', newEnd: '2027-09-30', effectiveOn: '2025-09-15' };
    await api.record('delayMilestone', delay);
    await api.record('meetMilestone', { milestone: '1a-m01', evidence: 'Board minutes', effectiveOn: '2025-09-20' });
    const update = { objective: '1a', periodEnd: '2025-09-30', achieved: 'A plan for each district', next: 'Publish them' };
    await api.record('recordPeriodUpdate', update);
    expect(await issuedNow()).toEqual(atIssue);

    const { plan } = await api.ask(`{ plan(code: "jfp", on: "2026-01-01") { issuedReport(code: "2025-09-30") {
      changes(first: 100) { nodes { line code kind fields { name issued now } } pageInfo { hasNextPage } }
    } } }`);
    const changes = listed<{ line: string; code: string; kind: string; fields: readonly { name: string }[] }>(
      plan.issuedReport.changes.nodes,
    );
    expect(changes.map(({ line, code, kind, fields }) => [kind, line, code, fields.map(({ name }) => name)])).toEqual([
      ['CHANGED', 'OBJECTIVE', '1a', ['owesUpdate']],
      ['CHANGED', 'MILESTONE', '1a-m01', ['computed', 'evidence', 'metOn', 'next']],
      ['CHANGED', 'OBJECTIVE', '4a', ['computed']],
      ['CHANGED', 'MILESTONE', '4a-m01', ['computed', 'delay', 'delayedBy', 'forecast']],
      ['ADDED', 'UPDATE', '1a', ['achieved', 'afterCutOff', 'enteredAt', 'next', 'nil', 'objective']],
    ]);
    expect(changes[3].fields[0]).toEqual({ name: 'computed', issued: 'IN_PROGRESS', now: 'DELAYED' });
  });

  test('is printed on the command line as it was issued', async () => {
    const world = testWorld({ fetch });
    const issued = ['issued-report', '--code', '2025-09-30', '--plan', 'jfp', '--format', 'markdown'];
    expect(await run(['report', ...issued, '--url', api.url, '--key', api.keys.viewer], world)).toBe(0);
    const { entry } = atIssue.issuedReport.head;
    expect(world.written.out).toContain(`Entry ${counted(entry)}, on 2025-09-30, edition 3, rules`);
    expect(world.written.out).toContain(
      `| 2025-09-30 | 2025-09-30 | ${TODAY} | Post of the approver | ${worded(atIssue.issuedReport.hash)} |`,
    );
    expect(world.written.out).toMatch(/## Milestones\n\n.*\n.*\n\| Completed \| 0 .*\n\| In progress \| 78 .*\n\| Delayed \| 0 /);
  });

  test('is published, and cannot be taken back', async () => {
    const { report } = await api.record(
      'publishReport',
      { report: '2025-09-30', destination: 'ICB Board' },
      'report { publications { destination on } history(first: 5) { nodes { number type } } }',
    );
    expect(report.publications).toEqual([{ destination: 'ICB Board', on: TODAY }]);
    const [frozen] = listed(report.history.nodes);
    expect(await api.record('retractEntry', { entry: frozen.number, reason: 'A mistake' })).toMatchObject({ code: 'ENTRY_PERMANENT' });
    const { plan } = await api.ask('{ plan(code: "jfp", asOf: { entry: 5 }) { issuedReports { code } } }');
    expect(plan.issuedReports).toEqual([]);
  });

  test('can be issued again under another code, as of the entry that was read', async () => {
    const { entry } = atIssue.issuedReport.head;
    const again = await api.record('issueProgressReport', { periodEnd: '2025-09-30', report: 'as-read', entry }, `report { ${ISSUED} }`);
    expect(again.report).toMatchObject({ code: 'as-read', hash: atIssue.issuedReport.hash, head: atIssue.issuedReport.head });
    expect(again.report.report).toEqual(atIssue.issuedReport.report);
    const beyond = await api.record('issueProgressReport', { periodEnd: '2025-09-30', report: 'too-early', entry: 1_000_000 });
    expect(beyond).toMatchObject({ code: 'NOTHING_TO_REPORT' });
  });
});
