import { describe, expect, test } from '@jest/globals';
import { planYears } from '../calendar.js';
import { isRefusal } from '../refusal.js';
import type { WindowInput } from './window.js';
import { dueOutsideWindow, resolveWindow } from './window.js';

const edition = { number: 3, years: planYears('2025/26') };
const window = (input: WindowInput): ReturnType<typeof resolveWindow> => resolveWindow(input, edition);
const refused = (input: WindowInput): { code: string; rule?: string; proposals: readonly object[] } => {
  const result = window(input);
  if (!isRefusal(result)) throw new Error('expected a refusal');
  return { code: result.code, ...(result.rule !== undefined && { rule: result.rule }), proposals: result.proposals };
};

describe('the window that an input means', () => {
  test.each<[string, WindowInput, object]>([
    ['one year', { fromYear: 2, toYear: 2 }, { fromYear: 2, toYear: 2, startsOn: '2026-04-01', endsOn: '2027-03-31' }],
    ['one of the years', { toYear: 2 }, { fromYear: 2, toYear: 2, startsOn: '2026-04-01', endsOn: '2027-03-31' }],
    ['several years', { fromYear: 2, toYear: 5 }, { fromYear: 2, toYear: 5, startsOn: '2026-04-01', endsOn: '2030-03-31' }],
    ['days', { startsOn: '2025-06-01', endsOn: '2026-06-30' }, { fromYear: 1, toYear: 2, startsOn: '2025-06-01', endsOn: '2026-06-30' }],
    [
      'years and days that agree',
      { fromYear: 1, toYear: 2, startsOn: '2025-04-01', endsOn: '2027-03-31' },
      { fromYear: 1, toYear: 2, startsOn: '2025-04-01', endsOn: '2027-03-31' },
    ],
    [
      'years and days within them',
      { fromYear: 1, toYear: 1, startsOn: '2025-04-01', endsOn: '2025-09-30' },
      { fromYear: 1, toYear: 1, startsOn: '2025-04-01', endsOn: '2025-09-30' },
    ],
    [
      'years and one day',
      { fromYear: 2, toYear: 5, endsOn: '2030-03-31' },
      { fromYear: 2, toYear: 5, startsOn: '2026-04-01', endsOn: '2030-03-31' },
    ],
  ])('%s', (_, input, expected) => {
    expect(window(input)).toEqual(expected);
  });

  test('AS02: Year 2 with the days of Year 1 is refused with those of Year 2', () => {
    expect(refused({ fromYear: 2, toYear: 2, startsOn: '2025-04-01', endsOn: '2026-03-31' })).toEqual({
      code: 'WINDOW_MISMATCH',
      rule: 'R01',
      proposals: [
        { path: 'window.startsOn', value: '2026-04-01' },
        { path: 'window.endsOn', value: '2027-03-31' },
      ],
    });
  });

  test('AS03: Years 2 to 5 that end in March 2029 are refused with the end of Year 5', () => {
    expect(refused({ fromYear: 2, toYear: 5, endsOn: '2029-03-31' })).toEqual({
      code: 'WINDOW_MISMATCH',
      rule: 'R01',
      proposals: [
        { path: 'window.startsOn', value: '2026-04-01' },
        { path: 'window.endsOn', value: '2030-03-31' },
      ],
    });
    expect(refused({ fromYear: 2, toYear: 5, startsOn: '2025-04-01' })).toMatchObject({ rule: 'R01' });
  });

  test.each<[string, WindowInput, string]>([
    ['nothing', {}, 'WINDOW_REQUIRED'],
    ['one day alone', { endsOn: '2026-03-31' }, 'WINDOW_REQUIRED'],
    ['a year the edition does not have', { fromYear: 5, toYear: 6 }, 'WINDOW_OUTSIDE_EDITION'],
    ['a year nought', { fromYear: 0, toYear: 1 }, 'WINDOW_OUTSIDE_EDITION'],
    ['days before the edition', { startsOn: '2025-03-31', endsOn: '2026-03-31' }, 'WINDOW_OUTSIDE_EDITION'],
    ['days after the edition', { startsOn: '2029-04-01', endsOn: '2030-04-01' }, 'WINDOW_OUTSIDE_EDITION'],
    ['years backwards', { fromYear: 3, toYear: 2 }, 'WINDOW_REVERSED'],
    ['days backwards', { startsOn: '2026-03-31', endsOn: '2025-04-01' }, 'WINDOW_REVERSED'],
    ['days backwards within a year', { fromYear: 1, startsOn: '2025-12-01', endsOn: '2025-06-01' }, 'WINDOW_REVERSED'],
  ])('%s is refused', (_, input, code) => {
    expect(refused(input).code).toBe(code);
  });
});

test('R07: a due day lies inside its window, both ends included', () => {
  const year1 = { fromYear: 1, toYear: 1, startsOn: '2025-04-01', endsOn: '2026-03-31' };
  for (const day of [undefined, '2025-04-01', '2025-09-30', '2026-03-31']) expect(dueOutsideWindow(day, year1)).toBeUndefined();
  for (const day of ['2025-03-31', '2026-04-01'])
    expect(dueOutsideWindow(day, year1)).toMatchObject({ code: 'DUE_OUTSIDE_WINDOW', rule: 'R07' });
});
