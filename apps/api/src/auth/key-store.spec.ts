import { expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { KeyStore } from './key-store.js';

test('a file of keys that cannot be written is named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'planledger-keys-'));
  const file = join(folder, 'keys.db');
  const keys = new KeyStore(file);
  const spoiler = new DatabaseSync(file);
  spoiler.exec('DROP TABLE keys');
  spoiler.close();
  const now = '2025-10-03T09:00:00.000Z';
  const says = `the keys in ${file} cannot be written: no such table`;
  expect(() => keys.create({ tenant: 'main', name: 'office', roles: ['viewer'] }, now)).toThrow(says);
  expect(() => keys.revoke('79ce57d98fbf', now)).toThrow(says);
  keys.close();
  rmSync(folder, { recursive: true });
});
