import { expect, test } from '@jest/globals';
import { vagueDay } from './vague-day.js';

test.each([
  ['2024', { day: '2024-01-01', precision: 'YEAR' }],
  ['2025/26', { day: '2025-04-01', precision: 'FINANCIAL_YEAR' }],
  ['2024-09', { day: '2024-09-01', precision: 'MONTH' }],
  ['2024-09-30', { day: '2024-09-30', precision: 'DAY' }],
  ['2024-02-30', undefined],
  ['2024-13', undefined],
  ['2025/27', undefined],
  ['spring 2025', undefined],
  ['2024-09-30-01', undefined],
  ['', undefined],
])('%s is as exact as it is written', (text, expected) => {
  expect(vagueDay(text)).toEqual(expected);
});
