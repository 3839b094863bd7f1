import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalog, type PlanView } from '#libs/domain';
import { MemoryLog } from '#libs/ledger';
import { openViews, type Views } from '#libs/views';
import { run } from '../../apps/cli/src/program.js';
import { EXAMPLE } from '../../test/support/example-folder.js';
import { everyReport } from '../../test/support/every-report.js';
import { largePlan } from '../../test/support/large-plan.js';
import { tell } from '../../test/support/tiny-ledger.js';
import { testWorld } from '../../test/support/world.js';
import type { Prepared } from '../bare-server.js';
import { keyIn, post, requireSameBytes } from '../client.js';
import type { Figure, Scale } from '../figure.js';
import { pairs, shortest, slope, VoidRun, type Row, type Sample } from '../measure.js';
import { TENANT } from '../scenario.js';
import { wholeOf } from '../selection.js';
import { sendLoad, serve, type Server } from '../servers.js';
import { withFolder } from '../work-folder.js';

const MILESTONES_PER_OBJECTIVE = 10;
const SIZES = [100, 1_000, 10_000];
const DAY = '2025-10-15';
const CONNECTIONS = 64;

/** How the reports find the plan. */
const MANNERS = {
  cold: 'on views just opened: every row is read from the file and the plan is assembled first',
  warm: 'on a plan that was looked at before',
} as const;

/** The time of all reports on a whole plan at ever more milestones; the profile over HTTP ÷ a Mercurius that has it ready. */
export const reportsFigure: Figure = {
  name: 'reports',
  run: async (scale, say) => {
    for (const row of await timesOfReports(scale)) say(row);
    await withFolder(async (folder) => say(await profileOverHttp(folder, scale)));
  },
};

async function timesOfReports(scale: Scale): Promise<readonly Row[]> {
  return withFolder(async (folder) => {
    const plans = await Promise.all(SIZES.map((milestones) => ledgerOf(milestones, join(folder, String(milestones)))));
    const rows: Row[] = [];
    for (const manner of ['cold', 'warm'] as const) {
      const slopes: Sample[] = [];
      const times = SIZES.map((): Sample[] => []);
      for (let round = 0; round <= scale.pairs; round++) {
        const points: (readonly [number, number])[] = [];
        for (const [index, plan] of plans.entries()) {
          const ours = await timeOf(plan, manner);
          points.push([SIZES[index], ours]);
          if (round > 0) times[index].push({ ours, theirs: 1 });
        }
        if (round > 0) slopes.push({ ours: slope(points), theirs: 1 });
      }
      rows.push(
        ...times.map((samples, index): Row => ({ ...asRow(`every report, ${manner}, ${SIZES[index]} milestones`, samples), unit: 'ms' })),
      );
      rows.push({
        ...asRow(`every report, ${manner}: slope on log-log, ${SIZES.join(', ')} milestones`, slopes),
        limit: { most: 1.1 },
        note: MANNERS[manner],
      });
    }
    return rows;
  });
}

const asRow = (what: string, samples: readonly Sample[]): Row => ({ figure: 'reports', what, unit: '', limit: {}, samples });

interface Ledger {
  readonly log: MemoryLog;
  readonly folder: string;
}

async function ledgerOf(milestones: number, folder: string): Promise<Ledger> {
  const log = new MemoryLog();
  for (const [stream, facts] of largePlan(milestones / MILESTONES_PER_OBJECTIVE, TENANT)) await tell(log, stream, ...facts);
  const views = await openViews({ log, catalog, dataDir: folder });
  await views.tenant(TENANT).catchUp(Date.now() + 600_000);
  await views.close();
  return { log, folder };
}

/** Milliseconds for all reports on the plan: nothing else that the machine does meanwhile grows with the plan. */
async function timeOf(ledger: Ledger, manner: keyof typeof MANNERS): Promise<number> {
  if (manner === 'cold') return shortest(() => onViews(ledger, reportAll));
  return onViews(ledger, (view) => (reportAll(view), shortest(() => Promise.resolve(reportAll(view)))));
}

async function onViews({ log, folder }: Ledger, measure: (view: PlanView) => number | Promise<number>): Promise<number> {
  const views = await openViews({ log, catalog, dataDir: folder });
  try {
    return await measure(await viewOf(views));
  } finally {
    await views.close();
  }
}

async function viewOf(views: Views): Promise<PlanView> {
  const tenant = views.tenant(TENANT);
  await tenant.catchUp(Date.now() + 600_000);
  const view = tenant.viewAt('jfp', tenant.status().head, DAY);
  if (view === undefined) throw new Error('there is no plan');
  return view;
}

function reportAll(view: PlanView): number {
  const started = performance.now();
  for (const [name, report] of Object.entries(everyReport)) if (report(view) === undefined) throw new Error(`${name} is missing`);
  return performance.now() - started;
}

async function profileOverHttp(folder: string, scale: Scale): Promise<Row> {
  const key = keyIn(folder);
  const schema = readFileSync('schema.graphql', 'utf8');
  const body = JSON.stringify({
    query: `query($plan: ID!, $on: Date) { plan(code: $plan, on: $on) { programmeProfile ${wholeOf(schema, 'ProgrammeProfile')} } }`,
    variables: { plan: 'jfp', on: DAY },
  });
  const api = await serve('apps/api/src/main.js', folder, (port) => ({
    args: [],
    env: { PLANLEDGER_LOG: `sqlite:${join(folder, 'ledger.db')}`, PLANLEDGER_DATA: folder, PORT: String(port), HOST: '127.0.0.1' },
  }));
  await importExample(api, key);
  const { data } = JSON.parse(await post(api.url, key, body)) as { data: { plan: object } };
  const prepared: Prepared = { schema, plans: { jfp: data.plan }, results: {}, entry: { type: '', data: {}, metadata: {} } };
  writeFileSync(join(folder, 'prepared.json'), JSON.stringify(prepared));
  const bare = await serve('bench/bare-server.js', folder, (port) => ({
    args: [String(port), join(folder, 'bare.db'), join(folder, 'prepared.json')],
  }));
  try {
    await requireSameBytes(api, bare, key, [body]);
    const perSecond = (server: Server) => (): Promise<number> => queriesPerSecond(server, key, body, Math.round(5_000 * scale.size));
    const samples = await pairs(scale.pairs, perSecond(api), perSecond(bare));
    const what = `programmeProfile of the real plan over HTTP, warm ÷ bare Mercurius, ${CONNECTIONS} connections`;
    return { ...asRow(what, samples), unit: 'queries/s', limit: { least: 0.5 } };
  } finally {
    await Promise.all([api.stop(), bare.stop()]);
  }
}

async function importExample({ url }: Server, key: string): Promise<void> {
  const world = testWorld({ fetch });
  const exit = await run(['import', EXAMPLE, '--url', url, '--key', key], world);
  if (exit !== 0) throw new Error(world.written.err);
}

async function queriesPerSecond(server: Server, key: string, body: string, amount: number): Promise<number> {
  const { perSecond, strange } = await sendLoad({ url: server.url, key, connections: CONNECTIONS, amount, bodies: [body], from: 0 });
  if (strange.length > 0) throw new VoidRun(`${strange.length} answers were not as they should be: ${strange[0]}`);
  return perSecond;
}
