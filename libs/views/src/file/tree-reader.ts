import type { DatabaseSync } from 'node:sqlite';
import { consistencyProof, inclusionProof, rootOf, type ReadNode } from '#libs/ledger';
import type { TreeView } from '../tenant-views.js';

const HASH_BYTES = 32;

/** Reads the tree's nodes from a view file: the hash of a complete subtree lies with the last entry of the subtree. */
export function nodesOf(database: DatabaseSync): ReadNode {
  const statement = database.prepare('SELECT substr(hashes, ?, 32) AS hash FROM entries WHERE number = ?');
  return (level, index) => {
    const row = statement.get(1 + level * HASH_BYTES, (index + 1) * 2 ** level - 1) as { hash: Uint8Array } | undefined;
    if (row?.hash.length !== HASH_BYTES) throw new Error(`Node ${index} of level ${level} is missing in the tree.`);
    return Buffer.from(row.hash);
  };
}

/** Roots and proofs over the entries of a view file, each from about log2(size) stored hashes. Sizes must not exceed its own. */
export class TreeReader implements TreeView {
  private readonly read: ReadNode;

  constructor(database: DatabaseSync) {
    this.read = nodesOf(database);
  }

  rootAt(size: number): Buffer {
    return rootOf(size, this.read);
  }

  /** See `inclusionProof`. */
  inclusion(entry: number, size: number): readonly Buffer[] {
    return inclusionProof(entry, size, this.read);
  }

  /** See `consistencyProof`. */
  consistency(from: number, to: number): readonly Buffer[] {
    return consistencyProof(from, to, this.read);
  }
}
