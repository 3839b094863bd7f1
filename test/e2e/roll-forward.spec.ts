import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { run } from '../../apps/cli/src/program.js';
import { EXAMPLE } from '../support/example-folder.js';
import { counted, type Found, listed, TestApi, worded } from '../support/running-api.js';
import { testWorld } from '../support/world.js';

interface Item {
  readonly code: string;
  readonly objective: string;
  readonly window: { readonly endsOn: string };
  readonly firstWindow: { readonly endsOn: string };
  readonly firstDueOn: string | null;
  readonly status: string;
  readonly carriedTo: string | null;
}

const ITEM = 'code objective status carriedTo window { endsOn } firstWindow { endsOn } firstDueOn';

/** Everything that a reader sees of edition 3 on a day in its Year 1. */
const BACK = `edition { number status startsOn endsOn } years { year startsOn endsOn }
  ambitions { number title publicStatus posts { post } }
  objectives { code title status publicStatus delayed funding { position until } dependencies { code state }
    milestones { code title status publicStatus late slip { againstFirst againstApproved } window { startsOn endsOn } firstWindow { endsOn } dueOn carriedTo formerly successions { how } because { field entry } } }
  ambitionSummary { objectiveCount { count } } programmeProfile { objectives { code cells { year state } } }
  dueAndLate { openCount { count subjects } lateCount { count } }`;

let api: TestApi;
let all: readonly Item[];
let before: { readonly pinned: string; readonly named: string };
let entry: number;

const text = async (point: string, fields = BACK): Promise<string> =>
  JSON.stringify(await api.ask(`{ plan(code: "jfp", ${point}) { ${fields} } }`));

async function milestonesOf(point: string): Promise<readonly Item[]> {
  const { plan } = await api.ask(`{ plan(code: "jfp", ${point}) { objectives { milestones { ${ITEM} } } } }`);
  return listed<{ milestones: readonly Item[] }>(plan.objectives).flatMap(({ milestones }) => milestones);
}

async function given(mutation: string, input: object, fields = ''): Promise<Found> {
  const result = await api.record(mutation, input, fields);
  if (worded(result.__typename) === 'Refusal') throw new Error(JSON.stringify(result));
  return result;
}

const promised = (items: readonly Item[]): readonly string[] => items.map((one) => one.firstDueOn ?? one.firstWindow.endsOn).sort();

/** Publishes, and accepts whatever findings there are. */
async function publish(): Promise<void> {
  const input = { edition: 4, effectiveOn: '2026-03-20' };
  const { code, facts } = await api.record('publishEdition', input);
  if (worded(code) !== 'UNACKNOWLEDGED_FINDINGS') return;
  const findings = listed<{ name: string; value: string }>(facts).filter(({ name }) => name === 'finding');
  await given('publishEdition', { ...input, acknowledged: [...new Set(findings.map(({ value }) => value.split(' ')[0]))] });
}

beforeAll(async () => {
  api = await TestApi.start();
  const world = testWorld({ fetch });
  expect(await run(['import', EXAMPLE, '--url', api.url, '--key', api.keys.approver], world)).toBe(0);
  all = await milestonesOf('on: "2025-10-03"');
  const { plan } = await api.ask('{ plan(code: "jfp", on: "2025-10-03") { entry } }');
  entry = counted(plan.entry);
  before = {
    pinned: await text(`asOf: { entry: ${entry} }, on: "2025-10-03"`),
    named: await text('edition: 3, on: "2025-10-03"'),
  };
  await given('openEdition', { number: 4, firstFinancialYear: '2026/27', refreshKind: 'FULL', reason: 'Yearly refresh' });
}, 120_000);
afterAll(() => api.close());

