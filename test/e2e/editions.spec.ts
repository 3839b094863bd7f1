import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Found, listed, TestApi, worded } from '../support/running-api.js';

let api: TestApi;
beforeAll(async () => {
  api = await TestApi.start();
});
afterAll(() => api.close());

const EDITIONS = [
  [1, '2023/24'],
  [2, '2024/25'],
  [3, '2025/26'],
] as const;

/** Each scenario has a plan of its own. */
const planned = (plan: string) => ({
  record: (mutation: string, input: object, fields = ''): Promise<Found> => api.record(mutation, { plan, ...input }, fields),
  given: async (mutation: string, input: object, fields = ''): Promise<Found> => {
    const result = await api.record(mutation, { plan, ...input }, fields);
    if (worded(result.__typename) === 'Refusal') throw new Error(JSON.stringify(result));
    return result;
  },
  ask: async (point: string, fields: string): Promise<Found> => (await api.ask(`{ plan(code: "${plan}"${point}) { ${fields} } }`)).plan,
});

const factsOf = (refusal: Found, name: string): readonly string[] =>
  listed<{ name: string; value: string }>(refusal.facts).flatMap((fact) => (fact.name === name ? [fact.value] : []));

test('AS17 a roll-forward dispositions every open item', async () => {
  const { given, record, ask } = planned('as17');
  await given('registerPlan', { title: 'Joint Forward Plan', owner: { organisation: 'Integrated Care Board' } });
  for (const [number, firstFinancialYear] of EDITIONS) {
    await given('openEdition', { number, firstFinancialYear, refreshKind: 'FULL' });
    await given('publishEdition', { edition: number, publishedOnUnknown: true });
    await given('makeEditionCurrent', { edition: number });
  }
  await given('addAmbition', { number: 1, title: 'Population health' });
  await given('addObjective', { code: '1a', ambition: 1, title: 'Protected characteristics' });
  await given('startObjective', { objective: '1a', effectiveOn: '2025-04-01' });
  for (const [code, dueOn] of [
    ['1a-m01', undefined],
    ['1a-m02', undefined],
    ['1a-m03', '2025-09-30'],
  ]) {
    const window = { fromYear: 1, toYear: 1 };
    await given('addMilestone', {
      objective: '1a',
      milestone: code,
      title: `What ${code} is`,
      window,
      dueOn,
      certainty: 'COMMITTED',
      nature: 'DELIVER',
    });
  }
  await given('meetMilestone', { milestone: '1a-m01', evidence: 'Report', effectiveOn: '2025-09-01' });
  await given('dropMilestone', { milestone: '1a-m02', reason: 'Done nationally' });
  await given('openEdition', { number: 4, firstFinancialYear: '2026/27', refreshKind: 'FULL' });

  const refused = await record('confirmRollForward', { edition: 4 });
  expect(refused).toMatchObject({ __typename: 'Refusal', code: 'OPEN_ITEMS' });
  expect(factsOf(refused, 'milestone')).toEqual(['1a-m03']);
  await given('publishEdition', { edition: 4, effectiveOn: '2026-03-20', acknowledged: ['MISSING_PART'] });
  expect(await record('makeEditionCurrent', { edition: 4 })).toMatchObject({ __typename: 'Refusal', code: 'ROLL_FORWARD_NOT_CONFIRMED' });

  const pinned = await ask(
    ', on: "2025-10-03"',
    'entry milestones(first: 9) { nodes { code status late dueOn } } milestone(code: "1a-m03") { status carriedTo }',
  );
  const carried = await given(
    'carryForwardMilestone',
    { milestone: '1a-m03', toEdition: 4, window: { fromYear: 1, toYear: 1 }, reason: 'Two posts stayed empty' },
    'milestone { code status carriedTo successions { how into edition on reason } }',
  );
  expect(carried.milestone).toEqual({
    code: '1a-m03',
    status: 'PLANNED',
    carriedTo: '1a-m04',
    successions: [{ how: 'CARRIED_FORWARD', into: ['1a-m04'], edition: 4, on: '2026-04-01', reason: 'Two posts stayed empty' }],
  });
  const confirmed = await given('confirmRollForward', { edition: 4 }, 'plan { editions { number rollForward { confirmedOn checkedAt } } }');
  expect(listed(confirmed.plan.editions).at(-1)?.rollForward).toEqual({ confirmedOn: '2025-10-03', checkedAt: expect.any(Number) });
  await given('makeEditionCurrent', { edition: 4 });

  const FIELDS = `edition { number } milestones(first: 9) { nodes { code } }
    former: milestone(code: "1a-m03") { status publicStatus late }
    carried: milestone(code: "1a-m04") { edition formerly firstDueOn firstWindow { endsOn } window { startsOn endsOn } dueOn late lateAgainstFirst status }`;
  expect(await ask(', on: "2026-04-01"', FIELDS)).toEqual({
    edition: { number: 4 },
    milestones: { nodes: [{ code: '1a-m04' }] },
    former: { status: 'CARRIED_FORWARD', publicStatus: null, late: false },
    carried: {
      edition: 4,
      formerly: ['1a-m03'],
      firstDueOn: '2025-09-30',
      firstWindow: { endsOn: '2026-03-31' },
      window: { startsOn: '2026-04-01', endsOn: '2027-03-31' },
      dueOn: null,
      late: false,
      lateAgainstFirst: true,
      status: 'PLANNED',
    },
  });
  const approved = {
    milestone: '1a-m04',
    window: { fromYear: 1, toYear: 2 },
    decidedBy: 'Programme Board',
    reason: 'Agreed',
    effectiveOn: '2026-05-01',
  };
  const moved = await given(
    'approveBaseline',
    approved,
    'milestone { rebaselines baselines { milestone how decidedBy daysFromOriginal entry } }',
  );
  const types = await api.ask(
    `{ ${listed(moved.milestone.baselines)
      .map(({ entry }, index) => `e${index}: entry(number: ${entry as unknown as number}) { type }`)
      .join(' ')} }`,
  );
  expect(types).toEqual({ e0: { type: 'MilestoneAdded' }, e1: { type: 'MilestoneAdded' }, e2: { type: 'BaselineApproved' } });
  expect(moved.milestone).toMatchObject({
    rebaselines: 2,
    baselines: [
      { milestone: '1a-m03', how: 'ORIGINAL', decidedBy: null, daysFromOriginal: 0 },
      { milestone: '1a-m04', how: 'WENT_ON', decidedBy: null, daysFromOriginal: 547 },
      { milestone: '1a-m04', how: 'APPROVED', decidedBy: 'Programme Board', daysFromOriginal: 913 },
    ],
  });
  const again = await ask(
    `, asOf: { entry: ${pinned.entry as unknown as number} }, on: "2025-10-03"`,
    'entry milestones(first: 9) { nodes { code status late dueOn } } milestone(code: "1a-m03") { status carriedTo }',
  );
  expect(again).toEqual(pinned);
});

