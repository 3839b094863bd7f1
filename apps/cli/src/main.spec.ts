import { expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

test('ends as usual where nobody reads its output any more', async () => {
  const argv = ['--import', resolve('test/support/typescript-hooks.mjs'), resolve('apps/cli/src/main.ts'), '--help'];
  const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'pipe'] });
  child.stdout.destroy();
  let told = '';
  child.stderr.on('data', (text: Buffer) => (told += text.toString()));
  expect([await once(child, 'close'), told]).toEqual([[0, null], '']);
});
