import { createPublicKey, hash, verify, type KeyObject } from 'node:crypto';

/** What a ledger was at some size: the text of a C2SP tlog-checkpoint. */
export interface Checkpoint {
  /** Names the ledger, uniquely. */
  readonly origin: string;
  /** Number of entries. */
  readonly size: number;
  /** Root of the tree over them. */
  readonly root: Buffer;
}

/** The public half of a key that signs checkpoints. */
export interface VerifierKey {
  readonly name: string;
  /** First 4 bytes of a hash over name and key, hex: tells the keys of one name apart. */
  readonly id: string;
  readonly key: KeyObject;
}

/** The type of an Ed25519 signature in a signed note. */
export const ED25519 = 1;
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
const NAME = /^[^\s+\p{Cc}]+$/u;

export function keyId(name: string, typed: Buffer): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), typed])).slice(0, 8);
}

/** Reads `<name>+<id>+<base64 of type and key>`, the form in which note keys are published. Throws an `Error`. */
export function readKey(text: string): VerifierKey {
  const [, name = '', id, key] = /^([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text.trim()) ?? [];
  const typed = Buffer.from(key ?? '', 'base64');
  if (!NAME.test(name) || typed.length !== 33 || typed[0] !== ED25519 || typed.toString('base64') !== key || keyId(name, typed) !== id) {
    throw new Error('it is no verifier key: <name>+<id>+<key> of Ed25519 is expected');
  }
  return { name, id, key: createPublicKey({ key: Buffer.concat([SPKI, typed.subarray(1)]), format: 'der', type: 'spki' }) };
}

/** The text of a signed note (C2SP signed-note), once its signature by the key is checked. Throws an `Error`. */
export function openNote(note: string, { name, id, key }: VerifierKey): string {
  const end = note.lastIndexOf('\n\n') + 1;
  const [text, signatures] = [note.slice(0, end), note.slice(end + 1)];
  if (end === 0 || !signatures.endsWith('\n') || /[^\P{Cc}\n]/u.test(note)) throw new Error('it is no signed note');
  let signed = false;
  for (const line of signatures.slice(0, -1).split('\n')) {
    const [, signer, base64 = ''] = /^— ([^\s+]+) ([A-Za-z0-9+/]+={0,2})$/.exec(line) ?? [];
    const bytes = Buffer.from(base64, 'base64');
    if (signer === undefined || bytes.length < 5) throw new Error('it has a line that is no signature');
    // Others may sign as well; only this key is asked for.
    if (signer !== name || bytes.subarray(0, 4).toString('hex') !== id) continue;
    if (!verify(null, Buffer.from(text), key, bytes.subarray(4))) throw new Error(`the signature of ${name}+${id} is false`);
    signed = true;
  }
  if (!signed) throw new Error(`it is not signed by ${name}+${id}`);
  return text;
}

/** A checkpoint, once its signature by the key of its origin is checked. Throws an `Error`. */
export function openCheckpoint(note: string, key: VerifierKey): Checkpoint {
  const [, origin, size, root] = /^(.+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n(.+\n)*$/.exec(openNote(note, key)) ?? [];
  if (origin !== key.name) throw new Error(`it is no checkpoint of ${key.name}`);
  return { origin, size: Number(size), root: Buffer.from(root, 'base64') };
}
