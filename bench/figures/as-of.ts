import { addDays, catalog, type Day, type PlanView } from '#libs/domain';
import type { SqliteLog } from '#libs/ledger';
import { openViews, type TenantViews } from '#libs/views';
import { objectiveCode, OBJECTIVES, PLAN } from '../../test/support/office.js';
import type { Figure, Scale } from '../figure.js';
import { median, pairs, shortest, slope, type Row, type Sample } from '../measure.js';
import { entryAt, historyIn, LAST_DAY, sizesAt } from '../history.js';
import { FIRST_DAY, TENANT } from '../scenario.js';
import { withFolder } from '../work-folder.js';

/** A point of the history, for the `index`-th question. */
type Point = (index: number, head: number) => { readonly entry: number; readonly on: Day };

const current: Point = (index, head) => ({ entry: head, on: addDays(LAST_DAY, index) });

const PAST: Readonly<Record<string, Point>> = {
  'as of a near entry': (index, head) => ({ entry: entryAt(0.999 - 0.02 * (index / OBJECTIVES), head), on: addDays(LAST_DAY, index) }),
  'as of a far entry': (index, head) => ({ entry: entryAt(0.1 * (index / OBJECTIVES), head), on: addDays(LAST_DAY, index) }),
  'on a near day': (index, head) => ({ entry: head, on: addDays(LAST_DAY, -1 - index) }),
  'on a far day': (index, head) => ({ entry: head, on: addDays(FIRST_DAY, 20 + index) }),
};

/** How the views are found by the first of the questions. */
const MANNERS = {
  cold: 'on views that have been asked nothing yet: neither side finds a row in memory',
  warm: 'on views that have been asked about every objective as it is now, as a server’s have',
} as const;

/** The time of a question about the past ÷ the same about now, at ledgers of ever more entries. No two questions are about one point. */
export const asOfFigure: Figure = {
  name: 'as-of',
  run: async (scale, say) => {
    const sizes = sizesAt(scale);
    const times = new Map<string, (readonly [number, number])[]>();
    for (const size of sizes) {
      await withFolder(async (folder) => {
        const log = await historyIn(folder, size);
        for (const [name, point] of Object.entries(PAST)) {
          for (const manner of ['cold', 'warm'] as const) {
            const row = await rowFor(folder, log, { name, point, manner }, size, scale);
            const points = times.get(`${name}, ${manner}`) ?? [];
            points.push([size, median(row.samples.map(({ ours }) => ours))]);
            times.set(`${name}, ${manner}`, points);
            say(row);
          }
        }
        await log.close();
      });
    }
    for (const [name, points] of times) {
      const what = `${name}: slope on log-log, ${sizes.join(', ')} entries`;
      say({ figure: 'as-of', what, unit: '', limit: { most: 0.2 }, samples: [{ ours: slope(points), theirs: 1 }] });
    }
  },
};

interface Asking {
  readonly name: string;
  readonly point: Point;
  readonly manner: keyof typeof MANNERS;
}

async function rowFor(folder: string, log: SqliteLog, { name, point, manner }: Asking, size: number, scale: Scale): Promise<Row> {
  const samples: readonly Sample[] = await pairs(
    scale.pairs,
    () => shortest(() => onViews(folder, log, point, manner)),
    () => shortest(() => onViews(folder, log, current, manner)),
  );
  return {
    figure: 'as-of',
    what: `${name} ÷ now, ${manner}, ${size} entries`,
    unit: 'ms',
    limit: { most: 3 },
    samples,
    note: MANNERS[manner],
  };
}

/** Milliseconds for a question about an objective: one about each, the points all different. */
async function onViews(folder: string, log: SqliteLog, pointOf: Point, manner: Asking['manner']): Promise<number> {
  const views = await openViews({ log, catalog, dataDir: folder });
  try {
    const tenant = views.tenant(TENANT);
    await tenant.catchUp(Date.now() + 10_000);
    const { head } = tenant.status();
    const asked = (point: Point): void => {
      for (let index = 0; index < OBJECTIVES; index++) ask(tenant, point(index, head), objectiveCode(index));
    };
    if (manner === 'warm') asked((index) => ({ entry: head, on: addDays(LAST_DAY, OBJECTIVES + index) }));
    const started = performance.now();
    asked(pointOf);
    return (performance.now() - started) / OBJECTIVES;
  } finally {
    await views.close();
  }
}

function ask(tenant: TenantViews, { entry, on }: { entry: number; on: Day }, code: string): string {
  const view: PlanView | undefined = tenant.viewAt(PLAN, entry, on);
  const objective = view?.objective(code);
  if (objective === undefined) throw new Error(`There is no objective ${code} at entry ${entry} on ${on}.`);
  return JSON.stringify(objective);
}
