import { addDays, isDay, isFinancialYear, planYears } from '../calendar.js';
import type { Day } from '../calendar.js';

/** The kinds of period that a value is given for; a `YEAR` is a calendar year, a `QUARTER` one of a financial year. */
export type PeriodType = 'DAY' | 'MONTH' | 'QUARTER' | 'FINANCIAL_YEAR' | 'YEAR';

/** A span of days, both ends included, by its usual name. */
export interface Period {
  readonly label: string;
  readonly type: PeriodType;
  readonly startsOn: Day;
  readonly endsOn: Day;
}

/** How a period may be written, for messages. */
export const PERIOD_FORMS = '2025/26, 2025/26 Q2, 2025-09, 2025-09-30 or 2030';

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const QUARTER = /^(\d{4}\/\d{2}) Q([1-4])$/;
const NAMED_MONTH = /^([A-Za-z]+) (\d{4})$/;

/**
 * Reads a period: `2025/26` (financial year), `2025/26 Q2`, `2025-09`, also `September 2025`, `2025-09-30`, `2030`.
 * Undefined for any other text and for years outside 1900 to 2199.
 */
export function parsePeriod(text: string): Period | undefined {
  if (/^\d{4}$/.test(text)) return sane({ label: text, type: 'YEAR', startsOn: `${text}-01-01`, endsOn: `${text}-12-31` });
  if (isFinancialYear(text)) return sane(financialYear(text));
  if (isDay(text)) return sane({ label: text, type: 'DAY', startsOn: text, endsOn: text });
  const [, year, number] = QUARTER.exec(text) ?? [];
  if (year !== undefined) return isFinancialYear(year) ? sane(quarter(year, Number(number))) : undefined;
  const startsOn = `${isoMonth(text)}-01`;
  return isDay(startsOn) ? sane(month(startsOn)) : undefined;
}

function isoMonth(text: string): string {
  const [, name, year] = NAMED_MONTH.exec(text) ?? [];
  const number = name === undefined ? 0 : MONTHS.indexOf(name.toLowerCase()) + 1;
  return number === 0 ? text : `${year}-${String(number).padStart(2, '0')}`;
}

const sane = (period: Period): Period | undefined =>
  period.startsOn >= '1900-01-01' && period.endsOn <= '2199-12-31' ? period : undefined;

function financialYear(label: string): Period {
  const [{ startsOn, endsOn }] = planYears(label);
  return { label, type: 'FINANCIAL_YEAR', startsOn, endsOn };
}

function month(startsOn: Day): Period {
  return { label: startsOn.slice(0, 7), type: 'MONTH', startsOn, endsOn: addDays(monthsAfter(startsOn, 1), -1) };
}

function quarter(year: string, number: number): Period {
  const startsOn = monthsAfter(`${year.slice(0, 4)}-04-01`, 3 * (number - 1));
  return { label: `${year} Q${number}`, type: 'QUARTER', startsOn, endsOn: addDays(monthsAfter(startsOn, 3), -1) };
}

/** The first day of the month so many months after that of a day. */
function monthsAfter(day: Day, months: number): Day {
  const index = monthIndex(day) + months;
  return `${String(Math.floor(index / 12)).padStart(4, '0')}-${String((index % 12) + 1).padStart(2, '0')}-01`;
}

const monthIndex = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

export const isMonthEnd = (day: Day): boolean => addDays(day, 1).endsWith('-01');

/** Whole months from one day to a later one; the last day of a month completes it. */
export function monthsBetween(from: Day, to: Day): number {
  const months = monthIndex(to) - monthIndex(from);
  return to.slice(8) >= from.slice(8) || isMonthEnd(to) ? months : months - 1;
}

export const holds = ({ startsOn, endsOn }: Pick<Period, 'startsOn' | 'endsOn'>, day: Day): boolean => startsOn <= day && day <= endsOn;

/** The period of a type that a day lies in. */
export function periodAround(day: Day, type: PeriodType): Period {
  const firstYear = Number(day.slice(0, 4)) - (day.slice(5, 7) < '04' ? 1 : 0);
  const label = `${firstYear}/${String((firstYear + 1) % 100).padStart(2, '0')}`;
  switch (type) {
    case 'DAY':
      return { label: day, type, startsOn: day, endsOn: day };
    case 'MONTH':
      return month(`${day.slice(0, 7)}-01`);
    case 'QUARTER':
      return quarter(label, Math.floor(((monthIndex(day) + 9) % 12) / 3) + 1);
    case 'FINANCIAL_YEAR':
      return financialYear(label);
    case 'YEAR':
      return { label: day.slice(0, 4), type, startsOn: `${day.slice(0, 4)}-01-01`, endsOn: `${day.slice(0, 4)}-12-31` };
  }
}
