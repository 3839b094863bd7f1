import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifyConsistency, verifyInclusion } from '#libs/ledger';
import { counted, listed, TestApi, worded, type Found } from '../support/running-api.js';

const bytes = (hex: Found | string): Buffer => Buffer.from(hex as string, 'hex');

let api: TestApi;
let auditor: { readonly key: string };
beforeAll(async () => {
  api = await TestApi.start();
  auditor = { key: api.keys.auditor };
  await api.record('registerPlan', { title: 'Joint Forward Plan', owner: { organisation: 'Integrated Care Board' } });
  await api.record('openEdition', { number: 1, firstFinancialYear: '2025/26', refreshKind: 'FULL' });
  for (let number = 1; number <= 5; number++) await api.record('addAmbition', { number, title: `Ambition ${number}` });
});
afterAll(() => api.close());

const INCLUSION = `query($entry: EntryNumber!, $size: EntryNumber) {
  inclusionProof(entry: $entry, size: $size) { entry leafHash tree { size root } hashes }
}`;
const CONSISTENCY = `query($from: EntryNumber!, $to: EntryNumber) {
  consistencyProof(from: $from, to: $to) { from { size root } to { size root } hashes }
}`;

describe('proofs over GraphQL', () => {
  test.each([
    [0, 1],
    [3, 5],
    [6, undefined],
  ])('entry %s is in the tree of %s', async (entry, size) => {
    const { inclusionProof: proof } = await api.ask(INCLUSION, { entry, size }, auditor);
    const claim = {
      leaf: entry,
      size: counted(proof.tree.size),
      leafHash: bytes(proof.leafHash),
      root: bytes(proof.tree.root),
    };
    expect(claim.size).toBe(size ?? 7);
    expect(verifyInclusion(claim, listed<string>(proof.hashes).map(bytes))).toBe(true);
    const { entry: seen } = await api.ask(`{ entry(number: ${entry}) { leafHash } }`);
    expect(worded(seen.leafHash)).toBe(worded(proof.leafHash));
  });

  test.each([
    [1, 4],
    [3, undefined],
    [0, 7],
  ])('the tree of %s is the beginning of that of %s', async (from, to) => {
    const { consistencyProof: proof } = await api.ask(CONSISTENCY, { from, to }, auditor);
    const claim = { from, fromRoot: bytes(proof.from.root), to: counted(proof.to.size), toRoot: bytes(proof.to.root) };
    expect(claim.to).toBe(to ?? 7);
    expect(verifyConsistency(claim, listed<string>(proof.hashes).map(bytes))).toBe(true);
  });

  test('the head is the root of the whole tree', async () => {
    const { treeHead } = await api.ask('{ treeHead { size root } }', {}, auditor);
    const { inclusionProof: proof } = await api.ask(INCLUSION, { entry: 0 }, auditor);
    expect(treeHead).toEqual(proof.tree);
  });

  test.each([
    ['an entry beyond the tree', '{ inclusionProof(entry: 4, size: 4) { entry } }', 'BAD_USER_INPUT'],
    ['a tree beyond the ledger', '{ treeHead(size: 8) { root } }', 'AS_OF_BEYOND_LEDGER'],
    ['a proof backwards', '{ consistencyProof(from: 5, to: 4) { hashes } }', 'BAD_USER_INPUT'],
  ])('%s has none', async (_, query, code) => {
    const { errors } = await api.gql(query, {}, auditor);
    expect(errors[0]).toMatchObject({ extensions: { code } });
  });

  test.each(['viewer', 'editor', 'approver'] as const)('are not for a %s', async (role) => {
    const { errors } = await api.gql('{ treeHead { root } }', {}, { key: api.keys[role] });
    expect(errors[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });
});
