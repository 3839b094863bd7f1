import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { ED25519, keyId, readKey, type Checkpoint } from '#libs/audit';
import { AuditError } from './audit-error.js';

/** A key pair in the two forms in which note keys are written down. */
export interface KeyPair {
  /** `PRIVATE+KEY+<name>+<id>+<key>`: never leaves the machine that signs. */
  readonly secret: string;
  /** `<name>+<id>+<key>`: for everyone who verifies. */
  readonly open: string;
}

/** Signs as the origin of one ledger. */
export interface Signer {
  readonly open: string;
  readonly name: string;
  /** The checkpoint as a signed note. */
  readonly note: (checkpoint: Checkpoint) => string;
}

const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const RAW_BYTES = 32;

const lastBytes = (der: Buffer): Buffer => Buffer.concat([Buffer.of(ED25519), der.subarray(-RAW_BYTES)]);
const typedPublic = (key: KeyObject): Buffer => lastBytes(createPublicKey(key).export({ format: 'der', type: 'spki' }));

/** Makes an Ed25519 key for the ledger of that name. */
export function newKey(name: string): KeyPair {
  const { privateKey } = generateKeyPairSync('ed25519');
  const typed = typedPublic(privateKey);
  const id = keyId(name, typed);
  const seed = lastBytes(privateKey.export({ format: 'der', type: 'pkcs8' }));
  return { secret: `PRIVATE+KEY+${name}+${id}+${seed.toString('base64')}`, open: `${name}+${id}+${typed.toString('base64')}` };
}

/** Reads a secret key. Throws an `AuditError` that does not quote it. */
export function readSigner(text: string): Signer {
  const [, name, id, seed] = /^PRIVATE\+KEY\+([^+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+={0,2})$/.exec(text.trim()) ?? [];
  const typed = Buffer.from(seed ?? '', 'base64');
  if (typed.length !== RAW_BYTES + 1 || typed[0] !== ED25519)
    throw new AuditError('That is no signing key: PRIVATE+KEY+<name>+<id>+<key> is expected.');
  const key = createPrivateKey({ key: Buffer.concat([PKCS8, typed.subarray(1)]), format: 'der', type: 'pkcs8' });
  const open = `${name}+${id}+${typedPublic(key).toString('base64')}`;
  readKey(open);
  return { open, name, note: (checkpoint) => signed(textOf(checkpoint), name, id, key) };
}

const textOf = ({ origin, size, root }: Checkpoint): string => `${origin}\n${size}\n${root.toString('base64')}\n`;

function signed(text: string, name: string, id: string, key: KeyObject): string {
  const signature = Buffer.concat([Buffer.from(id, 'hex'), sign(null, Buffer.from(text), key)]);
  return `${text}\n— ${name} ${signature.toString('base64')}\n`;
}
