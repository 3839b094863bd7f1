import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { run } from '../../apps/cli/src/program.js';
import { counted, type Found, listed, TestApi, worded } from '../support/running-api.js';
import { testWorld } from '../support/world.js';

let api: TestApi;
let start: number;

const recorded = async (mutation: string, input: object): Promise<number> => {
  const result = await api.record(mutation, input);
  if (worded(result.__typename) === 'Refusal') throw new Error(JSON.stringify(result));
  return counted(listed(result.receipt.entries).at(-1)!.number);
};

const milestone = { certainty: 'COMMITTED', nature: 'DELIVER', objective: '4a', window: { fromYear: 1, toYear: 2 } };

beforeAll(async () => {
  api = await TestApi.start();
  await recorded('registerPlan', { title: 'Joint Forward Plan', owner: { organisation: 'Integrated Care Board' } });
  await recorded('openEdition', { number: 1, firstFinancialYear: '2025/26', refreshKind: 'FULL' });
  await recorded('addAmbition', { number: 4, title: 'Mental health' });
  await recorded('addObjective', { code: '4a', ambition: 4, title: 'Talking therapies' });
  await recorded('addMilestone', { ...milestone, milestone: '4a-m01', title: 'Open a second site' });
  start = await recorded('addMilestone', { ...milestone, milestone: '4a-m02', title: 'Train the staff' });
});
afterAll(() => api.close());

const CHANGE = `nodes { kind code title change movedFrom fields { field type before after because }
  because { number type actor reason source { document line } } } pageInfo { endCursor hasNextPage }`;

const diff = async (from: string, to: string, page = 'first: 100'): Promise<Found> =>
  (
    await api.ask(`{ planDiff(code: "jfp", from: ${from}, to: ${to}) {
    from { entry on edition } to { entry on edition } addedCount removedCount changedCount movedCount changes(${page}) { ${CHANGE} } } }`)
  ).planDiff;

describe('planDiff', () => {
  test('tells what changed between two entries, field by field, and who made it so, where and why', async () => {
    const delay = {
      milestone: '4a-m01',
      reason: 'FUNDING',
      newEnd: '2027-09-30',
      effectiveOn: '2025-10-01',
      source: { document: 'Board minutes', line: 12 },
    };
    const delayed = await recorded('delayMilestone', delay);
    const added = await recorded('addMilestone', { ...milestone, milestone: '4a-m03', title: 'Tell the public' });
    const found = await diff(`{asOf: {entry: ${start}}, on: "2025-10-03"}`, `{asOf: {entry: ${added}}, on: "2025-10-03"}`);
    expect(found).toMatchObject({
      from: { entry: start, on: '2025-10-03', edition: 1 },
      to: { entry: added, on: '2025-10-03', edition: 1 },
      ...{ addedCount: 1, removedCount: 0, changedCount: 1, movedCount: 0 },
    });
    const [first, second] = listed(found.changes.nodes);
    expect(first).toMatchObject({
      ...{ kind: 'milestone', code: '4a-m01', title: 'Open a second site', change: 'CHANGED', movedFrom: [] },
      because: [{ number: delayed, type: 'MilestoneDelayed', reason: 'FUNDING', source: { document: 'Board minutes', line: 12 } }],
    });
    expect(first.fields).toContainEqual({
      field: 'forecast',
      type: 'DAY',
      before: null,
      after: '2027-09-30',
      because: [delayed],
    });
    expect(second).toMatchObject({ code: '4a-m03', change: 'ADDED', because: [{ number: added, type: 'MilestoneAdded' }] });
  });

  test('tells a retraction as what it took away, and names it', async () => {
    const before = await recorded('startMilestone', { milestone: '4a-m02', effectiveOn: '2025-09-01' });
    await api.ask(`mutation { retractEntry(input: {plan: "jfp", entry: ${before}, reason: "The wrong milestone"}) { __typename } }`, {
      key: api.keys.approver,
    });
    const found = await diff(`{asOf: {entry: ${before}}, on: "2025-10-03"}`, `{asOf: {entry: ${before + 1}}, on: "2025-10-03"}`);
    expect(found.changes.nodes).toMatchObject([
      { code: '4a-m02', fields: [{ field: 'startedOn', before: '2025-09-01', after: null }], because: [{ type: 'EntryRetracted' }] },
    ]);
  });

  test('is printed for a committee, and as JSON that stays the same to the byte', async () => {
    const printed = async (from: string, to: string, ...more: readonly string[]) => {
      const world = testWorld({ fetch });
      const exit = await run(['diff', 'jfp', '--from', from, '--to', to, '--url', api.url, '--key', api.keys.viewer, ...more], world);
      return { exit, ...world.written };
    };
    const dropped = await recorded('dropMilestone', { milestone: '4a-m02', reason: 'No *money*', onBehalfOf: 'Post of the approver' });
    const [from, to] = [`${dropped - 1},2025-10-03`, `${dropped},2025-10-03`];
    const [markdown, json] = [await printed(from, to), await printed(from, to, '--json')];
    expect(markdown).toMatchObject({ exit: 0, err: '' });
    expect(markdown.out).toContain('## Changed: milestone 4a-m02: Train the staff\n\n| Field | Before | After | Entries |\n');
    expect(markdown.out).toContain(`for Post of the approver; because No \\*money\\*\n`);
    expect(JSON.parse(json.out)).toMatchObject({ changedCount: 1, changes: [{ code: '4a-m02', because: [{ number: dropped }] }] });
    expect(await printed(from, to, '--json', '--format', 'table')).toEqual(json);
    await recorded('addMilestone', { ...milestone, milestone: '4a-m09', title: 'Later' });
    expect([await printed(from, to), await printed(from, to, '--json')]).toEqual([markdown, json]);
    expect((await printed('0', 'edition:7')).exit).toBe(1);
  });

  test('comes page by page', async () => {
    const [from, to] = [`{asOf: {entry: 0}, on: "2025-10-03"}`, `{asOf: {entry: ${start}}, on: "2025-10-03"}`];
    const first = (await diff(from, to, 'first: 2')).changes;
    const { endCursor, hasNextPage } = first.pageInfo;
    expect(hasNextPage).toBe(true);
    const rest = (await diff(from, to, `first: 100, after: "${worded(endCursor)}"`)).changes;
    const all = (await diff(from, to)).changes;
    expect([...listed(first.nodes), ...listed(rest.nodes)]).toEqual(all.nodes);
    expect(listed(all.nodes).map(({ kind, code }) => `${worded(kind)} ${worded(code)}`)).toEqual([
      'edition 1',
      'ambition 4',
      'objective 4a',
      'milestone 4a-m01',
      'milestone 4a-m02',
    ]);
  });

  test('of a plan that was not there yet says so', async () => {
    const { errors } = await api.gql('{ planDiff(code: "nix", from: {}, to: {}) { addedCount } }');
    expect(errors).toMatchObject([{ extensions: { code: 'NOT_FOUND' } }]);
  });
});
