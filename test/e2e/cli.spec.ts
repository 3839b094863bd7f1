import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KeyStore } from '../../apps/api/src/auth/key-store.js';
import { run } from '../../apps/cli/src/program.js';
import { copyOfExample, EXAMPLE } from '../support/example-folder.js';
import { failing, FakeLedger } from '../support/fake-ledger.js';
import { testWorld, type TestWorld } from '../support/world.js';

const ADDRESS = ['--url', 'http://ledger.test', '--key', 'pl_x'];
const ASKING = [...ADDRESS, '--plan', 'jfp'];
const VERBS = [
  [],
  ['serve'],
  ['import'],
  ['rebuild'],
  ['report'],
  ['diff'],
  ['follow'],
  ['keys'],
  ['keys', 'create'],
  ['keys', 'list'],
  ['keys', 'revoke'],
  ...['keygen', 'sign', 'export', 'verify', 'replay', 'diff'].map((verb) => ['audit', verb]),
];

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'planledger-cli-'));
});
afterEach(() => rmSync(data, { recursive: true }));

const inData = (): TestWorld => testWorld({ env: { PLANLEDGER_DATA: data } });

describe('usage', () => {
  it.each(VERBS.map((verb) => [verb.join(' '), verb]))('planledger %s --help tells what it does', async (_, verb) => {
    const world = testWorld();
    expect(await run([...(verb as string[]), '--help'], world)).toBe(0);
    expect(world.written.out).toContain(`Usage: ${['planledger', ...verb].join(' ')}`);
    expect(world.written.err).toBe('');
  });

  it.each<[string, string[], string]>([
    ['nothing at all', [], 'Usage: planledger'],
    ['an unknown verb', ['exprot'], "unknown command 'exprot'"],
    ['an unknown option', ['keys', 'list', '--all'], "unknown option '--all'"],
    ['no folder', ['import'], "missing required argument 'folder'"],
    ['no address and no key', ['import', EXAMPLE], '--url and --key are needed'],
    ['no address that could be one', ['import', EXAMPLE, '--url', 'ledger', '--key', 'x'], 'It must be an http or https address.'],
    ['an unknown report', ['report', 'gossip', ...ASKING], 'The reports are:\n  ambition-summary '],
    ['a report of no plan', ['report', 'places', ...ADDRESS], "required option '--plan <code>' not specified"],
    ['a report without its half-year', ['report', 'progress-report', ...ASKING], 'progress-report needs --period-end'],
    ['a report with what it does not take', ['report', 'places', ...ASKING, '--period-end', '2025-09-30'], 'places takes no --period-end'],
    ['a moment that is none', ['report', 'places', ...ASKING, '--as-of', 'yesterday'], 'It must be an entry number, an instant'],
    ['a day that is none', ['report', 'places', ...ASKING, '--on', '2025-02-30'], 'It must be a calendar day such as'],
    ['a format that is none', ['report', 'places', ...ASKING, '--format', 'pdf'], 'Allowed choices are table, markdown, csv, json'],
    ['a difference from nowhere', ['diff', 'jfp', ...ADDRESS, '--to', 'now'], "required option '--from <point>' not specified"],
    ['a point that is none', ['diff', 'jfp', ...ADDRESS, '--from', '1', '--to', '2025-02-30'], 'It must be an entry number, an instant'],
    ['no role', ['keys', 'create', '--name', 'pmo'], "required option '--role <role>' not specified"],
    [
      'an unknown role',
      ['keys', 'create', '--name', 'pmo', '--role', 'king'],
      'It must be one of viewer, editor, approver, auditor, admin.',
    ],
    ['a tenant that is no name', ['keys', 'create', '--name', 'pmo', '--role', 'viewer', '--tenant', 'A B'], 'small letters and digits'],
  ])('%s is not understood: 2, with a word on the error stream', async (_, argv, message) => {
    const world = inData();
    expect(await run(argv, world)).toBe(2);
    expect(world.written.err).toContain(message);
    expect(world.written.out).toBe('');
    expect(existsSync(join(data, 'keys.db'))).toBe(false);
  });

  it('a wrong setting is told by name: 1', async () => {
    const world = testWorld({ env: { PLANLEDGER_DATA: data, PLANLEDGER_LOG: 'oracle:' } });
    expect(await run(['keys', 'list'], world)).toBe(1);
    expect(world.written.err).toContain('PLANLEDGER_LOG');
  });

  it('a file of keys that cannot be opened is told by name: 1', async () => {
    const world = testWorld({ env: { PLANLEDGER_DATA: data, PLANLEDGER_KEYS: data } });
    expect(await run(['keys', 'list'], world)).toBe(1);
    expect(world.written.err).toBe(`the keys in ${data} cannot be opened: unable to open database file\n`);
  });
});

