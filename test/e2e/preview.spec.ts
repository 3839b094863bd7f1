import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { importedApi } from '../support/imported-api.js';
import { counted, type Found, listed, type TestApi, worded } from '../support/running-api.js';

let api: TestApi;

beforeAll(async () => {
  api = await importedApi();
});
afterAll(() => api.close());

const REFUSAL = 'refusal { code rule message facts { name value } proposals { path value } }';
const PREVIEW = `query($commands: [PreviewCommand!], $without: [EntryNumber!], $asOf: AsOf, $on: Date, $edition: Int) {
  planPreview(code: "jfp", commands: $commands, without: $without, asOf: $asOf, on: $on, edition: $edition) {
    base commands { mutation unchanged entries { number type effectiveOn } ${REFUSAL} }
    without { entry leftOut { number type } ${REFUSAL} } plan { ...P }
  } }`;

/** Much of what a plan says, with the entries behind it. */
const SEEN = `fragment P on Plan { entry on edition { number status }
  objective(code: "4a") { status publicStatus because { field entry }
    milestones { code publicStatus forecast late metOn window { endsOn } baselines { decidedBy entry } because { field entry }
      history(first: 20) { nodes { number type effectiveOn recordedAt actor data } } } }
  dueAndLate { lateCount { count because(first: 100) { nodes { number } } } openCount { count } }
  findings(first: 100) { nodes { rule subject message } }
  programmeProfile { objectives { code cells { state } } }
  whatChangedSinceLastEdition { counts { kind subjects { count } } }
  sourceTrace(subject: "4a-m01") { fields { field entry { number } } }
  selfApprovals(first: 100) { nodes { entry { number } request { number } } }
  retractions(first: 100) { nodes { entry { number } takenBack { number } } }
}`;

const preview = async (variables: object, key = api.keys.viewer): Promise<Found> =>
  (await api.ask(`${PREVIEW} ${SEEN}`, variables, { key })).planPreview;
const now = async (): Promise<Found> => (await api.ask(`{ plan(code: "jfp") { ...P } } ${SEEN}`)).plan;
const previewed = async (name: string, input: object): Promise<Found> =>
  listed((await preview({ commands: [{ [name]: { plan: 'jfp', ...input } }] })).commands)[0];
const failing = async (variables: object): Promise<Found> => {
  const { errors } = await api.gql(`${PREVIEW} ${SEEN}`, variables, { key: api.keys.viewer });
  return listed(errors)[0].extensions;
};

const codeOf = (refusal: Found | null, otherwise: string): string => (refusal === null ? otherwise : worded(refusal.code));

const delay = { milestone: '4a-m01', reason: 'FUNDING', newEnd: '2028-09-30', effectiveOn: '2025-10-01' };
const baseline = { milestone: '4a-m02', window: { fromYear: 4, toYear: 5 }, decidedBy: 'ICB Board', reason: 'The bid came late' };
const retirement = { objective: '4a', reason: 'Done', receivers: [], effectiveOn: '2026-03-31' };

