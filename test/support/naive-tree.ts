import { createHash } from 'node:crypto';
import { MerkleTree, type ReadNode } from '#libs/ledger';

const sha256 = (...parts: Uint8Array[]): Buffer => {
  const digest = createHash('sha256');
  for (const part of parts) digest.update(part);
  return digest.digest();
};

/** Leaves of different contents. */
export const numbered = (size: number): Buffer[] => Array.from({ length: size }, (_, index) => Buffer.from(`leaf ${index}`));

/** The hash of a leaf, RFC 9162, section 2.1.1. */
export const hashLeaf = (bytes: Uint8Array): Buffer => sha256(Buffer.of(0), bytes);

function split(size: number): number {
  let left = 1;
  while (left * 2 < size) left *= 2;
  return left;
}

/** The definition of RFC 6962, section 2.1, word for word. */
export function naiveRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return hashLeaf(leaves[0]);
  const left = split(leaves.length);
  return sha256(Buffer.of(1), naiveRoot(leaves.slice(0, left)), naiveRoot(leaves.slice(left)));
}

/** The definition of an audit path, RFC 9162, section 2.1.3.1. */
export function naivePath(leaf: number, leaves: readonly Buffer[]): readonly Buffer[] {
  if (leaves.length === 1) return [];
  const left = split(leaves.length);
  return leaf < left
    ? [...naivePath(leaf, leaves.slice(0, left)), naiveRoot(leaves.slice(left))]
    : [...naivePath(leaf - left, leaves.slice(left)), naiveRoot(leaves.slice(0, left))];
}

/** The definition of a consistency proof, RFC 9162, section 2.1.4.1. */
export function naiveSubproof(from: number, leaves: readonly Buffer[], whole = true): readonly Buffer[] {
  if (from === leaves.length) return whole ? [] : [naiveRoot(leaves)];
  const left = split(leaves.length);
  return from <= left
    ? [...naiveSubproof(from, leaves.slice(0, left), whole), naiveRoot(leaves.slice(left))]
    : [...naiveSubproof(from - left, leaves.slice(left), false), naiveRoot(leaves.slice(0, left))];
}

/** A tree grown leaf by leaf, with the nodes that its owner would have stored. */
export function grow(leaves: readonly Buffer[]): { tree: MerkleTree; read: ReadNode; count: number } {
  const nodes = new Map<string, Buffer>();
  const tree = MerkleTree.empty();
  for (const leaf of leaves) for (const node of tree.append(hashLeaf(leaf))) nodes.set(`${node.level}/${node.index}`, node.hash);
  const read: ReadNode = (level, index) => {
    const stored = nodes.get(`${level}/${index}`);
    if (stored === undefined) throw new Error(`no node ${level}/${index}`);
    return stored;
  };
  return { tree, read, count: nodes.size };
}
