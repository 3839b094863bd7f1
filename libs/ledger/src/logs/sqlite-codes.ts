/** SQLite's primary result codes, as far as the log tells them apart. */
export const MALFORMED_SQL = 1;
export const BUSY = 5;
export const CORRUPT = 11;
export const DISK_FULL = 13;
export const TOO_BIG = 18;
export const CONSTRAINT = 19;
export const NOT_A_DATABASE = 26;

/** SQLite's primary result code of an error, undefined where the error is not SQLite's. */
export function primaryCode(error: unknown): number | undefined {
  const code = (error as { errcode?: unknown } | undefined)?.errcode;
  return typeof code === 'number' ? code & 0xff : undefined;
}
