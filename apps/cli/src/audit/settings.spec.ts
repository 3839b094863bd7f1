import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { EsdbStub } from '../../../../test/support/esdb-stub.js';
import { testWorld } from '../../../../test/support/world.js';
import { run } from '../program.js';

const STREAM = 'objective-main.jfp.1a';
let stub: EsdbStub;
beforeAll(async () => {
  stub = await EsdbStub.start();
});
afterAll(() => stub.stop());

async function listed(...options: string[]): Promise<readonly [status: number, out: string]> {
  const world = testWorld();
  const status = await run(['audit', 'settings', `esdb://127.0.0.1:${stub.port}?tls=false`, ...options], world);
  return [status, world.written.out];
}

const set = (settings: object): void => stub.put({ stream: `$$${STREAM}`, type: '$metadata', data: Buffer.from(JSON.stringify(settings)) });

test('what was set on the streams of a server is listed, and what hides entries fails', async () => {
  stub.put({ stream: STREAM });
  expect(await listed()).toEqual([0, 'Nothing was ever set on a stream of the ledger.\n']);
  set({ $acl: { $w: 'api' } });
  const access = `2023-11-14T22:13:20.000Z ${STREAM} {"$acl":{"$w":"api"}}\n`;
  expect(await listed()).toEqual([0, `${access}1 set, 0 of them to hide entries.\n`]);
  set({ $tb: 3 });
  set({});
  expect(await listed()).toEqual([
    1,
    `${access}2023-11-14T22:13:20.000Z ${STREAM} {"$tb":3}: hides entries\n2023-11-14T22:13:20.000Z ${STREAM} {}\n3 set, 1 of them to hide entries.\n`,
  ]);
  const [status, out] = await listed('--json');
  expect(status).toBe(1);
  expect(
    out
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { hidesEntries: boolean }).hidesEntries),
  ).toEqual([false, true, false]);
});
