import type { Because, Day, Row } from '#libs/domain';
import { NO_REASONS, type RowAndReasons } from './row-text.js';

/** What a thing looks like from one day to before the next segment's. The row is undefined where it is not, or no longer, there. */
export interface Segment extends RowAndReasons {
  readonly from: Day;
}

/** A segment as it stood so far, read when it is looked at. */
export interface Standing {
  readonly from: Day;
  readonly read: () => RowAndReasons;
}

/** An entry that feeds a row, with the day at which it folds. */
export interface Fact {
  readonly day: Day;
  readonly fold: (row: Row | undefined) => Row | undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * What a thing looks like from `day` on once `entry` is recorded. `live`: the segments up to then, in order, from the last
 * on that begins before `day`; `facts`: all that stands from `day` on, in fold order. Cuts at the days of the facts and at
 * the former cuts, so that each day keeps the reasons of its own. Reads and folds no further than it is asked.
 */
export function* refold(live: readonly Standing[], facts: readonly Fact[], day: Day, entry: number): Iterable<Segment> {
  const before = live.find((segment) => segment.from < day);
  const cuts = [...facts.map((fact) => fact.day), ...live.map((segment) => segment.from)].filter((cut) => cut >= day);
  const days = [...new Set(before === undefined ? cuts : [day, ...cuts])].sort();
  let row = before?.read().row;
  let told = 0;
  let passed = -1;
  for (const from of days) {
    for (; told < facts.length && facts[told].day <= from; told++) row = plain(facts[told].fold(row), row);
    while (passed + 1 < live.length && live[passed + 1].from <= from) passed++;
    yield { from, ...settle(passed < 0 ? undefined : live[passed].read(), row, entry) };
  }
}

/**
 * A row with, for each field, the entry that last changed it: `entry`, where it differs from what it was. Those that went
 * away by their names, in order, so that reasons from memory and from disk are the same.
 */
export function settle(old: RowAndReasons | undefined, row: Row | undefined, entry: number): RowAndReasons {
  if (row === undefined) return { row, reasons: NO_REASONS };
  const last = old?.row ?? {};
  const known = old?.row === undefined ? NO_REASONS : old.reasons;
  const [names, values] = [Object.keys(row), Object.values(row) as readonly unknown[]];
  const [formerNames, formerValues] = [Object.keys(last), Object.values(last) as readonly unknown[]];
  const fields: number[] = [];
  let kept = 0;
  for (let place = 0; place < names.length; place++) {
    const former = formerNames[place] === names[place] ? place : formerNames.indexOf(names[place]);
    const value = values[place];
    const before = former < 0 ? undefined : formerValues[former];
    if (former >= 0) kept++;
    if (value !== undefined && value === before) fields.push(known.fields[former]);
    else if (!isJson(value)) return settle(old, plain(row, old?.row), entry);
    else fields.push(same(value, before) ? known.fields[former] : entry);
  }
  const lost = kept === formerNames.length ? [] : formerNames;
  return { row, reasons: { fields, gone: missingFrom(row, lost, known.gone, entry) } };
}

/** The entries that took away what the row lacks now. */
function missingFrom(row: Row, lost: readonly string[], gone: Because = {}, entry: number): Because | undefined {
  const names = [...lost, ...Object.keys(gone)].filter((name) => !(name in row));
  return names.length === 0 ? undefined : Object.fromEntries(names.sort().map((name) => [name, gone[name] ?? entry]));
}

/** A row as it will be read again: nothing but JSON, so that a fold from memory and one from disk are the same. */
export function plain(row: Row | undefined, before: Row | undefined): Row | undefined {
  return row === undefined || row === before || isJson(row) ? row : (JSON.parse(JSON.stringify(row)) as Row);
}

/** True for what JSON gives back as it is. */
function isJson(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return true;
    case 'number':
      return Number.isFinite(value) && !Object.is(value, -0);
    case 'object':
      return value === null || Object.values(value).every(isJson);
    default:
      return false;
  }
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
