import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { readFileSync } from 'node:fs';
import { EXAMPLE } from '../../../../test/support/example-folder.js';
import { failing, FakeLedger } from '../../../../test/support/fake-ledger.js';
import { requestFor } from './client.js';
import { readFolder } from './read-folder.js';
import { runImport, type Tally } from './run-import.js';
import { scriptOf, type Phase } from './script.js';

let script: readonly Phase[];
let total: number;
beforeAll(async () => {
  const { folder } = await readFolder(EXAMPLE);
  if (folder === undefined) throw new Error('the example is not sound');
  script = scriptOf(folder);
  total = script.flat(2).length;
});

let ledger: FakeLedger;
let pauses: number[];
beforeEach(() => {
  ledger = new FakeLedger();
  pauses = [];
});

const load = (): Promise<Tally> => {
  const wait = async (ms: number): Promise<void> => void pauses.push(ms);
  return runImport(script, { url: new URL('http://ledger.test/graphql'), key: 'pl_x', fetch: ledger.fetch, wait }, () => undefined);
};

describe('the script', () => {
  const mutations = (): string[] => script.map((phase) => phase.map((lane) => lane[0].mutation).join(' '));

  it('tells edition by edition, content before publication', () => {
    expect(mutations()[0]).toBe('registerPlan');
    expect(mutations().slice(0, 3).at(-1)).toBe('publishEdition');
    expect(mutations().at(-1)).toBe('publishEdition');
    expect(script.at(-1)?.[0].map(({ mutation }) => mutation)).toEqual(['publishEdition', 'makeEditionCurrent']);
  });

  it('gives every mutation an id of its own, a source line and a day', () => {
    const asked = script.flat(2);
    const inputs = asked.map(
      ({ input }) =>
        input as unknown as {
          commandId: string;
          source: { document: string; line: number };
          effectiveOn?: string;
          publishedOnUnknown?: boolean;
        },
    );
    expect(new Set(inputs.map(({ commandId }) => commandId)).size).toBe(total);
    expect(inputs.filter(({ commandId }) => !/^[\w.:-]{1,64}$/.test(commandId))).toEqual([]);
    expect(inputs.filter(({ source }) => !source.document || !source.line)).toEqual([]);
    expect(inputs.filter(({ effectiveOn, publishedOnUnknown }) => effectiveOn === undefined && publishedOnUnknown !== true)).toEqual([]);
  });

  it('asks in words that the API understands', () => {
    const schema = buildSchema(readFileSync('schema.graphql', 'utf8'));
    const odd = script.flat(2).flatMap((asked) => validate(schema, parse(requestFor([asked]).query)).map(({ message }) => message));
    expect(odd).toEqual([]);
  });
});

describe('an import', () => {
  it('sends everything once, at most 20 mutations in a request, with the key', async () => {
    expect(await load()).toEqual({ recorded: total, alreadyThere: 0 });
    expect(ledger.recorded.size).toBe(total);
    expect(ledger.widest).toBe(20);
    expect(new Set(ledger.keys)).toEqual(new Set(['Bearer pl_x']));
  });

  it('changes nothing when it runs again', async () => {
    await load();
    expect(await load()).toEqual({ recorded: 0, alreadyThere: total });
    expect(ledger.recorded.size).toBe(total);
  });

  it('sends the same again while the ledger is out of reach, waiting longer each time', async () => {
    ledger.before = (request) => {
      if (request === 3) throw Object.assign(new TypeError('fetch failed'), { cause: { code: 'ECONNREFUSED' } });
      if (request === 4) return failing('LEDGER_UNAVAILABLE', 503);
      if (request === 5) return new Response('Bad Gateway', { status: 502 });
    };
    expect(await load()).toEqual({ recorded: total, alreadyThere: 0 });
    expect(pauses).toEqual([250, 500, 1000]);
  });

  it('sends the same again where an outcome is unknown, and finds it there', async () => {
    ledger.after = (request) => (request === 2 ? failing('OUTCOME_UNKNOWN') : undefined);
    const { recorded, alreadyThere } = await load();
    expect(recorded + alreadyThere).toBe(total);
    expect(alreadyThere).toBeGreaterThan(0);
    expect(ledger.recorded.size).toBe(total);
  });

  it('goes on where a broken one stopped', async () => {
    ledger.before = (request) => {
      if (request > 9) throw new TypeError('fetch failed');
    };
    await expect(load()).rejects.toMatchObject({ name: 'ClientError', message: expect.stringContaining('gave up after 8 attempts') });
    const there = ledger.recorded.size;
    expect(there).toBeGreaterThan(0);
    ledger.before = () => undefined;
    expect(await load()).toEqual({ recorded: total - there, alreadyThere: there });
  });

  it('stops at a refusal and names the place', async () => {
    ledger.refuse = ({ commandId }) => (commandId === 'jfp:addMilestone:3b-m04' ? 'MILESTONE_EXISTS' : undefined);
    const { refused } = await load();
    expect(refused).toMatchObject({ asked: { file: 'objectives/3b.json', path: 'milestones[3]' }, refusal: { code: 'MILESTONE_EXISTS' } });
    expect([...ledger.recorded.keys()]).not.toContain('jfp:publishEdition:3');
  });

  it('does not try again where the key is refused or the question is not understood', async () => {
    ledger.before = () => failing('UNAUTHENTICATED', 401);
    await expect(load()).rejects.toMatchObject({ name: 'ClientError', message: 'UNAUTHENTICATED: UNAUTHENTICATED in words' });
    expect(pauses).toEqual([]);
  });

  it('says so where something else answers', async () => {
    ledger.before = () => new Response('<html>Welcome</html>');
    await expect(load()).rejects.toMatchObject({ name: 'ClientError', message: 'http://ledger.test/graphql answered 200 and no GraphQL' });
  });
});
