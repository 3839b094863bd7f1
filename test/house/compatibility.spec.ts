import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { buildSchema, findBreakingChanges } from 'graphql';

const read = (file: string): string => readFileSync(file, 'utf8');

/** `released.graphql` is the schema that clients were last promised; a release copies `schema.graphql` over it. */
test('what breaks a client is announced in the changelog, by the words below', () => {
  const breaking = findBreakingChanges(buildSchema(read('test/house/released.graphql')), buildSchema(read('schema.graphql')));
  const changelog = read('CHANGELOG.md');
  expect(breaking.map(({ description }) => description).filter((description) => !changelog.includes(description))).toEqual([]);
});
