import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { grow, hashLeaf, naivePath, naiveRoot, naiveSubproof, numbered } from '../../../test/support/naive-tree.js';
import { emptyRoot, type ReadNode } from './merkle.js';
import { consistencyProof, inclusionProof, verifyConsistency, verifyInclusion } from './proofs.js';

const hex = (...texts: string[]): Buffer[] => texts.map((text) => Buffer.from(text, 'hex'));

const published = hex('', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f');
const { read: readPublished } = grow(published);
const rootAt = (size: number): Buffer => naiveRoot(published.slice(0, size));

const LEAF_0 = '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d';
const LEAF_1 = '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7';
const LEAF_4 = 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b';
const LEAF_6 = 'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f';
const NODE_01 = 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125';
const NODE_23 = '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e';
const NODE_45 = '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a';
const NODE_67 = 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0';
const NODE_0123 = 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7';
const NODE_4567 = '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4';

/** The cases that the reference implementation publishes: leaf, size, path. */
const PATHS: readonly (readonly [number, number, Buffer[]])[] = [
  [0, 1, []],
  [0, 8, hex(LEAF_1, NODE_23, NODE_4567)],
  [5, 8, hex(LEAF_4, NODE_67, NODE_0123)],
  [2, 3, hex(NODE_01)],
  [1, 5, hex(LEAF_0, NODE_23, LEAF_4)],
];

const SUBPROOFS: readonly (readonly [number, number, Buffer[]])[] = [
  [1, 1, []],
  [1, 8, hex(LEAF_1, NODE_23, NODE_4567)],
  [6, 8, hex(NODE_45, NODE_67, NODE_0123)],
  [2, 5, hex(NODE_23, LEAF_4)],
  [6, 7, hex(NODE_45, LEAF_6, NODE_0123)],
];

/** The same proof with one thing wrong: a hash more, one less, one bit turned. */
function* spoiled(proof: readonly Buffer[], spare: Buffer): Iterable<readonly Buffer[]> {
  yield [...proof, spare];
  yield [spare, ...proof];
  yield [...proof, Buffer.alloc(0)];
  if (proof.length > 0) yield proof.slice(1);
  if (proof.length > 0) yield proof.slice(0, -1);
  for (const index of proof.keys()) yield proof.map((hash, at) => (at === index ? Buffer.from(hash.map((byte) => byte ^ 8)) : hash));
}

describe('an inclusion proof', () => {
  test.each(PATHS)('of leaf %d in %d is as published', (leaf, size, path) => {
    expect(inclusionProof(leaf, size, readPublished)).toEqual(path);
    expect(verifyInclusion({ leaf, size, leafHash: hashLeaf(published[leaf]), root: rootAt(size) }, path)).toBe(true);
  });

  test.each(PATHS)('of leaf %d in %d does not pass for anything else', (leaf, size, path) => {
    const claim = { leaf, size, leafHash: hashLeaf(published[leaf]), root: rootAt(size) };
    const others = [
      ...[leaf - 1, leaf + 1, leaf ^ 2].map((other) => ({ ...claim, leaf: other })),
      ...[size * 2, size >> 1].map((other) => ({ ...claim, size: other })),
      { ...claim, leafHash: Buffer.from('another') },
      { ...claim, root: emptyRoot() },
    ];
    expect(others.filter((other) => verifyInclusion(other, path))).toEqual([]);
    expect([...spoiled(path, claim.root)].filter((wrong) => verifyInclusion(claim, wrong))).toEqual([]);
  });

  test('is not made for a leaf beyond the tree, nor believed', () => {
    expect(() => inclusionProof(8, 8, readPublished)).toThrow(RangeError);
    expect(verifyInclusion({ leaf: 0, size: 0, leafHash: emptyRoot(), root: emptyRoot() }, [])).toBe(false);
    expect(verifyInclusion({ leaf: 2, size: 1, leafHash: emptyRoot(), root: emptyRoot() }, [])).toBe(false);
  });
});

describe('a consistency proof', () => {
  test.each(SUBPROOFS)('from %d to %d is as published', (from, to, proof) => {
    expect(consistencyProof(from, to, readPublished)).toEqual(proof);
    expect(verifyConsistency({ from, to, fromRoot: rootAt(from), toRoot: rootAt(to) }, proof)).toBe(true);
  });

  test.each(SUBPROOFS.filter(([from, to]) => from !== to))('from %d to %d does not pass for anything else', (from, to, proof) => {
    const claim = { from, to, fromRoot: rootAt(from), toRoot: rootAt(to) };
    const others = [
      ...[from - 1, from + 1, from ^ 2].map((other) => ({ ...claim, from: other })),
      ...[to * 2, to >> 1].map((other) => ({ ...claim, to: other })),
      { ...claim, fromRoot: Buffer.from('another') },
      { ...claim, toRoot: Buffer.from('another') },
      { ...claim, fromRoot: claim.toRoot, toRoot: claim.fromRoot },
    ];
    expect(others.filter((other) => verifyConsistency(other, proof))).toEqual([]);
    const wrongs = [claim.fromRoot, claim.toRoot, proof[0]].flatMap((spare) => [...spoiled(proof, spare)]);
    expect(wrongs.filter((wrong) => verifyConsistency(claim, wrong))).toEqual([]);
    expect(verifyConsistency(claim, [])).toBe(false);
  });

  test.each([
    ['two roots of one size', 1, LEAF_0, 1, LEAF_1, [], false],
    ['one root of one size', 1, LEAF_0, 1, LEAF_0, [], true],
    ['one root and something left over', 1, LEAF_0, 1, LEAF_0, [LEAF_1], false],
    ['a tree that shrank', 2, LEAF_0, 1, LEAF_1, [], false],
    ['no proof', 1, LEAF_0, 2, NODE_01, [], false],
    ['the empty tree', 0, emptyRoot().toString('hex'), 1, LEAF_0, [], true],
    ['an empty tree with a root that it cannot have', 0, LEAF_1, 1, LEAF_0, [], false],
  ])('judges %s', (_, from, fromRoot, to, toRoot, proof, sound) => {
    const claim = { from, to, fromRoot: hex(fromRoot)[0], toRoot: hex(toRoot)[0] };
    expect(verifyConsistency(claim, hex(...proof))).toBe(sound);
  });

  test('is not made backwards', () => {
    expect(() => consistencyProof(5, 4, readPublished)).toThrow(RangeError);
  });
});

test('all proofs are those of a naive tree, at sizes up to 300', () => {
  const leaves = numbered(300);
  const { read } = grow(leaves);
  const counting: { reads: number; read: ReadNode } = {
    reads: 0,
    read: (level, index) => {
      counting.reads++;
      return read(level, index);
    },
  };
  const roots = Array.from({ length: 301 }, (_, size) => naiveRoot(leaves.slice(0, size)));
  fc.assert(
    fc.property(fc.nat(299), fc.nat(300), (leaf, from) => {
      const size = leaf + 1 + (from % (300 - leaf));
      const [less, more] = [Math.min(from, size), Math.max(from, size)];
      counting.reads = 0;
      const path = inclusionProof(leaf, size, counting.read);
      expect(counting.reads).toBeLessThanOrEqual(2 * Math.ceil(Math.log2(size + 1)));
      const proof = consistencyProof(less, more, counting.read);
      expect(counting.reads).toBeLessThanOrEqual(4 * Math.ceil(Math.log2(more + 1)));
      expect(path).toEqual(naivePath(leaf, leaves.slice(0, size)));
      expect(proof).toEqual(less === 0 ? [] : naiveSubproof(less, leaves.slice(0, more)));
      expect(verifyInclusion({ leaf, size, leafHash: hashLeaf(leaves[leaf]), root: roots[size] }, path)).toBe(true);
      expect(verifyConsistency({ from: less, to: more, fromRoot: roots[less], toRoot: roots[more] }, proof)).toBe(true);
    }),
    { numRuns: 250 },
  );
});
