import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { initialsOf, loosely, printedAcronyms, sameWording } from './wording.js';

describe('wordings', () => {
  test.each([
    ['King’s Lynn', 'Kings Lynn'],
    ['Asthma and epilepsy care, for children', 'asthma & epilepsy care for children'],
    ['Co-production', 'coproduction'],
    ['2025/26 – 2029/30', '2025/26-2029/30'],
    ['Café', 'cafe'],
  ])('%s and %s are one', (a, b) => {
    expect(sameWording(a, b)).toBe(true);
  });

  test('other words are another wording', () => {
    expect(sameWording('Integrate', 'Integrated')).toBe(false);
  });

  test('made loose twice is made loose once', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => loosely(loosely(text)) === loosely(text)));
  });
});

describe('short forms', () => {
  test('an acronym is what brackets print in capitals', () => {
    expect(printedAcronyms('Targeted Lung Health Check programme (TLHC)')).toEqual(['TLHC']);
    expect(printedAcronyms('Collaborative (N&WAHC), formerly Collaboration (NWAHC)')).toEqual(['N&WAHC', 'NWAHC']);
    expect(printedAcronyms('Independent investigation (Darzi) of care (in 2024)')).toEqual([]);
  });

  test('initials are of all words, of the great ones, and of those with capitals', () => {
    expect(initialsOf('Targeted Lung Health Check programme')).toEqual(['tlhcp', 'tlhc']);
    expect(initialsOf('Start for Life')).toEqual(['sfl', 'sl']);
    expect(initialsOf('Waveney')).toEqual([]);
  });
});
