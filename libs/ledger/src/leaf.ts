import { canonical, sha256 } from './canonical.js';
import type { Stored } from './event-log.js';

const LEAF_PREFIX = Uint8Array.of(0);
const SALT = /,"salt":"([\w-]+)"/;

/** SHA-256 of salt and data, so that data can be withheld and the leaf still be checked. */
export function dataHash(salt: string, data: string): Buffer {
  return sha256(Buffer.from(salt, 'base64url'), data);
}

/**
 * The Merkle leaf of an entry (RFC 9162 leaf hash over canonical JSON). It depends on nothing of the store: a ledger
 * copied to another store has the same leaves. The stored metadata is canonical, so taking its salt out as text gives
 * the canonical text without it.
 */
export function leafHash(entry: number, { stream, revision, id, type, data, metadata }: Stored): Buffer {
  const salt = SALT.exec(metadata)?.[1];
  if (salt === undefined) throw new TypeError(`Entry ${revision} of ${stream} has no salt.`);
  const fields = canonical({ stream, type }).slice(1);
  return sha256(
    LEAF_PREFIX,
    `{"dataHash":"${dataHash(salt, data).toString('hex')}","entry":${entry},"id":"${id}",` +
      `"metadata":${metadata.replace(SALT, '')},"revision":${revision},${fields}`,
  );
}
