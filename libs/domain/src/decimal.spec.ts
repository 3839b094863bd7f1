import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { exact, placesOf, sameNumber, shown } from './decimal.js';

const digits = (most: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[0-9]{1,${most}}$`));
/** Every text that the API takes as a decimal. */
const decimal = fc
  .tuple(fc.boolean(), fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), fc.option(digits(12), { nil: undefined }))
  .map(([minus, whole, fraction]) => `${minus ? '-' : ''}${whole}${fraction === undefined ? '' : `.${fraction}`}`);

describe('decimals', () => {
  test('go to a number and back without loss', () => {
    fc.assert(
      fc.property(decimal, (text) => {
        expect(sameNumber(shown(exact(text), 12), text)).toBe(true);
        expect(exact(text).toFixed(placesOf(text)).replace('-', '')).toBe(text.replace('-', ''));
      }),
    );
  });

  test('add and take away again exactly, unlike floats', () => {
    expect(exact('0.1').plus('0.2').eq('0.3')).toBe(true);
    fc.assert(fc.property(decimal, decimal, (a, b) => exact(a).plus(b).minus(b).eq(a)));
  });

  test('are the same number however many zeros end them', () => {
    expect(sameNumber('78', '78.0')).toBe(true);
    expect(sameNumber('78', '78.000000000001')).toBe(false);
    expect(sameNumber(undefined, undefined)).toBe(true);
    expect(sameNumber('0', undefined)).toBe(false);
  });

  test.each([
    ['2.5', 0, '3'],
    ['-2.5', 0, '-3'],
    ['10.50', 1, '10.5'],
    ['-0.04', 1, '0'],
    ['123456789012345678.123456789012', 12, '123456789012345678.123456789012'],
  ])('%s shows to %d places as %s', (text, places, expected) => {
    expect(shown(exact(text), places)).toBe(expected);
  });
});
