import { Decimal } from 'decimal.js';

/** A decimal number as text, such as `11.20`: kept as it was written, computed exactly, never a float. */
export type DecimalText = string;

// Sums and products of numbers of 30 digits stay exact; a quotient that does not end is good to 80.
const Exact = Decimal.clone({ precision: 80, rounding: Decimal.ROUND_HALF_UP });

/** The number that a text stands for. */
export const exact = (text: DecimalText | number): Decimal => new Exact(text);

/** A number as text, to at most so many decimal places, half away from zero, without trailing zeros. */
export function shown(number: Decimal, places = 6): DecimalText {
  const rounded = number.toDecimalPlaces(places, Decimal.ROUND_HALF_UP);
  return rounded.isZero() ? '0' : rounded.toFixed();
}

/** True where two texts stand for one number: 78 and 78.0 do. */
export function sameNumber(a: DecimalText | undefined, b: DecimalText | undefined): boolean {
  return a === undefined || b === undefined ? a === b : exact(a).eq(exact(b));
}

/** How many decimal places a text is written with. */
export const placesOf = (text: DecimalText): number => text.split('.')[1]?.length ?? 0;
