import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import type { Stored } from '#libs/ledger';
import { entryOf, scratch, tinyCatalog, type Told } from '../../../../test/support/tiny-ledger.js';
import { viewDigest } from './digest.js';
import { openForWriting } from './schema.js';
import { TenantProjector, type Halt } from './tenant-projector.js';
import { ViewWriter, type Applied } from './view-writer.js';

const { folder, remove } = scratch();
afterAll(remove);

const STREAM = 'box-acme.store';
const FULL = 13;
const BUSY = 5;
const MISUSE = 21;

const placed = (box: string): Told => ({ event: { type: 'BoxPlaced', data: { box, colour: 'red' } }, on: '2025-04-01' });
const cursed: Told = { event: { type: 'BoxCursed', data: { box: 'box 0' } }, on: '2025-04-01' };

const storedFrom = (told: readonly Told[]): readonly Stored[] =>
  told.map((one, revision) => ({ ...entryOf(STREAM, one), stream: STREAM, revision, position: String(revision).padStart(9, '0') }));

const boxes = (count: number): readonly Stored[] => storedFrom(Array.from({ length: count }, (_, n) => placed(`box ${n % 3}`)));

/** A statement that fails, as SQLite's own do: with nothing left of the transaction, or with all of it but the statement. */
interface Fault {
  readonly sql: 'BEGIN' | 'COMMIT' | 'INSERT INTO rows' | 'INSERT INTO touches';
  readonly code: number;
  readonly undoes: boolean;
}

let run = 0;
let path: string;
let faults: Fault[];
let applied: Applied[];
let halts: Halt[];
let writer: ViewWriter;
let projector: TenantProjector;

function begin(): void {
  path = join(folder, `${run++}.db`);
  [faults, applied, halts] = [[], [], []];
  const { database } = openForWriting(path);
  database.exec('PRAGMA synchronous = OFF');
  writer = new ViewWriter(failing(database), tinyCatalog);
  projector = new TenantProjector(writer, { onApplied: (one) => void applied.push(one), onHalted: (halt) => void halts.push(halt) });
}

function failing(database: DatabaseSync): DatabaseSync {
  const prepare = database.prepare.bind(database);
  const faulty = (sql: string): StatementSync => {
    const statement = prepare(sql);
    const run = statement.run.bind(statement);
    return Object.assign(statement, {
      run: (...values: Parameters<typeof run>) => {
        if (faults.length === 0 || !sql.startsWith(faults[0].sql)) return run(...values);
        const { code, undoes } = faults.shift() as Fault;
        if (undoes && database.isTransaction) database.exec('ROLLBACK');
        throw Object.assign(new Error(`fault ${code}`), { errcode: code });
      },
    });
  };
  return Object.assign(database, { prepare: faulty });
}

/** How many entries another connection sees. */
function inFile(): number {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    return (database.prepare('SELECT count(*) AS n FROM entries').get() as { n: number }).n;
  } finally {
    database.close();
  }
}

function end(): void {
  projector.close();
  writer.close();
}

describe('the projector of a tenant', () => {
  beforeEach(begin);

  test('shows what it took at once, and others once it is committed', async () => {
    await projector.take(boxes(4));
    expect([writer.head, inFile()]).toEqual([3, 0]);
    projector.commit();
    expect(inFile()).toBe(4);
    end();
  });

  test('commits by itself where much has gathered', async () => {
    const all = boxes(1_100);
    await projector.take(all.slice(0, 600));
    expect(inFile()).toBe(0);
    await projector.take(all.slice(600));
    expect(inFile()).toBe(1_100);
    end();
  });

  test('commits when it is closed', async () => {
    await projector.take(boxes(4));
    end();
    expect(inFile()).toBe(4);
  });

  test('goes on to show what it took while it cannot be committed, and takes no more until it is', async () => {
    const all = boxes(6);
    await projector.take(all.slice(0, 4));
    faults = Array.from({ length: 3 }, () => ({ sql: 'COMMIT', code: FULL, undoes: true }));
    projector.commit();
    expect([writer.head, projector.retrying, inFile()]).toEqual([3, true, 0]);
    await projector.take(all.slice(4));
    expect([writer.head, projector.retrying, faults.length]).toEqual([5, false, 0]);
    expect(inFile()).toBe(4);
    end();
    expect(inFile()).toBe(6);
  });

  test('goes on to show what it took while nothing more can be written', async () => {
    const all = boxes(6);
    await projector.take(all.slice(0, 4));
    faults = [{ sql: 'INSERT INTO rows', code: FULL, undoes: true }];
    const taking = projector.take(all.slice(4));
    expect([writer.head, projector.retrying]).toEqual([3, true]);
    await taking;
    expect([writer.head, projector.retrying]).toEqual([5, false]);
    end();
  });

  test('halts where a commit fails for good, at the first entry that is not in the file', async () => {
    const all = boxes(6);
    await projector.take(all.slice(0, 2));
    projector.commit();
    await projector.take(all.slice(2, 5));
    faults = [{ sql: 'COMMIT', code: MISUSE, undoes: true }];
    projector.commit();
    await projector.take(all.slice(5));
    expect(halts).toMatchObject([{ revision: 2, reason: `fault ${MISUSE}` }]);
    expect(writer.head).toBe(1);
    end();
    expect(inFile()).toBe(2);
  });

  test('halts at an entry that cannot be taken, with all before it in the file', async () => {
    const all = storedFrom([placed('box 0'), placed('box 1'), placed('box 2'), cursed, placed('box 3')]);
    await projector.take(all.slice(0, 2));
    await projector.take(all.slice(2));
    expect(halts).toMatchObject([{ revision: 3, reason: 'the box is cursed' }]);
    expect([writer.head, inFile()]).toEqual([2, 3]);
    end();
  });
});

test('whatever fails for a while, everything is in the file at the end, once, and was told of', async () => {
  const fault = fc.record<Fault>({
    sql: fc.constantFrom('BEGIN', 'COMMIT', 'INSERT INTO rows', 'INSERT INTO touches'),
    code: fc.constantFrom(FULL, BUSY),
    undoes: fc.boolean(),
  });
  const step = fc.record({ size: fc.integer({ min: 1, max: 4 }), fails: fc.array(fault, { maxLength: 3 }), commits: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const all = boxes(steps.reduce((sum, { size }) => sum + size, 0));
      begin();
      let at = 0;
      for (const { size, fails, commits } of steps) {
        faults.push(...fails);
        await projector.take(all.slice(at, (at += size)));
        if (commits) projector.commit();
      }
      faults = [];
      await projector.take([]);
      expect(writer.head).toBe(all.length - 1);
      end();
      expect(halts).toEqual([]);
      const told = applied.flatMap(({ from, entries }) => entries.map(({ revision }, index) => [revision, from + index]));
      expect(told).toEqual(all.map(({ revision }) => [revision, revision]));
      const made = viewDigest(path);
      begin();
      await projector.take(all);
      end();
      expect(made).toBe(viewDigest(path));
    }),
    { numRuns: 40 },
  );
});
