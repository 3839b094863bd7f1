import { expect, test } from '@jest/globals';
import { EXAMPLE } from '../../../../test/support/example-folder.js';
import { testWorld } from '../../../../test/support/world.js';
import { EXIT } from '../world.js';
import { importFolder } from './import.js';

test('what was changed in a folder since it was imported is told as such', async () => {
  const refusal = {
    __typename: 'Refusal',
    code: 'IDEMPOTENCY_KEY_REUSED',
    message: 'The id is used.',
    rule: null,
    facts: [],
    proposals: [],
  };
  const data = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`m${n}`, refusal]));
  const fetch = (): Promise<Response> => Promise.resolve(Response.json({ data }));
  const world = testWorld({ fetch });
  expect(await importFolder(EXAMPLE, { url: 'http://ledger.test', key: 'pl_x' }, world)).toBe(EXIT.FAILED);
  expect(world.written.err).toMatch(
    /^plan\.json: IDEMPOTENCY_KEY_REUSED: was imported before with another content, which stays as it is\./m,
  );
});
