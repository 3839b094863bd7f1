import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { importedApi } from '../support/imported-api.js';
import { listed, type TestApi, worded } from '../support/running-api.js';

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
