import { EventStoreDBClient, jsonEvent, type JSONType } from '@eventstore/db-client';
import { openLog, type EventLog } from '#libs/ledger';
import { foundations, OBJECTIVES, objectiveCode, PLAN } from '../../test/support/office.js';
import { byCallers } from '../callers.js';
import type { Figure, Scale } from '../figure.js';
import { commandOf } from '../kept-once.js';
import { pairs, rate, VoidRun, type Row } from '../measure.js';
import { recordAll } from '../scenario.js';
import { callersOf, placesOf, recorded, type Place } from './recorder.js';

const LEAST: Readonly<Record<number, number>> = { 1: 0.9, 16: 0.9, 64: 1.3, 256: 1.5 };
/** So many that the recorder's first reading of each stream, 21 reads, is a small part of them. */
const COMMANDS: Readonly<Record<number, number>> = { 1: 1_000, 16: 3_000, 64: 6_000, 256: 10_000 };

/** Commands through the recorder ÷ one-event appends by the server's own client, which checks no revision and waits for nothing else. */
export const serverFigure: Figure = {
  name: 'server',
  run: async (scale, say) => {
    const url = process.env.PLANLEDGER_TEST_ESDB;
    if (url === undefined || url === '') {
      console.error('figure "server" was not measured: set PLANLEDGER_TEST_ESDB, for example to esdb://localhost:2113?tls=false');
      return;
    }
    const log = await openLog(url);
    const client = EventStoreDBClient.connectionString(url);
    for (const objectives of [OBJECTIVES, 1]) {
      for (const callers of [1, 16, 64, 256]) say(await row(log, client, callers, objectives, scale));
    }
    await client.dispose();
    await log.close();
  },
};

async function row(log: EventLog, client: EventStoreDBClient, callers: number, objectives: number, scale: Scale): Promise<Row> {
  const count = Math.round(COMMANDS[callers] * scale.size);
  const places = await placesOf(count, objectives);
  const samples = await pairs(
    scale.pairs,
    () => recordedThere(log, callers, count, objectives),
    () => appendedThere(log, client, callers, places),
  );
  const where = objectives === 1 ? 'one stream' : `${objectives} streams`;
  return {
    figure: 'server',
    what: `recorder ÷ the client's own appends, EventStoreDB, ${callersOf(callers)}, ${where}`,
    unit: 'commands/s',
    limit: { least: LEAST[callers] },
    samples,
  };
}

let runs = 0;
/** The server keeps what earlier runs wrote, so each has streams of its own. */
const newTenant = (): string => `b${Date.now().toString(36)}${(runs++).toString(36)}`;

async function recordedThere(log: EventLog, callers: number, count: number, objectives: number): Promise<number> {
  const tenant = newTenant();
  await recordAll(log, foundations(), 'seed', tenant);
  const { perSecond, acknowledged } = await recorded(log, callers, count, objectives, tenant);
  const streams = Array.from({ length: objectives }, (_, index) => `objective-${tenant}.${PLAN}.${objectiveCode(index)}`);
  await requireThere(log, streams, acknowledged, commandOf);
  return perSecond;
}

async function appendedThere(log: EventLog, client: EventStoreDBClient, callers: number, places: readonly Place[]): Promise<number> {
  const tenant = newTenant();
  const own = (stream: string): string => stream.replace(/^objective-main\./, `objective-${tenant}.`);
  const events = places.map(({ stream, entry: { id, type, data, metadata } }) => ({
    stream: own(stream),
    event: jsonEvent({ id, type, data: JSON.parse(data) as JSONType, metadata: JSON.parse(metadata) as JSONType }),
  }));
  const acknowledged: string[] = [];
  const perSecond = await rate(places.length, () =>
    byCallers(callers, places.length, async (index) => {
      await client.appendToStream(events[index].stream, events[index].event);
      acknowledged.push(events[index].event.id);
    }),
  );
  await requireThere(log, [...new Set(events.map(({ stream }) => stream))], acknowledged, ({ id }) => id);
  return perSecond;
}

async function requireThere(
  log: EventLog,
  streams: readonly string[],
  acknowledged: readonly string[],
  nameOf: typeof commandOf,
): Promise<void> {
  const found = new Map<string, number>();
  for (const stream of streams) {
    for await (const stored of log.readStream(stream, 0)) found.set(nameOf(stored), (found.get(nameOf(stored)) ?? 0) + 1);
  }
  const wrong = acknowledged.find((name) => found.get(name) !== 1);
  if (wrong !== undefined) throw new VoidRun(`${wrong} was acknowledged and is on the server ${found.get(wrong) ?? 0} times`);
}
