import { DatabaseSync } from 'node:sqlite';
import { LogError } from '../event-log.js';
import { SQLITE, sqliteCode } from './sqlite-errors.js';

/**
 * Makes this process the only writer of a log file until the lock is closed or the process dies, however it dies.
 * Throws `UNAVAILABLE` where another one holds it.
 */
export function lockForWriting(file: string): DatabaseSync {
  return holdLock(`${file}.lock`, `the log ${file}`);
}

/** Holds a lock file until it is closed or the process dies. Throws `UNAVAILABLE` where another one holds it; `what` is what it guards. */
export function holdLock(file: string, what: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(file, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (cause) {
    lock?.close();
    const taken = sqliteCode(cause) === SQLITE.BUSY;
    const why = taken ? 'another process has it open for writing' : `its lock cannot be taken: ${(cause as Error).message}`;
    throw new LogError('UNAVAILABLE', `${what} cannot be opened: ${why} (${file})`, undefined, { cause });
  }
}
