import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { counted, FixedClock, listed, TestApi, worded, type Found } from '../support/running-api.js';

const clock = new FixedClock();
let api: TestApi;

/** Records a fact that must be accepted, by the key of a role, on a day of its own. */
async function given(day: string, mutation: string, input: object, role: 'approver' | 'editor' = 'approver'): Promise<Found> {
  clock.set(`${day}T09:00:00.000Z`);
  const result = await api.record(mutation, input, '', { key: api.keys[role] });
  if (worded(result.__typename) === 'Refusal') throw new Error(`${mutation}: ${JSON.stringify(result)}`);
  return result;
}

const window = { fromYear: 1, toYear: 1 };
const wording = { title: 'A hub', certainty: 'COMMITTED', nature: 'DELIVER', window };
const approval = { window: { fromYear: 2, toYear: 2 }, decidedBy: 'Programme board', reason: 'Bid outcome' };

beforeAll(async () => {
  api = await TestApi.start({ clock });
  await given('2025-04-01', 'registerPlan', { title: 'Plan', owner: { organisation: 'ICB' } });
  await given('2025-04-01', 'openEdition', { number: 1, firstFinancialYear: '2025/26', refreshKind: 'FULL' });
  await given('2025-04-01', 'addAmbition', { number: 1, title: 'Ambition 1' });
  await given('2025-04-02', 'addObjective', { code: '1a', ambition: 1, title: 'Objective 1a' });
  for (const code of ['1a-m01', '1a-m02']) await given('2025-04-02', 'addMilestone', { objective: '1a', milestone: code, ...wording });
  await given('2025-06-10', 'startObjective', { objective: '1a', effectiveOn: '2025-05-31' }, 'editor');
  await given('2025-09-29', 'delayMilestone', { milestone: '1a-m01', reason: 'FUNDING', newEnd: '2026-09-30' }, 'editor');
  await given('2025-09-30', 'delayMilestone', { milestone: '1a-m02', reason: 'FUNDING', newEnd: '2026-09-30' });
  await given('2025-10-01', 'approveBaseline', { milestone: '1a-m01', ...approval });
  await given('2025-10-02', 'approveBaseline', { milestone: '1a-m02', ...approval });
  await given('2025-10-03', 'startMilestone', { milestone: '1a-m01' }, 'editor');
});
afterAll(() => api.close());

async function lists(fields: string): Promise<Found> {
  return (await api.ask(`{ plan(code: "jfp") { ${fields} } }`)).plan;
}

const nodes = (page: Found): readonly Found[] => listed(page.nodes);

test('entries that were recorded late say by how many days', async () => {
  const { all, week } = await lists(`
    all: backDatedEntries(daysLate: 1, first: 20) { nodes { type daysLate } }
    week: backDatedEntries(daysLate: 10, first: 20) { nodes { type effectiveOn daysLate } }`);
  expect(nodes(all).map(({ type, daysLate }) => [type, daysLate])).toEqual([
    ['ObjectiveAdded', 1],
    ['MilestoneAdded', 1],
    ['MilestoneAdded', 1],
    ['ObjectiveStarted', 10],
  ]);
  expect(nodes(week)).toEqual([{ type: 'ObjectiveStarted', effectiveOn: '2025-05-31', daysLate: 10 }]);
});

test('a list is read page by page, and a cursor is of one list', async () => {
  const page = (await lists('backDatedEntries(daysLate: 1, first: 3) { nodes { type } pageInfo { hasNextPage endCursor } }'))
    .backDatedEntries;
  expect(page.pageInfo.hasNextPage).toBe(true);
  const after = worded(page.pageInfo.endCursor);
  const rest = (await lists(`backDatedEntries(daysLate: 1, first: 3, after: "${after}") { nodes { type } pageInfo { hasNextPage } }`))
    .backDatedEntries;
  expect(rest).toEqual({ nodes: [{ type: 'ObjectiveStarted' }], pageInfo: { hasNextPage: false } });
  const wrong = await api.gql(`{ plan(code: "jfp") { backDatedEntries(daysLate: 2, first: 3, after: "${after}") { nodes { type } } } }`);
  expect(listed(wrong.errors)[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' } });
});

test('what was entered in the days before a cut-off', async () => {
  const { two, one } = await lists(`
    two: entriesBeforeCutOff(cutOff: "2025-09-30", days: 2, first: 20) { nodes { recordedAt type } }
    one: entriesBeforeCutOff(cutOff: "2025-09-30", days: 1, first: 20) { nodes { recordedAt } }`);
  expect(nodes(two).map(({ recordedAt }) => worded(recordedAt).slice(0, 10))).toEqual(['2025-09-29', '2025-09-30']);
  expect(nodes(one)).toHaveLength(1);
});

test('approvals by whoever had asked for them', async () => {
  const { selfApprovals } = await lists('selfApprovals(first: 20) { nodes { entry { type data actor } request { type actor } } }');
  expect(nodes(selfApprovals).map(({ entry, request }) => [entry.type, entry.data.milestone, request.type])).toEqual([
    ['BaselineApproved', '1a-m02', 'MilestoneDelayed'],
  ]);
});

test('retractions, with what they took back and whether it was their own', async () => {
  const own = await given('2025-10-03', 'meetMilestone', { milestone: '1a-m02', evidence: 'Minutes' });
  const { plan } = await api.ask('{ plan(code: "jfp") { milestone(code: "1a-m01") { history(first: 20) { nodes { number type } } } } }');
  const started = listed(plan.milestone.history.nodes).find(({ type }) => worded(type) === 'MilestoneStarted');
  await given('2025-10-04', 'retractEntry', { entry: counted(listed(own.receipt.entries)[0].number), reason: 'Wrong milestone' });
  await given('2025-10-04', 'retractEntry', { entry: counted(started?.number as Found), reason: 'Not yet' });
  const { retractions, pinned } = await lists(`
    retractions(first: 20) { nodes { entry { reason daysLate } takenBack { type } own } }
    pinned: retractions(first: 1) { nodes { own } pageInfo { hasNextPage } }`);
  expect(nodes(retractions)).toEqual([
    { entry: { reason: 'Wrong milestone', daysLate: null }, takenBack: [{ type: 'MilestoneMet' }], own: true },
    { entry: { reason: 'Not yet', daysLate: null }, takenBack: [{ type: 'MilestoneStarted' }], own: false },
  ]);
  expect(pinned).toEqual({ nodes: [{ own: true }], pageInfo: { hasNextPage: true } });
});
