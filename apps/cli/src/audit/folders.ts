import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { padded, readCheckpoints, readKey, type Checkpoint, type VerifierKey } from '#libs/audit';
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
export const isBundle = (folder: string): boolean => existsSync(join(folder, 'entries')) && existsSync(join(folder, KEY_FILE));
