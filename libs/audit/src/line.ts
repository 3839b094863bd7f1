import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';

/**
 * One entry of a ledger as a bundle shows it: one line of canonical JSON (RFC 8785). Where its content is withheld,
 * `dataHash` stands for `data`, and `metadata` has no salt.
 */
export interface Line {
  readonly entry: number;
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly data?: object;
  readonly dataHash?: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** What the exporter says is the hash of the leaf, hex. */
  readonly leafHash?: string;
}

/** The first entry that is not as it was signed, and why. */
export interface Fault {
  readonly entry: number;
  readonly reason: string;
}

const MEMBERS = ['entry', 'stream', 'revision', 'id', 'type', 'metadata'];
const NAMESPACE = Buffer.from('0f0c8a7e6c1b5f6e9d553a1f4f2b7c10', 'hex');

export const jcs = (value: object): string => canonicalize(value) ?? '';
const sha256 = (content: string | Buffer): string => hash('sha256', content);

/** Reads a line, which must be exactly the canonical JSON of what it says. Throws an `Error` that says what is wrong. */
export function readLine(text: string): Line {
  const line = JSON.parse(text) as Line;
  if (jcs(line) !== text) throw new Error('it is not canonical JSON');
  const content = line.data === undefined ? 'dataHash' : 'data';
  const expected = [...MEMBERS, content, ...(line.leafHash === undefined ? [] : ['leafHash'])];
  if (Object.keys(line).sort().join() !== expected.sort().join()) throw new Error('it has not the members of an entry');
  if (typeof line.metadata !== 'object' || line.metadata.id !== line.id) throw new Error('its metadata is not its own');
  if (line.data === undefined && 'salt' in line.metadata) throw new Error('its data is withheld, but not its salt');
  return line;
}

/** The hash of an entry's Merkle leaf: SHA-256 over the byte 0 and canonical JSON, in which `dataHash` stands for data and salt. */
export function leafOf({ entry, stream, revision, id, type, metadata, data, dataHash }: Line): Buffer {
  const { salt, ...unsalted } = metadata;
  const content = data === undefined ? dataHash : hashOfData(data, salt);
  return hash('sha256', `\0${jcs({ entry, stream, revision, id, type, metadata: unsalted, dataHash: content })}`, 'buffer');
}

/** SHA-256 of the salt's bytes and the canonical data, hex. */
export function hashOfData(data: object, salt: unknown): string {
  if (typeof salt !== 'string') throw new Error('it has no salt');
  return sha256(Buffer.concat([Buffer.from(salt, 'base64url'), Buffer.from(jcs(data))]));
}

/** The id that an entry's own bytes give (a UUID of version 5): whoever changes a byte must change it as well. */
export function idOf({ stream, type, metadata, data = {} }: Line): string {
  const { id: _, ...unnamed } = metadata;
  const name = `${stream}\n${type}\n${String(metadata.index)}\n${sha256(`${jcs(data)}\n${jcs(unnamed)}`)}`;
  const digest = hash('sha1', Buffer.concat([NAMESPACE, Buffer.from(name)]));
  const variant = '89ab'[Number.parseInt(digest[16], 16) & 3];
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}
