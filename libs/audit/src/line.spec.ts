import { describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { canonical, leafHash, type Stored } from '#libs/ledger';
import { hashOfData, idOf, jcs, leafOf, readLine } from './line.js';

const golden = readdirSync('test/golden').filter((file) => file.endsWith('.json'));
const storedIn = (file: string): Stored => (JSON.parse(readFileSync(`test/golden/${file}`, 'utf8')) as { stored: Stored }).stored;

const textOf = ({ data, id, metadata, revision, stream, type }: Stored): string =>
  `{"data":${data},"entry":7,"id":"${id}","metadata":${metadata},"revision":${revision},"stream":"${stream}","type":"${type}"}`;

describe('every version of every event ever written', () => {
  test.each(golden)('gives the verifier the leaf and the id that the ledger gave it: %s', (file) => {
    const stored = storedIn(file);
    const line = readLine(textOf(stored));
    expect(leafOf(line)).toEqual(leafHash(7, stored));
    expect(idOf(line)).toBe(stored.id);
  });
});

test('a line that withholds its data has the same leaf', () => {
  const { data = {}, metadata, ...rest } = readLine(textOf(storedIn('MilestoneMet.v1.json')));
  const { salt, ...unsalted } = metadata;
  const withheld = readLine(jcs({ ...rest, metadata: unsalted, dataHash: hashOfData(data, salt) }));
  expect(leafOf(withheld)).toEqual(leafOf({ ...rest, metadata, data }));
});

test('the two writers of canonical JSON agree', () => {
  const awkward = { '10': 1, '9': 2, é: '\u2028', '': null, z: [1e21, 0.1, -0], '😀': { b: true, a: '"' } };
  expect(jcs(awkward)).toBe(canonical(awkward));
});

test.each([
  ['no JSON', '{"data":', 'JSON'],
  ['a list', '[]', 'not the members'],
  ['nothing', 'null', 'null'],
])('%s is no entry', (_, text, reason) => {
  expect(() => readLine(text)).toThrow(reason);
});
