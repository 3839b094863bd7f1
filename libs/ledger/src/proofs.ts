import { emptyRoot, hashChildren, type ReadNode } from './merkle.js';

/** The largest power of two that is less than a size of at least 2: where RFC 9162 splits a tree. */
function split(size: number): number {
  let left = 1;
  while (left * 2 < size) left *= 2;
  return left;
}

/** The hash over the leaves from `start` to before `end`, a subtree of some tree; complete subtrees are read, not computed. */
function hashOf(start: number, end: number, read: ReadNode): Buffer {
  const width = end - start;
  const level = Math.round(Math.log2(width));
  if (2 ** level === width) return read(level, start / width);
  const middle = start + split(width);
  return hashChildren(hashOf(start, middle, read), hashOf(middle, end, read));
}

/**
 * The hashes that lead from a leaf to the root of the tree of its first `size` leaves (RFC 9162, section 2.1.3.1), lowest
 * first. Reads about log2(size) stored nodes. Throws a `RangeError` where the leaf is not in that tree.
 */
export function inclusionProof(leaf: number, size: number, read: ReadNode): readonly Buffer[] {
  if (leaf < 0 || leaf >= size) throw new RangeError(`Leaf ${leaf} is not in a tree of ${size}.`);
  const siblings: Buffer[] = [];
  for (let [start, end] = [0, size]; end - start > 1;) {
    const middle = start + split(end - start);
    if (leaf < middle) {
      siblings.push(hashOf(middle, end, read));
      end = middle;
    } else {
      siblings.push(hashOf(start, middle, read));
      start = middle;
    }
  }
  return siblings.reverse();
}

/**
 * The hashes that show that a tree of `to` leaves begins with one of `from` (RFC 9162, section 2.1.4.1). Reads about
 * log2(to) stored nodes; empty for `from` 0 or `to`. Throws a `RangeError` where `from` is the greater.
 */
export function consistencyProof(from: number, to: number, read: ReadNode): readonly Buffer[] {
  if (from < 0 || from > to) throw new RangeError(`A tree of ${to} does not begin with one of ${from}.`);
  if (from === 0 || from === to) return [];
  const hashes: Buffer[] = [];
  let [start, end] = [0, to];
  while (end !== from) {
    const middle = start + split(end - start);
    if (from <= middle) {
      hashes.push(hashOf(middle, end, read));
      end = middle;
    } else {
      hashes.push(hashOf(start, middle, read));
      start = middle;
    }
  }
  // The verifier knows the older root; any other complete subtree at its edge must be told.
  if (start > 0) hashes.push(hashOf(start, end, read));
  return hashes.reverse();
}

export interface InclusionClaim {
  readonly leaf: number;
  readonly size: number;
  readonly leafHash: Uint8Array;
  readonly root: Uint8Array;
}

const half = (place: number): number => Math.floor(place / 2);
const isOdd = (place: number): boolean => place % 2 === 1;
const same = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;

/** True where the proof leads from the leaf to the root (RFC 9162, section 2.1.3.2). */
export function verifyInclusion({ leaf, size, leafHash, root }: InclusionClaim, proof: readonly Uint8Array[]): boolean {
  if (leaf < 0 || leaf >= size) return false;
  let [place, last] = [leaf, size - 1];
  let hash = leafHash;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      hash = hashChildren(sibling, hash);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      hash = hashChildren(hash, sibling);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && same(hash, root);
}

export interface ConsistencyClaim {
  readonly from: number;
  readonly fromRoot: Uint8Array;
  readonly to: number;
  readonly toRoot: Uint8Array;
}

/** True where the proof shows that the later tree begins with the earlier one (RFC 9162, section 2.1.4.2). */
export function verifyConsistency({ from, fromRoot, to, toRoot }: ConsistencyClaim, proof: readonly Uint8Array[]): boolean {
  if (from < 0 || from > to) return false;
  if (from === to) return proof.length === 0 && same(fromRoot, toRoot);
  if (from === 0) return proof.length === 0 && same(fromRoot, emptyRoot());
  if (proof.length === 0) return false;
  let [place, last] = [from - 1, to - 1];
  while (isOdd(place)) [place, last] = [half(place), half(last)];
  const [first, ...rest] = place === 0 ? [fromRoot, ...proof] : proof;
  let [older, newer] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (isOdd(place) || place === last) {
      older = hashChildren(hash, older);
      newer = hashChildren(hash, newer);
      while (!isOdd(place) && place !== 0) [place, last] = [half(place), half(last)];
    } else {
      newer = hashChildren(newer, hash);
    }
    [place, last] = [half(place), half(last)];
  }
  return last === 0 && same(older, fromRoot) && same(newer, toRoot);
}
