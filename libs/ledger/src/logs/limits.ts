import { LogError, type NewEntry } from '../event-log.js';

/** The most bytes one entry may have: type, data and metadata in UTF-8. */
const ENTRY_LIMIT = 64 * 1024;
/** The most bytes all entries of one append may have together. */
const APPEND_LIMIT = 1024 * 1024;

/** Bytes of an entry as the limits count them. */
export function entryBytes(entry: NewEntry): number {
  return Buffer.byteLength(entry.type) + Buffer.byteLength(entry.data) + Buffer.byteLength(entry.metadata);
}

/** Throws `REJECTED` for an append that no store may take: empty, too large, or text that UTF-8 cannot carry. */
export function checkAppend(stream: string, entries: readonly NewEntry[]): void {
  if (entries.length === 0) throw new LogError('REJECTED', `an append to ${stream} needs at least one entry`);
  let total = 0;
  for (const entry of entries) {
    const bytes = entryBytes(entry);
    if (bytes > ENTRY_LIMIT) throw new LogError('REJECTED', `an entry of ${bytes} bytes is above the limit of ${ENTRY_LIMIT} bytes`);
    if (!(entry.type.isWellFormed() && entry.data.isWellFormed() && entry.metadata.isWellFormed())) {
      throw new LogError('REJECTED', `entry ${entry.id} holds a lone surrogate and cannot be stored byte for byte`);
    }
    total += bytes;
  }
  if (total > APPEND_LIMIT) throw new LogError('REJECTED', `an append of ${total} bytes is above the limit of ${APPEND_LIMIT} bytes`);
}
