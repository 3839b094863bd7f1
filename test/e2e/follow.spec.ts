import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { request } from 'node:http';
import { join } from 'node:path';
import { WebSocket } from 'ws';
import { MemoryLog } from '#libs/ledger';
import { LIMITS } from '../../apps/api/src/graphql/limits.js';
import { run } from '../../apps/cli/src/program.js';
import { type Closed, Following, type FollowingOptions } from '../support/following.js';
import { TestApi } from '../support/running-api.js';
import { scratch } from '../support/tiny-ledger.js';
import { testWorld } from '../support/world.js';

const NOW = '2025-10-03T09:00:00.000Z';
const log = new MemoryLog();

let here: TestApi;
let there: TestApi;
let open: Following[];
let ambitions = 0;

const add = (): Promise<unknown> => here.record('addAmbition', { number: ++ambitions, title: `Ambition ${ambitions}` });
const follow = (options: FollowingOptions = {}, api = here): Following => {
  const following = new Following(api, options);
  open.push(following);
  return following;
};

/** Two nodes on one log, the first with a ledger of three entries. */
beforeAll(async () => {
  open = [];
  here = await TestApi.start({ log, tempo: { pulse: 60_000, recheck: 20, closing: 500 } });
  there = await TestApi.start({ log });
  await here.record('registerPlan', { title: 'Joint Forward Plan', owner: { organisation: 'Integrated Care Board' } });
  await here.record('openEdition', { number: 1, firstFinancialYear: '2025/26', refreshKind: 'FULL' });
  await add();
});
afterEach(async () => {
  for (const following of open) await following.stop();
  open = [];
});
afterAll(() => Promise.all([here.close(), there.close()]));

const last = (): number => ambitions + 1;

describe('a subscription to entries', () => {
  test('gives what there is, says that it was all, and goes on live with what can be asked for', async () => {
    const following = follow();
    expect(await following.next()).toEqual([[0, 1, 2], 2, true]);
    const next = following.next();
    await add();
    expect(await next).toEqual([[3], 3, true]);
    expect(await here.ask('{ entry(number: 3) { type } }')).toEqual({ entry: { type: 'AmbitionAdded' } });
  });

  test('goes on after what was seen, on whichever node, while more is recorded', async () => {
    const seen: number[] = [];
    let after: number | undefined;
    for (let turn = 0; turn < 6; turn++) {
      const following = follow({ after }, turn % 2 ? here : there);
      if (turn > 2) await add();
      while (after === undefined || after < last()) {
        const page = await following.next();
        seen.push(...page![0]);
        after = page![1]!;
      }
      await following.stop();
      if (turn < 2) await add();
    }
    expect(seen).toEqual(Array.from({ length: last() + 1 }, (_, number) => number));
  });

  test('takes the filter of the query of that name', async () => {
    const following = follow({ filter: { types: ['EditionOpened'] } });
    expect(await following.next()).toEqual([[1], last(), true]);
  });

  test('shows the fields of entries as the query does', async () => {
    const fields = `number type stream revision commandId recordedAt effectiveOn precision daysLate actor reason
      source { document line } data leafHash id`;
    const whole = follow({ query: `subscription { entries(after: 1, filter: { plan: "jfp" }) { entries { ${fields} } } }` });
    const { entries } = await here.ask(`{ entries(first: 100) { nodes { ${fields} } } }`);
    expect(await whole.data()).toEqual({ entries: { entries: (entries.nodes as unknown as object[]).slice(2) } });
  });

  test('says where the ledger has no such entry', async () => {
    expect(await follow({ after: 9_999 }).failure()).toEqual(['AS_OF_BEYOND_LEDGER']);
  });

  test('is the tenant’s own', async () => {
    const key = here.keyStore.create({ tenant: 'other', name: 'a stranger', roles: ['viewer'] }, NOW);
    expect(await follow({ said: { authorization: `Bearer ${key}` } }).next()).toEqual([[], null, true]);
  });
});

