import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENTRIES_PER_FILE, hashOfData, jcs, padded, readLine, type Checkpoint } from '#libs/audit';
import { progress, SILENT, type Progress } from '../progress.js';
import { EXIT, type ExitCode, type World } from '../world.js';
import { ask, connectionTo, type Asking } from '../graphql.js';
import { AuditError } from './audit-error.js';
import { EventCatalogue, type EventSchemas } from './event-schema.js';
import { checkpointsOf, KEY_FILE, keyFrom, publishedIn } from './folders.js';
import { readMe } from './read-me.js';

export interface ExportOptions extends Asking {
  /** Folder of the checkpoints. */
  readonly checkpoints: string;
  /** The bundle: a folder, new or of an earlier export, which is gone on with. */
  readonly to: string;
  /** Numbers of the entries whose data is left out. */
  readonly withhold: readonly number[];
  readonly json?: boolean;
}

/** Writes all that was signed, up to the last checkpoint, into a folder that anyone can verify. */
export async function exportBundle(options: ExportOptions, world: World): Promise<ExitCode> {
  const { checkpoints, to, withhold, json = false } = options;
  const key = keyFrom(join(checkpoints, KEY_FILE));
  const last = publishedIn(checkpoints, key).at(-1);
  if (last === undefined) throw new AuditError(`There is no checkpoint in ${checkpoints}: sign the ledger first.`);
  mkdirSync(join(to, 'entries'), { recursive: true });
  const from = settle(to);
  const already = withhold.filter((entry) => entry < from);
  if (already.length > 0) throw new AuditError(`${to} holds the entries ${already.join(', ')} already: withhold them in a new folder.`);
  await writeEntries(from, last, options, json ? SILENT : progress(world, 'export', last.size), world);
  cpSync(checkpoints, checkpointsOf(to), { recursive: true, filter: (file) => !file.endsWith('.new') });
  writeFileSync(join(to, KEY_FILE), readFileSync(join(checkpoints, KEY_FILE)));
  writeFileSync(join(to, 'README.md'), readMe(last));
  world.out(
    json
      ? `${JSON.stringify({ size: last.size, from, withheld: withhold.length })}\n`
      : `${last.size} entries of ${last.origin} are in ${to}.\n`,
  );
  return EXIT.DONE;
}

/** The number of the entry that a bundle goes on with; what a broken export left half written is cut off. */
function settle(to: string): number {
  const file = readdirSync(join(to, 'entries')).sort().at(-1);
  if (file === undefined) return 0;
  const path = join(to, 'entries', file);
  const text = readFileSync(path);
  const whole = text.lastIndexOf(10) + 1;
  if (whole < text.length) truncateSync(path, whole);
  return Number.parseInt(file, 10) + text.subarray(0, whole).filter((byte) => byte === 10).length;
}

const LINES = 'query($from: EntryNumber!) { ledgerLines(from: $from, first: 500) }';

async function writeEntries(from: number, { size }: Checkpoint, options: ExportOptions, bar: Progress, world: World): Promise<void> {
  const withheld = new Set(options.withhold);
  const schemas = new SchemaFile(options.to);
  for (let next = from; next < size;) {
    const { ledgerLines } = await ask<{ ledgerLines: readonly string[] }>(
      { query: LINES, variables: { from: next } },
      connectionTo(options, world),
    );
    if (ledgerLines.length === 0) throw new AuditError(`The ledger ends at ${next} entries, but ${size} were signed.`);
    // A file ends where the next begins.
    const file = next - (next % ENTRIES_PER_FILE);
    const lines = ledgerLines.slice(0, Math.min(size, file + ENTRIES_PER_FILE) - next);
    const shown = lines.map((line, index) => (withheld.has(next + index) ? withoutData(line) : line));
    schemas.learn(shown);
    appendFileSync(join(options.to, 'entries', `${padded(file)}.jsonl`), `${shown.join('\n')}\n`);
    next += lines.length;
    bar.to(next);
  }
  bar.end();
}

/** What a bundle says of the shape of its events; written before the events that it speaks of. */
class SchemaFile {
  private readonly file: string;
  private readonly catalogue: EventCatalogue;
  private written = '';

  constructor(bundle: string) {
    this.file = join(bundle, 'events.json');
    const before = existsSync(this.file) ? (JSON.parse(readFileSync(this.file, 'utf8')) as EventSchemas) : undefined;
    this.catalogue = new EventCatalogue(before);
  }

  learn(lines: readonly string[]): void {
    for (const line of lines) this.catalogue.see(readLine(line));
    const text = `${JSON.stringify(this.catalogue.schemas, null, 2)}\n`;
    if (text === this.written) return;
    writeFileSync(this.file, text);
    this.written = text;
  }
}

/** The line with the hash of its data in place of it, and without the salt that would let the data be guessed. */
function withoutData(text: string): string {
  const { data = {}, metadata, ...rest } = readLine(text);
  const { salt, ...unsalted } = metadata;
  return jcs({ ...rest, metadata: unsalted, dataHash: hashOfData(data, salt) });
}
