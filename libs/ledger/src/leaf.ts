import { hash } from 'node:crypto';
import type { Stored } from './event-log.js';

/** Where the salt lies in canonical metadata. Inside a string the quotes would be escaped. */
const BEFORE_SALT = ',"salt":"';

const UTF8_BYTES = 3;

/** SHA-256 of salt and data, hex, so that data can be withheld and the leaf still be checked. */
export function dataHash(salt: string, data: string): string {
  const bytes = Buffer.allocUnsafe(salt.length + data.length * UTF8_BYTES);
  const salted = bytes.write(salt, 'base64url');
  return hash('sha256', bytes.subarray(0, salted + bytes.write(data, salted)));
}

/** A command's hash as an entry holds it: by the bare one, whoever sees no data could try what it may have been. */
export function saltedHash(salt: string, commandHash: string): string {
  return dataHash(salt, commandHash);
}

/**
 * The Merkle leaf of an entry (RFC 9162 leaf hash over canonical JSON). It depends on nothing of the store: a ledger
 * copied to another store has the same leaves. The stored metadata is canonical, so taking its salt out as text gives
 * the canonical text without it. The first character is the byte 0 that marks a leaf.
 */
export function leafHash(entry: number, { stream, revision, id, type, data, metadata }: Stored): Buffer {
  const before = metadata.indexOf(BEFORE_SALT);
  if (before < 0) throw new TypeError(`Entry ${revision} of ${stream} has no salt.`);
  const [from, to] = [before + BEFORE_SALT.length, metadata.indexOf('"', before + BEFORE_SALT.length)];
  const salt = metadata.slice(from, to);
  const unsalted = metadata.slice(0, before) + metadata.slice(to + 1);
  const leaf = hash(
    'sha256',
    `\0{"dataHash":"${dataHash(salt, data)}","entry":${entry},"id":"${id}","metadata":${unsalted},` +
      `"revision":${revision},"stream":${JSON.stringify(stream)},"type":${JSON.stringify(type)}}`,
    'binary',
  );
  return Buffer.from(leaf, 'binary');
}
