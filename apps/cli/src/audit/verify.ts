import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bundleLines,
  readCheckpoints,
  sqliteLines,
  Tree,
  verify,
  type Checkpoints,
  type Line,
  type Lines,
  type Verdict,
  type Verified,
  type VerifierKey,
} from '#libs/audit';
import { catalog } from '#libs/domain';
import { decoder } from '#libs/ledger';
import { progress, SILENT } from '../progress.js';
import { EXIT, type ExitCode, type World } from '../world.js';
import { AuditError } from './audit-error.js';
import { checkpointsOf, KEY_FILE, keyFrom, logFile, requireBundle } from './folders.js';

export interface VerifyOptions {
  /** The key as it was published: written out, or its file. */
  readonly key?: string;
  /** Folder of the checkpoints, where they are not in the bundle. */
  readonly checkpoints?: string;
  /** Whose ledger a log is to be read. */
  readonly tenant: string;
  /** File that keeps how far the ledger was verified. */
  readonly remember?: string;
  readonly json?: boolean;
}

/** What is to be verified, wherever it lies. */
interface Subject {
  readonly key: VerifierKey;
  readonly checkpoints: Checkpoints;
  readonly lines: (from: number) => Lines;
  /** True for a ledger that goes on beyond its checkpoints. */
  readonly open: boolean;
}

/** Checks a bundle, or a SQLite log, from its first entry or from where it was verified before. Names the first bad entry. */
export async function verifyLedger(ledger: string, options: VerifyOptions, world: World): Promise<ExitCode> {
  const { key, checkpoints, lines, open } = subjectOf(ledger, options);
  const since = remembered(options.remember, key.name);
  const start = since?.size ?? 0;
  const total = (checkpoints.sound.at(-1)?.size ?? 0) - start;
  const bar = options.json === true || total <= 0 ? SILENT : progress(world, 'verify', total);
  const verdict = await verify({
    origin: key.name,
    lines: lines(start),
    checkpoints,
    decode: payloadReader(),
    open,
    since,
    onProgress: (done) => bar.to(Math.min(done - start, total)),
  });
  bar.end();
  if (verdict.fault === undefined && options.remember !== undefined)
    writeFileSync(options.remember, `${JSON.stringify(verdict.verified)}\n`);
  tell(verdict, key, options, world);
  return verdict.fault === undefined ? EXIT.DONE : EXIT.FAILED;
}

function subjectOf(ledger: string, { key, checkpoints, tenant }: VerifyOptions): Subject {
  const file = logFile(ledger);
  if (file === undefined) {
    requireBundle(ledger);
    const known = keyFrom(key ?? join(ledger, KEY_FILE));
    return {
      key: known,
      checkpoints: readCheckpoints(checkpoints ?? checkpointsOf(ledger), known),
      lines: (from) => bundleLines(ledger, from),
      open: false,
    };
  }
  if (checkpoints === undefined) throw new AuditError('A log is held against checkpoints: name their folder with --checkpoints.');
  const known = keyFrom(key ?? join(checkpoints, KEY_FILE));
  return { key: known, checkpoints: readCheckpoints(checkpoints, known), lines: (from) => sqliteLines(file, tenant, from), open: true };
}

/** Reads payloads as every other part of the program does. */
export function payloadReader(): (line: Line) => void {
  const decode = decoder(catalog);
  return ({ entry, data = {}, metadata, ...rest }) =>
    void decode({ ...rest, position: String(entry), data: JSON.stringify(data), metadata: JSON.stringify(metadata) });
}

function remembered(file: string | undefined, origin: string): Verified | undefined {
  if (file === undefined || !existsSync(file)) return undefined;
  const since = JSON.parse(readFileSync(file, 'utf8')) as Verified;
  const tree = new Tree(since.peaks.map(([width, hash]) => ({ width, hash: Buffer.from(hash, 'hex') })));
  if (since.origin === origin && tree.size === since.size && tree.root().toString('hex') === since.root) return since;
  throw new AuditError(`${file} does not tell how far ${origin} was verified.`);
}

function tell(
  { fault, verified, signed, withheld }: Verdict,
  key: VerifierKey,
  { json, key: given }: VerifyOptions,
  { out, err }: World,
): void {
  const { origin, size, root } = verified;
  if (json === true) {
    out(
      `${JSON.stringify({ ok: fault === undefined, fault: fault ?? null, origin, size, root, signed, withheld, key: `${key.name}+${key.id}` })}\n`,
    );
    return;
  }
  if (fault !== undefined) {
    err(`Entry ${fault.entry}: ${fault.reason}.\n`);
    return;
  }
  const unsigned = size > signed ? ` The last ${size - signed} came after the last checkpoint.` : '';
  out(`${origin}: ${size} entries are in order, ${signed} of them signed; root ${root}.${unsigned}\n`);
  if (withheld > 0) out(`The data of ${withheld} was withheld.\n`);
  if (given === undefined)
    out(`The key ${key.name}+${key.id} came with the checkpoints: compare it with the one that was published to you.\n`);
}
