import { isDay } from '#libs/domain';
import { InvalidArgumentError } from 'commander';

/** A moment of the ledger. */
export type AsOf = { readonly entry: number } | { readonly edition: number } | { readonly instant: string };

/** Where in its history a plan is looked at. What is left out is the present. */
export interface Point {
  readonly asOf?: AsOf;
  readonly on?: string;
  readonly edition?: number;
}

const EDITION = /^edition:([1-9]\d{0,2})$/;

/** A moment as it is given on the command line. */
export const moment = (text: string): AsOf => momentOr(text, 'or edition:3');

function momentOr(text: string, others: string): AsOf {
  const [, edition] = EDITION.exec(text) ?? [];
  if (edition !== undefined) return { edition: Number(edition) };
  if (/^\d{1,15}$/.test(text)) return { entry: Number(text) };
  const instant = /^\d{4}-\d{2}-\d{2}T/.test(text) ? new Date(text) : new Date(NaN);
  if (Number.isNaN(instant.getTime())) {
    throw new InvalidArgumentError(`It must be an entry number, an instant such as 2025-10-01T09:00:00Z, ${others}.`);
  }
  return { instant: instant.toISOString() };
}

export function entryNumber(text: string): number {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It must be the number of an entry.');
  return Number(text);
}

export function day(text: string): string {
  if (!isDay(text)) throw new InvalidArgumentError('It must be a calendar day such as 2025-09-30.');
  return text;
}

/** A point in one word: a moment, a day, or both with a comma between; beside another moment, an edition is the one looked at. */
export function point(text: string): Point {
  const parts = text.split(',').map((part) => part.trim());
  const days = parts.filter(isDay);
  const editions = parts.filter((part) => EDITION.test(part));
  const moments = parts.filter((part) => !isDay(part) && !EDITION.test(part));
  if ([days, editions, moments].some(({ length }) => length > 1)) {
    throw new InvalidArgumentError('It must be at most one moment, one edition and one day, with commas between.');
  }
  const on = days.length > 0 ? { on: days[0] } : {};
  if (moments.length === 0) return editions.length > 0 ? { asOf: moment(editions[0]), ...on } : on;
  const known = moments[0] === 'now' ? {} : { asOf: momentOr(moments[0], 'edition:3, now, or a day such as 2025-09-30') };
  return { ...known, ...on, ...(editions.length > 0 && moment(editions[0])) };
}
