import { afterAll, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { join } from 'node:path';
import type { Stored } from '#libs/ledger';
import { entryOf, retraction, scratch, tinyCatalog, type Told } from '../../../../test/support/tiny-ledger.js';
import { replayAside } from '../replay-aside.js';
import { stateDigest } from './digest.js';
import { openForWriting } from './schema.js';
import { ViewWriter } from './view-writer.js';

const { folder, remove } = scratch();
afterAll(remove);

const days = fc.constantFrom('2025-04-01', '2025-04-02', '2025-05-01');
const boxes = fc.constantFrom('a', 'b');
const event = fc.oneof(
  fc.record({ box: boxes, on: days }).map(({ box, on }): Told => ({ event: { type: 'BoxPlaced', data: { box, colour: 'red' } }, on })),
  fc.record({ box: boxes, on: days }).map(({ box, on }): Told => ({ event: { type: 'BoxFilled', data: { box, what: 'x' } }, on })),
  fc.nat(10).map((revision) => retraction(revision)),
);

const storedIn = (store: string, told: readonly Told[]): readonly Stored[] =>
  told.map((one, revision) => ({
    ...entryOf('box-acme.store', { ...one, commandId: `c-${revision}` }),
    stream: 'box-acme.store',
    revision,
    position: `${store}${String(revision).padStart(9, '0')}`,
  }));

async function* inBatches(entries: readonly Stored[], size: number): AsyncGenerator<readonly Stored[]> {
  for (let at = 0; at < entries.length; at += size) yield entries.slice(at, at + size);
}

test('the digest at an entry is that of a replay that ends there, from any store and in any batches', async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(event, { minLength: 1, maxLength: 25 }),
      fc.nat(24),
      fc.integer({ min: 1, max: 9 }),
      async (told, place, size) => {
        const entry = place % told.length;
        const entries = storedIn('here-', told);
        const path = join(folder, `${run++}.db`);
        const writer = new ViewWriter(openForWriting(path, 'REPLAY').database, tinyCatalog);
        writer.apply(entries);
        writer.commit();
        const root = writer.rootAt(entry + 1).toString('hex');
        writer.close();
        const elsewhere = entries
          .slice(0, entry + 1)
          .map((one) => ({ ...one, position: one.position.replace('here', 'there'), created: 'now' }));
        const replayed = await replayAside(inBatches(elsewhere, size), tinyCatalog);
        expect(replayed).toEqual({ size: entry + 1, root, digest: stateDigest(path, entry) });
      },
    ),
    { numRuns: 40 },
  );
});
