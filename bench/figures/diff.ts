import { addDays, catalog, type PlanView } from '#libs/domain';
import type { SqliteLog } from '#libs/ledger';
import { comparisonOf, openViews, type TenantViews } from '#libs/views';
import { PLAN } from '../../test/support/office.js';
import type { Figure } from '../figure.js';
import { entryAt, historyIn, LAST_DAY, sizesAt } from '../history.js';
import { pairs, shortest } from '../measure.js';
import { FIRST_DAY, TENANT } from '../scenario.js';
import { withFolder } from '../work-folder.js';

/** How the views are found by the first of the questions. */
const MANNERS = {
  cold: 'on views that have been asked nothing yet',
  warm: 'on views that have been asked about the whole plan as it is now',
} as const;

type Manner = keyof typeof MANNERS;
type Work = (from: PlanView, to: PlanView) => unknown;

const QUESTIONS = 5;

/** The time to compare a plan at two far points ÷ the time to read the whole plan at both. No two questions are about one point. */
export const diffFigure: Figure = {
  name: 'diff',
  run: async (scale, say) => {
    for (const size of sizesAt({ ...scale, long: false })) {
      await withFolder(async (folder) => {
        const log = await historyIn(folder, size);
        for (const manner of ['cold', 'warm'] as const) {
          const samples = await pairs(
            scale.pairs,
            () => shortest(() => onViews(folder, log, manner, (from, to) => comparisonOf('planDiff', from, to))),
            () => shortest(() => onViews(folder, log, manner, (from, to) => [from.objectives, to.objectives])),
          );
          const what = `difference of two far points ÷ both plans, ${manner}, ${size} entries`;
          say({ figure: 'diff', what, unit: 'ms', limit: { most: 3 }, samples, note: MANNERS[manner] });
        }
        await log.close();
      });
    }
  },
};

/** Milliseconds for a question about two far points: some questions, the points all different. */
async function onViews(folder: string, log: SqliteLog, manner: Manner, work: Work): Promise<number> {
  const views = await openViews({ log, catalog, dataDir: folder });
  try {
    const tenant = views.tenant(TENANT);
    await tenant.catchUp(Date.now() + 10_000);
    const { head } = tenant.status();
    if (manner === 'warm') JSON.stringify(viewAt(tenant, head, addDays(LAST_DAY, QUESTIONS)).objectives);
    const started = performance.now();
    for (let index = 0; index < QUESTIONS; index++) {
      const from = viewAt(tenant, entryAt(0.01 * (index + 1), head), addDays(FIRST_DAY, 20 + index));
      const to = viewAt(tenant, entryAt(1 - 0.001 * index, head), addDays(LAST_DAY, index));
      JSON.stringify(await work(from, to));
    }
    return (performance.now() - started) / QUESTIONS;
  } finally {
    await views.close();
  }
}

function viewAt(tenant: TenantViews, entry: number, on: string): PlanView {
  const view = tenant.viewAt(PLAN, entry, on);
  if (view === undefined) throw new Error(`There is no plan at entry ${entry} on ${on}.`);
  return view;
}
