import { createHash } from 'node:crypto';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';

const CHECKPOINT = 'SELECT position, id, hex(leaf), size, hex(root) FROM checkpoint';
const STORED = `SELECT number, position, (SELECT name FROM streams WHERE id = stream), revision, e.id,
  (SELECT text FROM labels WHERE id = type), data, metadata, created, hex(hashes), clock, (SELECT text FROM labels WHERE id = actor), command
  FROM entries e ORDER BY number`;
const LEAVES = 'SELECT number, hex(substr(hashes, 1, 32)), clock FROM entries WHERE number <= ? ORDER BY number';
const THINGS = 'SELECT id, plan, kind, key, since FROM things WHERE since <= ? ORDER BY plan, kind, key';
const TOUCHES = `SELECT entry, day, iif(until <= ?2, until, NULL), r.from_day, r.since
  FROM touches t LEFT JOIN rows r ON r.id = t.newest WHERE t.thing = ?1 AND entry <= ?2 ORDER BY entry`;
const ROWS = 'SELECT since, from_day, body, because FROM rows WHERE thing = ?1 AND since <= ?2 ORDER BY from_day, since';

/**
 * One hash (SHA-256, hex) over everything a view file says: checkpoint, entries, tree, rows and what feeds them. Two files
 * projected from the same log have the same digest, in whatever batches. Reads the whole file.
 */
export function viewDigest(path: string): string {
  return reading(path, (database) => {
    const digest = new Digest(database);
    digest.add(CHECKPOINT);
    digest.add(STORED);
    digest.addState(Number.MAX_SAFE_INTEGER);
    return digest.hex();
  });
}

/**
 * One hash (SHA-256, hex) over what a view file says of the ledger up to an entry. It does not depend on the store that
 * the entries lie in, nor on what came later. Reads about the whole file.
 */
export function stateDigest(path: string, entry: number): string {
  return reading(path, (database) => digestOf(database, entry));
}

/** See `stateDigest`. */
export function digestOf(database: DatabaseSync, entry: number): string {
  const digest = new Digest(database);
  digest.add(LEAVES, entry);
  digest.addState(entry);
  return digest.hex();
}

function reading(path: string, read: (database: DatabaseSync) => string): string {
  const database = new DatabaseSync(path, { readOnly: true, timeout: 1000 });
  try {
    database.exec('BEGIN');
    return read(database);
  } finally {
    database.close();
  }
}

class Digest {
  private readonly hash = createHash('sha256');
  private readonly prepared = new Map<string, StatementSync>();

  constructor(private readonly database: DatabaseSync) {}

  add(sql: string, ...values: SQLInputValue[]): void {
    for (const row of this.statement(sql).iterate(...values)) this.hash.update(`${JSON.stringify(row)}\n`);
    this.hash.update('\n');
  }

  /** All rows that began by an entry and what fed them, with the ends that they had by then. */
  addState(entry: number): void {
    for (const thing of this.database.prepare(THINGS).iterate(entry) as Iterable<Record<string, string | number>>) {
      this.hash.update(`${JSON.stringify([thing.plan, thing.kind, thing.key, thing.since])}\n`);
      this.add(TOUCHES, thing.id, entry);
      this.add(ROWS, thing.id, entry);
    }
  }

  private statement(sql: string): StatementSync {
    const known = this.prepared.get(sql);
    if (known !== undefined) return known;
    const statement = this.database.prepare(sql);
    statement.setReturnArrays(true);
    this.prepared.set(sql, statement);
    return statement;
  }

  hex(): string {
    return this.hash.digest('hex');
  }
}
