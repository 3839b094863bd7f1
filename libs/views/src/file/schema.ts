import { DatabaseSync } from 'node:sqlite';
import { naming, SQLITE, sqliteCode } from '#libs/ledger';

/** Another version in a file's header: the file is put aside and rebuilt. */
export const SCHEMA_VERSION = 9;

/** The tables of the bitemporal rows. */
export const ROWS_SCHEMA = `
  CREATE TABLE things (
    id INTEGER PRIMARY KEY, plan TEXT NOT NULL, kind TEXT NOT NULL, key TEXT NOT NULL, since INTEGER NOT NULL,
    UNIQUE (plan, kind, key)
  ) STRICT;

  CREATE TABLE touches (
    thing INTEGER NOT NULL, entry INTEGER NOT NULL, day TEXT, until INTEGER, newest INTEGER, PRIMARY KEY (thing, entry)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE rows (
    id INTEGER PRIMARY KEY, thing INTEGER NOT NULL, since INTEGER NOT NULL, from_day TEXT NOT NULL, body TEXT, because TEXT NOT NULL
  ) STRICT;
  CREATE INDEX rows_by_day ON rows (thing, from_day, since);`;

const SCHEMA = `
  CREATE TABLE checkpoint (
    only INTEGER PRIMARY KEY CHECK (only = 1), position TEXT NOT NULL, id TEXT NOT NULL, leaf BLOB NOT NULL,
    size INTEGER NOT NULL, root BLOB NOT NULL
  ) STRICT;

  CREATE TABLE streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, plan TEXT NOT NULL) STRICT;
  CREATE TABLE labels (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE) STRICT;

  CREATE TABLE entries (
    number INTEGER PRIMARY KEY, stream INTEGER NOT NULL, revision INTEGER NOT NULL, type INTEGER NOT NULL, actor INTEGER NOT NULL,
    command INTEGER, late INTEGER, clock TEXT NOT NULL, position TEXT NOT NULL, id TEXT NOT NULL, created TEXT, hashes BLOB NOT NULL,
    data TEXT NOT NULL, metadata TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX entries_by_stream ON entries (stream, revision);
${ROWS_SCHEMA}`;

/** What only readers look into. */
const READERS_INDEXES = `
  CREATE INDEX entries_by_command ON entries (command) WHERE command IS NOT NULL;
  CREATE INDEX entries_by_type ON entries (type);
  CREATE INDEX entries_by_actor ON entries (actor);
  CREATE INDEX entries_told_late ON entries (number, late) WHERE late > 0;`;

export type FileState = 'NEW' | 'CURRENT' | 'OTHER_VERSION';

/** A file that a replay makes needs no journal: one that is not finished is thrown away. */
const SETTINGS = {
  LIVE: 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32000; PRAGMA wal_autocheckpoint = 2000;',
  REPLAY: 'PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -64000;',
};

/** Opens a view file for writing, with its tables (see `completeReplay` for one that a replay makes); says whether it was there and is of this version. */
export function openForWriting(
  path: string,
  use: keyof typeof SETTINGS = 'LIVE',
): { readonly database: DatabaseSync; readonly state: FileState } {
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path, { timeout: 0 });
    database.exec(`PRAGMA page_size = 8192; ${SETTINGS[use]}`);
    const { user_version: version } = database.prepare('PRAGMA user_version').get() as { user_version: number };
    const [{ tables }] = database.prepare('SELECT count(*) AS tables FROM sqlite_schema').all() as unknown as [{ tables: number }];
    if (tables > 0) return { database, state: version === SCHEMA_VERSION ? 'CURRENT' : 'OTHER_VERSION' };
    const schema = use === 'LIVE' ? SCHEMA + READERS_INDEXES : SCHEMA;
    database.exec(`BEGIN IMMEDIATE; ${schema}; PRAGMA user_version = ${SCHEMA_VERSION}; COMMIT;`);
    return { database, state: 'NEW' };
  } catch (error) {
    database?.close();
    throw naming(path, error);
  }
}

/** Adds what a file opened for a replay lacks: an index is made faster of what is there than entry by entry. */
export function completeReplay(database: DatabaseSync): void {
  database.exec(READERS_INDEXES);
}

const PASSING: readonly (number | undefined)[] = [
  SQLITE.BUSY,
  SQLITE.LOCKED,
  SQLITE.NO_MEMORY,
  SQLITE.IO_ERROR,
  SQLITE.DISK_FULL,
  SQLITE.CANNOT_OPEN,
];

/** True for failures that say nothing of the entries: another process holds the file, the disk is full. */
export const isPassing = (error: unknown): boolean => PASSING.includes(sqliteCode(error));

/** True where the file is no database that could be read. */
export function isRuined(error: unknown): boolean {
  const code = sqliteCode(error);
  return code === SQLITE.CORRUPT || code === SQLITE.NOT_A_DATABASE;
}
