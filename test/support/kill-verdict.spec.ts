import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalog } from '#libs/domain';
import { encode, newSalt, SqliteLog } from '#libs/ledger';
import { openViews } from '#libs/views';
import { judge } from './kill-verdict.js';
import { nothingTold, type Promised, type Told } from './office-clients.js';

const stream = 'plan-main.jfp';
const promised = (commandId: string, revision: number, number: number, type: string): Promised => ({
  commandId,
  stream,
  revision,
  entries: [{ number, type }],
});
const registered = promised('one', 0, 0, 'PlanRegistered');
const opened = promised('two', 1, 1, 'EditionOpened');

let data: string;
let log: string;

beforeEach(async () => {
  data = mkdtempSync(join(tmpdir(), 'planledger-verdict-'));
  log = `sqlite:${join(data, 'ledger.db')}`;
  const writing = new SqliteLog(join(data, 'ledger.db'));
  await append(writing, 'one', 'NO_STREAM', 'PlanRegistered', { plan: 'jfp', title: 'Plan', owner: { organisation: 'Board' } });
  await append(writing, 'two', 0, 'EditionOpened', { edition: 1, firstFinancialYear: '2025/26', refreshKind: 'FULL' });
  const views = await openViews({ log: writing, catalog, dataDir: data });
  await views.tenant('main').catchUp(Date.now() + 10_000);
  await views.close();
  await writing.close();
});

afterEach(() => rmSync(data, { recursive: true, force: true }));

function append(to: SqliteLog, commandId: string, expected: number | 'NO_STREAM', type: string, fact: object): Promise<unknown> {
  const recordedAt = '2025-10-01T09:00:00.000Z';
  const envelope = {
    v: 1,
    commandId,
    commandHash: 'h',
    index: 0,
    count: 1,
    actor: 'a',
    recordedAt,
    effectiveOn: '2025-10-01',
    correlationId: 'c',
    salt: newSalt(),
  };
  return to.append(stream, expected, [encode(stream, type, fact, envelope)], Date.now() + 10_000);
}

const violationsOf = async (promises: readonly Promised[], told: Partial<Told> = {}): Promise<readonly string[]> =>
  (
    await judge({
      log,
      data,
      tenant: 'main',
      told: { ...nothingTold(), promised: new Map(promises.map((one) => [one.commandId, one])), ...told },
    })
  ).violations;

test('what was promised and is there is no violation', async () => {
  expect(await violationsOf([registered, opened], { refused: new Set(['three']) })).toEqual([]);
});

test.each<[string, readonly Promised[], Partial<Told>]>([
  ['a lost promise', [registered, promised('three', 2, 2, 'EditionOpened')], {}],
  ['another revision', [promised('two', 0, 1, 'EditionOpened')], {}],
  ['another number', [promised('two', 1, 5, 'EditionOpened')], {}],
  ['another type', [promised('two', 1, 1, 'PlanRegistered')], {}],
  ['a refusal that was recorded', [], { refused: new Set(['two']) }],
  ['an answer that was wrong already', [], { wrong: ['x'] }],
])('%s is found', async (_, promises, told) => {
  expect(await violationsOf(promises, told)).toHaveLength(1);
});

test('a command that is there twice is found', async () => {
  const writing = new SqliteLog(join(data, 'ledger.db'));
  await append(writing, 'two', 1, 'EditionOpened', { edition: 2, firstFinancialYear: '2026/27', refreshKind: 'FULL' });
  await writing.close();
  expect((await violationsOf([opened])).join()).toContain('two is in the log as');
});