describe('credentials', () => {
  test.each<[string, Readonly<Record<string, unknown>>]>([
    ['no key', {}],
    ['another key', { authorization: `Bearer pl_000000000000_${'0'.repeat(64)}` }],
    ['something else', { authorization: { key: 1 } }],
  ])('without a valid one nothing is answered: %s', async (_, said) => {
    const following = follow({ said });
    expect(await following.failure()).toBe(4401);
  });

  test('are taken from the header of the upgrade as well', async () => {
    const socket = rawSocket({ authorization: `Bearer ${here.keys.viewer}` });
    socket.on('open', () => socket.send('{"type":"connection_init"}'));
    expect(await nextMessage(socket)).toEqual({ type: 'connection_ack' });
    socket.terminate();
  });

  test('that are revoked end what is open', async () => {
    const key = here.keyStore.create({ tenant: 'main', name: 'soon gone', roles: ['viewer'] }, NOW);
    const following = follow({ said: { authorization: `Bearer ${key}` } });
    await following.next();
    here.keyStore.revoke(key.slice(3, 15), NOW);
    expect(await following.closed).toMatchObject({ code: 4401, reason: 'The API key is no longer valid.' });
  });
});

describe('limits', () => {
  const nested = (levels: number): string => (levels === 0 ? 'x' : `x { ${nested(levels - 1)} }`);

  test.each<[string, string, string]>([
    ['a query', '{ plans { code } }', 'BAD_USER_INPUT'],
    ['a mutation', 'mutation { retractEntry(input: {plan: "jfp", entry: 0, reason: "Why not"}) { __typename } }', 'BAD_USER_INPUT'],
    ['no GraphQL', 'subscription {', 'BAD_USER_INPUT'],
    ['an unknown field', 'subscription { entries { nothing } }', 'BAD_USER_INPUT'],
    ['two subscriptions in one', 'subscription { entries { upTo } other: entries { upTo } }', 'BAD_USER_INPUT'],
    ['what may ask for nothing', 'subscription { entries @skip(if: true) { upTo } }', 'BAD_USER_INPUT'],
    [
      'the same in fragments',
      'subscription { ... { ...F } } fragment F on Subscription { entries @skip(if: true) { upTo } }',
      'BAD_USER_INPUT',
    ],
    ['a wrong argument', 'subscription { entries(filter: { plan: "NO PLAN" }) { upTo } }', 'BAD_USER_INPUT'],
    ['too deep a document', `subscription { entries { ${nested(10)} } }`, 'QUERY_TOO_COSTLY'],
    ['too many aliases', `subscription { entries { ${'a: upTo '.repeat(21)} } }`, 'QUERY_TOO_COSTLY'],
    ['too long a document', `subscription { entries { ${'upTo '.repeat(2_000)} } }`, 'QUERY_TOO_COSTLY'],
  ])('%s is not taken', async (_, query, code) => {
    expect(await follow({ query }).failure()).toEqual([code]);
  });

  test('a wrong variable is named', async () => {
    expect(await follow({ after: -1 }).failure()).toEqual(['BAD_USER_INPUT']);
  });

  test('a subscription is not taken by POST', async () => {
    const { errors } = await here.gql('subscription { entries { upTo } }');
    expect(errors[0]).toMatchObject({ extensions: { code: 'BAD_USER_INPUT' }, message: expect.stringContaining('graphql-transport-ws') });
  });

  test('one key has only so many subscriptions, and so many sockets', async () => {
    const key = here.keyStore.create({ tenant: 'main', name: 'busy', roles: ['viewer'] }, NOW);
    const said = { authorization: `Bearer ${key}` };
    for (let n = 0; n < LIMITS.subscriptionsOfKey; n++) await follow({ said }).next();
    expect(await follow({ said }).failure()).toBe(1013);
    await open[0].stop();
    await open[0].closed;
    expect(await follow({ said }).next()).toBeDefined();
    expect(await open[1].another()).toEqual(['QUERY_TOO_COSTLY']);
  });

  test('too long a message closes the socket', async () => {
    const socket = rawSocket();
    socket.on('open', () => socket.send('x'.repeat(LIMITS.bodyBytes + 1)));
    expect(await ended(socket)).toMatchObject({ code: 1009 });
  });

  test.each(['{"type":"connection_init"', '{"type":"next","id":"a","payload":{}}'])(
    'what is no message closes the socket: %s',
    async (text) => {
      const socket = rawSocket();
      socket.on('open', () => socket.send(text));
      expect(await ended(socket)).toMatchObject({ code: 4400 });
    },
  );
});

