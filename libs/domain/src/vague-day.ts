import { isDay, isFinancialYear, type Day, type Precision } from './calendar.js';

/** A date that is known no more exactly than its precision: the first day of the period. */
export interface VagueDay {
  readonly day: Day;
  readonly precision: Precision;
}

/** Reads `2024`, `2024/25`, `2024-09` or `2024-09-30`; undefined for any other text. */
export function vagueDay(text: string): VagueDay | undefined {
  if (isFinancialYear(text)) return { day: `${text.slice(0, 4)}-04-01`, precision: 'FINANCIAL_YEAR' };
  const [rest, precision] =
    (
      [
        ['-01-01', 'YEAR'],
        ['-01', 'MONTH'],
        ['', 'DAY'],
      ] as const
    )[text.split('-').length - 1] ?? [];
  if (rest === undefined || !isDay(`${text}${rest}`)) return undefined;
  return { day: `${text}${rest}`, precision };
}
