import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { catalog, factKindNames, factsOf, type PlanView } from '#libs/domain';
import { MemoryLog, type StreamLog } from '#libs/ledger';
import { anyDay } from '../../../test/support/arbitraries.js';
import { everyReport } from '../../../test/support/every-report.js';
import { histories, type Step } from '../../../test/support/histories.js';
import { entryOf, scratch } from '../../../test/support/tiny-ledger.js';
import type { PointViews, TenantViews } from './tenant-views.js';
import { openViews } from './views.js';

const soon = (): number => Date.now() + 30_000;

async function tell(log: StreamLog, steps: readonly Step[]): Promise<void> {
  for (const { stream, told } of steps) {
    let last = -1;
    for await (const { revision } of log.readStream(stream, 0)) last = revision;
    await log.append(stream, last < 0 ? 'NO_STREAM' : last, [entryOf(stream, told)], soon());
  }
}

/** All that a view says, its reports and the entries behind its facts, in the order of pages of two. */
function said(views: PointViews, view: PlanView | undefined): object {
  if (view === undefined) return {};
  const { code, entry, on, plan, edition, editions, ambitions, objectives, milestones, earlierMilestones, measures } = view;
  const facts = factKindNames.flatMap((kind) => [...factsOf(view, kind)].map(([key, fact]) => ({ kind, key, fact })));
  return {
    ...{ code, entry, on, plan, edition, editions, ambitions, objectives, milestones, earlierMilestones, measures },
    ...{ registered: view.registerEntries, discrepancies: view.discrepancies, issued: view.issuedReports, facts },
    forecasts: milestones.map((milestone) => view.forecastsOf(milestone.code)),
    reports: Object.entries(everyReport).map(([name, report]) => [name, report(view)]),
    histories: facts.map(({ kind, key }) => pages((after) => views.history(code, kind, key, after, 2, entry))),
    reasons: [
      pages((after) => views.behind({ plan: code, keys: facts.map(({ key }) => key) }, on, after, 2, entry)),
      pages((after) => views.behind({ plan: code, kind: 'milestone', keys: ['4b-m01', '4b-m02'] }, on, after, 2, entry)),
    ],
    entries: [
      pages((after) => views.entries({ plan: code }, after, 2, entry)),
      pages((after) => views.entries({ subject: '4b-m01', plan: code, types: ['MilestoneMet', 'MilestoneDelayed'] }, after, 2, entry)),
      pages((after) => views.entries({ plan: code, daysLate: 30, to: '2025-10-20T00:00:00.000Z' }, after, 2, entry)),
    ],
  };
}

function pages(read: (after: number) => ReturnType<PointViews['history']>): readonly number[] {
  const numbers: number[] = [];
  for (let more = true; more;) {
    const { entries, hasMore } = read(numbers.at(-1) ?? -1);
    numbers.push(...entries.map(({ number }) => number));
    more = hasMore;
  }
  return numbers;
}

/** A node of its own that has read a history. */
async function reading<T>(steps: readonly Step[], look: (views: TenantViews) => Promise<T>): Promise<T> {
  const { folder, remove } = scratch();
  const log = new MemoryLog();
  await tell(log, steps);
  const views = await openViews({ log, catalog, dataDir: folder });
  try {
    expect(await views.tenant('acme').catchUp(soon())).toBe(true);
    return await look(views.tenant('acme'));
  } finally {
    await views.close();
    remove();
  }
}

test('what is tried on a fork is seen as if it had been recorded: views, reports, reasons and histories, to the entry', async () => {
  await fc.assert(
    fc.asyncProperty(histories, fc.nat(), anyDay, fc.constantFrom(undefined, 2, 3), async (steps, chance, on, edition) => {
      const base = chance % steps.length;
      const [before, after] = [steps.slice(0, base + 1), steps.slice(base + 1)];
      const question = { on, ...(edition !== undefined && { edition }) };
      // Other entries follow the base already: a fork must not see them.
      const tried = await reading([...before, ...after.toReversed()], async (views) => {
        const fork = await views.fork('jfp', { entry: base }, '2025-10-31T09:00:00.000Z');
        const first = said(fork, fork.view('jfp', question));
        await tell(fork.log, after);
        const state = fork.planState('jfp');
        fork.close();
        return [first, said(fork, fork.view('jfp', question)), state];
      });
      const recorded = await reading(steps, (views) => {
        const [first, last] = [base, views.head].map((entry) => said(views, views.viewAt('jfp', entry, on, edition)));
        return Promise.resolve([first, last, views.planState('jfp')]);
      });
      expect(tried).toEqual(recorded);
    }),
    { numRuns: 40 },
  );
});
