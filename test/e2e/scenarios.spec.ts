import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { readFolder } from '../../apps/cli/src/import/read-folder.js';
import { scriptOf } from '../../apps/cli/src/import/script.js';
import { EXAMPLE } from '../support/example-folder.js';
import { listed, TestApi, worded } from '../support/running-api.js';

let api: TestApi;
beforeEach(async () => {
  api = await TestApi.start();
});
afterEach(() => api.close());

/** Records a fact that must be accepted. */
async function given(mutation: string, input: object): Promise<void> {
  const result = await api.record(mutation, input);
  if (worded(result.__typename) === 'Refusal') throw new Error(JSON.stringify(result));
}

async function givenEdition(number: number, firstFinancialYear: string): Promise<void> {
  if (number === 1) await given('registerPlan', { title: 'Joint Forward Plan', owner: { organisation: 'Integrated Care Board' } });
  await given('openEdition', { number, firstFinancialYear, refreshKind: 'LIGHT_TOUCH' });
}

/** An objective that is under way since the first day of the edition. */
async function givenObjective(code: string, title: string, strands?: readonly string[]): Promise<void> {
  await givenEdition(1, '2025/26');
  await given('addAmbition', { number: Number(code[0]), title: `Ambition ${code[0]}` });
  await given('addObjective', { code, ambition: Number(code[0]), title, strands });
  await given('startObjective', { objective: code, effectiveOn: '2025-04-01' });
}

const milestone = (code: string, fields: object) => ({
  ...{
    objective: code.split('-')[0],
    milestone: code,
    title: `What ${code} delivers`,
    certainty: 'COMMITTED',
    nature: 'DELIVER',
    ...fields,
  },
});

test('AS01 an edition opens with the right shape', async () => {
  const { folder } = await readFolder(EXAMPLE);
  const script = scriptOf(folder!).flat(2);
  const opening = script.findIndex(({ mutation, input }) => mutation === 'openEdition' && (input as { number?: number }).number === 3);
  for (const { mutation, input } of script.slice(0, opening)) await given(mutation, input);
  const { plan: before } = await api.ask(
    '{ plan(code: "jfp", on: "2025-03-01") { edition { number status publishedOn publishedPrecision } } }',
  );
  expect(before.edition).toEqual({ number: 2, status: 'CURRENT', publishedOn: '2024-06-01', publishedPrecision: 'MONTH' });

  for (const { mutation, input } of script.slice(opening)) await given(mutation, input);
  for (const on of ['2025-04-01', '2025-10-03', '2026-03-31']) {
    const { plan } = await api.ask(`{ plan(code: "jfp", on: "${on}") {
      edition { number status refreshKind } years { year startsOn endsOn } ambitions { number } objectives { code ambition milestones { code } }
    } }`);
    expect(plan.edition).toEqual({ number: 3, status: 'CURRENT', refreshKind: 'LIGHT_TOUCH' });
    expect(listed(plan.years).map(({ year }) => year)).toEqual([1, 2, 3, 4, 5]);
    expect([plan.years[0].startsOn, plan.years[4].endsOn]).toEqual(['2025-04-01', '2030-03-31']);
    expect(plan.ambitions).toHaveLength(8);
    const objectives = listed<{ ambition: number; milestones: object[] }>(plan.objectives);
    expect(objectives).toHaveLength(21);
    expect([1, 2, 3, 4, 5, 6, 7, 8].map((number) => objectives.filter(({ ambition }) => ambition === number).length)).toEqual([
      4, 2, 4, 4, 1, 3, 2, 1,
    ]);
    expect(objectives.flatMap(({ milestones }) => milestones)).toHaveLength(168);
  }
});

describe('AS02 a wrong Year 2 label is caught', () => {
  const HEADING = 'Year 2: April 2025 – March 2026';
  const printed = { fromYear: 2, toYear: 2, startsOn: '2025-04-01', endsOn: '2026-03-31' };

  test.each(['5a-m06', '5a-m07', '5a-m08', '5a-m09', '5a-m10', '5a-m11'])('for %s', async (code) => {
    await givenObjective('5a', 'Older people');
    const input = milestone(code, { window: printed, printedHeading: HEADING });
    const refused = await api.record('addMilestone', input);
    expect(refused).toMatchObject({ __typename: 'Refusal', rule: 'R01' });
    expect(refused.proposals).toEqual([
      { path: 'window.startsOn', value: '2026-04-01' },
      { path: 'window.endsOn', value: '2027-03-31' },
    ]);
    const accepted = await api.record(
      'addMilestone',
      { ...input, window: { ...printed, startsOn: '2026-04-01', endsOn: '2027-03-31' } },
      'milestone { window { startsOn endsOn } printedHeading }',
    );
    expect(accepted.milestone).toEqual({ window: { startsOn: '2026-04-01', endsOn: '2027-03-31' }, printedHeading: HEADING });
  });
});