test('the whole real plan rolls forward from edition 3 to edition 4 without losing a promise', async () => {
  expect(all).toHaveLength(168);
  const refused = await api.record('confirmRollForward', { edition: 4 });
  expect(refused).toMatchObject({ __typename: 'Refusal', code: 'OPEN_ITEMS' });
  const named = listed<{ name: string; value: string }>(refused.facts).flatMap(({ name, value }) => (name === 'milestone' ? [value] : []));
  expect(named).toEqual(all.map(({ code }) => code));

  const inYear1 = all.filter(({ window }) => window.endsOn < '2026-04-01');
  const [met, dropped, split, merged, ...others] = inYear1;
  const pair = others.find(({ objective }) => objective === merged.objective)!;
  const one = { fromYear: 1, toYear: 1 };
  const parts = [
    { title: 'The first half', window: one },
    { title: 'The second half', window: one },
  ];
  const together = { milestones: [merged.code, pair.code], title: 'One piece of work', window: one, reason: 'They are one' };
  await given('meetMilestone', { milestone: met.code, evidence: 'Annual report', effectiveOn: '2026-03-01' });
  await given('dropMilestone', { milestone: dropped.code, reason: 'Delivered nationally', effectiveOn: '2026-03-01' });
  await given('splitMilestone', { milestone: split.code, edition: 4, parts, reason: 'Two pieces of work' });
  await given('mergeMilestones', { ...together, edition: 4 });
  const dealtWith = new Set([met, dropped, split, merged, pair].map(({ code }) => code));
  const carried = all.filter(({ code }) => !dealtWith.has(code));
  for (const item of carried) {
    await given('carryForwardMilestone', { milestone: item.code, toEdition: 4, ...(inYear1.includes(item) && { window: one }) });
  }
  await given('confirmRollForward', { edition: 4 });
  await publish();
  await given('makeEditionCurrent', { edition: 4 });

  const now = await milestonesOf('on: "2026-04-01"');
  expect(now).toHaveLength(carried.length + parts.length + 1);
  const former = await milestonesOf('edition: 3, on: "2026-04-01"');
  expect(Object.groupBy(former, ({ status }) => status)).toMatchObject({ MET: [{ code: met.code }], DROPPED: [{ code: dropped.code }] });
  expect(former.filter(({ status }) => status === 'SUPERSEDED').map(({ code }) => code)).toEqual(
    [split, merged, pair].map(({ code }) => code),
  );
  const gone = former.filter(({ status }) => status === 'CARRIED_FORWARD');
  expect(gone).toHaveLength(carried.length);
  const successors = gone.map(({ carriedTo }) => now.find(({ code }) => code === carriedTo)!);
  expect(promised(successors)).toEqual(promised(carried));
});

test('every promise of edition 3 is met, dropped, superseded or still open, with the entries that say so', async () => {
  const { plan } = await api.ask(`{ plan(code: "jfp", on: "2026-04-01") { commitments(edition: 3) {
    ofEdition edition counts { resolution milestones { count } } promises(first: 100, resolutions: [OPEN, DROPPED]) { nodes { code resolution openIn reason chain { code how entries } } }
  } } }`);
  const { counts, promises, ...head } = plan.commitments;
  expect(head).toEqual({ ofEdition: 3, edition: 4 });
  const counted = listed<{ resolution: string; milestones: { count: number } }>(counts).map((one) => [
    one.resolution,
    one.milestones.count,
  ]);
  expect(counted).toEqual([
    ...[
      ['MET', 1],
      ['RETIRED_TO_BAU', 0],
      ['HANDED_OVER', 0],
      ['SUPERSEDED', 3],
      ['DROPPED', 1],
      ['OPEN', 163],
    ],
  ]);
  const lines = listed<{
    code: string;
    resolution: string;
    openIn: string[];
    reason?: string;
    chain: { code: string; entries: number[] }[];
  }>(promises.nodes);
  for (const { code, resolution, openIn, reason, chain } of lines) {
    expect(chain[0]).toMatchObject({ code, entries: [expect.any(Number), expect.any(Number)] });
    if (resolution === 'DROPPED') expect(reason).toBe('Delivered nationally');
    else expect(openIn).toEqual([chain.at(-1)?.code]);
  }
});

test('questions back to edition 3 are answered with the same bytes', async () => {
  expect(await text(`asOf: { entry: ${entry} }, on: "2025-10-03"`)).toBe(before.pinned);
  expect(await text('edition: 3, on: "2025-10-03"')).toBe(before.named);
});
