import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { catalog, type MilestoneEvent, type ObjectiveEvent, type PlanEvent } from '#libs/domain';
import { MemoryLog } from '#libs/ledger';
import { retraction, scratch, tell, type Told } from '../../../test/support/tiny-ledger.js';
import type { Question, TenantViews } from './tenant-views.js';
import { openViews, type Views } from './views.js';

type Event = PlanEvent | ObjectiveEvent | MilestoneEvent;

const PLAN = 'plan-acme.jfp';
const OBJECTIVE = 'objective-acme.jfp.1a';
const NOW = '2025-09-30T12:00:00.000Z';
const soon = (): number => Date.now() + 30_000;

const told = (event: Event, on: string, recordedAt = '2025-01-10T09:00:00.000Z'): Told => ({ event, on, recordedAt });
const opened = (edition: number, firstFinancialYear: string): Told =>
  told({ type: 'EditionOpened', data: { edition, firstFinancialYear, refreshKind: 'FULL' } }, '2025-01-10');
const published = (edition: number, on: string, recordedAt: string): Told =>
  told({ type: 'EditionPublished', data: { edition, dayUnknown: false, acknowledged: [], checkedAt: 0 } }, on, recordedAt);
const current = (edition: number, on: string, recordedAt: string): Told =>
  told({ type: 'EditionBecameCurrent', data: { edition } }, on, recordedAt);
const renamed = (title: string, on: string, recordedAt?: string): Told =>
  told({ type: 'ObjectiveRenamed', data: { objective: '1a', title } }, on, recordedAt);

let folder: string;
let remove: () => void;
let log: MemoryLog;
let views: Views;
let acme: TenantViews;

beforeAll(async () => {
  ({ folder, remove } = scratch());
  log = new MemoryLog();
  await tell(
    log,
    PLAN,
    told({ type: 'PlanRegistered', data: { plan: 'jfp', title: 'Joint forward plan', owner: { organisation: 'ICB' } } }, '2025-01-10'), // 0
    opened(1, '2025/26'), // 1
    told({ type: 'AmbitionAdded', data: { ambition: 1, edition: 1, title: 'Prevention' } }, '2025-04-01'), // 2
  );
  await tell(
    log,
    OBJECTIVE,
    told({ type: 'ObjectiveAdded', data: { objective: '1a', ambition: 1, edition: 1, title: 'Smoking' } }, '2025-04-01'), // 3
  );
  await tell(
    log,
    PLAN,
    published(1, '2025-03-20', '2025-03-20T10:00:00.000Z'), // 4
    current(1, '2025-04-01', '2025-03-31T23:30:00.000Z'), // 5: already the first of April in London
  );
  await tell(log, OBJECTIVE, renamed('Tobacco', '2025-06-01', '2025-06-01T10:00:00.000Z')); // 6
  await tell(log, PLAN, opened(2, '2026/27')); // 7
  await tell(log, OBJECTIVE, renamed('Late news', '2025-05-01', '2025-07-01T10:00:00.000Z'), {
    ...retraction(1),
    recordedAt: '2025-08-01T10:00:00.000Z',
  }); // 8, 9
  views = await openViews({ log, catalog, dataDir: folder, questionWait: 50 });
  acme = views.tenant('acme');
  expect(await acme.catchUp(soon())).toBe(true);
});

afterAll(async () => {
  await views.close();
  remove();
});

const point = async (question: Question, now = NOW): Promise<unknown> => {
  const view = await acme.view('jfp', question, now);
  return view && [view.entry, view.on, view.edition?.number];
};

