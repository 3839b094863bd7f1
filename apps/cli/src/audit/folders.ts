import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bundleLines, padded, readCheckpoints, readKey, sqliteLines, type Checkpoint, type Lines, type VerifierKey } from '#libs/audit';
import { AuditError } from './audit-error.js';

/** A folder of published checkpoints: the verifier key, and a file for each. */
export const KEY_FILE = 'public.key';

/** A verifier key, written out or by the file that holds it. Throws an `AuditError`. */
export function keyFrom(given: string): VerifierKey {
  const text = existsSync(given) ? readFileSync(given, 'utf8') : given;
  try {
    return readKey(text);
  } catch (error) {
    throw new AuditError(`The key cannot be used: ${(error as Error).message}.`, { cause: error });
  }
}

/** All checkpoints of a folder, by size; none where there is no folder. Throws an `AuditError` where one is false. */
export function publishedIn(folder: string, key: VerifierKey): readonly Checkpoint[] {
  if (!existsSync(folder)) return [];
  const { sound, fault } = readCheckpoints(folder, key);
  if (fault !== undefined) throw new AuditError(`In ${folder}, ${fault.reason}.`);
  return sound;
}

/** Writes a checkpoint beside the others, whole or not at all. Returns its file. */
export function publish(folder: string, key: string, size: number, note: string): string {
  mkdirSync(folder, { recursive: true });
  const keyFile = join(folder, KEY_FILE);
  if (!existsSync(keyFile)) writeFileSync(keyFile, `${key}\n`);
  else if (readFileSync(keyFile, 'utf8').trim() !== key) throw new AuditError(`${folder} holds the checkpoints of another key.`);
  const file = join(folder, `${padded(size)}.txt`);
  writeFileSync(`${file}.new`, note, { flush: true });
  renameSync(`${file}.new`, file);
  return file;
}

/** The folder of a bundle's checkpoints. */
export const checkpointsOf = (bundle: string): string => join(bundle, 'checkpoints');

/** True where a folder looks like a bundle. */
const isBundle = (folder: string): boolean => existsSync(join(folder, 'entries')) && existsSync(join(folder, KEY_FILE));

/** Throws an `AuditError` where a folder is none. */
export function requireBundle(folder: string): void {
  if (!isBundle(folder)) throw new AuditError(`${folder} is no bundle; a log is given as sqlite:<file>.`);
}

/** The file that `sqlite:<file>` names, there or not; undefined for anything else. */
export const fileNamed = (ledger: string): string | undefined => /^sqlite:(.+)$/.exec(ledger)?.[1];

/** The file of a log that is given as `sqlite:<file>`; undefined for anything else. Throws an `AuditError` where there is none. */
export function logFile(ledger: string): string | undefined {
  const file = fileNamed(ledger);
  if (file !== undefined && !existsSync(file)) throw new AuditError(`There is no log at ${file}.`);
  return file;
}

/** The lines of a bundle, or of a tenant's ledger in a log. */
export function linesOf(ledger: string, tenant: string): Lines {
  const file = logFile(ledger);
  if (file !== undefined) return sqliteLines(file, tenant);
  requireBundle(ledger);
  return bundleLines(ledger);
}
