import { vagueDay } from '#libs/domain';
import { code, day, integer, list, oneOf, record, text, whenever, type Shape } from './shape.js';

export const line = integer(1, 1_000_000);
export const lines = list(line);
export const note = text(2000);
export const document = text(64);
export const number = integer(1, 99);
export const yearOfPlan = integer(1, 5);
export const objectiveCode = code(/^[A-Za-z0-9]{1,16}$/, 'the code of an objective such as "1b"');
export const upperCase = code(/^[A-Z][A-Z0-9_]{0,63}$/, 'a kind such as "NATIONAL_SHIFT"');
export const basis = oneOf('STATED', 'INFERRED');

/** The code of a part of an objective: its letter is any, or the one given. */
export const partCode = (like: string, letter = '[a-z]'): Shape<string> =>
  code(new RegExp(`^[A-Za-z0-9]{1,16}-${letter}\\d{1,4}$`), `a code such as "${like}"`);

/** A number as text, so that no digit of it is lost. */
export const decimal = code(/^-?(0|[1-9]\d{0,17})(\.\d{1,12})?$/, 'a number as text such as "11.2"');

export const window = record({}, { fromYear: yearOfPlan, toYear: yearOfPlan, startsOn: day, endsOn: day });

export const vague: Shape<string> = whenever(
  (value) => typeof value === 'string' && vagueDay(value) !== undefined,
  'must be a day, month, year or financial year: "2024-06-20", "2024-06", "2024" or "2024/25"',
);