describe('a question about a plan', () => {
  test('without a pin means the last entry and today', async () => {
    expect(await point({})).toEqual([9, '2025-09-30', 1]);
    expect(await point({}, '2025-03-31T23:30:00.000Z')).toEqual([9, '2025-04-01', 1]);
  });

  test('as of an entry looks at the London day on which it was recorded', async () => {
    expect(await point({ asOf: { entry: 6 } })).toEqual([6, '2025-06-01', 1]);
    expect(await point({ asOf: { entry: 5 } })).toEqual([5, '2025-04-01', 1]);
    // Entry 7 carries an earlier stamp; the clock does not go back.
    expect(await point({ asOf: { entry: 7 } })).toEqual([7, '2025-06-01', 1]);
  });

  test('as of an instant means the last entry by then', async () => {
    expect(await point({ asOf: { instant: '2025-06-15T00:00:00.000Z' } })).toEqual([7, '2025-06-15', 1]);
    expect(await point({ asOf: { instant: '2025-06-01T11:00:00.000+01:00' } })).toEqual([7, '2025-06-01', 1]);
    expect(await point({ asOf: { instant: '2025-06-01T09:59:59.999Z' } })).toEqual([5, '2025-06-01', 1]);
    expect(await point({ asOf: { instant: '2020-01-01T00:00:00.000Z' } })).toBeUndefined();
    expect(await point({ asOf: { instant: '2025-09-30T11:59:40.000Z' } })).toEqual([9, '2025-09-30', 1]);
  });

  test('as of an edition means its publication', async () => {
    expect(await point({ asOf: { edition: 1 } })).toEqual([4, '2025-04-01', 1]);
    await expect(point({ asOf: { edition: 2 } })).rejects.toMatchObject({ name: 'QuestionError', code: 'NOT_FOUND' });
    await expect(point({ asOf: { edition: 9 } })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('about an edition that is named looks at its Year 1 at the earliest, unless it names a day', async () => {
    expect(await point({ edition: 2 })).toEqual([9, '2026-04-01', 2]);
    expect(await point({ edition: 2, on: '2025-09-30' })).toEqual([9, '2025-09-30', 2]);
    await expect(point({ edition: 9 })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('while no edition is current looks at Year 1 of the newest', async () => {
    expect(await point({ asOf: { entry: 3 } })).toEqual([3, '2025-04-01', 1]);
    expect(await point({ asOf: { entry: 0 } })).toEqual([0, '2025-01-10', undefined]);
  });

  test('on a day shows what was true on it, as known at the entry', async () => {
    const title = async (entry: number, on: string): Promise<string | undefined> =>
      (await acme.view('jfp', { asOf: { entry }, on }, NOW))?.objective('1a')?.title;
    expect(await title(9, '2025-05-15')).toBe('Late news');
    expect(await title(7, '2025-05-15')).toBe('Smoking');
    expect(await title(8, '2025-06-15')).toBe('Tobacco');
    expect(await title(9, '2025-06-15')).toBe('Late news');
    expect(await title(9, '2025-03-31')).toBeUndefined();
  });

  test('names for each field the entry that made it so, the retraction included', async () => {
    const because = async (entry: number): Promise<unknown> =>
      (await acme.view('jfp', { asOf: { entry }, on: '2025-06-15' }, NOW))?.objective('1a')?.because;
    expect(await because(8)).toMatchObject({ code: 3, titles: 8 });
    expect(await because(9)).toMatchObject({ code: 3, titles: 9 });
  });

  test.each<[string, Question]>([
    ['two pins', { asOf: { entry: 1, edition: 1 } }],
    ['no pin in asOf', { asOf: {} }],
    ['a negative entry', { asOf: { entry: -1 } }],
    ['half an entry', { asOf: { entry: 1.5 } }],
    ['a day that is none', { on: '2025-02-30' }],
    ['an instant that is none', { asOf: { instant: 'yesterday' } }],
    ['two editions', { asOf: { edition: 1 }, edition: 2 }],
  ])('with %s has no answer', async (_, question) => {
    await expect(point(question)).rejects.toMatchObject({ name: 'QuestionError', code: 'BAD_USER_INPUT' });
  });

  test.each<[string, Question]>([
    ['an entry that does not come', { asOf: { entry: 10 } }],
    ['an instant that is not settled yet', { asOf: { instant: '2025-09-30T11:59:40.001Z' } }],
    ['an instant to come', { asOf: { instant: '2026-01-01T00:00:00.000Z' } }],
  ])('about %s is beyond the ledger', async (_, question) => {
    await expect(point(question)).rejects.toMatchObject({ code: 'AS_OF_BEYOND_LEDGER' });
  });

  test('about a plan that is not there has no view', async () => {
    expect(await acme.view('nix', {}, NOW)).toBeUndefined();
    expect(acme.viewAt('jfp', 99, '2025-09-30')).toBeUndefined();
    expect(acme.planState('nix')).toBeUndefined();
    expect(acme.plans()).toEqual(['jfp']);
  });
});

describe('a tenant’s views', () => {
  test('share one view for a point', () => {
    expect(acme.viewAt('jfp', 9, '2025-09-30')).toBe(acme.viewAt('jfp', 9, '2025-09-30'));
  });

  test('keep the rule sets apart that a point is asked about by', async () => {
    const named = await acme.view('jfp', { asOf: { entry: 9 }, ruleSet: '2025-2' }, NOW);
    const usual = await acme.view('jfp', { asOf: { entry: 9 } }, NOW);
    expect([named?.ruleSet.name, usual?.ruleSet.name]).toEqual(['2025-2', '2025-1']);
  });

  test('hold every fact of the plan’s own stream, whatever its day', () => {
    const state = acme.planState('jfp');
    expect(state?.plan.jfp?.title).toBe('Joint forward plan');
    expect(Object.keys(state?.edition ?? {})).toEqual(['1', '2']);
    expect(state?.edition[1]?.currentFrom).toBe('2025-04-01');
    expect(state?.ambition[1]?.titles).toHaveLength(1);
    expect(acme.planState('jfp')).toBe(state);
  });

  test('page through entries in their order, by what they are about', () => {
    const numbers = (filter: Parameters<TenantViews['entries']>[0], after = -1, first = 99, upTo = 99): unknown => {
      const { entries, hasMore } = acme.entries(filter, after, first, upTo);
      return [entries.map(({ number }) => number), hasMore];
    };
    expect(numbers({})).toEqual([[0, 1, 2, 3, 4, 5, 6, 7, 8, 9], false]);
    expect(numbers({}, 2, 3)).toEqual([[3, 4, 5], true]);
    expect(numbers({}, 2, 3, 4)).toEqual([[3, 4], false]);
    expect(numbers({ plan: 'jfp' }, 7)).toEqual([[8, 9], false]);
    expect(numbers({ plan: 'nix' })).toEqual([[], false]);
    expect(numbers({ stream: OBJECTIVE })).toEqual([[3, 6, 8, 9], false]);
    expect(numbers({ types: ['EntryRetracted', 'EditionOpened'] })).toEqual([[1, 7, 9], false]);
    expect(numbers({ types: ['EntryRetracted', 'EditionOpened'] }, -1, 2)).toEqual([[1, 7], true]);
    expect(numbers({ types: [] })).toEqual([[], false]);
    expect(numbers({ actor: 'tester', stream: PLAN }, 4)).toEqual([[5, 7], false]);
    expect(numbers({ actor: 'nobody' })).toEqual([[], false]);
    expect(numbers({ subject: '1a' })).toEqual([[3, 6, 8, 9], false]);
    expect(numbers({ subject: '1' })).toEqual([[1, 2, 4, 5], false]);
    expect(numbers({ subject: '1', types: ['AmbitionAdded'] })).toEqual([[2], false]);
    expect(numbers({ subject: 'nix' })).toEqual([[], false]);
    expect(numbers({ from: '2025-06-01T10:00:00.000Z', to: '2025-07-01T10:00:00.000Z' })).toEqual([[6, 7], false]);
  });

  test('give the history of a thing, what was taken back and the taking back included', () => {
    const { entries, hasMore } = acme.history('jfp', 'objective', '1a', -1, 3, 99);
    expect([entries.map(({ number }) => number), hasMore]).toEqual([[3, 6, 8], true]);
    expect(acme.history('jfp', 'objective', '1a', 8, 3, 99).entries.map(({ type }) => type)).toEqual(['EntryRetracted']);
    expect(acme.history('jfp', 'objective', '9z', -1, 3, 99)).toEqual({ entries: [], hasMore: false });
  });

  test('find the entries of a command', () => {
    const { metadata } = acme.entry(8) ?? {};
    expect(acme.entriesOfCommand(metadata?.commandId ?? '').map(({ number }) => number)).toEqual([8]);
    expect(acme.entriesOfCommand('nothing of that name')).toEqual([]);
    expect(acme.streamOfCommand(metadata?.commandId ?? '')).toBe('objective-acme.jfp.1a');
    expect(acme.streamOfCommand('nothing of that name')).toBeUndefined();
    expect(acme.entry(3)).toMatchObject({ number: 3, type: 'ObjectiveAdded', leafHash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(acme.entry(10)).toBeUndefined();
    expect(acme.lastRecordedAt()).toBe('2025-08-01T10:00:00.000Z');
  });

  test('answer a pinned question with the same view after more was recorded, late facts and retractions among it', async () => {
    const json = async (): Promise<string> => JSON.stringify(await acme.view('jfp', { asOf: { entry: 9 }, on: '2025-06-15' }, NOW));
    const [before, state] = [await json(), acme.planState('jfp')];
    await tell(log, OBJECTIVE, renamed('Later still', '2025-06-10'), retraction(2), renamed('Before all', '2025-04-02'));
    const revision = await tell(log, PLAN, opened(3, '2027/28'));
    expect(await acme.projected(PLAN, revision, soon())).toBe(13);
    for (let entry = 0; entry < 80; entry++) acme.viewAt('jfp', entry % 14, '2025-06-15');
    expect(await json()).toBe(before);
    expect(acme.planState('jfp')).not.toBe(state);
    expect(acme.viewAt('jfp', 13, '2025-06-15')?.objective('1a')?.title).toBe('Later still');
  });

  test('wait for an entry that is on its way', async () => {
    const asked = openViews({ log, catalog, dataDir: `${folder}/other` }).then(async (other) => {
      const view = await other.tenant('acme').view('jfp', { asOf: { entry: 13 } }, NOW);
      await other.close();
      return view?.entry;
    });
    expect(await asked).toBe(13);
  });
});

describe('the entries behind a thing', () => {
  const behind = (on: string, upTo: number, first = 10): readonly number[] =>
    acme.behind({ plan: 'jfp', kind: 'objective', keys: ['1a', '9z'] }, on, -1, first, upTo).entries.map(({ number }) => number);

  test('are those that feed it at the point', () => {
    expect(behind('2025-05-31', 7)).toEqual([3]);
    expect(behind('2025-06-01', 7)).toEqual([3, 6]);
    expect(behind('2025-05-31', 8)).toEqual([3, 8]);
  });

  test('are without what was taken back, and with what took it back', () => {
    expect(behind('2025-06-01', 9)).toEqual([3, 8, 9]);
  });

  test('come page by page, and for things of any kind where none is named', () => {
    expect(behind('2025-06-01', 9, 2)).toEqual([3, 8]);
    expect(acme.behind({ plan: 'jfp', keys: ['1', '1a'] }, '2025-06-01', 2, 3, 9)).toMatchObject({
      entries: [{ number: 3 }, { number: 4 }, { number: 5 }],
      hasMore: true,
    });
  });
});