describe('copy', () => {
  it('of a log that is not there makes none: 1', async () => {
    const [from, to] = [join(data, 'mistyped.db'), join(data, 'new.db')];
    const world = inData();
    expect(await run(['copy', '--from', `sqlite:${from}`, '--to', `sqlite:${to}`], world)).toBe(1);
    expect(world.written.err).toBe(`There is no log at ${from}.\n`);
    expect([from, to].map((file) => existsSync(file))).toEqual([false, false]);
  });
});

describe('report', () => {
  const report = { entry: 7, on: '2025-10-01', edition: 3, ruleSet: '2025-1', partnershipLines: [], shared: [], boardLines: [] };

  /** Asks with some options; the variables that were sent, and what was printed. */
  async function asked(...options: readonly string[]): Promise<{ variables: object; out: string }> {
    let variables = {};
    const fetch = (async (_: unknown, { body }: { body: string }) => {
      ({ variables } = JSON.parse(body) as { variables: object });
      return Response.json({ data: { plan: { title: 'The plan', report } } });
    }) as unknown as typeof globalThis.fetch;
    const world = testWorld({ fetch });
    expect(await run(['report', 'places', ...ASKING, ...options], world)).toBe(0);
    return { variables, out: world.written.out };
  }

  it.each<[string, string[], object]>([
    ['the present', [], {}],
    ['an entry', ['--as-of', '17'], { asOf: { entry: 17 } }],
    ['an instant', ['--as-of', '2025-10-01T09:00:00Z'], { asOf: { instant: '2025-10-01T09:00:00.000Z' } }],
    ['an edition as it was published', ['--as-of', 'edition:3'], { asOf: { edition: 3 } }],
    ['a day', ['--on', '2025-09-30'], { on: '2025-09-30' }],
    ['an edition and a rule set', ['--edition', '2', '--rule-set', '2025-1'], { edition: 2, ruleSet: '2025-1' }],
  ])('looks at %s', async (_, options, point) => {
    expect((await asked(...options)).variables).toEqual({ plan: 'jfp', ...point });
  });

  it('prints JSON with what was asked, and the point and the rules it was computed at', async () => {
    expect(JSON.parse((await asked('--format', 'json')).out)).toEqual({ report: 'places', plan: 'jfp', title: 'The plan', ...report });
  });

  it('takes the name of a report as the API spells it too', async () => {
    const world = testWorld();
    expect(await run(['report', 'progressReport', ...ASKING], world)).toBe(2);
    expect(world.written.err).toContain('progress-report needs --period-end');
  });

  it('fails where nobody answers: 1', async () => {
    const world = testWorld();
    expect(await run(['report', 'places', ...ASKING], world)).toBe(1);
    expect(world.written.err).toContain('http://ledger.test/graphql does not answer');
  });
});

describe('keys', () => {
  const caller = (key: string) => {
    const store = new KeyStore(join(data, 'keys.db'));
    try {
      return store.check(key);
    } finally {
      store.close();
    }
  };

  it('create prints the key and nothing else', async () => {
    const world = inData();
    const argv = ['keys', 'create', '--name', 'pmo', '--role', 'editor', '--role', 'auditor', '--post', 'PMO lead', '--tenant', 'norfolk'];
    expect(await run(argv, world)).toBe(0);
    expect(world.written.out).toMatch(/^pl_[0-9a-f]+_[0-9a-f]+\n$/);
    expect(caller(world.written.out.trim())).toMatchObject({
      tenant: 'norfolk',
      actor: 'pmo',
      roles: ['editor', 'auditor'],
      posts: ['PMO lead'],
    });
  });

  it('list shows every key but no secret, and revoke kills one once', async () => {
    const made = inData();
    await run(['keys', 'create', '--name', 'pmo', '--role', 'viewer', '--json'], made);
    const { key } = JSON.parse(made.written.out) as { key: string };
    const [, id, secret] = key.split('_');

    const listed = inData();
    expect(await run(['keys', 'list'], listed)).toBe(0);
    expect(listed.written.out).toContain(id);
    expect(listed.written.out).not.toContain(secret);

    const revoked = inData();
    expect(await run(['keys', 'revoke', id], revoked)).toBe(0);
    expect(caller(key)).toBeUndefined();
    expect(await run(['keys', 'revoke', id], revoked)).toBe(1);
    expect(revoked.written).toEqual({ out: `${id} is revoked.\n`, err: `There is no live key ${id}.\n` });
  });
});