describe('sockets', () => {
  test('are only for subscriptions: another upgrade is answered as if none had been asked for', async () => {
    const headers = { connection: 'Upgrade, HTTP2-Settings', upgrade: 'h2c', 'content-type': 'application/json' };
    const status = await new Promise((resolve, reject) => {
      const asking = request(`${here.url}/graphql`, {
        method: 'POST',
        headers: { ...headers, authorization: `Bearer ${here.keys.viewer}` },
      });
      asking.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject);
      asking.end(JSON.stringify({ query: '{ __typename }' }));
    });
    expect(status).toBe(200);
  });

  test('of those who do not read are closed with a code that says so', async () => {
    const lines: string[] = [];
    const told = new Promise<void>((resolve) => (lines.push = (line) => (line.includes('"code":1013') ? resolve() : undefined, 0)));
    const api = await TestApi.start({ log, tempo: { pulse: 50, recheck: 60_000, closing: 50 }, lines });
    const following = rawSocket({ authorization: `Bearer ${api.keys.viewer}` }, api);
    following.on('open', () => following.send('{"type":"connection_init"}'));
    await nextMessage(following);
    following.pause();
    await told;
    const end = ended(following);
    following.resume();
    expect(await end).toMatchObject({ code: 1013, reason: expect.stringContaining('Nothing was read') });
    await api.close();
  });

  test('are closed when the node stops', async () => {
    const api = await TestApi.start({ log });
    const following = follow({}, api);
    await following.next();
    await api.close();
    expect(await following.closed).toMatchObject({ code: 1001, reason: expect.stringContaining('after the last entry') });
    expect(await follow({ after: last() - 1 }).next()).toEqual([[last()], last(), true]);
  });
});

describe('planledger follow', () => {
  const forever = (): Promise<void> => new Promise(() => undefined);
  const numbersIn = (out: string): readonly number[] =>
    out.split('\n').flatMap((line) => (line === '' ? [] : [(JSON.parse(line) as { number: number }).number]));

  test('prints what is recorded as JSON lines, and says how to go on', async () => {
    const world = testWorld({ stopped: forever });
    const argv = ['follow', '--url', here.url, '--key', here.keys.viewer, '--until-caught-up'];
    expect(await run([...argv, '--after', '0', '--plan', 'jfp', '--type', 'EditionOpened', '--type', 'AmbitionAdded'], world)).toBe(0);
    expect(numbersIn(world.written.out)).toEqual(Array.from({ length: last() }, (_, index) => index + 1));
    expect(world.written.err).toBe(`To go on: --after ${last()}\n`);
  });

  test('goes on where it was when the API is back, and ends when it is asked to', async () => {
    const { folder, remove } = scratch();
    const settings = { keys: join(folder, 'keys.db') };
    const before = await TestApi.start({ log, settings });
    const port = Number(new URL(before.url).port);
    let stop: () => void = () => undefined;
    const stopped = new Promise<void>((resolve) => (stop = resolve));
    let printed = (_: number): void => undefined;
    const reached = (entry: number): Promise<void> =>
      new Promise((resolve) => (printed = (number) => (number === entry ? resolve() : undefined)));
    const out = (text: string): void => {
      world.written.out += text;
      printed((JSON.parse(text) as { number: number }).number);
    };
    const world = testWorld({ stopped: () => stopped, out, wait: () => new Promise(setImmediate) });
    const seen = reached(last());
    const exit = run(['follow', '--url', before.url, '--key', before.keys.viewer], world);
    await seen;
    await before.close();
    const more = reached(last() + 1);
    const after = await TestApi.start({ log, settings: { ...settings, port } });
    await add();
    await more;
    stop();
    expect(await exit).toBe(0);
    expect(numbersIn(world.written.out)).toEqual(Array.from({ length: last() + 1 }, (_, number) => number));
    await after.close();
    remove();
  });

  test.each<[string, () => string[], string]>([
    ['a key that is not valid', () => ['--url', here.url, '--key', 'pl_x'], 'closed the connection: A valid API key is needed'],
    ['an entry that is not there', () => ['--url', here.url, '--key', here.keys.viewer, '--after', '9999'], 'answered AS_OF_BEYOND_LEDGER'],
    ['an address where nobody answers', () => ['--url', 'http://127.0.0.1:9', '--key', 'pl_x'], 'does not answer'],
  ])('fails with a word for %s', async (_, argv, words) => {
    const world = testWorld({ stopped: forever });
    expect(await run(['follow', ...argv()], world)).toBe(1);
    expect(world.written.err).toContain(words);
  });
});

const rawSocket = (headers = {}, { url } = here): WebSocket =>
  new WebSocket(`${url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws', { headers });

const nextMessage = (socket: WebSocket): Promise<unknown> =>
  new Promise((resolve) => socket.on('message', (bytes) => resolve(JSON.parse(String(bytes)))));

const ended = (socket: WebSocket): Promise<Closed> =>
  new Promise((resolve) => socket.on('close', (code, reason) => resolve({ code, reason: String(reason) })));
