// In a process of its own: Fastify and Mercurius and nothing else. Questions get answers prepared before; a mutation appends one entry.
import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import fastify from 'fastify';
import mercurius from 'mercurius';
import { SqliteLog } from '#libs/ledger';

/** What the bare server says and writes: taken from the real one. */
export interface Prepared {
  readonly schema: string;
  /** The answers to the queries, by the objective that they are about, or else by the code of the plan. */
  readonly plans: Readonly<Record<string, object>>;
  /** The answers to the mutations, by their name. */
  readonly results: Readonly<Record<string, { readonly receipt: object }>>;
  /** Data and metadata of an entry of the real log. */
  readonly entry: { readonly type: string; readonly data: object; readonly metadata: object };
}

const STREAMS = 21;
const [port, file, prepared] = process.argv.slice(2);
const { schema, plans, results, entry } = JSON.parse(readFileSync(prepared, 'utf8')) as Prepared;
const log = new SqliteLog(file);
const revisions = new Array<number>(STREAMS).fill(-1);
let next = 0;

async function append(commandId: string): Promise<number> {
  const place = next++ % STREAMS;
  const id = randomUUID();
  const last = revisions[place]++;
  const bytes = { id, type: entry.type, data: JSON.stringify(entry.data), metadata: JSON.stringify({ ...entry.metadata, id, commandId }) };
  const { revision } = await log.append(`objective-bare.jfp.${place}`, last < 0 ? 'NO_STREAM' : last, [bytes], Date.now() + 60_000);
  return revision;
}

const mutation =
  (name: string) =>
  async (_: unknown, { input }: { input: { commandId: string } }) => {
    const revision = await append(input.commandId);
    const { receipt, ...rest } = results[name];
    return { ...rest, receipt: { ...receipt, commandId: input.commandId, revision } };
  };

const app = fastify();
await app.register(mercurius, {
  schema,
  jit: 1,
  resolvers: {
    Query: {
      plan: (
        _: unknown,
        { code }: { code: string },
        __: unknown,
        { variableValues: { objective = code } }: { variableValues: { objective?: string } },
      ) => plans[objective],
    },
    Mutation: Object.fromEntries(Object.keys(results).map((name) => [name, mutation(name)])),
  },
});
app.get('/health/ready', () => 'ready');
await app.listen({ port: Number(port), host: '127.0.0.1' });
process.once('SIGTERM', () => void app.close().then(() => log.close()));
