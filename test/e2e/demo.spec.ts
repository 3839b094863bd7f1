import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROLES } from '../../apps/api/src/auth/roles.js';
import { demo } from '../../apps/cli/src/commands/demo.js';
import type { World } from '../../apps/cli/src/world.js';
import { testWorld, type TestWorld } from '../support/world.js';

let data: string;
const useFreshFolder = (): void => {
  data = mkdtempSync(join(tmpdir(), 'planledger-demo-'));
};
const removeFolder = (): void => rmSync(data, { recursive: true });

const worldOf = (whenUp: (world: TestWorld) => Promise<unknown>, port = '0'): TestWorld => {
  const world: TestWorld = testWorld({
    env: { PLANLEDGER_DATA: data, PLANLEDGER_LOG_LEVEL: 'silent', PORT: port },
    fetch,
    now: () => new Date().toISOString(),
    stopped: async () => void (await whenUp(world)),
  } satisfies Partial<World>);
  return world;
};

/** What a demo printed: where it answers, a key per role, and a request for a shell. */
function readWelcome({ written: { out } }: TestWorld): { url: string; keys: Record<string, string>; question: string } {
  const keys = Object.fromEntries(ROLES.map((role) => [role, new RegExp(`^  ${role} +(pl_\\S+)$`, 'm').exec(out)?.[1] ?? '']));
  return { url: /(http:\S+)\/graphql /.exec(out)?.[1] ?? '', keys, question: /-d '(.*)'$/m.exec(out)?.[1] ?? '' };
}

const ask = (url: string, key: string, body: string): Promise<Response> =>
  fetch(`${url}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` }, body });

describe('the demo', () => {
  let former: string;
  beforeAll(useFreshFolder);
  afterAll(removeFolder);

  it('stands up with the plan in it and answers its own question with each key', async () => {
    const first = worldOf(async (world) => {
      const { url, keys, question } = readWelcome(world);
      for (const role of ROLES.filter((one) => one !== 'admin')) expect((await ask(url, keys[role], question)).status).toBe(200);
      const { data: answer } = (await (await ask(url, keys.viewer, question)).json()) as { data: { plan: { ambitions: unknown[] } } };
      expect(answer.plan.ambitions).toHaveLength(8);
    });
    expect(await demo(first)).toBe(0);
    expect(first.written.out).toMatch(/^\d+ recorded, 0 already there, 0 refused\.$/m);
    former = readWelcome(first).keys.viewer;
  });

  it('finds everything there the next time, gives out other keys, and keeps them where another one wants the folder', async () => {
    const second = worldOf(async (world) => {
      const other = worldOf(() => Promise.resolve());
      expect(await demo(other)).toBe(1);
      expect(other.written.err).toContain(`If another planledger runs with its data in ${data}, stop that one first.`);
      const { url, keys, question } = readWelcome(world);
      expect((await ask(url, former, question)).status).toBe(401);
      expect((await ask(url, keys.viewer, question)).status).toBe(200);
    });
    expect(await demo(second)).toBe(0);
    expect(second.written.out).toMatch(/^0 recorded, \d+ already there, 0 refused\.$/m);
  });

  it('says so where the port is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as AddressInfo;
    const world = worldOf(() => Promise.resolve(), String(port));
    expect(await demo(world)).toBe(1);
    expect(world.written.err).toBe(`127.0.0.1:${port} is in use by another program. Stop it, or set PORT to a free port.\n`);
    squatter.close();
  });
});