describe('import', () => {
  it('--dry-run looks and sends nothing', async () => {
    const ledger = new FakeLedger();
    const world = testWorld({ fetch: ledger.fetch });
    expect(await run(['import', EXAMPLE, '--dry-run', ...ADDRESS], world)).toBe(0);
    expect(world.written.out).toMatch(/is sound: \d+ mutations would be sent/);
    expect(ledger.requests).toBe(0);
  });

  it.each([['--dry-run'], ['--json']])('a folder with a mistake is refused before anything is sent (%s)', async (option) => {
    const copy = copyOfExample();
    const ledger = new FakeLedger();
    const world = testWorld({ fetch: ledger.fetch });
    copy.edit('objectives/5a.json', (objective: { milestones: { dueOn: string }[] }) => (objective.milestones[0].dueOn = '2031-01-01'));
    expect(await run(['import', copy.root, ...ADDRESS, option], world)).toBe(1);
    expect(ledger.requests).toBe(0);
    if (option === '--json') {
      expect(JSON.parse(world.written.out)).toEqual({
        problems: [{ file: 'objectives/5a.json', path: 'milestones[0].dueOn', reason: expect.stringContaining('R07') }],
      });
    } else {
      expect(world.written.err).toMatch(
        /^objectives\/5a\.json milestones\[0\]\.dueOn: R07: .*\nNothing was sent: one mistake to mend\.\n$/,
      );
    }
    copy.remove();
  });

  it('prints plain lines and a summary; a bar where a person looks', async () => {
    const ledger = new FakeLedger();
    const plain = testWorld({ fetch: ledger.fetch });
    expect(await run(['import', EXAMPLE, ...ADDRESS], plain)).toBe(0);
    expect(plain.written.err).toMatch(/^(import: \d+ of \d+\n)+$/);
    expect(plain.written.out).toMatch(/^\d+ recorded, 0 already there, 0 refused\.\n$/);

    const seen = testWorld({ fetch: ledger.fetch, interactive: true });
    expect(await run(['import', EXAMPLE, ...ADDRESS], seen)).toBe(0);
    expect(seen.written.err).toMatch(/\rimport \[#{30}\] (\d+)\/\1\n$/);
    expect(seen.written.out).toMatch(/^0 recorded, \d+ already there, 0 refused\.\n$/);
  });

  it('--json prints one object and no progress', async () => {
    const world = testWorld({ fetch: new FakeLedger().fetch });
    expect(await run(['import', EXAMPLE, ...ADDRESS, '--json'], world)).toBe(0);
    expect(JSON.parse(world.written.out)).toEqual({ recorded: expect.any(Number), alreadyThere: 0, left: 0, refused: null });
    expect(world.written.err).toBe('');
  });

  it('a refusal is told with file, path, code and message: 1', async () => {
    const ledger = new FakeLedger();
    ledger.refuse = ({ commandId }) => (commandId === 'jfp:addMilestone:1a-m03' ? 'DUE_OUTSIDE_WINDOW' : undefined);
    const world = testWorld({ fetch: ledger.fetch });
    expect(await run(['import', EXAMPLE, ...ADDRESS], world)).toBe(1);
    expect(world.written.err).toContain(
      'objectives/1a.json milestones[2]: DUE_OUTSIDE_WINDOW: DUE_OUTSIDE_WINDOW in words. Proposed: title: Better.\n',
    );
    expect(world.written.out).toMatch(/^\d+ recorded, \d+ already there, 1 refused, \d+ left\.\n$/);
  });

  it('a key that is refused is told plainly: 1', async () => {
    const ledger = new FakeLedger();
    ledger.before = () => failing('UNAUTHENTICATED', 401);
    const world = testWorld({ fetch: ledger.fetch });
    expect(await run(['import', EXAMPLE, ...ADDRESS], world)).toBe(1);
    expect(world.written.err).toContain('UNAUTHENTICATED');
  });
});