test('AS03 a short range for 8a is caught', async () => {
  await givenObjective('8a', 'Productivity');
  const window = { fromYear: 2, toYear: 5, startsOn: '2026-04-01', endsOn: '2029-03-31' };
  const refused = await api.record('addMilestone', milestone('8a-m04', { nature: 'REVIEW', window }));
  expect(refused).toMatchObject({ __typename: 'Refusal', rule: 'R01' });
  expect(refused.message).toContain('2030-03-31');
  const proposed = Object.fromEntries(
    listed<{ path: string; value: string }>(refused.proposals).map(({ path, value }) => [path.replace('window.', ''), value]),
  );
  const accepted = await api.record(
    'addMilestone',
    milestone('8a-m04', { nature: 'REVIEW', window: { ...window, ...proposed } }),
    'milestone { window { startsOn endsOn fromYear toYear } }',
  );
  expect(accepted.milestone.window).toEqual({ startsOn: '2026-04-01', endsOn: '2030-03-31', fromYear: 2, toYear: 5 });
});

test('AS04 retirement closes 1b', async () => {
  await givenObjective('1b', 'Smoke-free pregnancy');
  await given('planDisposition', { objective: '1b', kind: 'RETIRE_TO_BAU', endOfYear: 3 });
  await given('addMilestone', milestone('1b-m04', { window: { fromYear: 1, toYear: 1 } }));
  await given('addMilestone', milestone('1b-m05', { window: { fromYear: 2, toYear: 2 } }));
  await given('addMilestone', milestone('1b-m06', { window: { fromYear: 3, toYear: 3 }, nature: 'DISPOSITION' }));
  await given('meetMilestone', { milestone: '1b-m04', evidence: 'Pathway in place', effectiveOn: '2026-03-01' });
  await given('retireObjective', {
    objective: '1b',
    reason: 'The service is established',
    receivers: [{ receiver: 'Core maternity care' }],
    effectiveOn: '2028-03-31',
  });

  const { plan } = await api.ask(`{ plan(code: "jfp", on: "2028-03-31") { objective(code: "1b") {
    status publicStatus disposition { kind endOfYear } end { kind on receivers { strand receiver } } milestones { code status handedOverTo metOn }
  } } }`);
  expect(plan.objective).toEqual({
    status: 'RETIRED_TO_BAU',
    publicStatus: 'COMPLETED',
    disposition: { kind: 'RETIRE_TO_BAU', endOfYear: 3 },
    end: { kind: 'RETIRED_TO_BAU', on: '2028-03-31', receivers: [{ strand: null, receiver: 'Core maternity care' }] },
    milestones: [
      { code: '1b-m04', status: 'MET', handedOverTo: [], metOn: '2026-03-01' },
      { code: '1b-m05', status: 'HANDED_OVER', handedOverTo: ['Core maternity care'], metOn: null },
      { code: '1b-m06', status: 'MET', handedOverTo: [], metOn: '2028-03-31' },
    ],
  });
  const { plan: profiled } = await api.ask(
    '{ plan(code: "jfp", on: "2028-03-31") { programmeProfile { objectives { code cells { state interdependency } } } } }',
  );
  const cell = (state: string) => ({ state, interdependency: false });
  expect(profiled.programmeProfile.objectives).toEqual([{ code: '1b', cells: ['GREEN', 'GREEN', 'GREY', 'GREY', 'GREY'].map(cell) }]);

  const { plan: dayBefore } = await api.ask(
    '{ plan(code: "jfp", on: "2028-03-30") { objective(code: "1b") { status milestones { status } } } }',
  );
  expect(dayBefore.objective.status).toBe('ACTIVE');

  const late = await api.record('addMilestone', milestone('1b-m07', { window: { startsOn: '2028-04-01', endsOn: '2029-03-31' } }));
  expect(late).toMatchObject({ __typename: 'Refusal', rule: 'R02' });
});

