import { describe, expect, test } from '@jest/globals';
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { encode, newSalt } from './encode.js';
import type { Stored } from './event-log.js';
import { dataHash, leafHash } from './leaf.js';

const stored: Stored = {
  ...encode(
    'plan-acme.jfp',
    'PlanRegistered',
    { plan: 'jfp', title: 'Größe "quoted", ,"salt":"no"' },
    {
      v: 1,
      commandId: 'one',
      commandHash: '00',
      index: 0,
      count: 1,
      actor: 'tester',
      recordedAt: '2025-04-01T09:00:00.000Z',
      effectiveOn: '2025-04-01',
      source: { document: 'Minutes ,"salt":"x"' },
      correlationId: 'test',
      salt: newSalt(),
    },
  ),
  stream: 'plan-acme.jfp',
  revision: 3,
  position: '7',
};

describe('leaf', () => {
  test('is the hash of canonical JSON without the salt, as the definition says', () => {
    const { salt, ...metadata } = JSON.parse(stored.metadata) as Record<string, unknown>;
    const salted = Buffer.concat([Buffer.from(String(salt), 'base64url'), Buffer.from(stored.data)]);
    const hashOfData = createHash('sha256').update(salted).digest('hex');
    const { id, type, stream, revision } = stored;
    const fields = canonicalize({ entry: 12, stream, revision, id, type, metadata, dataHash: hashOfData }) ?? '';
    const expected = createHash('sha256').update(Buffer.of(0)).update(fields).digest('hex');
    expect(leafHash(12, stored).toString('hex')).toBe(expected);
    expect(dataHash(String(salt), stored.data)).toBe(hashOfData);
  });

  test('is another for another entry number, and the same in every store', () => {
    expect(leafHash(13, stored)).not.toEqual(leafHash(12, stored));
    expect(leafHash(12, { ...stored, position: '99', created: '2025-01-01T00:00:00.000Z' })).toEqual(leafHash(12, stored));
  });

  test('cannot be made of an entry without a salt', () => {
    expect(() => leafHash(0, { ...stored, metadata: '{"v":1}' })).toThrow('no salt');
  });
});
