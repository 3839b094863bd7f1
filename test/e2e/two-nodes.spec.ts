import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MemoryLog } from '#libs/ledger';
import { counted, listed, TestApi } from '../support/running-api.js';

let here: TestApi;
let there: TestApi;

/** Two API nodes on one log, each with views and a clock of its own. */
beforeEach(async () => {
  const log = new MemoryLog();
  here = await TestApi.start({ log });
  there = await TestApi.start({ log });
  await here.record('registerPlan', { title: 'Joint Forward Plan', owner: { organisation: 'Integrated Care Board' } });
  await here.record('openEdition', { number: 1, firstFinancialYear: '2025/26', refreshKind: 'FULL' });
  await here.record('addAmbition', { number: 1, title: 'Prevention' });
});
afterEach(() => Promise.all([here.close(), there.close()]));

const objective = { code: '1a', ambition: 1, title: 'Health inequalities' };

test('what one node records, the other can build on at once', async () => {
  expect(await there.record('addObjective', objective, 'objective { code }')).toMatchObject({ objective: { code: '1a' } });
  expect(await here.record('startObjective', { objective: '1a' }, 'objective { code status }')).toMatchObject({
    receipt: { projected: true },
    objective: { code: '1a', status: 'ACTIVE' },
  });
  expect(await there.record('renameObjective', { objective: '1a', title: 'Fairer outcomes' })).toMatchObject({ receipt: { revision: 2 } });
});

test('everyone reads their own writes, and an entry of the other node is awaited', async () => {
  const { receipt, objective: written } = await there.record('addObjective', objective, 'objective { title }');
  expect(written.title).toBe('Health inequalities');
  const { plan } = await here.ask(
    `{ plan(code: "jfp", asOf: { entry: ${counted(receipt.entries[0].number)} }) { entry objective(code: "1a") { title } } }`,
  );
  expect(plan).toMatchObject({ entry: receipt.entries[0].number, objective: { title: 'Health inequalities' } });
});

test('a retry at the other node is the same command', async () => {
  const input = { ...objective, commandId: 'pmo-1' };
  const first = await here.record('addObjective', input);
  const second = await there.record('addObjective', input);
  expect(second.receipt).toEqual({ ...(first.receipt as object), replayed: true });
  expect(await there.record('addObjective', { ...input, title: 'Another' })).toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
});

test('a stale revision is refused wherever it was seen', async () => {
  await here.record('addObjective', objective);
  await there.record('startObjective', { objective: '1a' });
  expect(await here.record('renameObjective', { objective: '1a', title: 'T', expectedRevision: 0 })).toMatchObject({
    code: 'REVISION_CONFLICT',
  });
});

test('racing nodes number and show the same entries', async () => {
  await here.record('addObjective', objective);
  const bodies = Array.from({ length: 30 }, (_, n) => ({ objective: '1a', place: `page ${n}`, wording: 'Inequalities' }));
  const results = await Promise.all(bodies.map((body, n) => (n % 2 ? here : there).record('recordTitleVariant', body)));
  expect(results.map(({ __typename }) => __typename)).toEqual(bodies.map(() => 'ObjectiveRecorded'));
  const last = Math.max(...results.map(({ receipt }) => Number(receipt.entries[0].number)));
  const query = `{ plan(code: "jfp", asOf: { entry: ${last} }, on: "2025-10-03") { objective(code: "1a") { titleVariants { place } } }
    entries(first: 100, filter: { stream: "objective-main.jfp.1a" }) { nodes { number revision leafHash } } }`;
  const [one, other] = await Promise.all([here.ask(query), there.ask(query)]);
  expect(other).toEqual(one);
  expect(listed(one.entries.nodes).map(({ revision }) => revision)).toEqual(Array.from({ length: 31 }, (_, n) => n));
});
