/**
 * The stored place of a subtree: trees are numbered in order, leaf 0, node (0,1), leaf 1, node (0..3) …, so that a node
 * keeps its number while the tree grows. Exact up to 2^52 leaves.
 */
export function nodeId(level: number, index: number): number {
  return index * 2 ** (level + 1) + 2 ** level - 1;
}
