import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import { exact, placesOf, shown } from '../decimal.js';
import type { MeasureRow } from './measure.projection.js';
import type { Reading } from './measure.events.js';
import { parsePeriod, PERIOD_FORMS } from './period.js';
import type { Period } from './period.js';

/** Refuses a period that is written in no known form; `path` is the field of the input. */
export function periodUnknown(period: string | undefined, path = 'period'): Refusal | undefined {
  if (period === undefined || parsePeriod(period) !== undefined) return undefined;
  return refuse('PERIOD_UNKNOWN', `“${period}” is no period that can be placed in time; write ${PERIOD_FORMS}.`, {
    facts: { [path]: period },
  });
}

/** A period by its usual name; a text that is no period stays as it is. */
export const periodLabel = (period: string): string => parsePeriod(period)?.label ?? period;

/** Refuses a value given for a period that has not begun. */
export function periodNotBegun({ label, startsOn }: Period, on: string): Refusal | undefined {
  if (startsOn <= on) return undefined;
  return refuse('PERIOD_NOT_BEGUN', `${label} begins on ${startsOn}; nothing can be observed of it on ${on}.`, {
    facts: { period: label, startsOn, effectiveOn: on },
  });
}

/** Refuses a percentage that is not what its numerator and base make it, and half a fraction. */
export function fractionWrong(
  { unit, code }: Pick<MeasureRow, 'unit' | 'code'>,
  { value, numerator, base }: Partial<Reading>,
): Refusal | undefined {
  if (numerator !== undefined && base === undefined) {
    return refuse('PERCENTAGE_INCOMPLETE', `Say what the numerator ${numerator} is a part of: give the base.`, {
      rule: 'R52',
      facts: { measure: code, numerator },
    });
  }
  if (base !== undefined && !exact(base).gt(0)) {
    return refuse('BASE_UNSOUND', `A base counts something: it is greater than 0, not ${base}.`, {
      rule: 'R52',
      facts: { measure: code, base },
    });
  }
  if (value === undefined || numerator === undefined || base === undefined || unit?.startsWith('%') !== true) return undefined;
  return percentageWrong(code, { value, numerator, base });
}

function percentageWrong(code: string, { value, numerator, base }: Required<Reading>): Refusal | undefined {
  const places = placesOf(value);
  // As fractions of 100 parts: |value × base − numerator × 100| is at most half of the last place written, times the base.
  const off = exact(value).times(base).minus(exact(numerator).times(100)).abs();
  if (off.times(2).lte(exact(10).pow(-places).times(base))) return undefined;
  const made = shown(exact(numerator).times(100).div(base), places);
  return refuse('PERCENTAGE_DISAGREES', `${numerator} of ${base} is ${made}%, not ${value}%.`, {
    rule: 'R52',
    facts: { measure: code, value, numerator, base },
    proposals: [{ path: 'value', value: made }],
  });
}
