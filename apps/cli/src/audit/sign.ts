import { readFileSync } from 'node:fs';
import { readKey, type Checkpoint } from '#libs/audit';
import { verifyConsistency } from '#libs/ledger';
import { EXIT, type ExitCode, type World } from '../world.js';
import { ask, connectionTo, type Asking } from '../graphql.js';
import { AuditError } from './audit-error.js';
import { publish, publishedIn } from './folders.js';
import { readSigner } from './signer.js';

export interface SignOptions extends Asking {
  /** File of the secret key. */
  readonly signer: string;
  /** Folder of the checkpoints. */
  readonly to: string;
  readonly json?: boolean;
}

/** Signs what the ledger is now, once it is shown to begin with what was signed last. */
export async function signLedger({ signer: file, to, json = false, ...asking }: SignOptions, world: World): Promise<ExitCode> {
  const signer = readSigner(readFileSync(file, 'utf8'));
  const last = publishedIn(to, readKey(signer.open)).at(-1);
  const head = await headOf(signer.name, asking, world);
  if (head.size === 0) throw new AuditError('The ledger is empty: there is nothing to sign.');
  if (last !== undefined) await requireConsistent(last, head, asking, world);
  const isNew = head.size > (last?.size ?? 0);
  const written = isNew ? publish(to, signer.open, head.size, signer.note(head)) : undefined;
  const { size, root } = head;
  if (json) world.out(`${JSON.stringify({ size, root: root.toString('hex'), file: written ?? null })}\n`);
  else if (written === undefined) world.out(`Nothing came after the ${size} entries that were signed last.\n`);
  else
    world.out(
      `${size} entries signed: ${written}\n${last === undefined ? 'This is the first checkpoint: nothing came before to compare with.\n' : ''}`,
    );
  return EXIT.DONE;
}

async function headOf(origin: string, asking: Asking, world: World): Promise<Checkpoint> {
  const { treeHead } = await ask<{ treeHead: { size: number; root: string } }>(
    { query: '{ treeHead { size root } }', variables: {} },
    connectionTo(asking, world),
  );
  return { origin, size: treeHead.size, root: Buffer.from(treeHead.root, 'hex') };
}

const CONSISTENCY = 'query($from: EntryNumber!, $to: EntryNumber!) { consistencyProof(from: $from, to: $to) { hashes } }';

async function requireConsistent(last: Checkpoint, head: Checkpoint, asking: Asking, world: World): Promise<void> {
  if (head.size < last.size) throw new AuditError(`Not signed: the ledger has ${head.size} entries, and ${last.size} were signed before.`);
  const sizes = { from: last.size, to: head.size };
  const { consistencyProof } = await ask<{ consistencyProof: { hashes: readonly string[] } }>(
    { query: CONSISTENCY, variables: sizes },
    connectionTo(asking, world),
  );
  const proof = consistencyProof.hashes.map((hash) => Buffer.from(hash, 'hex'));
  if (verifyConsistency({ ...sizes, fromRoot: last.root, toRoot: head.root }, proof)) return;
  throw new AuditError(
    `Not signed: the ledger does not begin with the ${last.size} entries that were signed before. Its history was changed.`,
  );
}
