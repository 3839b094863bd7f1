import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cpSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { run } from '../../apps/cli/src/program.js';
import { Following } from '../support/following.js';
import { TestApi } from '../support/running-api.js';
import { scratch } from '../support/tiny-ledger.js';
import { testWorld, type TestWorld } from '../support/world.js';

const ORIGIN = 'board.example/plans/main';
const { folder, remove } = scratch();
const at = (...names: string[]): string => join(folder, ...names);
const log = at('ledger.db');

let api: TestApi;
let asking: readonly string[];
let publicKey: string;

async function planledger(...argv: string[]): Promise<{ status: number } & TestWorld['written']> {
  const world = testWorld({ fetch });
  const status = await run(argv, world);
  return { status, ...world.written };
}

const sign = () => planledger('audit', 'sign', ...asking, '--signer', at('signer'), '--to', at('checkpoints'));
const exportTo = (name: string, ...more: string[]) =>
  planledger('audit', 'export', ...asking, '--checkpoints', at('checkpoints'), '--to', at(name), ...more);
const verify = (ledger: string, ...more: string[]) => planledger('audit', 'verify', ledger, '--key', publicKey, ...more);
const verifyLog = (file: string) => verify(`sqlite:${file}`, '--checkpoints', at('checkpoints'));

const ambitions = async (from: number, to: number): Promise<void> => {
  for (let number = from; number <= to; number++) await api.record('addAmbition', { number, title: `Ambition ${number}` });
};

beforeAll(async () => {
  api = await TestApi.start({ settings: { log: `sqlite:${log}` } });
  asking = ['--url', api.url, '--key', api.keys.auditor];
  await api.record('registerPlan', { title: 'Joint Forward Plan', owner: { organisation: 'Integrated Care Board' } });
  await api.record('openEdition', { number: 1, firstFinancialYear: '2025/26', refreshKind: 'FULL' });
  await ambitions(1, 3);
  await api.record('addObjective', { code: '1a', ambition: 1, title: 'Health “inequalities” 😀', strands: ['Narrow the gap'] });
  const made = await planledger('audit', 'keygen', '--origin', ORIGIN, '--to', at('signer'));
  publicKey = made.out.trim();
  expect(made.status).toBe(0);
  expect(await sign()).toMatchObject({ status: 0, out: expect.stringContaining('This is the first checkpoint') });
  await ambitions(4, 6);
  await api.record('startObjective', { objective: '1a' });
  expect(await sign()).toMatchObject({ status: 0, err: '' });
  expect(await exportTo('bundle')).toMatchObject({ status: 0 });
});
afterAll(async () => {
  await api.close();
  remove();
});

describe('signing', () => {
  test('keeps the secret to its owner and never overwrites it', async () => {
    expect(statSync(at('signer')).mode & 0o777).toBe(0o600);
    expect(publicKey).toMatch(/^board\.example\/plans\/main\+[0-9a-f]{8}\+A[A-Za-z0-9+/]{43}$/);
    expect(await planledger('audit', 'keygen', '--origin', ORIGIN, '--to', at('signer'))).toMatchObject({ status: 1 });
  });

  test('writes a checkpoint for each growth and nothing for none', async () => {
    const before = readdirSync(at('checkpoints'));
    expect(await sign()).toMatchObject({ status: 0, out: expect.stringContaining('Nothing came after') });
    expect(readdirSync(at('checkpoints'))).toEqual(before);
    expect(before).toHaveLength(3);
    expect(readFileSync(at('checkpoints', before[1]), 'utf8')).toMatch(
      /^board\.example\/plans\/main\n11\n[A-Za-z0-9+/]{43}=\n\n— board\.example\/plans\/main [A-Za-z0-9+/]+=*\n$/,
    );
  });

  test.each([
    ['is shorter than what was signed', 6, { size: 3 }, 'has 3 entries, and 11 were signed before'],
    ['does not begin with what was signed', 7, { root: 'ab'.repeat(32) }, 'Its history was changed'],
  ])('refuses a ledger that %s', async (_, upTo, told, reason) => {
    await ambitions(7, upTo);
    const lying: typeof fetch = async (...request) => {
      const response = await fetch(...request);
      const { data } = (await response.json()) as { data: { treeHead?: object } };
      return Response.json({ data: data.treeHead === undefined ? data : { treeHead: { ...data.treeHead, ...told } } });
    };
    const world = testWorld({ fetch: lying });
    expect(await run(['audit', 'sign', ...asking, '--signer', at('signer'), '--to', at('checkpoints')], world)).toBe(1);
    expect(world.written.err).toContain(reason);
    expect(readdirSync(at('checkpoints'))).toHaveLength(3);
  });

  test('is not for a viewer', async () => {
    const argv = ['--url', api.url, '--key', api.keys.viewer, '--signer', at('signer'), '--to', at('none')];
    expect(await planledger('audit', 'sign', ...argv)).toMatchObject({ status: 1, err: expect.stringContaining('FORBIDDEN') });
    expect(existsSync(at('none'))).toBe(false);
  });
});

