import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SqliteLog, type Stored } from '#libs/ledger';
import { foundations, objectiveCode, OBJECTIVES, ON, PLAN, remarks, requestFor } from '../../test/support/office.js';
import type { Prepared } from '../bare-server.js';
import { keyIn, post, requireSameBytes } from '../client.js';
import type { Figure, Scale } from '../figure.js';
import { requireOnce } from '../kept-once.js';
import { pairs, VoidRun, type Row } from '../measure.js';
import { decode, looseHappening, recordAll } from '../scenario.js';
import { wholeOf } from '../selection.js';
import { sendLoad, serve, type Server } from '../servers.js';
import { withFolder } from '../work-folder.js';

const CONNECTIONS = 64;

/** The API over HTTP ÷ a Mercurius that does nothing but append, or answer from memory. */
export const httpFigure: Figure = {
  name: 'http',
  run: async (scale, say) => {
    await withFolder(async (folder) => {
      const bench = await HttpBench.begin(folder);
      try {
        say(await bench.queries(scale));
        say(await bench.mutations(scale));
      } finally {
        await bench.end();
      }
      await bench.requireAll();
    });
  },
};

interface Side {
  readonly server: Server;
  readonly file: string;
  readonly acknowledged: string[];
  sent: number;
}

class HttpBench {
  private constructor(
    private readonly key: string,
    private readonly api: Side,
    private readonly bare: Side,
    private readonly bodies: readonly string[],
  ) {}

  static async begin(folder: string): Promise<HttpBench> {
    const files = { api: join(folder, 'ledger.db'), bare: join(folder, 'bare.db'), prepared: join(folder, 'prepared.json') };
    const log = new SqliteLog(files.api);
    await recordAll(log, foundations(), 'seed');
    await log.close();
    const key = keyIn(folder);
    const api = await serve('apps/api/src/main.js', folder, (port) => ({
      args: [],
      env: { PLANLEDGER_LOG: `sqlite:${files.api}`, PLANLEDGER_DATA: folder, PORT: String(port), HOST: '127.0.0.1' },
    }));
    const schema = readFileSync('schema.graphql', 'utf8');
    const bodies = queries(schema);
    const prepared = await prepare(api.url, key, schema, bodies, files.api);
    writeFileSync(files.prepared, JSON.stringify(prepared));
    const bare = await serve('bench/bare-server.js', folder, (port) => ({ args: [String(port), files.bare, files.prepared] }));
    await requireSameBytes(api, bare, key, bodies);
    const side = (server: Server, file: string): Side => ({ server, file, acknowledged: [], sent: SAMPLES });
    return new HttpBench(key, side(api, files.api), side(bare, files.bare), bodies);
  }

  async queries(scale: Scale): Promise<Row> {
    const amount = Math.round(10_000 * scale.size);
    const perSecond = (side: Side) => async (): Promise<number> => (await this.load(side, amount, this.bodies)).perSecond;
    const samples = await pairs(scale.pairs, perSecond(this.api), perSecond(this.bare));
    return {
      figure: 'http',
      what: `whole objective over HTTP ÷ bare Mercurius, ${CONNECTIONS} connections`,
      unit: 'queries/s',
      limit: { least: 0.5 },
      samples,
    };
  }

  async mutations(scale: Scale): Promise<Row> {
    const amount = Math.round(10_000 * scale.size);
    const perSecond = (side: Side) => async (): Promise<number> => (await this.load(side, amount)).perSecond;
    const samples = await pairs(scale.pairs, perSecond(this.api), perSecond(this.bare));
    return {
      figure: 'http',
      what: `mutations over HTTP ÷ bare Mercurius that appends, ${CONNECTIONS} connections`,
      unit: 'mutations/s',
      limit: { least: 0.5 },
      samples,
    };
  }

  async end(): Promise<void> {
    await Promise.all([this.api.server.stop(), this.bare.server.stop()]);
  }

  /** What was acknowledged is in the logs, once. */
  async requireAll(): Promise<void> {
    for (const { file, acknowledged } of [this.api, this.bare]) {
      const log = new SqliteLog(file, { readOnly: true });
      await requireOnce(log, acknowledged, commandIdOf).finally(() => log.close());
    }
  }

  private async load(side: Side, amount: number, bodies?: readonly string[]): Promise<{ perSecond: number }> {
    const result = await sendLoad({ url: side.server.url, key: this.key, connections: CONNECTIONS, amount, bodies, from: side.sent });
    if (result.strange.length > 0) throw new VoidRun(`${result.strange.length} answers were not as they should be: ${result.strange[0]}`);
    if (bodies === undefined) side.sent += amount + CONNECTIONS;
    side.acknowledged.push(...result.acknowledged);
    return result;
  }
}

/** The bare server's entries are no entries of ours, but they say whose command they are. */
const commandIdOf = ({ metadata }: Stored): string => (JSON.parse(metadata) as { commandId: string }).commandId;

function queries(schema: string): readonly string[] {
  const query = `query($plan: ID!, $on: Date, $objective: String!) { plan(code: $plan, on: $on) { entry on objective(code: $objective) ${wholeOf(schema, 'Objective')} } }`;
  return Array.from({ length: OBJECTIVES }, (_, index) =>
    JSON.stringify({ query, variables: { plan: PLAN, on: ON, objective: objectiveCode(index) } }),
  );
}

/** How many mutations are sent beforehand, to see what their answers look like. */
const SAMPLES = 3 * 21 * 8;

async function prepare(url: string, key: string, schema: string, bodies: readonly string[], file: string): Promise<Prepared> {
  const results: Record<string, { receipt: object }> = {};
  for (let index = 0; index < SAMPLES; index++) {
    const wish = looseHappening(index);
    const { data } = JSON.parse(await post(url, key, JSON.stringify(requestFor(wish, `h-${index}`, remarks(index))))) as {
      data: { result: { receipt: object } };
    };
    results[wish.type.charAt(0).toLowerCase() + wish.type.slice(1)] = data.result;
  }
  const answers = await Promise.all(bodies.map(async (body) => JSON.parse(await post(url, key, body)) as { data: { plan: object } }));
  const plans = Object.fromEntries(answers.map(({ data }, index) => [objectiveCode(index), data.plan]));
  const log = new SqliteLog(file, { readOnly: true });
  let last;
  for await (const stored of log.readAll('START')) last = decode(stored);
  await log.close();
  if (last === undefined) throw new Error('the log is empty');
  return { schema, plans, results, entry: { type: last.type, data: last.data, metadata: last.metadata } };
}
