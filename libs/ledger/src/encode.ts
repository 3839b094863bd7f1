import { hash, randomFillSync } from 'node:crypto';
import { canonical } from './canonical.js';
import type { Metadata } from './envelope.js';
import type { NewEntry } from './event-log.js';

/** The namespace of entry ids. On disk: never change it. */
const NAMESPACE = Buffer.from('0f0c8a7e6c1b5f6e9d553a1f4f2b7c10', 'hex');

/** Where `id` belongs in canonical metadata. Inside a string the quotes would be escaped, and no object comes before it. */
const BEFORE_INDEX = ',"index":';

const SALT_BYTES = 16;
const salts = Buffer.alloc(SALT_BYTES * 256);
let saltsUsed = salts.length;

export type Envelope = Omit<Metadata, 'id'>;

/** An event as bytes for the log. The id is made from the bytes: same bytes, same id; other bytes, never. */
export function encode(stream: string, type: string, data: object, envelope: Envelope): NewEntry {
  const text = canonical(data);
  const unnamed = canonical(envelope);
  const id = uuidOf(`${stream}\n${type}\n${envelope.index}\n${hash('sha256', `${text}\n${unnamed}`)}`);
  const at = unnamed.indexOf(BEFORE_INDEX);
  return { id, type, data: text, metadata: `${unnamed.slice(0, at)},"id":"${id}"${unnamed.slice(at)}` };
}

/** A new entry's salt. The system is asked for those of many entries at a time: it costs as much as for one. */
export function newSalt(): string {
  if (saltsUsed === salts.length) {
    randomFillSync(salts);
    saltsUsed = 0;
  }
  return salts.toString('base64url', saltsUsed, (saltsUsed += SALT_BYTES));
}

/** The version 5 UUID (RFC 9562) of a name in our namespace. */
function uuidOf(name: string): string {
  const digest = hash('sha1', Buffer.concat([NAMESPACE, Buffer.from(name)]));
  const variant = '89ab'[Number.parseInt(digest[16], 16) & 3];
  return `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
}
