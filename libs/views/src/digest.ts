import { createHash } from 'node:crypto';
import { DatabaseSync, type SQLInputValue } from 'node:sqlite';

const THINGS = 'SELECT id, plan, kind, key, since FROM things ORDER BY plan, kind, key';
const PARTS = [
  'SELECT position, id, hex(leaf), size, hex(root) FROM checkpoint',
  `SELECT number, position, (SELECT name FROM streams WHERE id = stream), revision, e.id, (SELECT text FROM labels WHERE id = type),
     data, metadata, created, hex(hashes), clock, (SELECT text FROM labels WHERE id = actor), command FROM entries e ORDER BY number`,
];
const OF_A_THING = [
  'SELECT entry, day, until FROM touches WHERE thing = ? ORDER BY entry',
  `SELECT r.since, r.until, r.from_day, r.to_day, r.copy_of IS NULL, b.body, b.because
     FROM rows r CROSS JOIN rows b ON b.id = coalesce(r.copy_of, r.id) WHERE r.thing = ? ORDER BY r.from_day, r.since, r.to_day`,
];

/**
 * One hash (SHA-256, hex) over everything a view file says: checkpoint, entries, tree, rows and what feeds them. Two files
 * projected from the same log have the same digest, in whatever batches. Reads the whole file.
 */
export function viewDigest(path: string): string {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 1000 });
  const digest = createHash('sha256');
  const add = (sql: string, ...values: SQLInputValue[]): void => {
    const statement = database.prepare(sql);
    statement.setReturnArrays(true);
    for (const row of statement.iterate(...values)) digest.update(`${JSON.stringify(row)}\n`);
    digest.update('\n');
  };
  try {
    database.exec('BEGIN');
    for (const sql of PARTS) add(sql);
    for (const thing of database.prepare(THINGS).iterate() as Iterable<Record<string, string | number>>) {
      digest.update(`${JSON.stringify([thing.plan, thing.kind, thing.key, thing.since])}\n`);
      for (const sql of OF_A_THING) add(sql, thing.id);
    }
    return digest.digest('hex');
  } finally {
    database.close();
  }
}
