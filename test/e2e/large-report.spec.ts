import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { MemoryLog } from '#libs/ledger';
import { largePlan } from '../support/large-plan.js';
import { counted, listed, TestApi, TODAY } from '../support/running-api.js';
import { tell } from '../support/tiny-ledger.js';

const OBJECTIVES = 250;
/** What an owner may write of a half-year, at its longest. */
const ACHIEVED = 'Clinics opened in every district. '.repeat(58);
const PERIOD_END = '2025-09-30';

let api: TestApi;
beforeAll(async () => {
  const log = new MemoryLog();
  for (const [stream, facts] of largePlan(OBJECTIVES, 'main', ACHIEVED)) await tell(log, stream, ...facts);
  api = await TestApi.start({ log });
  if (!(await api.api.ledger.views.tenant('main').catchUp(Date.now() + 30_000))) throw new Error('The views did not catch up.');
});
afterAll(() => api.close());

test('a report that is too large for one append is issued all the same, part by part', async () => {
  const input = { periodEnd: PERIOD_END, commandId: 'issue-large' };
  const { planPreview } = await api.ask(
    'query($input: IssueProgressReport!) { planPreview(code: "jfp", commands: [{ issueProgressReport: $input }]) { commands { entries { number type } refusal { code } } } }',
    { input: { plan: 'jfp', ...input } },
  );
  const { receipt, report } = await api.record(
    'issueProgressReport',
    input,
    'report { code hash issuedOn head { entry counts { completed inProgress delayed } } }',
  );
  expect(listed(receipt.entries).map(({ type }) => type)).toEqual(['ProgressReportIssued']);
  expect(report).toMatchObject({
    code: PERIOD_END,
    issuedOn: TODAY,
    head: { counts: { completed: OBJECTIVES, inProgress: OBJECTIVES, delayed: 0 } },
  });

  const SHAPE = `counts { completed { count } } ambitions { number objectives { code update { achieved } capacityNotes { code }
    completed { code evidence } inProgress { code endsOn } dueNext { subjects } } }`;
  const { plan } = await api.ask(`{ plan(code: "jfp") { issuedReport(code: "${PERIOD_END}") { report { ${SHAPE} } } } }`);
  const { plan: drafted } = await api.ask(
    `{ plan(code: "jfp", asOf: { entry: ${counted(report.head.entry)} }, on: "${PERIOD_END}") { progressReport(periodEnd: "${PERIOD_END}") { ${SHAPE} } } }`,
  );
  expect(plan.issuedReport.report).toEqual(drafted.progressReport);

  const { entries } = await api.ask('{ entries(first: 100, filter: { types: ["ProgressReportPartKept"] }) { nodes { commandId } } }');
  const commands = new Set(listed(entries.nodes).map(({ commandId }) => commandId as unknown as string));
  expect([...commands]).toEqual(['issue-large/1', 'issue-large/2', 'issue-large/3'].slice(0, commands.size));
  expect(commands.size).toBeGreaterThan(1);
  const written = await api.ask('{ entries(first: 100, filter: { stream: "report-main.jfp.2025-09-30" }) { nodes { number type } } }');
  expect(planPreview.commands).toEqual([{ entries: written.entries.nodes, refusal: null }]);
  expect(await api.record('issueProgressReport', input)).toMatchObject({ receipt: { replayed: true, stream: receipt.stream } });
});
