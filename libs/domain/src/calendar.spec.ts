import { describe, expect, test } from '@jest/globals';
import { Temporal } from '@js-temporal/polyfill';
import fc from 'fast-check';
import {
  endsHalfYear,
  addDays,
  daysBetween,
  daysLate,
  firstDayOf,
  halfYearEndOf,
  halfYearOf,
  isDay,
  isFinancialYear,
  londonDay,
  planYears,
  startOfDay,
} from './calendar.js';

test('a day is a real one, written in full', () => {
  expect(['2025-02-28', '2024-02-29'].map(isDay)).toEqual([true, true]);
  expect(['2025-02-29', '2025-2-28', '2025-13-01', '25-01-01', '2025-01-01T00:00'].map(isDay)).toEqual([false, false, false, false, false]);
});

test('every text like a day is one exactly where the calendar has it', () => {
  const part = (most: number, width: number) => fc.integer({ min: 0, max: most }).map((number) => String(number).padStart(width, '0'));
  const year = fc.oneof(part(9999, 4), fc.constantFrom('0000', '1900', '2000', '2024', '2100'));
  fc.assert(
    fc.property(year, part(14, 2), part(33, 2), (...parts) => {
      const text = parts.join('-');
      const [month, day] = parts.slice(1).map(Number);
      const there = month >= 1 && month <= 12 && day >= 1 && day <= Temporal.PlainYearMonth.from(`${parts[0]}-${parts[1]}`).daysInMonth;
      expect(isDay(text)).toBe(there);
    }),
    { numRuns: 2_000 },
  );
});

test('days are counted over months and leap years', () => {
  expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
  expect(addDays('2025-04-01', -1)).toBe('2025-03-31');
  expect(daysBetween('2027-03-31', '2027-09-30')).toBe(183);
  expect(daysBetween('2027-09-30', '2027-03-31')).toBe(-183);
});

test('the day in London follows its summer time', () => {
  expect(londonDay('2025-06-30T23:30:00.000Z')).toBe('2025-07-01');
  expect(londonDay('2025-12-31T23:30:00.000Z')).toBe('2025-12-31');
});

test('the day in London is that of its time zone at every instant', () => {
  const instant = fc.date({ min: new Date('1960-01-01T00:00:00Z'), max: new Date('2060-01-01T00:00:00Z'), noInvalidDate: true });
  const lateInTheDay = instant.map((date) => `${date.toISOString().slice(0, 11)}23:30:00.000Z`);
  fc.assert(
    fc.property(
      fc.oneof(
        instant.map((date) => date.toISOString()),
        lateInTheDay,
      ),
      (at) => {
        expect(londonDay(at)).toBe(Temporal.Instant.from(at).toZonedDateTimeISO('Europe/London').toPlainDate().toString());
      },
    ),
    { numRuns: 500 },
  );
});

test('a financial year is two consecutive years', () => {
  expect(['2025/26', '1999/00'].map(isFinancialYear)).toEqual([true, true]);
  expect(['2025/27', '2025-26', '25/26'].map(isFinancialYear)).toEqual([false, false, false]);
});

test('the five years of an edition run from April to March', () => {
  expect(planYears('2025/26')).toHaveLength(5);
  expect(planYears('2025/26')[4]).toEqual({ year: 5, label: '2029/30', startsOn: '2029-04-01', endsOn: '2030-03-31' });
  expect(planYears('1999/00')[0]?.label).toBe('1999/00');
});

describe('a vague date is stored as the first day of its period', () => {
  test.each([
    ['DAY', '2025-02-14', '2025-02-14'],
    ['MONTH', '2025-02-14', '2025-02-01'],
    ['YEAR', '2025-02-14', '2025-01-01'],
    ['FINANCIAL_YEAR', '2025-02-14', '2024-04-01'],
    ['FINANCIAL_YEAR', '2025-04-01', '2025-04-01'],
  ] as const)('%s of %s is %s', (precision, day, first) => {
    expect(firstDayOf(precision, day)).toBe(first);
  });
});

test('a half-year begins in April or October', () => {
  expect(['2025-04-01', '2025-09-30', '2025-10-01', '2026-03-31'].map(halfYearOf)).toEqual([
    '2025-04-01',
    '2025-04-01',
    '2025-10-01',
    '2025-10-01',
  ]);
});

test('a half-year ends in September or March', () => {
  expect(['2025-04-01', '2025-09-30', '2025-10-01', '2026-03-31'].map(halfYearEndOf)).toEqual([
    '2025-09-30',
    '2025-09-30',
    '2026-03-31',
    '2026-03-31',
  ]);
  expect(['2025-09-30', '2026-03-31', '2025-03-30', '2025-10-31'].map(endsHalfYear)).toEqual([true, true, false, false]);
});

test('a day begins at midnight in London, an hour earlier by UTC in summer', () => {
  expect(startOfDay('2025-07-01')).toBe('2025-06-30T23:00:00.000Z');
  expect(startOfDay('2025-12-01')).toBe('2025-12-01T00:00:00.000Z');
  for (const day of ['2025-03-30', '2025-03-31', '2025-10-26', '2025-10-27']) expect(londonDay(startOfDay(day))).toBe(day);
});

test('how late a fact was recorded counts days in London', () => {
  expect(daysLate('2025-07-01', '2025-06-30T23:30:00.000Z')).toBe(0);
  expect(daysLate('2025-07-01', '2025-06-30T22:30:00.000Z')).toBe(-1);
  expect(daysLate('2025-04-01', '2025-10-03T09:00:00.000Z')).toBe(185);
});
