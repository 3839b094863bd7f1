import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { shelf } from '../../../test/support/shelf.js';
import { canonical, commandHash, sha256 } from './canonical.js';
import { decoder } from './decode.js';
import { encode, newSalt, type Envelope } from './encode.js';
import type { Stored } from './event-log.js';
import { dataHash, leafHash } from './leaf.js';

const stream = 'shelf-norfolk.jfp.a';
const envelope: Omit<Envelope, 'salt'> = {
  v: 1,
  commandId: 'k',
  commandHash: 'h',
  index: 0,
  count: 1,
  actor: 'a "quoted" ,"salt":"actor',
  recordedAt: '2025-10-01T09:00:00.000Z',
  effectiveOn: '2025-10-01',
  precision: 'DAY',
  source: { document: 'Board minutes', line: 12 },
  correlationId: 'c',
};
const store = (data: object, over: Partial<Envelope> = {}): Stored => ({
  ...encode(stream, 'BookPut', data, { ...envelope, salt: newSalt(), ...over }),
  position: '1',
  stream,
  revision: 4,
});
const json = fc.dictionary(fc.string({ unit: 'grapheme' }), fc.jsonValue({ stringUnit: 'grapheme' }), { maxKeys: 5 });

describe('encoding', () => {
  test('what is encoded decodes to itself', () => {
    const decode = decoder([shelf]);
    fc.assert(
      fc.property(json, (data) => {
        expect(decode(store(data)).data).toEqual(JSON.parse(JSON.stringify(data)));
      }),
    );
  });

  test('stored bytes are canonical', () => {
    fc.assert(
      fc.property(json, (data) => {
        const stored = store(data);
        expect(canonical(JSON.parse(stored.data))).toBe(stored.data);
        expect(canonical(JSON.parse(stored.metadata))).toBe(stored.metadata);
      }),
    );
  });

  test('same bytes, same id; other bytes, another', () => {
    const salt = newSalt();
    const one = store({ book: 'emma' }, { salt });
    expect(store({ book: 'emma' }, { salt }).id).toBe(one.id);
    expect(store({ book: 'Emma' }, { salt }).id).not.toBe(one.id);
    expect(store({ book: 'emma' }, { salt, actor: 'someone else' }).id).not.toBe(one.id);
    expect(store({ book: 'emma' }, { salt, index: 1 }).id).not.toBe(one.id);
    expect(store({ book: 'emma' }).id).not.toBe(one.id);
  });

  test('a command’s hash leaves out nulls and the order of fields', () => {
    expect(commandHash('PutBook', { a: 1, b: null, c: { d: null, e: 2 } })).toBe(commandHash('PutBook', { c: { e: 2 }, a: 1 }));
    expect(commandHash('PutBook', { a: 1 })).not.toBe(commandHash('MarkBook', { a: 1 }));
  });
});

describe('decoding', () => {
  const stored = store({ book: 'emma' });

  test('applies the upcast steps that came after the stored version', () => {
    const upcast = decoder([
      { ...shelf, events: { BookPut: [(data) => ({ ...data, shelfMark: 'A1' }), (data) => ({ ...data, copies: 1 })], BookMarked: [] } },
    ]);
    expect(upcast(stored).data).toEqual({ book: 'emma', shelfMark: 'A1', copies: 1 });
    expect(upcast(store({ book: 'emma' }, { v: 2 })).data).toEqual({ book: 'emma', copies: 1 });
  });

  test.each([
    ['an unknown type', { ...stored, type: 'BookBurnt' }],
    ['another slice’s type', { ...stored, stream: 'plan-norfolk.jfp' }],
    ['a future version', store({ book: 'emma' }, { v: 2 })],
    ['no version', store({ book: 'emma' }, { v: 0 })],
    ['torn bytes', { ...stored, data: stored.data.slice(1) }],
  ])('%s stops loudly, with the position', (_, bad) => {
    expect(() => decoder([shelf])(bad)).toThrow(
      expect.objectContaining({ name: 'DecodeError', message: expect.stringContaining('position 1') }),
    );
  });
});

describe('the Merkle leaf', () => {
  test('is the hash of the canonical JSON of everything but the salt, with the data by its hash', () => {
    fc.assert(
      fc.property(json, fc.nat(), fc.string({ unit: 'grapheme' }), (data, number, actor) => {
        const stored = store(data, { actor });
        const { salt, ...metadata } = JSON.parse(stored.metadata) as { salt: string };
        const { revision, id, type } = stored;
        const leaf = { entry: number, stream, revision, id, type, metadata, dataHash: dataHash(salt, stored.data) };
        expect(leafHash(number, stored)).toEqual(sha256(Uint8Array.of(0), canonical(leaf)));
      }),
    );
  });

  test('knows nothing of the store', () => {
    const stored = store({ book: 'emma' });
    expect(leafHash(3, { ...stored, position: '99', created: '2025-10-01T09:00:00.000Z' })).toEqual(leafHash(3, stored));
  });
});
