import { FOREVER, isDay, londonDay, pointOf, type Day, type EditionRow, type Instant, type RowSource } from '#libs/domain';
import type { EntryReader } from './file/entry-reader.js';
import type { RowReader } from './file/row-reader.js';
import { QuestionError, type AsOf, type Question } from './tenant-views.js';

/** A question with its defaults filled in. */
export interface Point {
  readonly entry: number;
  readonly on: Day;
  readonly edition: number | undefined;
}

/** What a question is resolved against. */
export interface Known {
  readonly rows: RowReader;
  readonly entries: EntryReader;
  readonly head: () => number;
  /** Waits until the entry of that number is projected; false if it does not come in time. */
  readonly awaitEntry: (number: number) => Promise<boolean>;
  /** Waits until everything in the log is projected; false if that takes too long. */
  readonly awaitAll: () => Promise<boolean>;
  /** How long an instant must lie back so that no entry stamped before it can still be recorded; in milliseconds. */
  readonly settledAfter: number;
}

/** An entry of the ledger with the day that goes with it, and the edition by which it was named. */
export interface Moment {
  readonly entry: number;
  readonly day: Day;
  readonly edition?: number;
}

/** Finds the point that a question about a plan means. Throws a `QuestionError`. */
export async function resolve(plan: string, question: Question, now: Instant, known: Known): Promise<Point> {
  const moment = await momentOf(plan, question.asOf, now, known);
  return pointAt(moment, question, (day) => known.rows.source(plan, moment.entry, day));
}

/** The point that a question means at a moment, in rows as they are read on a day. Throws a `QuestionError`. */
export function pointAt(moment: Moment, { on, edition }: Omit<Question, 'asOf'>, rowsOn: (day: Day) => RowSource): Point {
  if (on !== undefined && !isDay(on)) throw new QuestionError('BAD_USER_INPUT', `on: ${on} is not a day.`);
  if (edition !== undefined && moment.edition !== undefined && edition !== moment.edition) {
    throw new QuestionError('BAD_USER_INPUT', `asOf names edition ${moment.edition} and edition names ${edition}. Name one.`);
  }
  const named = edition ?? moment.edition;
  return { entry: moment.entry, on: on ?? dayOf(moment.day, named, rowsOn(moment.day)), edition: named };
}

/** A day that nobody named is never before Year 1 of an edition that is named, or that is not current yet. */
function dayOf(day: Day, named: number | undefined, rows: RowSource): Day {
  const editions = rows.all('edition').map(({ row }) => row as EditionRow);
  return pointOf(editions, day, named).on;
}

/** Finds the moment that is meant: the last entry and today where none is named. Throws a `QuestionError`. */
export async function momentOf(plan: string, asOf: AsOf | undefined, now: Instant, known: Known): Promise<Moment> {
  if (asOf === undefined) return { entry: known.head(), day: londonDay(now) };
  const { entry, instant, edition } = withoutNulls(asOf);
  if ([entry, instant, edition].filter((given) => given !== undefined).length !== 1) {
    throw new QuestionError('BAD_USER_INPUT', 'asOf takes exactly one of entry, instant and edition.');
  }
  if (entry !== undefined) return atEntry(entry, known);
  if (instant !== undefined) return atInstant(instant, now, known);
  return atPublication(plan, edition as number, known);
}

async function atEntry(entry: number, known: Known): Promise<Moment> {
  if (!Number.isSafeInteger(entry) || entry < 0) throw new QuestionError('BAD_USER_INPUT', 'asOf.entry is a number from 0 on.');
  if (entry > known.head() && !(await known.awaitEntry(entry))) {
    throw new QuestionError('AS_OF_BEYOND_LEDGER', `The ledger has no entry ${entry} yet; its last is ${known.head()}.`);
  }
  return { entry, day: londonDay(known.entries.clock(entry) as Instant) };
}

async function atInstant(text: Instant, now: Instant, known: Known): Promise<Moment> {
  const instant = normal(text);
  if (Date.parse(instant) > Date.parse(now) - known.settledAfter) {
    throw new QuestionError('AS_OF_BEYOND_LEDGER', `An entry stamped before ${instant} may still be recorded. Ask again later.`);
  }
  const found = known.entries.lastAt(instant, known.head());
  // With a later entry at hand nothing can come before it any more; without one, the log may hold more than this node.
  if (found < known.head() || (await known.awaitAll())) {
    return { entry: known.entries.lastAt(instant, known.head()), day: londonDay(instant) };
  }
  throw new QuestionError('AS_OF_BEYOND_LEDGER', `This node has not yet read the ledger up to ${instant}.`);
}

async function atPublication(plan: string, edition: number, known: Known): Promise<Moment> {
  const viewed = known.rows.source(plan, known.head(), FOREVER).one('edition', String(edition));
  const row = viewed?.row as EditionRow | undefined;
  if (viewed === undefined || row?.publishedOn === undefined) {
    throw new QuestionError('NOT_FOUND', `Plan ${plan} has no published edition ${edition}.`);
  }
  return Promise.resolve({ entry: viewed.because.publishedOn, day: row.publishedOn, edition });
}

function normal(instant: string): Instant {
  const time = Date.parse(instant);
  if (Number.isNaN(time)) throw new QuestionError('BAD_USER_INPUT', `asOf.instant: ${instant} is not an instant.`);
  return new Date(time).toISOString();
}

function withoutNulls(asOf: AsOf): AsOf {
  return Object.fromEntries(Object.entries(asOf).filter(([, value]) => value !== null && value !== undefined));
}
