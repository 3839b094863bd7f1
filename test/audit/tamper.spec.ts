import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { bundleLines, leafOf, readCheckpoints, readLine, sqliteLines, verify, type Fault, type Verified } from '#libs/audit';
import { newKey } from '../../apps/cli/src/audit/signer.js';
import { forged, ORIGIN, SignedLedger, spoilLines } from '../support/signed-ledger.js';
import { scratch } from '../support/tiny-ledger.js';

const { folder, remove } = scratch();
const FIRST_FILE = 'entries/000000000000.jsonl';
let ledger: SignedLedger;

beforeAll(async () => {
  ledger = await SignedLedger.make(folder, 40, [12, 25, 40]);
});
afterAll(remove);

const nothing = (): void => undefined;

async function faultIn(bundle: string): Promise<Fault | undefined> {
  const checkpoints = readCheckpoints(join(bundle, 'checkpoints'), ledger.key);
  return (await verify({ origin: ORIGIN, lines: bundleLines(bundle), checkpoints, decode: nothing })).fault;
}

async function faultInLog(file: string): Promise<Fault | undefined> {
  const checkpoints = readCheckpoints(join(folder, 'bundle', 'checkpoints'), ledger.key);
  return (await verify({ origin: ORIGIN, lines: sqliteLines(file, 'main'), checkpoints, decode: nothing, open: true })).fault;
}

test('what nobody touched is in order', async () => {
  expect(await faultIn(ledger.bundle())).toBeUndefined();
  expect(await faultInLog(ledger.log())).toBeUndefined();
});

test('verifying on from anywhere comes to what verifying all at once comes to', async () => {
  const folderOfAll = join(folder, 'bundle');
  const checkpoints = readCheckpoints(join(folderOfAll, 'checkpoints'), ledger.key);
  const whole = await verify({ origin: ORIGIN, lines: bundleLines(folderOfAll), checkpoints, decode: nothing });
  expect(whole.verified.size).toBe(40);
  for (let stop = 0; stop <= 40; stop++) {
    const until = (async function* () {
      for await (const lines of bundleLines(folderOfAll)) yield lines.slice(0, stop);
    })();
    const before = await verify({ origin: ORIGIN, lines: until, checkpoints: { sound: [] }, decode: nothing, open: true });
    const since = JSON.parse(JSON.stringify(before.verified)) as Verified;
    const after = await verify({ origin: ORIGIN, lines: bundleLines(folderOfAll, stop), checkpoints, decode: nothing, since });
    expect(after).toEqual(whole);
  }
});

test('in a log of several tenants each ledger is looked at by itself', async () => {
  const file = ledger.log(`UPDATE entries SET stream = replace(stream, 'main', 'other') WHERE stream = 'box-main.pc'`);
  const look = async (tenant: string) =>
    (await verify({ origin: ORIGIN, lines: sqliteLines(file, tenant), checkpoints: { sound: [] }, decode: nothing, open: true })).fault;
  expect(await look('other')).toEqual({ entry: 0, reason: expect.stringContaining('its id was made from') });
  expect(await look('main')).toBeUndefined();
  expect(await look('mai')).toBeUndefined();
});

