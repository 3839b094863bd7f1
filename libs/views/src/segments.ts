import type { Because, Day, Row } from '#libs/domain';
import type { RowAndReasons } from './row-text.js';

/** What a thing looks like from one day to before the next segment's. The row is undefined where it is not, or no longer, there. */
export interface Segment extends RowAndReasons {
  readonly from: Day;
}

/** An entry that feeds a row, with the day at which it folds. */
export interface Fact {
  readonly day: Day;
  readonly fold: (row: Row | undefined) => Row | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

const NOTHING: Because = {};

/**
 * What a thing looks like from `day` on once `entry` is recorded. `live`: the segments up to then, in order, from the last
 * on that begins before `day`; `facts`: all that stands from `day` on, in fold order. Cuts at the days of the facts and at
 * the former cuts, so that each day keeps the reasons of its own. Folds no further than it is asked.
 */
export function* refold(live: readonly Segment[], facts: readonly Fact[], day: Day, entry: number): Iterable<Segment> {
  const before = live.find((segment) => segment.from < day);
  const cuts = [...facts.map((fact) => fact.day), ...live.map((segment) => segment.from)].filter((cut) => cut >= day);
  const days = [...new Set(before === undefined ? cuts : [day, ...cuts])].sort();
  let row = before?.row;
  let told = 0;
  let passed = -1;
  for (const from of days) {
    for (; told < facts.length && facts[told].day <= from; told++) row = plain(facts[told].fold(row), row);
    while (passed + 1 < live.length && live[passed + 1].from <= from) passed++;
    yield { from, ...settle(passed < 0 ? undefined : live[passed], row, entry) };
  }
}

/**
 * A row with, for each field, the entry that last changed it: `entry`, where it differs from what it was. The fields in the
 * order of the row, then those that went away by their names, so that reasons from memory and from disk are the same.
 */
export function settle(old: RowAndReasons | undefined, row: Row | undefined, entry: number): RowAndReasons {
  if (row === undefined) return { row, because: NOTHING };
  const [next, last] = [row as Fields, (old?.row ?? NOTHING) as Fields];
  const known = old?.row === undefined ? NOTHING : old.because;
  const because: Record<string, number> = {};
  for (const field in next) {
    const value = next[field];
    const before = last[field];
    if (value !== undefined && value === before) because[field] = known[field];
    else if (!isJson(value, before)) return settle(old, plain(row, old?.row), entry);
    else because[field] = same(value, before) ? known[field] : entry;
  }
  const gone = [];
  for (const field in known) if (!(field in next)) gone.push(field);
  for (const field of gone.sort()) because[field] = field in last ? entry : known[field];
  return { row, because };
}

/** A row as it will be read again: nothing but JSON, so that a fold from memory and one from disk are the same. */
export function plain(row: Row | undefined, before: Row | undefined): Row | undefined {
  if (row === undefined || row === before) return row;
  return isJson(row, before) ? row : (JSON.parse(JSON.stringify(row)) as Row);
}

/** True for what JSON gives back as it is. What an earlier, plain value shares with it need not be looked at again. */
function isJson(value: unknown, before: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0);
    case 'object':
      return value === null || value === before || membersAreJson(value as Fields, before as Fields | null | undefined);
    default:
      return false;
  }
}

function membersAreJson(value: Fields, before: Fields | null | undefined): boolean {
  for (const name in value) if (!isJson(value[name], before?.[name])) return false;
  return true;
}

/** True where two JSON values are the same; the order of an object's members does not count. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [left, right] = [a as Fields, b as Fields];
  const names = Object.keys(left);
  return names.length === Object.keys(right).length && names.every((name) => name in right && same(left[name], right[name]));
}
