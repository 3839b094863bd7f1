import { isDay, isFinancialYear } from '#libs/domain';

/** Tells what is wrong with the value at a path such as `milestones[2].window`. */
export type Report = (path: string, reason: string) => void;

/** What a value in a file must look like. `T` is what it then is. */
export interface Shape<T> {
  readonly check: (value: unknown, path: string, report: Report) => void;
  readonly type?: T;
}

export type Of<S> = S extends Shape<infer T> ? T : never;

type Fields = Readonly<Record<string, Shape<unknown>>>;
type Simplify<T> = { readonly [K in keyof T]: T[K] };
type RecordOf<R extends Fields, O extends Fields> = Simplify<{ [K in keyof R]: Of<R[K]> } & { [K in keyof O]?: Of<O[K]> }>;

const inside = (path: string, name: string): string => (path === '' ? name : `${path}.${name}`);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

/** An object with these fields and no others. */
export function record<R extends Fields, O extends Fields>(required: R, optional: O): Shape<RecordOf<R, O>> {
  const known: Fields = { ...required, ...optional };
  return {
    check: (value, path, report) => {
      if (!isObject(value)) return report(path, 'must be an object');
      for (const name of Object.keys(value)) {
        if (!Object.hasOwn(known, name)) report(inside(path, name), `is not a field here; known are ${Object.keys(known).join(', ')}`);
      }
      for (const [name, shape] of Object.entries(known)) {
        if (Object.hasOwn(value, name)) shape.check(value[name], inside(path, name), report);
        else if (Object.hasOwn(required, name)) report(inside(path, name), 'is missing');
      }
    },
  };
}

/** An object from names of any kind to values of one shape. */
export function dictionary<T>(of: Shape<T>): Shape<Readonly<Record<string, T>>> {
  return {
    check: (value, path, report) => {
      if (!isObject(value)) return report(path, 'must be an object');
      for (const [name, one] of Object.entries(value)) of.check(one, inside(path, name), report);
    },
  };
}

/** A list of values of one shape. */
export function list<T>(of: Shape<T>): Shape<readonly T[]> {
  return {
    check: (value, path, report) => {
      if (!Array.isArray(value)) return report(path, 'must be a list');
      value.forEach((one, index) => of.check(one, `${path}[${index}]`, report));
    },
  };
}

/** A value of which something holds; `reason` says what it must be. */
export function whenever<T>(holds: (value: unknown) => boolean, reason: string): Shape<T> {
  return {
    check: (value, path, report) => {
      if (!holds(value)) report(path, `${reason}, not ${brief(value)}`);
    },
  };
}

function brief(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}

// A lone surrogate is no Unicode text; the API turns it down.
const UNFIT = /[\p{Cc}\p{Cs}]/u;

/** Text as the API takes it: not blank nor with blanks around it, at most `max` characters, in NFC, without control characters. */
export const text = (max: number): Shape<string> =>
  whenever(
    (value) =>
      typeof value === 'string' &&
      value !== '' &&
      value.trim() === value &&
      value.length <= max &&
      value.normalize('NFC') === value &&
      !UNFIT.test(value),
    `must be text of 1 to ${max} characters in Unicode NFC without control characters or blanks around it`,
  );

/** Text of a fixed form; `like` says which. */
export const code = (pattern: RegExp, like: string): Shape<string> =>
  whenever((value) => typeof value === 'string' && pattern.test(value), `must be ${like}`);

export const integer = (min: number, max: number): Shape<number> =>
  whenever(
    (value) => Number.isInteger(value) && Number(value) >= min && Number(value) <= max,
    `must be a whole number from ${min} to ${max}`,
  );

export const flag: Shape<boolean> = whenever((value) => typeof value === 'boolean', 'must be true or false');

export const oneOf = <const T extends string>(...values: readonly T[]): Shape<T> =>
  whenever((value) => values.includes(value as T), `must be one of ${values.join(', ')}`);

export const day: Shape<string> = whenever(
  (value) => typeof value === 'string' && isDay(value),
  'must be a calendar day such as "2025-09-30"',
);

export const financialYear: Shape<string> = whenever(
  (value) => typeof value === 'string' && isFinancialYear(value),
  'must be a financial year such as "2025/26"',
);

/** The value, or null where the source says nothing. */
export const orNull = <T>(of: Shape<T>): Shape<T | null> => ({
  check: (value, path, report) => {
    if (value !== null) of.check(value, path, report);
  },
});
