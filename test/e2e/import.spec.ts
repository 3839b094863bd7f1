import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../apps/cli/src/program.js';
import { REPORTS } from '../../apps/cli/src/report/reports.js';
import { EXAMPLE } from '../support/example-folder.js';
import { TestApi } from '../support/running-api.js';
import { testWorld } from '../support/world.js';

interface Summary {
  readonly recorded: number;
  readonly alreadyThere: number;
  readonly left: number;
  readonly refused: null;
}

async function load(
  api: TestApi,
  through: typeof fetch = fetch,
  key = api.keys.approver,
): Promise<{ exit: number; summary?: Summary; err: string }> {
  const world = testWorld({ fetch: through });
  const exit = await run(['import', EXAMPLE, '--url', api.url, '--key', key, '--json'], world);
  const { out, err } = world.written;
  return { exit, err, ...(out !== '' && { summary: JSON.parse(out) as Summary }) };
}

const ask = async <T>(api: TestApi, query: string): Promise<T> => api.ask<T>(query);

const head = async (api: TestApi): Promise<number> =>
  (await ask<{ plan: { entry: number } }>(api, '{ plan(code: "jfp") { entry } }')).plan.entry;

/** Everything that a reader sees of the plan. */
const WHOLE = `{ plan(code: "jfp", on: "2025-10-01") {
  editions { number status publishedOn publishedPrecision currentFrom acknowledged changes { kind ref text } guidance { issuer scope }
    opinions { board stance receivedOn receivedOnUnknown precision signedBy subjectAsPrinted } }
  years { year startsOn endsOn }
  ambitions { number title rationale outlook posts { post organisation lead } }
  objectives { code title summary ambition status strands { name } formerTitles { title until } titleVariants { place wording } reviews { reviewOn }
    disposition { kind endOfYear dayOpen text strands { strand kind } } inequalityAction oversight partners alignments { type name }
    milestones { code title certainty nature condition printedHeading strand dueOn window { fromYear toYear startsOn endsOn } }
    measures { code kind duplicateOf baseline { value period } targets { number value byDate } latest { value period } }
    commitments { code } risks { code } funding { position until untilBasis } dependencies { code state } }
} }`;

interface Whole {
  readonly plan: {
    readonly editions: readonly {
      number: number;
      status: string;
      publishedOn: string;
      publishedPrecision: string;
      currentFrom: string;
      changes: readonly object[];
      opinions: readonly object[];
    }[];
    readonly years: readonly { startsOn: string; endsOn: string }[];
    readonly ambitions: readonly { number: number; outlook: string | null; rationale: string }[];
    readonly objectives: readonly {
      code: string;
      title: string;
      status: string;
      ambition: number;
      formerTitles: readonly { title: string; until: string }[];
      milestones: readonly { certainty: string; nature: string; dueOn: string | null }[];
      measures: readonly { code: string; kind: string; duplicateOf: string | null }[];
      commitments: readonly object[];
      risks: readonly object[];
      funding: { position: string; until: string | null };
      dependencies: readonly { code: string; state: string }[];
    }[];
  };
}

let whole: Whole['plan'];

