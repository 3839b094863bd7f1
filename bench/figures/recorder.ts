import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { MemoryLog, SqliteLog, type EventLog, type NewEntry, type Stored } from '#libs/ledger';
import { byCallers } from '../callers.js';
import type { Figure, Scale } from '../figure.js';
import { pairs, rate, VoidRun, type Row, type Sample } from '../measure.js';
import { askOf, decode, foundations, happening, OBJECTIVES, planContext, recordAll, recorderOn } from '../scenario.js';
import { withFolder } from '../work-folder.js';

interface Place {
  readonly stream: string;
  readonly revision: number;
  readonly entry: NewEntry;
}

const SEED = 'seed';

/** Commands through the recorder ÷ bare one-event appends of the same bytes to the same log, by as many callers. */
export const recorderFigure: Figure = {
  name: 'recorder',
  run: async (scale, say) => {
    await withFolder(async (folder) => {
      const seed = join(folder, 'seed.db');
      const log = new SqliteLog(seed);
      await recordAll(log, foundations(), SEED);
      await log.close();
      for (const objectives of [OBJECTIVES, 1]) {
        for (const callers of [1, 16, 64]) say(await row(folder, seed, callers, objectives, scale));
      }
    });
  },
};

async function row(folder: string, seed: string, callers: number, objectives: number, scale: Scale): Promise<Row> {
  const count = Math.round((callers === 1 ? 1_500 : callers === 16 ? 5_000 : 8_000) * scale.size);
  const places = await placesOf(count, objectives);
  const flushes: Sample[] = [];
  const samples = await pairs(
    scale.pairs,
    () => onCopy(folder, seed, (log, file) => recorded(log, file, callers, count, objectives, flushes)),
    () => onCopy(folder, seed, (log, file) => appended(log, file, callers, places)),
  );
  const where = objectives === 1 ? 'one stream' : `${objectives} streams`;
  return {
    figure: 'recorder',
    what: `recorder ÷ raw appends, SQLite, ${callers} caller${callers === 1 ? '' : 's'}, ${where}`,
    unit: 'commands/s',
    limit: { least: 0.9 },
    samples,
  };
}

/** A fresh copy of the seeded log for each run, so that no run finds what another left. */
async function onCopy(folder: string, seed: string, run: (log: SqliteLog, file: string) => Promise<number>): Promise<number> {
  const file = join(folder, `${process.hrtime.bigint()}.db`);
  copyFileSync(seed, file);
  const log = new SqliteLog(file);
  try {
    return await run(log, file);
  } finally {
    await log.close();
  }
}

async function recorded(log: SqliteLog, file: string, callers: number, count: number, objectives: number, flushes: Sample[]): Promise<number> {
  const recorder = recorderOn(log);
  const context = await planContext(log);
  const asks = Array.from({ length: count }, (_, index) => askOf(happening(index, objectives), index, `c-${index}`, context));
  const acknowledged: string[] = [];
  const before = log.stats().commits;
  const perSecond = await rate(count, () =>
    byCallers(callers, count, async (index) => {
      const outcome = await recorder.record(asks[index]);
      if (outcome.kind !== 'RECORDED') throw new VoidRun(`command ${index} came to ${JSON.stringify(outcome)}`);
      acknowledged.push(outcome.commandId);
    }),
  );
  flushes.push({ ours: log.stats().commits - before, theirs: acknowledged.length });
  await requireEach(file, acknowledged, (stored) => decode(stored).metadata.commandId);
  return perSecond;
}

async function appended(log: SqliteLog, file: string, callers: number, places: readonly Place[]): Promise<number> {
  const acknowledged: string[] = [];
  const perSecond = await rate(places.length, () =>
    byCallers(callers, places.length, async (index) => {
      const { stream, revision, entry } = places[index];
      await log.append(stream, revision - 1, [entry], Date.now() + 60_000);
      acknowledged.push(entry.id);
    }),
  );
  await requireEach(file, acknowledged, ({ id }) => id);
  return perSecond;
}

/** Opens the log again and looks for each acknowledged write: there, and there once. */
async function requireEach(file: string, acknowledged: readonly string[], nameOf: (stored: Stored) => string): Promise<void> {
  const log = new SqliteLog(file, { readOnly: true });
  const found = new Map<string, number>();
  for await (const stored of log.readAll('START')) found.set(nameOf(stored), (found.get(nameOf(stored)) ?? 0) + 1);
  await log.close();
  const wrong = acknowledged.find((name) => found.get(name) !== 1);
  if (wrong !== undefined) throw new VoidRun(`${wrong} was acknowledged and is in the log ${found.get(wrong) ?? 0} times`);
}

/** The very entries that the recorder would write, with their places. */
async function placesOf(count: number, objectives: number): Promise<readonly Place[]> {
  const log: EventLog = new MemoryLog();
  await recordAll(log, foundations(), SEED);
  const recorder = recorderOn(log);
  const context = await planContext(log);
  const head = await log.head();
  await byCallers(64, count, async (index) => {
    await recorder.record(askOf(happening(index, objectives), index, `c-${index}`, context));
  });
  const places: Place[] = [];
  for await (const { stream, revision, id, type, data, metadata } of log.readAll(head)) {
    places.push({ stream, revision, entry: { id, type, data, metadata } });
  }
  return places;
}
