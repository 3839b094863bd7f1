import { exact, placesOf, type DecimalText } from '../decimal.js';
import { refuse, type Refusal } from '../refusal.js';

export type FigureComparator = 'AT_LEAST' | 'AT_MOST' | 'LESS_THAN' | 'MORE_THAN';

/** A number that an entry states, with what it is of. A percentage keeps its numerator and base where they are known (R52). */
export interface Figure {
  readonly label: string;
  readonly value: DecimalText;
  readonly unit: string;
  /** As printed: `2024/25`, `past year`. */
  readonly period?: string;
  readonly comparator?: FigureComparator;
  readonly byDate?: string;
  readonly numerator?: DecimalText;
  readonly base?: DecimalText;
  /** True where the source says about, over, more than. */
  readonly approximate?: boolean;
  readonly note?: string;
  /** The 1-based line of the entry's document that states it. */
  readonly line?: number;
}

export const PERCENT = '%';

/** Refuses figures that say the same thing twice, or percentages that are not what their numerator and base make (R52). */
export function figuresUnsound(figures: readonly Figure[]): Refusal | undefined {
  for (const [index, figure] of figures.entries()) {
    const unsound = figureTwice(figures.slice(0, index), figure) ?? baseUnsound(figure, index) ?? percentageUnsound(figure, index);
    if (unsound !== undefined) return unsound;
  }
  return undefined;
}

function figureTwice(before: readonly Figure[], { label, period }: Figure): Refusal | undefined {
  if (!before.some((one) => one.label === label && one.period === period)) return undefined;
  return refuse('FIGURE_TWICE', `The figure “${label}” is given twice for one period.`, { facts: { label, period } });
}

/** A base without its numerator is known only where the value itself is the numerator: 505 people of 585. */
function baseUnsound({ label, value, unit, numerator, base }: Figure, index: number): Refusal | undefined {
  if (numerator === undefined && base === undefined) return undefined;
  if (base === undefined || (numerator === undefined && unit === PERCENT)) {
    const missing = base === undefined ? 'base' : 'numerator';
    return refuse('PERCENTAGE_INCOMPLETE', `The figure “${label}” needs its ${missing}: a percentage keeps both.`, {
      rule: 'R52',
      facts: { label, missing, path: `figures.${index}.${missing}` },
    });
  }
  const part = exact(numerator ?? value);
  if (part.gte(0) && exact(base).gt(0) && part.lte(base)) return undefined;
  return refuse('BASE_UNSOUND', `The figure “${label}” says ${part.toFixed()} of ${base}: a base is more than none and holds its part.`, {
    rule: 'R52',
    facts: { label, numerator: part.toFixed(), base },
  });
}

function percentageUnsound({ label, value, unit, numerator, base }: Figure, index: number): Refusal | undefined {
  if (unit !== PERCENT || numerator === undefined || base === undefined) return undefined;
  const right = percentage(numerator, base, placesOf(value));
  if (exact(right).eq(value)) return undefined;
  return refuse('PERCENTAGE_DISAGREES', `The figure “${label}” says ${value}%, but ${numerator} of ${base} is ${right}%.`, {
    rule: 'R52',
    facts: { label, value, numerator, base },
    proposals: [{ path: `figures.${index}.value`, value: right }],
  });
}

/** What a part is of its base in percent, rounded half up to the decimals asked for. The base must not be 0. */
export const percentage = (numerator: DecimalText, base: DecimalText, decimals: number): DecimalText =>
  exact(numerator).times(100).div(base).toFixed(decimals);
