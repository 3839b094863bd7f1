import { join } from 'node:path';
import { addDays, catalog } from '#libs/domain';
import { SqliteLog } from '#libs/ledger';
import { replay } from '#libs/views';
import { foundations } from '../test/support/office.js';
import type { Scale } from './figure.js';
import { FIRST_DAY, recordAll, recordHistory } from './scenario.js';

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
  await recordHistory(log, size);
  await replay({ log, catalog, dataDir: folder });
  return log;
}
