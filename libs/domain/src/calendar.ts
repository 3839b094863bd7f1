import { Temporal } from '@js-temporal/polyfill';

/** An ISO calendar day in Europe/London, `2025-09-30`. Days compare as text. */
export type Day = string;

/** An instant in UTC with milliseconds, `2025-09-30T12:00:00.000Z`. Instants compare as text. */
export type Instant = string;

export type Precision = 'DAY' | 'MONTH' | 'YEAR' | 'FINANCIAL_YEAR';

/** One of the five financial years of an edition, numbered 1 to 5. */
export interface PlanYear {
  readonly year: number;
  readonly label: string;
  readonly startsOn: Day;
  readonly endsOn: Day;
}

/** The day before every other: facts that are true on every day fold first. */
export const ALWAYS: Day = '0001-01-01';

/** The day after every other: an open end. */
export const FOREVER: Day = '9999-12-31';

const YEARS_OF_AN_EDITION = 5;

const DAYS_OF_MONTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

/** True for a real calendar day written as `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-(0[1-9]|1[0-2])-\d{2}$/.test(text)) return false;
  const [year, month, day] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  return day >= 1 && day <= DAYS_OF_MONTHS[month - 1] + (month === 2 && isLeap(year) ? 1 : 0);
}

/** The day `days` after (or, if negative, before) the given one. */
export function addDays(day: Day, days: number): Day {
  return Temporal.PlainDate.from(day).add({ days }).toString();
}

/** The day `months` after the given one; the last of its month where that has no such day. */
export function addMonths(day: Day, months: number): Day {
  return Temporal.PlainDate.from(day).add({ months }).toString();
}

/** Whole days from one day to a later one; negative if it is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

const MS_OF_A_DAY = 86_400_000;

const dayNumber = (day: Day): number =>
  Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10))) / MS_OF_A_DAY;

/** The calendar day in London at an instant. */
export function londonDay(instant: Instant): Day {
  // London is at or one hour ahead of UTC since 1972: only in the last hour of a day must it be asked which, and that is slow.
  if (instant >= '1972' && instant.endsWith('Z') && instant.slice(11, 13) !== '23') return instant.slice(0, 10);
  return Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/London').toPlainDate().toString();
}

/** Whole days from the day on which a fact is true to the day in London on which it was recorded; negative where it was told ahead. */
export const daysLate = (effectiveOn: Day, recordedAt: Instant): number => daysBetween(effectiveOn, londonDay(recordedAt));

/** The instant at which a day begins in London. */
export const startOfDay = (day: Day): Instant => {
  const { epochMilliseconds } = Temporal.PlainDate.from(day).toZonedDateTime('Europe/London');
  return Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toString({ smallestUnit: 'millisecond' });
};

/** True for `2025/26`: two consecutive years. */
export function isFinancialYear(text: string): boolean {
  const match = /^(\d{4})\/(\d{2})$/.exec(text);
  return match !== null && (Number(match[1]) + 1) % 100 === Number(match[2]);
}

/** The five financial years that begin with the given one. */
export function planYears(firstFinancialYear: string): readonly PlanYear[] {
  const first = Number(firstFinancialYear.slice(0, 4));
  return Array.from({ length: YEARS_OF_AN_EDITION }, (_, index) => {
    const start = first + index;
    return {
      year: index + 1,
      label: `${start}/${String((start + 1) % 100).padStart(2, '0')}`,
      startsOn: `${start}-04-01`,
      endsOn: `${start + 1}-03-31`,
    };
  });
}

/** The first day of the period of the given precision that holds the day: what a vague date is stored as. */
export function firstDayOf(precision: Precision, day: Day): Day {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  switch (precision) {
    case 'DAY':
      return day;
    case 'MONTH':
      return `${day.slice(0, 7)}-01`;
    case 'YEAR':
      return `${day.slice(0, 4)}-01-01`;
    case 'FINANCIAL_YEAR':
      return `${String(month >= 4 ? year : year - 1).padStart(4, '0')}-04-01`;
  }
}

/** The first day of the reporting half-year (April to September, October to March) that holds the day. */
export function halfYearOf(day: Day): Day {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7))];
  if (month >= 4 && month <= 9) return `${day.slice(0, 4)}-04-01`;
  return `${String(month >= 10 ? year : year - 1).padStart(4, '0')}-10-01`;
}

/** The last day of the reporting half-year that holds the day: 31 March or 30 September. */
export const halfYearEndOf = (day: Day): Day => addDays(addMonths(halfYearOf(day), 6), -1);

/** True for 31 March and 30 September. */
export const endsHalfYear = (day: Day): boolean => day.endsWith('-03-31') || day.endsWith('-09-30');

export const later = (a: Day, b: Day): Day => (a > b ? a : b);
