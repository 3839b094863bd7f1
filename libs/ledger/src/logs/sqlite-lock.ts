import { DatabaseSync } from 'node:sqlite';
import { LogError } from '../event-log.js';
import { BUSY, primaryCode } from './sqlite-codes.js';

/**
 * Makes this process the only writer of a log file until the lock is closed or the process dies, however it dies.
 * Throws `UNAVAILABLE` where another one holds it.
 */
export function lockForWriting(file: string): DatabaseSync {
  let lock: DatabaseSync | undefined;
  try {
    lock = new DatabaseSync(`${file}.lock`, { timeout: 0 });
    lock.exec('BEGIN EXCLUSIVE');
    return lock;
  } catch (cause) {
    lock?.close();
    const taken = primaryCode(cause) === BUSY;
    const why = taken ? 'another process has it open for writing' : `its lock cannot be taken: ${(cause as Error).message}`;
    throw new LogError('UNAVAILABLE', `the log ${file} cannot be opened: ${why} (${file}.lock)`, undefined, { cause });
  }
}
