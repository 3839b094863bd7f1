import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { addDays } from '../calendar.js';
import { holds, isMonthEnd, monthsBetween, parsePeriod, periodAround, type PeriodType } from './period.js';

const day = fc.integer({ min: 0, max: 80_000 }).map((days) => addDays('1950-01-01', days));
const type = fc.constantFrom<PeriodType>('DAY', 'MONTH', 'QUARTER', 'FINANCIAL_YEAR', 'YEAR');

describe('a period', () => {
  test.each([
    ['2025/26', 'FINANCIAL_YEAR', '2025-04-01', '2026-03-31', '2025/26'],
    ['1999/00', 'FINANCIAL_YEAR', '1999-04-01', '2000-03-31', '1999/00'],
    ['2025/26 Q1', 'QUARTER', '2025-04-01', '2025-06-30', '2025/26 Q1'],
    ['2025/26 Q2', 'QUARTER', '2025-07-01', '2025-09-30', '2025/26 Q2'],
    ['2025/26 Q3', 'QUARTER', '2025-10-01', '2025-12-31', '2025/26 Q3'],
    ['2025/26 Q4', 'QUARTER', '2026-01-01', '2026-03-31', '2025/26 Q4'],
    ['2025-09', 'MONTH', '2025-09-01', '2025-09-30', '2025-09'],
    ['2024-02', 'MONTH', '2024-02-01', '2024-02-29', '2024-02'],
    ['March 2026', 'MONTH', '2026-03-01', '2026-03-31', '2026-03'],
    ['december 2025', 'MONTH', '2025-12-01', '2025-12-31', '2025-12'],
    ['2025-09-30', 'DAY', '2025-09-30', '2025-09-30', '2025-09-30'],
    ['2030', 'YEAR', '2030-01-01', '2030-12-31', '2030'],
  ])('%s is a %s', (text, kind, startsOn, endsOn, label) => {
    expect(parsePeriod(text)).toEqual({ label, type: kind, startsOn, endsOn });
  });

  test.each([
    '', '25/26', '2025/27', '2025/26 Q5', '2025/26 Q0', '2025/26Q2', '2025/27 Q1', '2025-13', '2025-02-30', '2025-9', 'Mars 2026', 'March 26',
    'each year', 'at any time', 'next 12 months', 'programme start', '1899', '2200', '0001/02', ' 2030', '2030 ',
  ])('%j is none', (text) => {
    expect(parsePeriod(text)).toBeUndefined();
  }); // prettier-ignore

  test('read from its own name is the same period, and holds its days alone', () => {
    fc.assert(
      fc.property(day, type, (on, kind) => {
        const period = periodAround(on, kind);
        expect(period.type).toBe(kind);
        expect(parsePeriod(period.label)).toEqual(period);
        expect(holds(period, on)).toBe(true);
        expect(holds(period, addDays(period.startsOn, -1))).toBe(false);
        expect(holds(period, addDays(period.endsOn, 1))).toBe(false);
        expect(periodAround(period.endsOn, kind)).toEqual(period);
        if (kind !== 'DAY') expect(isMonthEnd(period.endsOn)).toBe(true);
      }),
    );
  });

  test('any text is a period or none, and never an error', () => {
    fc.assert(fc.property(fc.string(), (text) => void parsePeriod(text)));
  });
});

describe('whole months', () => {
  test.each([
    ['2025-03-31', '2025-09-30', 6],
    ['2025-03-31', '2026-03-31', 12],
    ['2025-03-31', '2025-09-29', 5],
    ['2025-01-30', '2025-02-28', 1],
    ['2025-02-28', '2025-03-30', 1],
    ['2025-04-01', '2025-04-30', 0],
    ['2025-04-15', '2025-05-14', 0],
    ['2025-04-15', '2025-05-15', 1],
    ['2024-12-31', '2025-02-28', 2],
  ])('from %s to %s are %d', (from, to, months) => {
    expect(monthsBetween(from, to)).toBe(months);
  });

  test('never go back as the day goes on', () => {
    fc.assert(
      fc.property(
        day,
        fc.nat(4000),
        (from, days) => monthsBetween(from, addDays(from, days + 1)) >= monthsBetween(from, addDays(from, days)),
      ),
    );
  });
});