describe('an import of the example', () => {
  let api: TestApi;
  let first: Awaited<ReturnType<typeof load>>;
  beforeAll(async () => {
    api = await TestApi.start();
    first = await load(api);
    whole = (await ask<Whole>(api, WHOLE)).plan;
  });
  afterAll(() => api.close());

  it('records everything', () => {
    expect(first).toMatchObject({ exit: 0, err: '', summary: { alreadyThere: 0, left: 0, refused: null } });
  });

  it('gives the plan its three editions, the third current', () => {
    expect(whole.editions).toMatchObject([
      { number: 1, status: 'SUPERSEDED', currentFrom: '2023-04-01', changes: [] },
      { number: 2, status: 'SUPERSEDED', publishedOn: '2024-06-01', publishedPrecision: 'MONTH', currentFrom: '2024-06-01', changes: [] },
      { number: 3, status: 'CURRENT', publishedOn: '2025-01-01', publishedPrecision: 'YEAR', currentFrom: '2025-04-01' },
    ]);
    expect(whole.editions[2].changes).toHaveLength(8);
    expect(whole.years).toHaveLength(5);
    expect([whole.years[0].startsOn, whole.years[4].endsOn]).toEqual(['2025-04-01', '2030-03-31']);
  });

  it('gives it 8 ambitions and 21 objectives, started', () => {
    expect(whole.ambitions.map(({ outlook }) => outlook)).toEqual([null, null, null, null, null, null, 'CHALLENGING', 'CHALLENGING']);
    const split = whole.ambitions.map(({ number }) => whole.objectives.filter(({ ambition }) => ambition === number).length);
    expect(split).toEqual([4, 2, 4, 4, 1, 3, 2, 1]);
    expect(new Set(whole.objectives.map(({ status }) => status))).toEqual(new Set(['ACTIVE']));
  });

  it('gives it 168 milestones, each what it is', () => {
    const milestones = whole.objectives.flatMap((objective) => objective.milestones);
    const count = (field: 'certainty' | 'nature', value: string): number =>
      milestones.filter((milestone) => milestone[field] === value).length;
    expect(milestones).toHaveLength(168);
    expect(['COMMITTED', 'ASPIRATIONAL', 'TO_BE_DEFINED'].map((value) => count('certainty', value))).toEqual([151, 10, 7]);
    expect(['DELIVER', 'CONTINUE', 'REVIEW', 'DISPOSITION', 'PLACEHOLDER'].map((value) => count('nature', value))).toEqual([
      97, 28, 29, 7, 7,
    ]);
    expect(milestones.filter(({ dueOn }) => dueOn !== null)).toHaveLength(9);
  });

  it('gives it 110 measures, one of them a copy of another', () => {
    const measures = whole.objectives.flatMap((objective) => objective.measures);
    expect(['QUANTITATIVE', 'DIRECTIONAL', 'DELIVERABLE'].map((kind) => measures.filter((one) => one.kind === kind).length)).toEqual([
      25, 69, 16,
    ]);
    expect(measures.filter(({ duplicateOf }) => duplicateOf !== null)).toMatchObject([{ code: '6c-k8', duplicateOf: '6b-k2' }]);
    expect(measures.find(({ code }) => code === '1b-k1')).toEqual({
      code: '1b-k1',
      kind: 'QUANTITATIVE',
      duplicateOf: null,
      baseline: { value: '11.2', period: '2023/24' },
      targets: [
        { number: 1, value: '9', byDate: '2026-03-31' },
        { number: 2, value: '6', byDate: '2028-03-31' },
      ],
      latest: { value: '8.8', period: '2024/25 Q2' },
    });
  });

  it('gives its objectives 33 other commitments, 5 risks, their money and 63 dependencies', () => {
    const all = <T>(of: (objective: Whole['plan']['objectives'][number]) => readonly T[]): readonly T[] => whole.objectives.flatMap(of);
    expect(all(({ commitments }) => commitments)).toHaveLength(33);
    expect(all(({ risks }) => risks)).toHaveLength(5);
    expect(all(({ dependencies }) => dependencies)).toHaveLength(63);
    const endsBefore2030 = whole.objectives.filter(({ funding }) => funding.until !== null).map(({ code }) => code);
    expect(endsBefore2030).toEqual(['1c', '1d', '2b', '3a', '6c']);
  });

  it('gives the register every kind of entry, and every discrepancy', async () => {
    const kinds = 'GOVERNANCE_BODY STRATEGY CONTEXT_FACT PLACE_BOARD HEALTH_AND_WELLBEING_PARTNERSHIP CASE_STUDY'.split(' ');
    const found = 'severity: HIGH, severity: MEDIUM, severity: LOW, state: RESOLVED, state: ACCEPTED_AS_IS, state: FOUND'.split(', ');
    const { plan } = await ask<{ plan: Readonly<Record<string, { readonly totalCount: number }>> }>(
      api,
      `{ plan(code: "jfp", on: "2025-10-01") { all: register(first: 1) { totalCount }
        ${kinds.map((kind) => `${kind}: register(first: 1, kind: ${kind}) { totalCount }`).join(' ')}
        ${found.map((one, index) => `d${index}: discrepancies(first: 1, ${one}) { totalCount }`).join(' ')} } }`,
    );
    expect([plan.all.totalCount, ...kinds.map((kind) => plan[kind].totalCount)]).toEqual([265, 30, 19, 92, 5, 8, 13]);
    expect(found.map((_, index) => plan[`d${index}`].totalCount)).toEqual([17, 56, 45, 113, 1, 4]);
  });

  it('holds both opinions against edition 3, one with its month, one without a day (AS25)', async () => {
    expect(whole.editions[2].opinions).toMatchObject([
      {
        board: 'Suffolk Health and Wellbeing Board',
        stance: 'ENDORSE',
        receivedOn: '2025-03-01',
        precision: 'MONTH',
        receivedOnUnknown: null,
        subjectAsPrinted: 'One joint SNEE/N&W plan',
      },
      { board: 'Norfolk Health and Wellbeing Board', stance: 'ENDORSE', receivedOnUnknown: true },
    ]);
  });

  it('knows 1c by both its titles, each on its days', async () => {
    const titled = async (on: string): Promise<string> => {
      const { plan } = await ask<{ plan: { objective: { title: string } } }>(
        api,
        `{ plan(code: "jfp", on: "${on}") { objective(code: "1c") { title } } }`,
      );
      return plan.objective.title;
    };
    expect(await titled('2025-03-31')).toBe('Targeted Lung Health Check programme (TLHC)');
    expect(await titled('2025-04-01')).toBe('Lung cancer screening programme');
  });

  it('shows edition 1 as it was published: the ambitions, and 1c by its old title', async () => {
    const { plan } = await ask<{ plan: { ambitions: unknown[] } }>(
      api,
      '{ plan(code: "jfp", asOf: { edition: 1 }) { edition { number } ambitions { number } objectives { code title } } }',
    );
    expect(plan).toMatchObject({
      edition: { number: 1 },
      objectives: [{ code: '1c', title: 'Targeted Lung Health Check programme (TLHC)' }],
    });
    expect(plan.ambitions).toHaveLength(8);
  });

  it('gives every entry its source line and its day', async () => {
    const { receipt } = await ask<{ receipt: { entries: { number: number }[] } }>(
      api,
      '{ receipt(commandId: "jfp:addMilestone:1b-m06") { entries { number } } }',
    );
    const { entry } = await ask<{ entry: object }>(
      api,
      `{ entry(number: ${receipt.entries[0].number}) { type effectiveOn actor source { document line } } }`,
    );
    expect(entry).toEqual({
      type: 'MilestoneAdded',
      effectiveOn: '2025-04-01',
      actor: 'the approver',
      source: { document: 'Norfolk and Waveney Joint Forward Plan 2025/26 to 2029/30, part 1', line: 1147 },
    });
  });

  it('changes nothing the second time', async () => {
    const before = await head(api);
    expect(await load(api)).toMatchObject({ exit: 0, summary: { recorded: 0, alreadyThere: first.summary?.recorded, left: 0 } });
    expect(await head(api)).toBe(before);
  });

  const OPTIONS: Readonly<Record<string, readonly string[]>> = {
    periodEnd: ['--period-end', '2025-09-30'],
    subject: ['--subject', '1b-k1'],
    ofEdition: ['--of-edition', '3'],
  };

  const print = async (name: string, format: string): Promise<string> => {
    const world = testWorld({ fetch });
    const at = ['--url', api.url, '--key', api.keys.viewer, '--plan', 'jfp', '--as-of', String(await head(api)), '--on', '2025-10-01'];
    const exit = await run(['report', name, ...at, ...(OPTIONS[REPORTS[name].needs ?? ''] ?? []), '--format', format], world);
    expect([exit, world.written.err]).toEqual([0, '']);
    return world.written.out;
  };

  // What was issued and is kept needs one that was: see reports.spec.ts.
  const COMPUTED = Object.keys(REPORTS).filter((name) => REPORTS[name].kept === undefined);

  it.each(COMPUTED)('prints %s: 80 columns wide, as Markdown, as CSV, and the same JSON each time', async (name) => {
    const table = await print(name, 'table');
    expect(table.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect(table).toContain('Norfolk and Waveney Joint Forward Plan, part 1\nEntry ');
    expect(await print(name, 'markdown')).toContain(', on 2025-10-01, edition 3, rules 2025-1.');
    const widths = (await print(name, 'csv')).split('\r\n').map((line) => line.replace(/"[^"]*"/g, '').split(',').length);
    expect(new Set(widths.slice(0, -1)).size).toBe(1);
    const json = await print(name, 'json');
    expect(JSON.parse(json)).toMatchObject({ report: name, plan: 'jfp', on: '2025-10-01', edition: 3, ruleSet: '2025-1' });
    expect(await print(name, 'json')).toBe(json);
  });

  it('stops where the key may not publish, and says so', async () => {
    const { exit, err } = await load(api, fetch, api.keys.viewer);
    expect(exit).toBe(1);
    expect(err).toContain('FORBIDDEN');
  });
});

describe('an import that breaks off', () => {
  let data: string;
  beforeAll(() => {
    data = mkdtempSync(join(tmpdir(), 'planledger-import-'));
  });
  afterAll(() => rmSync(data, { recursive: true }));

  /** Lets some requests through; the next one reaches the ledger, but its answer is lost, and then nobody answers any more. */
  const cutAfter = (requests: number): typeof fetch => {
    let sent = 0;
    return async (...request) => {
      sent++;
      if (sent > requests + 1) throw new TypeError('fetch failed');
      const response = await fetch(...request);
      if (sent <= requests) return response;
      await response.arrayBuffer();
      throw new TypeError('fetch failed');
    };
  };

  it('goes on where it stopped, on a server that was started anew', async () => {
    const settings = { log: `sqlite:${join(data, 'ledger.db')}`, data };
    const broken = await TestApi.start({ settings });
    expect(await load(broken, cutAfter(9))).toMatchObject({ exit: 1, err: expect.stringContaining('gave up after 8 attempts') });
    await broken.close();

    const api = await TestApi.start({ settings });
    const { exit, summary } = await load(api);
    expect(exit).toBe(0);
    expect(summary?.alreadyThere).toBeGreaterThan(0);
    expect(summary?.recorded).toBeGreaterThan(0);
    expect(summary?.left).toBe(0);
    expect((await ask<Whole>(api, WHOLE)).plan).toEqual(whole);
    await api.close();
  });
});