describe('a bundle that was changed', () => {
  const cases: readonly (readonly [string, (lines: string[]) => readonly string[], number, RegExp])[] = [
    ['an entry dropped', (lines) => lines.toSpliced(17, 1), 17, /entry 18 stands in its place/],
    ['two entries swapped', (lines) => lines.with(17, lines[20]).with(20, lines[17]), 17, /entry 20 stands in its place/],
    ['the end cut off', (lines) => lines.slice(0, 33), 33, /missing: the last checkpoint is of 40/],
    ['everything cut off', () => [], 0, /./],
    ['an entry put in', (lines) => lines.toSpliced(17, 0, lines[17]), 18, /entry 17 stands in its place/],
    [
      'an entry put at the end',
      (lines) => [...lines, forged(lines[39], 40, 'x').replace('"revision":12', '"revision":13')],
      40,
      /follows the last/,
    ],
    ['an entry renumbered', (lines) => lines.with(17, lines[17].replace('"entry":17', '"entry":18')), 17, /entry 18 stands/],
    ['a revision renumbered', (lines) => lines.with(17, lines[17].replace('"revision":5', '"revision":6')), 17, /revision 6 .* where 5/],
    ['a space put in', (lines) => lines.with(17, lines[17].replace(',', ', ')), 17, /not canonical JSON/],
    ['a member put in', (lines) => lines.with(17, lines[17].replace('"type"', '"tip":1,"type"')), 17, /not the members/],
    ['a byte of the fact flipped', (lines) => lines.with(17, lines[17].replace('box 17', 'box 16')), 17, /its id was made from/],
    ['a byte of the actor flipped', (lines) => lines.with(17, lines[17].replace('"tester"', '"taster"')), 17, /its id was made from/],
    ['the leaf hash changed', (lines) => lines.with(17, lines[17].replace(/"leafHash":"./, '"leafHash":"x')), 17, /its leaf hash/],
    ['an entry forged, id and leaf hash too', (lines) => lines.with(17, forged(lines[17], 17, 'other')), 12, /from 12 to 24 are not/],
    ['an entry forged after the second checkpoint', (lines) => lines.with(39, forged(lines[39], 39, 'other')), 25, /from 25 to 39 are not/],
    [
      'its data taken out, with a hash of something else',
      (lines) => lines.with(17, lines[17].replace(/"data":.*?\},/, `"dataHash":"${'0'.repeat(64)}",`).replace(/,"salt":"[^"]*"/, '')),
      17,
      /its leaf hash/,
    ],
    [
      'its data taken out by somebody who forgot the salt',
      (lines) => lines.with(17, lines[17].replace(/"data":.*?\},/, `"dataHash":"00",`)),
      17,
      /not its salt/,
    ],
  ];
  test.each(cases)('%s', async (_, spoil, entry, reason) => {
    expect(await faultIn(spoilLines(ledger.bundle(), spoil))).toEqual({ entry, reason: expect.stringMatching(reason) });
  });

  test('no byte can be flipped unnoticed, and the entry is named', async () => {
    const bytes = readFileSync(join(folder, 'bundle', FIRST_FILE));
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 2), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const bundle = ledger.bundle();
        const spoiled = Buffer.from(bytes);
        spoiled[place] ^= change;
        writeFileSync(join(bundle, FIRST_FILE), spoiled);
        const line = bytes.subarray(0, place).filter((byte) => byte === 10).length;
        expect((await faultIn(bundle))?.entry).toBe(line);
      }),
      { numRuns: 60 },
    );
  });

  test('the tree rebuilt and signed with another key', async () => {
    const bundle = ledger.bundle();
    spoilLines(bundle, (lines) => {
      const other = lines.with(17, forged(lines[17], 17, 'other'));
      const { secret } = newKey(ORIGIN);
      for (const size of [25, 40])
        ledger.sign(
          bundle,
          other.map((line) => leafOf(readLine(line))),
          size,
          secret,
        );
      return other;
    });
    expect(await faultIn(bundle)).toEqual({ entry: 12, reason: expect.stringContaining(`is not signed by ${ORIGIN}+${ledger.key.id}`) });
  });

  test.each([
    ['a signature', (note: string) => note.replace(/.{3}(=*)\n$/, 'AAA$1\n'), /is false/],
    ['the size', (note: string) => note.replace('\n25\n', '\n26\n'), /is false/],
    ['the origin', (note: string) => note.replace('plans', 'plots'), /is false/],
    ['the form', (note: string) => note.replace('\n\n', '\n'), /is no signed note/],
  ])('%s of a checkpoint', async (_, spoil, reason) => {
    const bundle = ledger.bundle();
    const file = join(bundle, 'checkpoints', '000000000025.txt');
    writeFileSync(file, spoil(readFileSync(file, 'utf8')));
    expect(await faultIn(bundle)).toEqual({ entry: 12, reason: expect.stringMatching(reason) });
  });
});

describe('a SQLite log that was changed', () => {
  const move = (from: number, to: number): string => `UPDATE entries SET position = ${to} WHERE position = ${from}`;
  const put = (position: number, stream: string, revision: number): string =>
    `INSERT INTO entries SELECT ${position}, '${stream}', ${revision}, 'f' || id, type, data, metadata FROM entries WHERE position = 1`;
  const cases: readonly (readonly [string, readonly string[], number, RegExp])[] = [
    ['a byte of the fact flipped', [`UPDATE entries SET data = replace(data, 'box 17', 'box 16')`], 17, /its id was made from/],
    [
      'a byte of the metadata flipped',
      [`UPDATE entries SET metadata = replace(metadata, 'tester', 'taster') WHERE position = 18`],
      17,
      /its id/,
    ],
    ['the type changed', [`UPDATE entries SET type = 'BoxFilled' WHERE position = 18`], 17, /its id was made from/],
    ['bytes that say the same', [`UPDATE entries SET data = replace(data, ',', ', ') WHERE position = 18`], 17, /not canonical/],
    ['an entry dropped', ['DELETE FROM entries WHERE position = 18'], 17, /position 18 of the file is empty/],
    [
      'an entry dropped, and the gap closed',
      ['DELETE FROM entries WHERE position = 18', 'UPDATE entries SET position = position - 1 WHERE position > 18'],
      19,
      /revision 6 of box-main.pc, where 5 should follow/,
    ],
    ['two entries of one stream swapped', [move(18, 99), move(21, 18), move(99, 21)], 17, /revision 6 .* where 5/],
    ['two entries of two streams swapped', [move(18, 99), move(19, 18), move(99, 19)], 12, /from 12 to 24 are not/],
    ['the end cut off', ['DELETE FROM entries WHERE position > 33'], 33, /missing: the last checkpoint is of 40/],
    ['an entry put in', [move(40, 41), put(40, 'box-main.pd', 0)], 39, /its metadata is not its own/],
    ['a revision renumbered', ['UPDATE entries SET revision = 99 WHERE position = 18'], 17, /revision 99 .* where 5/],
    ['the last place renumbered', [move(40, 77)], 39, /position 40 of the file is empty, the next entry stands at 77/],
    ['a stream renamed', [`UPDATE entries SET stream = 'box-main.pz' WHERE stream = 'box-main.pc'`], 2, /its id was made from/],
    ['an entry of another tenant made of ours', [`UPDATE entries SET stream = 'box-other.pc' WHERE position = 40`], 39, /missing/],
  ];
  test.each(cases)('%s', async (_, spoil, entry, reason) => {
    expect(await faultInLog(ledger.log(...spoil))).toEqual({ entry, reason: expect.stringMatching(reason) });
  });

  test('its file cut short', async () => {
    const file = ledger.log();
    truncateSync(file, 8192);
    expect(await faultInLog(file)).toEqual({ entry: 0, reason: expect.stringContaining('malformed') });
  });
});
