import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Fault } from './line.js';
import { openCheckpoint, type Checkpoint, type VerifierKey } from './note.js';

/** Lines of entries, many at a time. */
export type Lines = AsyncIterable<readonly string[]>;

/** Each file of a bundle's folder `entries` holds so many, and is named by the number of its first. */
export const ENTRIES_PER_FILE = 1_000;
/** File names by size or number, so that they sort as text. */
export const padded = (number: number): string => String(number).padStart(12, '0');

/** The lines of a bundle from an entry on. Reads no file before the one that holds it. */
export async function* bundleLines(bundle: string, from = 0): AsyncGenerator<readonly string[]> {
  const first = from - (from % ENTRIES_PER_FILE);
  let skip = from - first;
  for (const file of readdirSync(join(bundle, 'entries')).sort()) {
    if (file < `${padded(first)}.jsonl`) continue;
    for await (const lines of linesOf(join(bundle, 'entries', file))) {
      yield lines.slice(skip);
      skip = Math.max(0, skip - lines.length);
    }
  }
}

async function* linesOf(file: string): AsyncGenerator<readonly string[]> {
  let rest = '';
  for await (const chunk of createReadStream(file, 'utf8') as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield lines;
  }
  if (rest !== '') yield [rest];
}

export interface Checkpoints {
  /** By size, up to the first that is not in order. */
  readonly sound: readonly Checkpoint[];
  /** What is wrong with that one; it leaves the entries after the last sound one without a signature. */
  readonly fault?: Fault;
}

/** Opens all checkpoints of a folder with the key. Each is a file of its own, and they sort by size. */
export function readCheckpoints(folder: string, key: VerifierKey): Checkpoints {
  const sound: Checkpoint[] = [];
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith('.txt')) continue;
    const before = sound.at(-1)?.size ?? 0;
    try {
      const checkpoint = openCheckpoint(readFileSync(join(folder, file), 'utf8'), key);
      if (checkpoint.size < before) throw new Error('it is of fewer entries than the one before');
      sound.push(checkpoint);
    } catch (error) {
      return { sound, fault: { entry: before, reason: `from here on nothing is signed: checkpoint ${file}: ${(error as Error).message}` } };
    }
  }
  return { sound };
}

type Row = readonly [position: number, stream: string, revision: number, id: string, type: string, data: string, metadata: string];
const BATCH = 1_000;

/** The lines of a tenant's ledger in a SQLite log from an entry on, made of the stored bytes. Throws where the file cannot be read on. */
export async function* sqliteLines(file: string, tenant: string, from = 0): AsyncGenerator<readonly string[]> {
  const database = new DatabaseSync(file, { readOnly: true });
  let [place, entry] = [0, 0];
  let lines: string[] = [];
  try {
    const rows = database.prepare('SELECT position, stream, revision, id, type, data, metadata FROM entries ORDER BY position');
    rows.setReturnArrays(true);
    for (const [position, stream, revision, id, type, data, metadata] of rows.iterate() as unknown as Iterable<Row>) {
      if (position !== ++place) throw new Error(`position ${place} of the file is empty, the next entry stands at ${position}`);
      if (!stream.slice(stream.indexOf('-') + 1).startsWith(`${tenant}.`)) continue;
      if (entry++ < from) continue;
      const [ids, types, streams] = [id, type, stream].map((text) => JSON.stringify(text));
      const head = `{"data":${data},"entry":${entry - 1},"id":${ids},"metadata":${metadata}`;
      lines.push(`${head},"revision":${revision},"stream":${streams},"type":${types}}`);
      if (lines.length < BATCH) continue;
      yield lines;
      lines = [];
    }
    yield lines;
  } catch (error) {
    yield lines;
    throw error;
  } finally {
    database.close();
  }
}