/** An objective under way since the first day of edition 3, whose editions 1 and 2 were before it. */
async function givenObjective(plan: string, code: string, title: string): Promise<ReturnType<typeof planned>> {
  const asked = planned(plan);
  await asked.given('registerPlan', { title: 'Joint Forward Plan', owner: { organisation: 'Integrated Care Board' } });
  for (const [number, firstFinancialYear] of EDITIONS)
    await asked.given('openEdition', { number, firstFinancialYear, refreshKind: 'FULL' });
  await asked.given('addAmbition', { number: Number(code[0]), title: `Ambition ${code[0]}`, edition: 1 });
  await asked.given('addObjective', { code, ambition: Number(code[0]), title, edition: 3 });
  await asked.given('startObjective', { objective: code, effectiveOn: '2025-04-01' });
  return asked;
}

test('AS14 a consolidation records unknown predecessors', async () => {
  const { given, ask } = await givenObjective('as14', '8a', 'Improve productivity and efficiency');
  for (const workingTitle of ['Workforce', 'Digital']) {
    await given('recordPredecessor', { objective: '8a', workingTitle, edition: 2, effectiveOn: '2025-04-01' });
  }
  const seen = await ask(', on: "2025-04-01"', 'objective(code: "8a") { status predecessors { code title how edition on } }');
  expect(seen.objective).toEqual({
    status: 'ACTIVE',
    predecessors: [
      { code: null, title: 'Workforce', how: 'MERGED', edition: 2, on: '2025-04-01' },
      { code: null, title: 'Digital', how: 'MERGED', edition: 2, on: '2025-04-01' },
    ],
  });
  const judged = await ask(
    ', on: "2025-04-01"',
    'findings(first: 9, rule: "R55") { nodes { severity subject message } } whatChangedSinceLastEdition { since { edition on } changes(first: 9, kinds: [OBJECTIVE_MERGED]) { nodes { kind subject before after entries } } }',
  );
  expect(listed(judged.findings.nodes).map(({ severity, subject }) => [severity, subject])).toEqual([
    ['MEDIUM', '8a'],
    ['MEDIUM', '8a'],
  ]);
  const merged = { kind: 'OBJECTIVE_MERGED', subject: '8a', after: 'Improve productivity and efficiency', entries: [expect.any(Number)] };
  expect(judged.whatChangedSinceLastEdition).toEqual({
    since: { edition: 2, on: '2024-04-01' },
    changes: {
      nodes: [
        { ...merged, before: 'Workforce' },
        { ...merged, before: 'Digital' },
      ],
    },
  });
});

test('AS20 a merge target must exist', async () => {
  const { given, ask } = await givenObjective('as20', '1d', 'Core20PLUS5');
  const merge = { objective: '1d', into: 'New Models of Care', reason: 'Folds into the programme', effectiveOn: '2028-03-31' };
  const FIELDS = 'objective { status awaiting { into on reason } end { kind on into } }';
  const held = await given('mergeObjective', { ...merge, commandId: 'as20-1' }, FIELDS);
  expect(held.objective).toEqual({
    status: 'AWAITING_REFERENCE',
    awaiting: { into: 'New Models of Care', on: '2028-03-31', reason: 'Folds into the programme' },
    end: null,
  });
  expect((await ask(', on: "2028-03-30"', 'objective(code: "1d") { status }')).objective).toEqual({ status: 'ACTIVE' });
  const again = await given('mergeObjective', { ...merge, commandId: 'as20-2' }, FIELDS);
  expect(again.receipt).toMatchObject({ unchanged: true });

  await given('addRegisterEntry', { code: 'models-of-care', kind: 'PROGRAMME', name: 'New Models of Care', effectiveOn: '2028-06-01' });
  const completed = await given('mergeObjective', { ...merge, commandId: 'as20-2' }, FIELDS);
  expect(completed.objective).toEqual({
    status: 'MERGED',
    awaiting: null,
    end: { kind: 'MERGED', on: '2028-03-31', into: ['New Models of Care'] },
  });
  const programme = await ask(', on: "2028-06-01"', 'registerEntry(code: "models-of-care") { mergedFrom { code title how on } }');
  expect(programme.registerEntry).toEqual({ mergedFrom: [{ code: '1d', title: 'Core20PLUS5', how: 'MERGED', on: '2028-03-31' }] });
});
