import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { padded, readKey, Tree, type VerifierKey } from '#libs/audit';
import { leafHash, SqliteLog, type NewEntry, type Stored } from '#libs/ledger';
import { newKey, readSigner } from '../../apps/cli/src/audit/signer.js';
import { entryOf } from './tiny-ledger.js';

export const ORIGIN = 'board.example/plans/main';

/** A signed ledger in a folder: the SQLite log, its checkpoints and a bundle of it. */
export class SignedLedger {
  readonly key: VerifierKey;
  private copies = 0;

  private constructor(
    private readonly folder: string,
    private readonly secret: string,
  ) {
    this.key = readKey(readSigner(secret).open);
  }

  /** A ledger of as many entries, in three streams in turn, with a checkpoint at each of the sizes. */
  static async make(folder: string, size: number, checkpoints: readonly number[]): Promise<SignedLedger> {
    const ledger = new SignedLedger(folder, newKey(ORIGIN).secret);
    const log = new SqliteLog(join(folder, 'ledger.db'));
    const streams = ['a', 'b', 'c'].map((plan) => ({ name: `box-main.p${plan}`, last: -1 }));
    for (let entry = 0; entry < size; entry++) {
      const stream = streams[entry % streams.length];
      const placed = [entryOf(stream.name, { event: { type: 'BoxPlaced', data: { box: `box ${entry}`, colour: 'gröen 😀' } } })];
      await log.append(stream.name, stream.last < 0 ? 'NO_STREAM' : stream.last++, placed, Date.now() + 60_000);
      if (stream.last < 0) stream.last = 0;
    }
    const stored: Stored[] = [];
    for await (const entry of log.readAll('START')) stored.push(entry);
    await log.close();
    ledger.write(stored, checkpoints);
    return ledger;
  }

  private write(stored: readonly Stored[], sizes: readonly number[]): void {
    const bundle = join(this.folder, 'bundle');
    for (const part of ['entries', 'checkpoints']) mkdirSync(join(bundle, part), { recursive: true });
    const lines = stored.map((entry, number) => lineOf(entry, number));
    writeFileSync(join(bundle, 'entries', `${padded(0)}.jsonl`), `${lines.join('\n')}\n`);
    const leaves = stored.map((entry, number) => leafHash(number, entry));
    for (const size of sizes) this.sign(bundle, leaves, size);
  }

  /** Signs a tree of these leaves at a size, in the name of the ledger, with its own key or another. */
  sign(bundle: string, leaves: readonly Buffer[], size: number, secret = this.secret): void {
    const tree = new Tree();
    for (const leaf of leaves.slice(0, size)) tree.append(leaf);
    const note = readSigner(secret).note({ origin: ORIGIN, size, root: tree.root() });
    writeFileSync(join(bundle, 'checkpoints', `${padded(size)}.txt`), note);
  }

  /** A copy of the bundle, to be spoiled. */
  bundle(): string {
    const copy = join(this.folder, `bundle-${this.copies++}`);
    cpSync(join(this.folder, 'bundle'), copy, { recursive: true });
    return copy;
  }

  /** A copy of the log, spoiled by SQL. */
  log(...spoil: readonly string[]): string {
    const copy = join(this.folder, `ledger-${this.copies++}.db`);
    cpSync(join(this.folder, 'ledger.db'), copy);
    const database = new DatabaseSync(copy);
    for (const sql of spoil) database.exec(sql);
    database.close();
    rmSync(`${copy}-wal`, { force: true });
    return copy;
  }
}

const lineOf = ({ data, id, metadata, revision, stream, type, ...stored }: Stored, entry: number): string =>
  `{"data":${data},"entry":${entry},"id":"${id}","leafHash":"${leafHash(entry, { data, id, metadata, revision, stream, type, ...stored }).toString('hex')}",` +
  `"metadata":${metadata},"revision":${revision},"stream":"${stream}","type":"${type}"}`;

/** The lines of a bundle's first file, changed. */
export function spoilLines(bundle: string, spoil: (lines: string[]) => readonly string[]): string {
  const file = join(bundle, 'entries', `${padded(0)}.jsonl`);
  writeFileSync(file, `${spoil(readFileSync(file, 'utf8').trimEnd().split('\n')).join('\n')}\n`);
  return bundle;
}

/** Another entry in the same place, forged with all that can be forged without the key: id, leaf hash and form. */
export function forged(line: string, entry: number, box: string): string {
  const { stream, revision } = JSON.parse(line) as { stream: string; revision: number };
  const made: NewEntry = entryOf(stream, { event: { type: 'BoxPlaced', data: { box, colour: 'red' } } });
  return lineOf({ ...made, position: '', stream, revision }, entry);
}
