import { join } from 'node:path';
import { addDays, catalog } from '#libs/domain';
import { commandHash, encode, newSalt, SqliteLog, systemClock, type NewEntry } from '#libs/ledger';
import { replay } from '#libs/views';
import { foundations, objectiveCode, OBJECTIVES, PLAN, remarks } from '../test/support/office.js';
import type { Scale } from './figure.js';
import { FIRST_DAY, historicHappening, recordAll, TENANT } from './scenario.js';

const FOUNDED = foundations().length;
export const LAST_DAY = addDays(FIRST_DAY, 500);

/** The entry at a share of the history, foundations not counted. */
export const entryAt = (share: number, head: number): number => FOUNDED + Math.floor((head - FOUNDED) * share);

/** How long the histories are. */
export const sizesAt = ({ long, size }: Scale): readonly number[] =>
  [1_000, 10_000, 100_000, ...(long ? [1_000_000] : [])].map((entries) => Math.round(entries * size));

/** Records a history of about so many entries in a folder, with its views. */
export async function historyIn(folder: string, size: number): Promise<SqliteLog> {
  const log = new SqliteLog(join(folder, 'ledger.db'));
  await recordAll(log, foundations(), 'seed');
  await tellHistory(log, size);
  await replay({ log, catalog, dataDir: folder });
  return log;
}

/** The events that the happenings come to. */
const EVENTS: Readonly<Record<string, string>> = {
  DelayMilestone: 'MilestoneDelayed',
  StartMilestone: 'MilestoneStarted',
  ReforecastMilestone: 'MilestoneReforecast',
};
const TOGETHER = 24;

/** Appends the history as the recorder would store it. To ask the rules each time would take an hour for the longest. */
async function tellHistory(log: SqliteLog, count: number): Promise<void> {
  const last = await Promise.all(Array.from({ length: OBJECTIVES }, (_, index) => lastOf(log, streamOf(index))));
  for (let from = 0; from < count; from += OBJECTIVES * TOGETHER) {
    const appends = last.map(async (revision, objective) => {
      const entries = entriesOf(objective, from, Math.min(count, from + OBJECTIVES * TOGETHER), count);
      if (entries.length > 0) await log.append(streamOf(objective), revision, entries, Date.now() + 60_000);
      last[objective] += entries.length;
    });
    await Promise.all(appends);
  }
}

const streamOf = (objective: number): string => `objective-${TENANT}.${PLAN}.${objectiveCode(objective)}`;

async function lastOf(log: SqliteLog, stream: string): Promise<number> {
  let last = -1;
  for await (const { revision } of log.readStream(stream, 0)) last = revision;
  return last;
}

/** Those of the happenings from one to before another that are an objective's. */
function entriesOf(objective: number, from: number, end: number, count: number): readonly NewEntry[] {
  const indexes = Array.from({ length: TOGETHER }, (_, turn) => from + turn * OBJECTIVES + objective).filter((index) => index < end);
  return indexes.map((index) => {
    const { type, fields, effectiveOn } = historicHappening(index, count);
    const { note, source, onBehalfOf } = remarks(index);
    return encode(
      streamOf(objective),
      EVENTS[type],
      { ...fields, note },
      {
        ...{ v: 1, commandId: `h-${index}`, commandHash: commandHash(type, { plan: PLAN, ...fields }), index: 0, count: 1 },
        ...{ recordedAt: systemClock.now(), effectiveOn, precision: 'DAY', actor: 'bench', correlationId: `request-${index}` },
        ...{ source, onBehalfOf, salt: newSalt() },
      },
    );
  });
}
