import { hash } from 'node:crypto';

/** A complete subtree of 2^level leaves, the index-th of its level from the left. Its hash never changes. */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
  readonly hash: Buffer;
}

/** Gives the stored hash of a complete subtree. Throws where there is none. */
export type ReadNode = (level: number, index: number) => Buffer;

const NODE_PREFIX = Buffer.of(1);

// Node is several times as fast in making a string of a hash as a buffer.
const sha256 = (bytes: Buffer): Buffer => Buffer.from(hash('sha256', bytes, 'binary'), 'binary');

/** The hash of a node from those of its children. */
export function hashChildren(left: Uint8Array, right: Uint8Array): Buffer {
  return sha256(Buffer.concat([NODE_PREFIX, left, right]));
}

/** The complete subtrees that make up a tree of this size, from the largest, on the left, to the smallest. */
export function peaks(size: number): readonly { readonly level: number; readonly index: number }[] {
  const found = [];
  let start = 0;
  for (let level = Math.floor(Math.log2(Math.max(size, 1))) + 1; level >= 0; level--) {
    const width = 2 ** level;
    if (size - start < width) continue;
    found.push({ level, index: start / width });
    start += width;
  }
  return found;
}

/** The root of a tree of this size from its stored nodes. */
export function rootOf(size: number, read: ReadNode): Buffer {
  return join(peaks(size).map(({ level, index }) => read(level, index)));
}

/** The root of a tree without leaves. */
export function emptyRoot(): Buffer {
  return sha256(Buffer.alloc(0));
}

function join(hashes: readonly Buffer[]): Buffer {
  if (hashes.length === 0) return emptyRoot();
  return hashes.reduceRight((right, left) => hashChildren(left, right));
}

/**
 * A Merkle tree (RFC 6962, RFC 9162) that grows at its right edge. It holds the hashes of that edge alone; whoever keeps
 * the nodes that `append` returns can give every earlier root, and proofs.
 */
export class MerkleTree {
  private constructor(
    private leaves: number,
    private readonly edge: TreeNode[],
  ) {}

  /** The tree of the first `size` leaves whose nodes are stored. */
  static of(size: number, read: ReadNode): MerkleTree {
    return new MerkleTree(
      size,
      peaks(size).map(({ level, index }) => ({ level, index, hash: read(level, index) })),
    );
  }

  static empty(): MerkleTree {
    return new MerkleTree(0, []);
  }

  get size(): number {
    return this.leaves;
  }

  /** Adds a leaf by its hash. Returns the subtrees that it completed, itself first. */
  append(leaf: Buffer): readonly TreeNode[] {
    let node: TreeNode = { level: 0, index: this.leaves, hash: leaf };
    const completed = [node];
    for (let left = this.edge.at(-1); left?.level === node.level; left = this.edge.at(-1)) {
      this.edge.pop();
      node = { level: node.level + 1, index: left.index / 2, hash: hashChildren(left.hash, node.hash) };
      completed.push(node);
    }
    this.edge.push(node);
    this.leaves++;
    return completed;
  }

  root(): Buffer {
    return join(this.edge.map(({ hash: edgeHash }) => edgeHash));
  }

  /** A copy to go on with, so that this one can be kept where the attempt fails. */
  copy(): MerkleTree {
    return new MerkleTree(this.leaves, [...this.edge]);
  }
}
