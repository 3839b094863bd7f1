import { expect, test } from '@jest/globals';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { canonical, withoutNulls } from './canonical.js';
import { encode } from './encode.js';

const key = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('__proto__', 'toJSON', '10', '9', '', 'é', '\u{1f600}', 'a"b'));
const { value } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.boolean(),
    fc.constantFrom(null, undefined),
    tie('list'),
    tie('object'),
  ),
  list: fc.array(tie('value')),
  object: fc.array(fc.tuple(key, tie('value'))).map((members) => Object.fromEntries(members) as object),
}));

const outcome = (write: () => string | undefined): string | undefined => {
  try {
    return write();
  } catch {
    return undefined;
  }
};

test('canonical JSON is what the package makes of it, and is refused where the package refuses it', () => {
  fc.assert(
    fc.property(value, (any) => {
      expect(outcome(() => canonical(any))).toBe(outcome(() => canonicalize(any)));
    }),
    { numRuns: 2_000 },
  );
});

test.each(['\ud800', { a: ['x', { b: '\udc00' }] }, { '\ud800': 1 }, [Number.NaN], { a: -Infinity }, undefined])('%j has none', (bad) => {
  expect(() => canonical(bad)).toThrow();
});

// On disk: these bytes must give this id for ever.
test('the id of an entry is the version 5 UUID of its bytes', () => {
  const envelope = {
    v: 1,
    commandId: 'k',
    commandHash: 'h',
    index: 0,
    count: 1,
    actor: 'a',
    recordedAt: '2025-10-01T09:00:00.000Z',
    correlationId: 'c',
    salt: 'BwcHBwcHBwcHBwcHBwcHBw',
  };
  const entry = encode('plan-main.jfp', 'EditionOpened', { edition: 1 }, envelope);
  expect(entry).toEqual({
    id: 'e9d6e152-6d52-50a9-9ee1-a3d418c3ad5b',
    type: 'EditionOpened',
    data: '{"edition":1}',
    metadata:
      '{"actor":"a","commandHash":"h","commandId":"k","correlationId":"c","count":1,"id":"e9d6e152-6d52-50a9-9ee1-a3d418c3ad5b","index":0,"recordedAt":"2025-10-01T09:00:00.000Z","salt":"BwcHBwcHBwcHBwcHBwcHBw","v":1}',
  });
});

test('what is null is left out, but for the items of a list; what is left is plain', () => {
  class Input {
    a = null;
    b = { c: undefined, d: [1, null, { e: null, f: 'x' }] };
    g = false;
  }
  const left = withoutNulls(new Input());
  expect(JSON.stringify(left)).toBe('{"b":{"d":[1,null,{"f":"x"}]},"g":false}');
  expect(Object.getPrototypeOf(left)).toBe(Object.prototype);
});
