import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { compact, same } from './compact.js';
import { compareCodes } from './order.js';
import { formerTitles, retitle, titleOn } from './titles.js';

describe('the order of codes', () => {
  test('is how people count', () => {
    const codes = ['10a', '2a', '1b', '1a-m10', '1a', '1a-m02', '1a-k1'];
    expect([...codes].sort(compareCodes)).toEqual(['1a', '1a-k1', '1a-m02', '1a-m10', '1b', '2a', '10a']);
  });

  test('is one order for any codes', () => {
    const code = fc.stringMatching(/^[A-Za-z0-9]{1,6}(-[a-z]\d{1,3})?$/);
    fc.assert(
      fc.property(code, code, code, (a, b, c) => {
        expect(Math.sign(compareCodes(a, b))).toBe(-Math.sign(compareCodes(b, a)) + 0);
        expect(compareCodes(a, b) === 0).toBe(a === b);
        if (compareCodes(a, b) <= 0 && compareCodes(b, c) <= 0) expect(compareCodes(a, c)).toBeLessThanOrEqual(0);
      }),
    );
  });
});

describe('titles', () => {
  const titles = retitle(retitle([], 'A', '2023-04-01'), 'B', '2025-04-01');

  test('the title of a day is the last that began by then', () => {
    expect(['2020-01-01', '2025-03-31', '2025-04-01', '2026-01-01'].map((day) => titleOn(titles, day))).toEqual(['A', 'A', 'B', 'B']);
    expect(titleOn([], '2025-04-01')).toBe('');
  });

  test('a former title says its last day', () => {
    expect(formerTitles(titles, '2025-03-31')).toEqual([]);
    expect(formerTitles(titles, '2025-04-01')).toEqual([{ title: 'A', until: '2025-03-31' }]);
  });

  test('a title that never saw the end of a day leaves no trace', () => {
    expect(retitle(titles, 'C', '2025-04-01')).toEqual([
      { title: 'A', from: '2023-04-01' },
      { title: 'C', from: '2025-04-01' },
    ]);
    expect(retitle(titles, 'A', '2025-04-01')).toEqual([{ title: 'A', from: '2023-04-01' }]);
    expect(retitle(titles, 'B', '2025-06-01')).toEqual(titles);
  });
});

describe('facts as JSON', () => {
  test('compact leaves out what is undefined', () => {
    expect(compact({ a: 1, b: undefined, c: null })).toStrictEqual({ a: 1, c: null });
  });

  test('same does not mind the order of members or what is undefined', () => {
    expect(same({ a: 1, b: [{ c: 2, d: undefined }] }, { b: [{ c: 2 }], a: 1 })).toBe(true);
    expect(same([1, 2], [2, 1])).toBe(false);
    expect(same([1], [1, 2])).toBe(false);
    expect(same({ a: 1 }, { a: 2 })).toBe(false);
    expect(same({ a: 1 }, { b: 1 })).toBe(false);
    expect(same(undefined, {})).toBe(false);
    expect(same(null, null)).toBe(true);
  });

  test('same is what equal JSON text means', () => {
    fc.assert(fc.property(fc.jsonValue(), (value) => same(value, JSON.parse(JSON.stringify(value)))));
  });
});
