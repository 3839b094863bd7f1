import { bundleLines, jcs, padded, readLine, type Line } from '#libs/audit';
import { catalog } from '#libs/domain';
import type { Stored } from '#libs/ledger';
import { replayAside, type ReplayedAside } from '#libs/views';
import { EXIT, type ExitCode, type World } from '../world.js';
import { ask, connectionTo, type Asking } from '../graphql.js';
import { AuditError } from './audit-error.js';
import { requireBundle } from './folders.js';

export interface ReplayOptions extends Partial<Asking> {
  /** Another bundle to compare with. */
  readonly against?: string;
  /** The last entry that counts. */
  readonly at?: number;
  readonly json?: boolean;
}

/** Rebuilds the views from a bundle and compares them with another replay, or with what a node answers from. */
export async function replayBundle(
  bundle: string,
  { against, at, url, key, json = false }: ReplayOptions,
  world: World,
): Promise<ExitCode> {
  const ours = await replayed(bundle, at);
  const entry = ours.size - 1;
  const others = [
    ...(against === undefined ? [] : [{ where: against, digest: (await replayed(against, entry)).digest }]),
    ...(url === undefined || key === undefined ? [] : [{ where: url, digest: await digestAt(entry, { url, key }, world) }]),
  ];
  const same = others.every(({ digest }) => digest === ours.digest);
  if (json) world.out(`${JSON.stringify({ entry, root: ours.root, digest: ours.digest, others, same })}\n`);
  else {
    world.out(`The views of ${bundle} at entry ${entry}: ${ours.digest}\n`);
    for (const { where, digest } of others) world.out(`${where}: ${digest === ours.digest ? 'the same' : `another one, ${digest}`}\n`);
  }
  return same ? EXIT.DONE : EXIT.FAILED;
}

async function replayed(bundle: string, at = Infinity): Promise<ReplayedAside> {
  requireBundle(bundle);
  const outcome = await replayAside(storedIn(bundle, at), catalog).catch((error: unknown) => {
    if (SPOILED.includes((error as Error).name)) throw cannot(bundle, error as Error);
    throw error;
  });
  if (outcome.size === 0 || (at !== Infinity && outcome.size <= at)) throw new AuditError(`${bundle} holds only ${outcome.size} entries.`);
  return outcome;
}

/** Names of the errors by which entries turn out to be none of a sound ledger. */
const SPOILED = ['DecodeError', 'ProjectionError'];

const cannot = (bundle: string, cause: Error): AuditError =>
  new AuditError(`${bundle} cannot be replayed: ${cause.message}\n\`audit verify\` tells what is wrong with it.`, { cause });

async function* storedIn(bundle: string, at: number): AsyncGenerator<readonly Stored[]> {
  for await (const lines of bundleLines(bundle)) {
    yield lines.map((text) => storedOf(lineIn(bundle, text))).filter(({ position }) => Number(position) <= at);
  }
}

function lineIn(bundle: string, text: string): Line {
  try {
    return readLine(text);
  } catch (error) {
    throw cannot(bundle, error as Error);
  }
}

function storedOf({ entry, data, metadata, stream, revision, id, type }: Line): Stored {
  if (data === undefined) throw new AuditError(`Entry ${entry} is withheld: what it changed cannot be told.`);
  return { position: padded(entry), stream, revision, id, type, data: jcs(data), metadata: jcs(metadata) };
}

async function digestAt(entry: number, asking: Asking, world: World): Promise<string> {
  const query = 'query($entry: EntryNumber!) { viewDigest(entry: $entry) { digest } }';
  const { viewDigest } = await ask<{ viewDigest: { digest: string } }>({ query, variables: { entry } }, connectionTo(asking, world));
  return viewDigest.digest;
}