describe('planPreview', () => {
  test('is what recording gives, to the byte, and records nothing', async () => {
    const before = await now();
    const asked: readonly (readonly [string, object])[] = [
      ['delayMilestone', delay],
      ['approveBaseline', baseline],
      ['meetMilestone', { milestone: '4a-m01', evidence: 'Opened all the same', effectiveOn: '2025-09-01' }],
      ['retireObjective', retirement],
      [
        'addMilestone',
        { objective: '9z', milestone: '9z-m01', title: 'Nowhere', window: { fromYear: 1 }, certainty: 'COMMITTED', nature: 'DELIVER' },
      ],
    ];
    // By the approver, whose name then stands in the entries.
    const found = await preview({ commands: asked.map(([name, input]) => ({ [name]: { plan: 'jfp', ...input } })) }, api.keys.approver);
    expect(await now()).toEqual(before);
    const results = [];
    for (const [name, input] of asked) results.push(await api.record(name, input));
    expect(found.base).toEqual(before.entry);
    expect(found.plan).toEqual(await now());
    expect(listed(found.commands)).toEqual(
      results.map(({ receipt, ...refusal }, index) => {
        const isRefused = worded(refusal.__typename) === 'Refusal';
        const entries = isRefused
          ? []
          : listed(receipt.entries).map((one) => expect.objectContaining({ number: one.number, type: one.type }) as object);
        const { __typename: _, ...told } = refusal;
        return { mutation: asked[index][0], unchanged: false, entries, refusal: isRefused ? told : null };
      }),
    );
    expect(listed(found.commands).map(({ refusal }) => codeOf(refusal, 'RECORDED'))).toEqual([
      'RECORDED',
      'RECORDED',
      'RECORDED',
      'RECEIVER_MISSING',
      'OBJECTIVE_NOT_FOUND',
    ]);
  });

  test('leaves out what it is to leave out, as a retraction would', async () => {
    const head = counted((await now()).entry);
    const [delayed, rebased, met] = [head - 2, head - 1, head];
    const found = await preview({ without: [delayed, rebased] }, api.keys.approver);
    expect(found.without).toEqual([
      { entry: delayed, leftOut: [{ number: delayed, type: 'MilestoneDelayed' }], refusal: null },
      { entry: rebased, leftOut: [{ number: rebased, type: 'BaselineApproved' }], refusal: null },
    ]);
    expect(listed(found.plan.objective.milestones)[1]).toMatchObject({ code: '4a-m02', baselines: [{ decidedBy: null }] });
    const refused = await preview({ without: [0, met + 1, met] });
    expect(listed(refused.without).map(({ refusal }) => codeOf(refusal, 'LEFT_OUT'))).toEqual([
      'ENTRY_PERMANENT',
      'ENTRY_NOT_FOUND',
      'LEFT_OUT',
    ]);
    for (const entry of [rebased, delayed]) await api.record('retractEntry', { entry, reason: 'Left out of a preview.' });
    const taken = await now();
    expect(found.plan).toEqual(taken);
  });

  test('looks at a past point as it was then, whatever was recorded since', async () => {
    const [entry] = listed(
      (await api.ask('{ entries(first: 1, filter: { plan: "jfp", subject: "4a-m03", types: ["MilestoneAdded"] }) { nodes { number } } }'))
        .entries.nodes,
    ).map(({ number }) => counted(number));
    const { plan } = await api.ask(`{ plan(code: "jfp", asOf: { entry: ${entry} }) { ...P } } ${SEEN}`);
    expect((await preview({ asOf: { entry } })).plan).toEqual(plan);
    const found = await preview({
      asOf: { entry },
      on: '2026-10-01',
      edition: 3,
      commands: [{ delayMilestone: { plan: 'jfp', ...delay } }],
    });
    expect(listed(found.commands)[0]).toMatchObject({ entries: [{ number: entry + 1, type: 'MilestoneDelayed' }], refusal: null });
    expect(listed(found.plan.objective.milestones)[0]).toMatchObject({ forecast: '2028-09-30' });
    expect((await failing({ asOf: { entry: 99_999 } })).code).toBe('AS_OF_BEYOND_LEDGER');
    expect((await preview({ asOf: { entry }, without: [entry + 1] })).without).toMatchObject([{ refusal: { code: 'ENTRY_NOT_FOUND' } }]);
  });

  test('shows the gates what is tried out before them', async () => {
    const edition = { number: 4, firstFinancialYear: '2026/27', refreshKind: 'FULL' };
    const carried = { milestone: '4a-m03', toEdition: 4, window: { fromYear: 1, toYear: 2 } };
    const { commands } = await preview({
      commands: [
        { openEdition: { plan: 'jfp', ...edition } },
        { confirmRollForward: { plan: 'jfp', edition: 4 } },
        { carryForwardMilestone: { plan: 'jfp', ...carried } },
        { confirmRollForward: { plan: 'jfp', edition: 4 } },
        { publishEdition: { plan: 'jfp', edition: 4 } },
        { publishEdition: { plan: 'jfp', edition: 4, acknowledged: ['MISSING_PART', 'OPEN_DISCREPANCY'] } },
      ],
    });
    const openItems = listed(commands).map(({ refusal }) =>
      (refusal as Found | null) === null ? [] : listed(refusal.facts).filter(({ name }) => worded(name) === 'milestone'),
    );
    expect(listed(commands).map(({ refusal }) => codeOf(refusal, 'RECORDED'))).toEqual([
      'RECORDED',
      'OPEN_ITEMS',
      'RECORDED',
      'OPEN_ITEMS',
      'UNACKNOWLEDGED_FINDINGS',
      'RECORDED',
    ]);
    expect(openItems[3]).toHaveLength(openItems[1].length - 1);
  });

  test('takes a command as its mutation does', async () => {
    const commandId = 'once-1';
    const started = { milestone: '4a-m04', commandId };
    await api.record('startMilestone', started);
    expect(await previewed('startMilestone', started)).toMatchObject({ unchanged: true, entries: [], refusal: null });
    expect(await previewed('startMilestone', { milestone: '4a-m04' })).toMatchObject({ unchanged: true, entries: [], refusal: null });
    expect(await previewed('startMilestone', { milestone: '4a-m05', commandId })).toMatchObject({
      refusal: { code: 'IDEMPOTENCY_KEY_REUSED' },
    });
    expect(await previewed('startMilestone', { milestone: '4a-m05', expectedRevision: 0 })).toMatchObject({
      refusal: { code: 'REVISION_CONFLICT' },
    });
    // A key that was only tried out is free.
    expect(await previewed('startMilestone', { milestone: '4a-m05', commandId: 'tried-1' })).toMatchObject({
      entries: [{ type: 'MilestoneStarted' }],
    });
    expect(await api.ask('{ receipt(commandId: "tried-1") { commandId } }')).toEqual({ receipt: null });
  });

  test('tells what would be different, and by which of the entries that it tries out', async () => {
    const query = `query($commands: [PreviewCommand!]) { planPreview(code: "jfp", commands: $commands) { base difference {
      from { entry } to { entry } changedCount addedCount changes(first: 10) { nodes { code change fields { field before after because } because { number type actor } } } } } }`;
    const input = {
      plan: 'jfp',
      milestone: '4a-m07',
      window: { fromYear: 4, toYear: 5 },
      decidedBy: 'ICB Board',
      reason: 'The bid came late',
    };
    const { base, difference } = (await api.ask(query, { commands: [{ approveBaseline: input }] })).planPreview;
    const number = counted(base) + 1;
    expect(difference).toMatchObject({ from: { entry: base }, to: { entry: number }, changedCount: 1, addedCount: 0 });
    const [change] = listed(difference.changes.nodes);
    expect(change).toMatchObject({
      code: '4a-m07',
      change: 'CHANGED',
      because: [{ number, type: 'BaselineApproved', actor: 'the approver' }],
    });
    expect(change.fields).toContainEqual({ field: 'window.startsOn', before: '2029-04-01', after: '2028-04-01', because: [number] });
    expect((await api.ask(query, {})).planPreview.difference).toMatchObject({ changedCount: 0, changes: { nodes: [] } });
  });

  test('keeps several in one request apart', async () => {
    const one = (end: string): string =>
      `planPreview(code: "jfp", commands: [{ delayMilestone: { plan: "jfp", milestone: "4a-m05", reason: FUNDING, newEnd: "${end}" } }])
       { plan { objective(code: "4a") { milestones { code forecast history(first: 20) { nodes { data } } } } } }`;
    const found = await api.ask(`{ a: ${one('2029-04-30')} b: ${one('2029-05-31')} }`);
    for (const [name, end] of [
      ['a', '2029-04-30'],
      ['b', '2029-05-31'],
    ]) {
      const milestone = listed(found[name].plan.objective.milestones).find(({ code }) => worded(code) === '4a-m05');
      expect(milestone).toMatchObject({ forecast: end });
      expect(listed(milestone!.history.nodes).at(-1)).toMatchObject({ data: { newEnd: end } });
    }
  });

  test('asks in the name of each who asks, though all ask the same', async () => {
    const query = `{ planPreview(code: "jfp", commands: [{ startMilestone: { plan: "jfp", milestone: "4a-m06" } }]) { commands { entries { actor } } } }`;
    const roles = ['viewer', 'editor', 'auditor', 'viewer'] as const;
    const answers = await Promise.all(roles.map((role) => api.ask(query, {}, { key: api.keys[role] })));
    expect(answers.map(({ planPreview }) => listed(planPreview.commands)[0].entries)).toEqual(
      roles.map((role) => [{ actor: `the ${role}` }]),
    );
  });

  test('tries out a plan that is not there yet', async () => {
    const query = `{ planPreview(code: "next", commands: [
      { registerPlan: { plan: "next", title: "Next plan", owner: { organisation: "ICB" } } }
      { openEdition: { plan: "next", number: 1, firstFinancialYear: "2030/31", refreshKind: FULL } }
      { addAmbition: { plan: "next", number: 1, title: "Prevention" } }
      { addObjective: { plan: "next", code: "1a", ambition: 1, title: "Smoking" } }
    ]) { commands { refusal { code } } plan { title on objectives { code title status } } } }`;
    expect((await api.ask(query)).planPreview).toEqual({
      commands: Array(4).fill({ refusal: null }),
      plan: { title: 'Next plan', on: '2030-04-01', objectives: [{ code: '1a', title: 'Smoking', status: 'PROPOSED' }] },
    });
    expect(listed((await api.gql('{ plan(code: "next") { title } }')).errors)[0].extensions.code).toBe('NOT_FOUND');
  });

  test('refuses what no mutation would take', async () => {
    const start = { startMilestone: { plan: 'jfp', milestone: '4a-m05' } };
    expect(await failing({ commands: [{ startMilestone: { plan: 'other', milestone: '4a-m05' } }] })).toMatchObject({
      code: 'BAD_USER_INPUT',
      violations: [{ path: 'commands.0.startMilestone.plan' }],
    });
    expect(await failing({ commands: [start, { startMilestone: { plan: 'jfp', milestone: 'x' } }] })).toMatchObject({
      code: 'BAD_USER_INPUT',
      violations: [{ path: 'commands.1.startMilestone.milestone' }],
    });
    expect(await failing({ commands: [{ ...start, startObjective: { plan: 'jfp', objective: '4a' } }] })).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    expect(await failing({ commands: Array(21).fill(start) })).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await failing({ commands: [{ startMilestone: { ...start.startMilestone, onBehalfOf: 'Another post' } }] })).toMatchObject({
      code: 'FORBIDDEN',
    });
    const nowhere = await api.gql('{ planPreview(code: "none") { base } }');
    expect(listed(nowhere.errors)[0].extensions.code).toEqual('NOT_FOUND');
  });
});