test('AS05 4b cannot retire with an orphan strand', async () => {
  const [adults, children] = ['Adult collaborative', 'Children and young people collaborative'];
  await givenObjective('4b', 'Collaboratives', [adults, children]);
  const retire = (receivers: readonly object[]) =>
    api.record(
      'retireObjective',
      { objective: '4b', reason: 'The work is done elsewhere', receivers, effectiveOn: '2027-03-31' },
      'objective { status end { receivers { strand receiver } } strands { name status } }',
    );
  const toAdults = { strand: adults, receiver: 'Adult mental health programme' };
  const refused = await retire([toAdults]);
  expect(refused).toMatchObject({ __typename: 'Refusal', rule: 'R04' });
  expect(listed(refused.facts).map(({ value }) => value)).toContain(children);

  const toChildren = { strand: children, receiver: 'Children’s mental health programme' };
  expect((await retire([toAdults, toChildren])).objective).toEqual({
    status: 'RETIRED_TO_BAU',
    end: { receivers: [toAdults, toChildren] },
    strands: [
      { name: adults, status: 'HANDED_OVER' },
      { name: children, status: 'HANDED_OVER' },
    ],
  });
});

test('AS13 a rename keeps code and history', async () => {
  await givenEdition(1, '2024/25');
  await given('addAmbition', { number: 1, title: 'Population health' });
  await given('addObjective', { code: '1c', ambition: 1, title: 'Targeted Lung Health Check programme' });
  await given('renameObjective', { objective: '1c', title: 'Lung cancer screening programme', effectiveOn: '2025-04-01' });
  const on = async (day: string) =>
    (await api.ask(`{ plan(code: "jfp", on: "${day}") { objective(code: "1c") { code title formerTitles { title until } } } }`)).plan
      .objective;
  expect(await on('2025-03-31')).toEqual({ code: '1c', title: 'Targeted Lung Health Check programme', formerTitles: [] });
  expect(await on('2025-04-01')).toEqual({
    code: '1c',
    title: 'Lung cancer screening programme',
    formerTitles: [{ title: 'Targeted Lung Health Check programme', until: '2025-03-31' }],
  });
});

test('AS15 a delay carries a reason', async () => {
  await givenObjective('4a', 'Mental health literacy');
  await given('addMilestone', milestone('4a-m01', { window: { startsOn: '2025-04-01', endsOn: '2027-03-31' } }));
  const withoutReason = await api.gql(
    'mutation { delayMilestone(input: {plan: "jfp", milestone: "4a-m01", newEnd: "2027-09-30"}) { __typename } }',
  );
  expect(withoutReason.errors[0].extensions.code).toBe('BAD_USER_INPUT');
  const { milestone: delayed } = await api.record(
    'delayMilestone',
    { milestone: '4a-m01', reason: 'FUNDING', newEnd: '2027-09-30', effectiveOn: '2025-10-01' },
    'milestone { status publicStatus forecast firstWindow { startsOn endsOn } window { startsOn endsOn } delay { reason newEnd declaredOn } slip { againstApproved } }',
  );
  const window = { startsOn: '2025-04-01', endsOn: '2027-03-31' };
  expect(delayed).toEqual({
    ...{ status: 'DELAYED', publicStatus: 'DELAYED', forecast: '2027-09-30', firstWindow: window, window },
    ...{ delay: { reason: 'FUNDING', newEnd: '2027-09-30', declaredOn: '2025-10-01' }, slip: { againstApproved: 183 } },
  });
  const { plan } = await api.ask('{ plan(code: "jfp") { ambition(number: 4) { publicStatus } objective(code: "4a") { publicStatus } } }');
  expect(plan).toEqual({ ambition: { publicStatus: 'DELAYED' }, objective: { publicStatus: 'DELAYED' } });

  const { plan: next } = await api.ask(`{ plan(code: "jfp", on: "2026-03-31") { progressReport(periodEnd: "2026-03-31") {
    ambitions { number objectives { code delayed { code delayedBy forecast delay { reason newEnd } } } }
  } } }`);
  const delay = { reason: 'FUNDING', newEnd: '2027-09-30' };
  expect(next.progressReport.ambitions).toEqual([
    { number: 4, objectives: [{ code: '4a', delayed: [{ code: '4a-m01', delayedBy: 'DECLARED', forecast: '2027-09-30', delay }] }] },
  ]);
});
