import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { ALWAYS, FOREVER, reduce, touches, type Because, type Day, type Row } from '#libs/domain';
import { decoder, type Stored } from '#libs/ledger';
import { boxSlice, entryOf, retraction, scratch, tinyCatalog, type BoxEvent, type Told } from '../../../../test/support/tiny-ledger.js';
import { EntryReader } from './entry-reader.js';
import { RowReader } from './row-reader.js';
import { openForWriting } from './schema.js';
import { same } from './segments.js';
import { ViewWriter } from './view-writer.js';

const STREAM = 'box-acme.store';
const DAYS = ['2025-04-01', '2025-04-02', '2025-04-05', '2025-05-01', '2026-01-01'];
const ASKED = [ALWAYS, '2025-03-31', ...DAYS, '2025-04-04', FOREVER];
const TYPES = ['ShelfBuilt', 'BoxPlaced', 'BoxesLabelled'];
const KEYS = [['box', 'bay-a'], ['box', 'bay-b'], ['box', 'bin-a'], ['shelf', 'rack-top']] as const; // prettier-ignore

const box = fc.constantFrom('bay-a', 'bay-b', 'bin-a');
const colour = fc.constantFrom('red', 'green', 'blue');
const event: fc.Arbitrary<BoxEvent> = fc.oneof(
  fc.constant<BoxEvent>({ type: 'ShelfBuilt', data: { shelf: 'rack-top' } }),
  fc.record({ type: fc.constant('BoxPlaced' as const), data: fc.record({ box, colour }) }),
  fc.record({ type: fc.constant('BoxPainted' as const), data: fc.record({ box, colour }) }),
  fc.record({ type: fc.constant('BoxFilled' as const), data: fc.record({ box, what: colour }) }),
  fc.record({ type: fc.constant('BoxEmptied' as const), data: fc.record({ box }) }),
  fc.record({ type: fc.constant('BoxesLabelled' as const), data: fc.record({ boxes: fc.array(box, { maxLength: 3 }), label: colour }) }),
);
const fact: fc.Arbitrary<Told> = fc.record({ event, on: fc.constantFrom(...DAYS) });
const mistake: fc.Arbitrary<Told> = fc.array(fc.nat(10), { minLength: 1, maxLength: 5 }).map((revisions) => retraction(...revisions));
const history = fc.array(fc.oneof({ weight: 4, arbitrary: fact }, { weight: 1, arbitrary: mistake }), { minLength: 1, maxLength: 16 });

const stored = (told: readonly Told[]): Stored[] =>
  told.map((one, revision) => ({ ...entryOf(STREAM, one), stream: STREAM, revision, position: String(revision).padStart(6, '0') }));

const dayOf = ({ event: { type }, on = ALWAYS }: Told): Day => (boxSlice.timeless.includes(type) ? ALWAYS : on);

interface Feeding {
  readonly one: Told;
  readonly number: number;
  readonly fed: ReturnType<typeof touches>[number];
}

/** Every fact up to an entry and a day that feeds a row and was not taken back by then, in the order in which they fold. */
function naiveFacts(told: readonly Told[], kind: string, key: string, entry: number, day: Day): readonly Feeding[] {
  const known = told.slice(0, entry + 1);
  const gone = new Set(
    known.flatMap(({ event: { data } }, at) => ('revisions' in data ? (data.revisions as number[]).filter((one) => one < at) : [])),
  );
  return known
    .map((one, number) => ({ one, number }))
    .filter(({ one, number }) => !gone.has(number) && !('revisions' in one.event.data) && dayOf(one) <= day)
    .sort((a, b) => (dayOf(a.one) < dayOf(b.one) ? -1 : dayOf(a.one) > dayOf(b.one) ? 1 : a.number - b.number))
    .flatMap(({ one, number }) => {
      const fed = touches(boxSlice.projections, one.event).find((touch) => touch.projection.kind === kind && touch.key === key);
      return fed === undefined ? [] : [{ one, number, fed }];
    });
}

/** What is known at an entry about a day: all that feeds a row, folded afresh. */
const naive = (facts: readonly Feeding[]): Row | undefined =>
  facts.reduce<Row | undefined>((row, { one, fed }) => {
    const when = { on: dayOf(one), precision: 'DAY' as const, recordedAt: '', actor: '' };
    return reduce(fed.projection, row, one.event, when);
  }, undefined);

type Fields = Readonly<Record<string, unknown>>;

/** For each field the last entry up to this one after which the day looked different from before. */
function naiveBecause(before: { row: Row | undefined; because: Because }, row: Row | undefined, entry: number): Because {
  if (row === undefined) return {};
  const [old, next] = [(before.row ?? {}) as Fields, row as Fields];
  const fields = before.row === undefined ? Object.keys(next) : [...new Set([...Object.keys(old), ...Object.keys(next)])];
  const changed = fields.filter((field) => !same(old[field], next[field])).map((field) => [field, entry] as const);
  return { ...(before.row === undefined ? {} : before.because), ...Object.fromEntries(changed) };
}

describe('rows', () => {
  const { folder, remove } = scratch();
  let count = 0;
  let open: DatabaseSync;

  afterAll(remove);

  function project(told: readonly Told[], sizes: readonly number[]): RowReader[] {
    const path = join(folder, `${count++}.db`);
    const { database } = openForWriting(path);
    database.exec('PRAGMA synchronous = OFF');
    const writer = new ViewWriter(database, tinyCatalog);
    open = database;
    const reader = (): RowReader => new RowReader(database, new EntryReader(database, decoder(tinyCatalog)));
    const follower = reader();
    const entries = stored(told);
    for (let from = 0, turn = 0; from < entries.length; turn++) {
      const size = sizes[turn % sizes.length];
      const applied = writer.apply(entries.slice(from, from + size));
      follower.apply(applied?.changes ?? []);
      // What a reader has looked at must not be wrong after the next batch.
      for (const [kind, key] of KEYS) follower.source('store', writer.head, DAYS[turn % DAYS.length]).one(kind, key);
      from += size;
    }
    return [follower, reader()];
  }

  function compare(told: readonly Told[], readers: readonly RowReader[]): void {
    for (const [kind, key] of KEYS) {
      for (const day of ASKED) {
        let expected: { row: Row | undefined; because: Because } = { row: undefined, because: {} };
        for (let entry = 0; entry < told.length; entry++) {
          const facts = naiveFacts(told, kind, key, entry, day);
          const row = naive(facts);
          const ofTypes = facts.filter(({ one }) => TYPES.includes(one.event.type));
          const named = ofTypes.map(({ one, number }) => [number, one.event.data, dayOf(one)]);
          expected = { row, because: naiveBecause(expected, row, entry) };
          for (const reader of readers) {
            const source = reader.source('store', entry, day);
            const told = source.told(kind, key.split('-')[0], TYPES).get(key) ?? [];
            const heard = told.map((one) => [one.entry, one.event.data, one.on]);
            if (!same(heard, named)) expect({ entry, day, key, heard }).toEqual({ entry, day, key, heard: named });
            const found = source.one(kind, key);
            if (!same(found ?? null, row === undefined ? null : expected)) {
              expect({ entry, day, key, ...found }).toEqual({ entry, day, key, ...(row === undefined ? {} : expected) });
            }
          }
        }
      }
    }
  }

  test('at every entry and day are what a fold of everything known by then gives, with the entry behind each field', () => {
    fc.assert(
      fc
        .property(history, fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: 5 }), (told, sizes) => {
          compare(told, project(told, sizes));
        })
        .afterEach(() => open.close()),
      { numRuns: 100 },
    );
  });
});
