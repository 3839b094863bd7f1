import { closeSync, copyFileSync, fdatasyncSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { MemoryLog, SqliteLog, type EventLog, type NewEntry } from '#libs/ledger';
import { foundations, OBJECTIVES } from '../../test/support/office.js';
import { byCallers } from '../callers.js';
import type { Figure, Scale } from '../figure.js';
import { commandOf, idOf, requireOnce } from '../kept-once.js';
import { pairs, rate, VoidRun, type Limit, type Row, type Sample } from '../measure.js';
import { askOf, happenings, planContext, recordAll, recorderOn, TENANT } from '../scenario.js';
import { withFolder } from '../work-folder.js';

const SEED = 'seed';
const COMMANDS: Readonly<Record<number, number>> = { 1: 1_500, 16: 5_000, 64: 8_000 };

/** Commands through the recorder ÷ bare one-event appends of the same bytes to the same kind of log, by as many callers. */
export const recorderFigure: Figure = {
  name: 'recorder',
  run: async (scale, say) => {
    await withFolder(async (folder) => {
      const seed = join(folder, 'seed.db');
      const log = new SqliteLog(seed);
      await recordAll(log, foundations(), SEED);
      await log.close();
      say(flushRow(folder));
      for (const objectives of [OBJECTIVES, 1]) {
        for (const callers of [1, 16, 64]) (await rows(folder, seed, callers, objectives, scale)).forEach(say);
      }
    });
  },
};

const FLUSHES = 50;
const PAGE = Buffer.alloc(4096);

/** How long this disk takes for a flush: the recorder's work is small beside a flush of milliseconds, and not beside one of a tenth. */
function flushRow(folder: string): Row {
  const file = openSync(join(folder, 'flushed'), 'w');
  const samples = Array.from({ length: FLUSHES }, (): Sample => {
    const started = performance.now();
    writeSync(file, PAGE);
    fdatasyncSync(file);
    return { ours: performance.now() - started, theirs: 1 };
  });
  closeSync(file);
  return { figure: 'recorder', what: 'a flush of 4 KiB to this disk: the longer, the higher what follows', unit: 'ms', limit: {}, samples };
}

/** Holds the recorder against two ways to append: by turns on a stream, and, for the reader to see, as if by clairvoyance. */
async function rows(folder: string, seed: string, callers: number, objectives: number, scale: Scale): Promise<readonly Row[]> {
  const count = Math.round(COMMANDS[callers] * scale.size);
  const places = await placesOf(count, objectives);
  const where = `SQLite, ${callersOf(callers)}, ${objectives === 1 ? 'one stream' : `${objectives} streams`}`;
  const against = (append: typeof byTurns): Promise<readonly Sample[]> =>
    pairs(
      scale.pairs,
      () => onCopy(folder, seed, (log) => recorded(log, callers, count, objectives), commandOf),
      () => onCopy(folder, seed, (log) => append(log, callers, places), idOf),
    );
  const row = (what: string, limit: Limit, samples: readonly Sample[]): Row => ({
    figure: 'recorder',
    what: `${what}, ${where}`,
    unit: 'commands/s',
    limit,
    samples,
  });
  const held = row('recorder ÷ raw appends', { least: 0.9 }, await against(byTurns));
  return callers === 1 ? [held] : [held, row('recorder ÷ raw appends, revisions foreseen', {}, await against(foreseen))];
}

export const callersOf = (callers: number): string => `${callers} caller${callers === 1 ? '' : 's'}`;

interface Run {
  readonly perSecond: number;
  readonly acknowledged: readonly string[];
}

/** A fresh copy of the seeded log for each run; once it is done, the log is opened again to see what it kept. */
async function onCopy(folder: string, seed: string, run: (log: SqliteLog) => Promise<Run>, nameOf: typeof idOf): Promise<number> {
  const file = join(folder, `${process.hrtime.bigint()}.db`);
  copyFileSync(seed, file);
  const log = new SqliteLog(file);
  const { perSecond, acknowledged } = await run(log).finally(() => log.close());
  const again = new SqliteLog(file, { readOnly: true });
  await requireOnce(again, acknowledged, nameOf).finally(() => again.close());
  return perSecond;
}

/** Records that many commands by that many callers. Throws a `VoidRun` where one does not come to an entry. */
export async function recorded(log: EventLog, callers: number, count: number, objectives: number, tenant = TENANT): Promise<Run> {
  const recorder = recorderOn(log);
  const context = await planContext(log, tenant);
  const asks = happenings(count, objectives).map((wish, index) => askOf(wish, index, `c-${index}`, context, tenant));
  const acknowledged: string[] = [];
  const perSecond = await rate(count, () =>
    byCallers(callers, count, async (index) => {
      const outcome = await recorder.record(asks[index]);
      if (outcome.kind !== 'RECORDED') throw new VoidRun(`command ${index} came to ${JSON.stringify(outcome)}`);
      acknowledged.push(outcome.commandId);
    }),
  );
  return { perSecond, acknowledged };
}

/** An append names the revision it follows, so callers on one stream take turns. */
function byTurns(log: EventLog, callers: number, places: readonly Place[]): Promise<Run> {
  const turns = new Map<string, Promise<unknown>>();
  return appendedBy(log, callers, places, (stream, append) => {
    const turn = turns.get(stream)?.then(append) ?? append();
    turns.set(stream, turn);
    return turn;
  });
}

/** As if every caller knew beforehand what the others will write: all that the log itself can take. */
function foreseen(log: EventLog, callers: number, places: readonly Place[]): Promise<Run> {
  return appendedBy(log, callers, places, (_, append) => append());
}

type When = (stream: string, append: () => Promise<unknown>) => Promise<unknown>;

async function appendedBy(log: EventLog, callers: number, places: readonly Place[], when: When): Promise<Run> {
  const acknowledged: string[] = [];
  const perSecond = await rate(places.length, () =>
    byCallers(callers, places.length, async (index) => {
      const { stream, revision, entry } = places[index];
      await when(stream, () => log.append(stream, revision - 1, [entry], Date.now() + 60_000));
      acknowledged.push(entry.id);
    }),
  );
  return { perSecond, acknowledged };
}

export interface Place {
  readonly stream: string;
  readonly revision: number;
  readonly entry: NewEntry;
}

/** The very entries that the recorder would write, with their places. */
export async function placesOf(count: number, objectives: number): Promise<readonly Place[]> {
  const log = new MemoryLog();
  await recordAll(log, foundations(), SEED);
  const head = await log.head();
  await recorded(log, 64, count, objectives);
  const places: Place[] = [];
  for await (const { stream, revision, id, type, data, metadata } of log.readAll(head)) {
    places.push({ stream, revision, entry: { id, type, data, metadata } });
  }
  return places;
}
