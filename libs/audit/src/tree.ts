import { hash } from 'node:crypto';

/** A complete subtree at the right edge of a tree: its width in leaves, and its hash. */
export interface Peak {
  readonly width: number;
  readonly hash: Buffer;
}

/** The Merkle tree of RFC 9162, section 2.1.1. It keeps the hashes of its right edge alone: memory grows with the logarithm. */
export class Tree {
  constructor(private readonly edge: Peak[] = []) {}

  get size(): number {
    return this.edge.reduce((sum, { width }) => sum + width, 0);
  }

  get peaks(): readonly Peak[] {
    return this.edge;
  }

  append(leaf: Buffer): void {
    let peak: Peak = { width: 1, hash: leaf };
    for (let left = this.edge.at(-1); left?.width === peak.width; left = this.edge.at(-1)) {
      this.edge.pop();
      peak = { width: 2 * peak.width, hash: node(left.hash, peak.hash) };
    }
    this.edge.push(peak);
  }

  root(): Buffer {
    if (this.edge.length === 0) return hash('sha256', '', 'buffer');
    return this.edge.map((peak) => peak.hash).reduceRight((right, left) => node(left, right));
  }
}

const node = (left: Buffer, right: Buffer): Buffer => hash('sha256', Buffer.concat([Buffer.of(1), left, right]), 'buffer');
