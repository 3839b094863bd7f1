/** SQLite's primary result codes, as far as they are told apart. */
export const SQLITE = {
  MALFORMED_SQL: 1,
  BUSY: 5,
  LOCKED: 6,
  NO_MEMORY: 7,
  IO_ERROR: 10,
  CORRUPT: 11,
  DISK_FULL: 13,
  CANNOT_OPEN: 14,
  TOO_BIG: 18,
  CONSTRAINT: 19,
  NOT_A_DATABASE: 26,
} as const;

/** SQLite's primary result code of an error, undefined where the error is not SQLite's. */
export function sqliteCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | undefined)?.errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}

/** An error of SQLite with words before its own that name the file: it does not say itself which one it means. */
export const naming = (words: string, error: unknown): Error =>
  Object.assign(error as Error, { message: `${words}: ${(error as Error).message}` });