describe('a bundle', () => {
  test('verifies by itself, and says whose key it trusts', async () => {
    const { status, out } = await planledger('audit', 'verify', at('bundle'));
    expect({ status, out }).toEqual({ status: 0, out: expect.stringContaining('11 entries are in order, 11 of them signed') });
    expect(out).toContain('compare it with the one that was published to you');
    expect((await verify(at('bundle'))).out).not.toContain('compare');
    expect(readFileSync(at('bundle', 'README.md'), 'utf8')).toContain(ORIGIN);
    expect(JSON.parse(readFileSync(at('bundle', 'events.json'), 'utf8'))).toMatchObject({
      $defs: { 'plan/AmbitionAdded.v1': { required: expect.arrayContaining(['ambition', 'title']) } },
    });
  });

  test('may withhold the data of entries and still verifies', async () => {
    expect(await exportTo('redacted', '--withhold', '0,4-5')).toMatchObject({ status: 0 });
    expect(readFileSync(at('redacted', 'entries', '000000000000.jsonl'), 'utf8')).not.toContain('Joint Forward Plan');
    const verdict = await verify(at('redacted'));
    expect(verdict).toMatchObject({ status: 0, out: expect.stringContaining('The data of 3 was withheld') });
    const hidden = await exportTo('redacted', '--withhold', '1');
    expect(hidden).toMatchObject({ status: 1, err: expect.stringContaining('holds the entries 1 already') });
  });

  test('grows with the ledger, and verifies on from where it was verified before', async () => {
    cpSync(at('bundle'), at('growing'), { recursive: true });
    const remember = ['--remember', at('verified.json')];
    expect(await verify(at('growing'), ...remember)).toMatchObject({ status: 0 });
    await ambitions(8, 8);
    await sign();
    expect(await exportTo('growing')).toMatchObject({ status: 0 });
    // What was verified is not looked at again: spoiling it goes unseen here, and is seen by a full verification.
    const file = at('growing', 'entries', '000000000000.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replace('Ambition 1', 'Ambition 9'));
    expect(await verify(at('growing'), ...remember)).toMatchObject({ status: 0, out: expect.stringContaining('13 entries are in order') });
    expect(await verify(at('growing'))).toMatchObject({ status: 1, err: expect.stringMatching(/^Entry 2: /) });
    expect(await verify(at('bundle'), ...remember)).toMatchObject({
      status: 1,
      err: expect.stringContaining('Entry 11: it is missing: 13 entries were verified before'),
    });
  });
});

describe('a replay of a bundle', () => {
  const node = () => ['--url', api.url, '--key', api.keys.auditor];

  test.each([
    ['the whole of it', []],
    ['an entry before its end', ['--at', '5']],
  ])('gives the views that the node answers from: %s', async (_, at5) => {
    const { status, out } = await planledger('audit', 'replay', at('bundle'), ...node(), ...at5);
    expect({ status, out }).toEqual({ status: 0, out: expect.stringMatching(/: [0-9a-f]{64}\nhttp.*: the same\n$/) });
  });

  test('and those of another one, unless it says something else', async () => {
    expect(await planledger('audit', 'replay', at('bundle'), '--against', at('growing'))).toMatchObject({
      status: 1,
      out: expect.stringContaining('growing: another one'),
    });
    expect(await planledger('audit', 'replay', at('bundle'), '--against', at('growing'), '--at', '1')).toMatchObject({ status: 0 });
    expect(await planledger('audit', 'replay', at('redacted'))).toMatchObject({
      status: 1,
      err: 'Entry 0 is withheld: what it changed cannot be told.\n',
    });
    expect(await planledger('audit', 'replay', at('bundle'), '--at', '11')).toMatchObject({
      status: 1,
      err: expect.stringContaining('only 11'),
    });
  });
});

test('two copies are compared entry by entry', async () => {
  const diff = (one: string, other: string) => planledger('audit', 'diff', one, other);
  expect(await diff(at('bundle'), at('redacted'))).toMatchObject({ status: 0, out: 'The same 11 entries.\n' });
  const { status, out } = await diff(at('bundle'), at('growing'));
  expect({ status, out }).toEqual({
    status: 1,
    out: expect.stringMatching(/^Entry 2 differs in data\.title\.\n.* has 11 entries, .* has 13\.\n$/),
  });
  expect(await diff(`sqlite:${log}`, at('growing'))).toMatchObject({
    status: 1,
    out: expect.stringContaining('Entry 2 differs in data.title.'),
  });
});

describe('an entry that is none', () => {
  const spoilt = (name: string, pattern: RegExp | string, by: string): string => {
    cpSync(at('bundle'), at(name), { recursive: true });
    const file = at(name, 'entries', '000000000000.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replace(pattern, by));
    return at(name);
  };

  test.each([
    ['spaced', '"entry":2,', '"entry": 2,'],
    ['cut', /^.*"entry":2,.*$/m, '{'],
  ])('is told of, not stumbled over: %s', async (name, pattern, by) => {
    const bundle = spoilt(name, pattern, by);
    const { status, out } = await planledger('audit', 'diff', '--json', at('bundle'), bundle);
    expect({ status, ...(JSON.parse(out) as object) }).toMatchObject({
      status: 1,
      same: false,
      differing: 1,
      first: [{ entry: 2, members: [] }],
    });
    const told = await planledger('audit', 'diff', bundle, at('bundle'));
    expect(told).toMatchObject({ status: 1, out: expect.stringMatching(/^Entry 2 cannot be read in .*JSON.*\n$/) });
    const replayed = await planledger('audit', 'replay', bundle);
    expect(replayed).toMatchObject({ status: 1, err: expect.stringMatching(/cannot be replayed: .*JSON.*\n`audit verify` tells/) });
  });

  test.each([
    ['missing', /^.*"entry":3,.*\n/m, '', 'goes on at revision'],
    ['unknown', '"type":"AmbitionAdded"', '"type":"AmbitionShrunk"', 'unknown type AmbitionShrunk'],
  ])('keeps a bundle from being replayed: %s', async (name, pattern, by, why) => {
    expect(await planledger('audit', 'replay', spoilt(name, pattern, by))).toMatchObject({ status: 1, err: expect.stringContaining(why) });
  });
});

describe('the log itself', () => {
  test('is held against the checkpoints while the API writes it', async () => {
    await ambitions(9, 9);
    const { status, out } = await verifyLog(log);
    expect({ status, out }).toEqual({ status: 0, out: expect.stringContaining('14 entries are in order, 13 of them signed') });
    expect(out).toContain('The last 1 came after the last checkpoint');
    const remember = ['--remember', at('log-verified.json'), '--checkpoints', at('checkpoints')];
    for (const run of ['all', 'on']) expect([run, (await verify(`sqlite:${log}`, ...remember)).status]).toEqual([run, 0]);
  });

  test('is found changed', async () => {
    const copy = at('copy.db');
    const reader = new DatabaseSync(log);
    reader.exec(`VACUUM INTO '${copy}'`);
    reader.close();
    const database = new DatabaseSync(copy);
    database.exec(`UPDATE entries SET data = replace(data, 'Ambition 2', 'Ambition 7') WHERE type = 'AmbitionAdded'`);
    database.close();
    expect(await verifyLog(copy)).toMatchObject({ status: 1, err: expect.stringMatching(/^Entry 3: its content is not/) });
    rmSync(copy);
  });
});

describe('a node that knows the checkpoints', () => {
  test('shows the newest, and stops answering where its ledger is another', async () => {
    const published = at('published');
    const lines: string[] = [];
    const node = await TestApi.start({ settings: { checkpoints: published }, lines });
    const ready = () => fetch(`${node.url}/health/ready`);
    try {
      await node.record('registerPlan', { title: 'A plan', owner: { organisation: 'A board' } });
      const nodeAsking = ['--url', node.url, '--key', node.keys.auditor, '--signer', at('signer')];
      expect(await node.ask('{ checkpoint { note } }', {}, { key: node.keys.auditor })).toEqual({ checkpoint: null });
      expect(await planledger('audit', 'sign', ...nodeAsking, '--to', join(published, 'main'))).toMatchObject({ status: 0 });
      const { checkpoint } = await node.ask('{ checkpoint { origin tree { size } note } }', {}, { key: node.keys.auditor });
      expect(checkpoint).toEqual({ origin: ORIGIN, tree: { size: 1 }, note: expect.stringContaining(ORIGIN) });
      expect((await ready()).status).toBe(200);

      const [one] = readdirSync(join(published, 'main'));
      const forged = readFileSync(join(published, 'main', one), 'utf8').replace('\n1\n', '\n99\n');
      writeFileSync(join(published, 'main', 'forged.txt'), forged);
      expect((await ready()).status).toBe(200);
      expect(lines.join('\n')).toMatch(/forged\.txt is passed over: the signature of .* is false/);

      // A checkpoint of another history, and longer than this node's.
      const [, eleven] = readdirSync(at('checkpoints'));
      cpSync(at('checkpoints', eleven), join(published, 'main', eleven));
      const behind = await ready();
      expect(behind.status).toBe(503);
      expect(await behind.json()).toMatchObject({ reason: 'The ledger on this node has 1 entries, and 11 were signed.' });
      expect(await node.ask('{ entry(number: 0) { number } }')).toEqual({ entry: { number: 0 } });

      const following = new Following(node);
      await node.record('openEdition', { number: 1, firstFinancialYear: '2025/26', refreshKind: 'FULL' });
      for (let number = 1; number <= 9; number++) await node.record('addAmbition', { number, title: `Ambition ${number}` });
      const diverged = await ready();
      expect(diverged.status).toBe(503);
      expect(await diverged.json()).toMatchObject({ reason: expect.stringContaining('its first 11 entries are others') });
      const { errors } = await node.gql('{ entry(number: 0) { number } }');
      expect(errors[0]).toMatchObject({
        extensions: { code: 'LEDGER_UNAVAILABLE' },
        message: expect.stringContaining('not the one that was signed'),
      });
      expect(await following.failure()).toEqual(['LEDGER_UNAVAILABLE']);
      expect(await new Following(node).failure()).toEqual(['LEDGER_UNAVAILABLE']);
      expect((await fetch(`${node.url}/health/live`)).status).toBe(200);
    } finally {
      await node.close();
    }
  });
});

describe('moving house', () => {
  test('takes the ledger with its proofs along, and leaves a sealed one behind', async () => {
    const moveTo = (file: string) => planledger('copy', '--from', `sqlite:${log}`, '--to', `sqlite:${file}`);
    const move = () => moveTo(at('new.db'));
    expect(await moveTo(`${folder}/./ledger.db`)).toMatchObject({ status: 1, err: expect.stringContaining('onto itself') });
    expect(await move()).toMatchObject({ status: 1, err: expect.stringContaining('another process has it open') });
    await api.close();
    const { status, out } = await move();
    expect({ status, out }).toEqual({
      status: 0,
      out: expect.stringMatching(/^main: 14 entries, root [0-9a-f]{64} on both sides; the source is sealed\.\n$/),
    });

    const old = await TestApi.start({ settings: { log: `sqlite:${log}` } });
    const ambition = { plan: 'jfp', number: 10, title: 'Too late' };
    const { errors } = await old.gql('mutation($input: AddAmbition!) { addAmbition(input: $input) { __typename } }', { input: ambition });
    expect(errors[0]).toMatchObject({
      extensions: { code: 'LEDGER_UNAVAILABLE' },
      message: expect.stringContaining('has moved to another store'),
    });
    expect(await old.ask('{ entry(number: 13) { type } }')).toEqual({ entry: { type: 'AmbitionAdded' } });
    await old.close();

    api = await TestApi.start({ settings: { log: `sqlite:${at('new.db')}` } });
    asking = ['--url', api.url, '--key', api.keys.auditor];
    await ambitions(10, 10);
    expect(await sign()).toMatchObject({ status: 0, out: expect.stringContaining('15 entries signed') });
    expect(await verifyLog(at('new.db'))).toMatchObject({
      status: 0,
      out: expect.stringContaining('15 entries are in order, 15 of them signed'),
    });
  });
});
