import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { catalog, evolve, touches } from '#libs/domain';
import { canonical, decoder, leafHash, parseStreamName, RETRACTION, whenOf, type Stored } from '#libs/ledger';

interface Golden {
  /** An entry as some version of the program wrote it. Never edited. */
  readonly stored: Stored;
  /** Its data as it must read today. */
  readonly decoded: unknown;
}

const decode = decoder(catalog);
const files = readdirSync('test/golden').filter((file) => file.endsWith('.json'));
const golden = (file: string): Golden => JSON.parse(readFileSync(`test/golden/${file}`, 'utf8')) as Golden;

test('every version of every event ever written has a golden file', () => {
  const written = catalog.flatMap(({ events }) =>
    Object.entries(events).flatMap(([type, steps]) => Array.from({ length: steps.length + 1 }, (_, n) => `${type}.v${n + 1}.json`)),
  );
  expect(files.toSorted()).toEqual([...written, `${RETRACTION}.v1.json`].sort());
});

describe.each(files)('%s', (file) => {
  const { stored, decoded } = golden(file);

  test('still reads as it did', () => {
    expect(decode(stored).data).toEqual(decoded);
    expect(file).toBe(`${stored.type}.v${decode(stored).metadata.v}.json`);
  });

  test('is canonical and has a leaf', () => {
    expect([canonical(JSON.parse(stored.data)), canonical(JSON.parse(stored.metadata))]).toEqual([stored.data, stored.metadata]);
    expect(leafHash(0, stored)).toHaveLength(32);
  });

  test('still folds', () => {
    const entry = decode(stored);
    const slice = catalog.find(({ name }) => name === parseStreamName(stored.stream)?.slice);
    if (slice === undefined || stored.type === RETRACTION) return;
    expect(touches(slice.projections, entry).length).toBeGreaterThan(0);
    expect(() => evolve(slice.projections, {}, entry, whenOf(slice, entry))).not.toThrow();
  });
});
