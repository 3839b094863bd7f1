import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { grow, hashLeaf, naiveRoot, numbered } from '../../../test/support/naive-tree.js';
import { MerkleTree, rootOf } from './merkle.js';

const vectorLeaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'].map((hex) =>
  Buffer.from(hex, 'hex'),
);

const vectorRoots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('Merkle tree', () => {
  test.each(vectorRoots.map((root, size) => [size, root] as const))('has the published root at size %d', (size, root) => {
    expect(grow(vectorLeaves.slice(0, size)).tree.root().toString('hex')).toBe(root);
  });

  test('gives every root from 0 to 300 from its stored nodes', () => {
    const leaves = numbered(300);
    const { read, count } = grow(leaves);
    for (let size = 0; size <= 300; size++) expect(rootOf(size, read)).toEqual(naiveRoot(leaves.slice(0, size)));
    expect(count).toBeLessThan(600);
  });

  test('goes on from stored nodes as if it had never stopped', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(40), (stopped, more) => {
        const leaves = numbered(stopped + more);
        const resumed = MerkleTree.of(stopped, grow(leaves).read);
        for (const leaf of leaves.slice(stopped)) resumed.append(hashLeaf(leaf));
        expect(resumed.root()).toEqual(naiveRoot(leaves));
        expect(resumed.size).toBe(leaves.length);
      }),
      { numRuns: 50 },
    );
  });

  test('a copy leaves the original alone', () => {
    const { tree } = grow(numbered(5));
    const before = tree.root();
    tree.copy().append(hashLeaf(Buffer.from('other')));
    expect(tree.root()).toEqual(before);
    expect(tree.size).toBe(5);
  });
});
