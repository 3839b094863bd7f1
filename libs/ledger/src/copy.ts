import { parseStreamName } from './envelope.js';
import type { EventLog, LogError, Position, Stored } from './event-log.js';
import { leafHash } from './leaf.js';
import { entryBytes } from './logs/limits.js';
import { MerkleTree } from './merkle.js';

/** A copy that came to nothing, or is not the same. Recognise it by `name`. */
export class CopyError extends Error {
  override readonly name = 'CopyError';
}

export interface CopyOptions {
  readonly from: EventLog;
  readonly to: EventLog;
  /** Only this tenant's ledger; otherwise all that there are, and the target may hold nothing else. */
  readonly tenant?: string;
  /** Where the source is to say that its ledgers went; it is left open if absent. */
  readonly sealWith?: string;
  /** Called with the number of entries that are the same on both sides by now. */
  readonly onProgress?: (entries: number) => void;
}

/** A ledger that is the same in both stores. */
export interface Copied {
  readonly tenant: string;
  readonly size: number;
  /** Root of its tree, hex: computed on each side from what that side gave back. */
  readonly root: string;
}

const MOST_ENTRIES = 256;
const MOST_BYTES = 512 * 1024;
const DEADLINE_MS = 60_000;

/**
 * Copies ledgers from one store to another: same ids, same order, same bytes. What is there from an earlier run is compared
 * and gone on with. Seals the source once both sides have the same trees. Throws a `CopyError`, or the `LogError` of a store.
 */
export async function copyLog({ from, to, tenant, sealWith, onProgress = () => undefined }: CopyOptions): Promise<readonly Copied[]> {
  const source = new Side(from, tenant);
  const target = new Side(to, tenant);
  let done = 0;
  const step = (entries: number): void => onProgress((done += entries));
  const copy = async (): Promise<readonly Copied[]> => {
    await transfer(source, target, step);
    return compare(source, target);
  };
  const copied = await copy();
  if (sealWith === undefined) return copied;
  for (const ledger of copied) await from.seal(ledger.tenant, sealWith);
  // What was recorded while the seal was put on.
  return copy();
}

/** One of the two stores, with the trees over what it gave back so far. */
class Side {
  private readonly trees = new Map<string, MerkleTree>();
  private position: Position | 'START' = 'START';

  constructor(
    readonly log: EventLog,
    private readonly tenant: string | undefined,
  ) {}

  /** The entries after those that it gave before. */
  async *entries(): AsyncGenerator<Stored> {
    for await (const entry of this.log.readAll(this.position)) {
      const tenant = parseStreamName(entry.stream)?.tenant;
      if (tenant === undefined || (this.tenant !== undefined && tenant !== this.tenant)) continue;
      this.add(tenant, entry);
      yield entry;
    }
  }

  get copied(): readonly Copied[] {
    return [...this.trees].map(([tenant, tree]) => ({ tenant, size: tree.size, root: tree.root().toString('hex') }));
  }

  private add(tenant: string, entry: Stored): void {
    const tree = this.trees.get(tenant) ?? MerkleTree.empty();
    tree.append(leafHash(tree.size, entry));
    this.trees.set(tenant, tree);
    this.position = entry.position;
  }
}

/** Passes over what both sides have, which must be the same, and appends the rest to the target in the order of the source. */
async function transfer(source: Side, target: Side, step: (entries: number) => void): Promise<void> {
  const present = target.entries();
  let run: Stored[] = [];
  let bytes = 0;
  const flush = async (): Promise<void> => {
    if (run.length > 0) await appendRun(target.log, run);
    step(run.length);
    [run, bytes] = [[], 0];
  };
  let there: IteratorResult<Stored, void> = await present.next();
  for await (const entry of source.entries()) {
    if (there.done !== true) {
      requireSame(entry, there.value);
      step(1);
      there = await present.next();
      continue;
    }
    const size = entryBytes(entry);
    if (entry.stream !== run.at(-1)?.stream || run.length === MOST_ENTRIES || bytes + size > MOST_BYTES) await flush();
    run.push(entry);
    bytes += size;
  }
  await flush();
  if (there.done !== true) throw new CopyError(`The target goes on where the source ends: with ${nameOf(there.value)}.`);
}

async function appendRun(to: EventLog, run: readonly Stored[]): Promise<void> {
  const [{ stream, revision }] = run;
  const entries = run.map(({ id, type, data, metadata }) => ({ id, type, data, metadata }));
  try {
    await to.append(stream, revision === 0 ? 'NO_STREAM' : revision - 1, entries, Date.now() + DEADLINE_MS);
  } catch (error) {
    if ((error as Partial<LogError>).code !== 'CONFLICT') throw error;
    throw new CopyError(`Another writer was in ${stream} of the target: the copy would not be the same.`, { cause: error });
  }
}

function requireSame(ours: Stored, theirs: Stored): void {
  const members = ['stream', 'revision', 'id', 'type', 'data', 'metadata'] as const;
  if (members.every((member) => ours[member] === theirs[member])) return;
  throw new CopyError(`The target holds another ledger: ${nameOf(theirs)}, where the source has ${nameOf(ours)}.`);
}

const nameOf = ({ stream, revision }: Stored): string => `entry ${revision} of ${stream}`;

async function compare(source: Side, target: Side): Promise<readonly Copied[]> {
  for await (const _ of target.entries());
  const [ours, theirs] = [source.copied, target.copied];
  const other = ours.find(({ root, tenant }) => theirs.find((ledger) => ledger.tenant === tenant)?.root !== root);
  if (other === undefined) return ours;
  throw new CopyError(`The ledger of ${other.tenant} is not the same on both sides.`);
}
