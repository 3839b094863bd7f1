import { randomBytes } from 'node:crypto';
import { v5 as uuidv5 } from 'uuid';
import { canonical, sha256 } from './canonical.js';
import type { Metadata } from './envelope.js';
import type { NewEntry } from './event-log.js';

/** The namespace of entry ids. On disk: never change it. */
const NAMESPACE = '0f0c8a7e-6c1b-5f6e-9d55-3a1f4f2b7c10';

const SALT_BYTES = 16;

export type Envelope = Omit<Metadata, 'id' | 'salt'>;

/** An event as bytes for the log. The id is made from the bytes: same bytes, same id; other bytes, never. */
export function encode(stream: string, type: string, data: object, envelope: Envelope, salt = randomBytes(SALT_BYTES)): NewEntry {
  const text = canonical(data);
  const unnamed = { ...envelope, salt: salt.toString('base64url') };
  const name = `${stream}\n${type}\n${envelope.index}\n${sha256(text, '\n', canonical(unnamed)).toString('hex')}`;
  const id = uuidv5(name, NAMESPACE);
  return { id, type, data: text, metadata: canonical({ ...unnamed, id }) };
}
