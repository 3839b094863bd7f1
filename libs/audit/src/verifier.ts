import { idOf, leafOf, readLine, type Fault, type Line } from './line.js';
import type { Checkpoint } from './note.js';
import type { Checkpoints, Lines } from './sources.js';
import { Tree } from './tree.js';

/** How far a ledger was verified: all that is needed to go on from there. It goes into a file as it is. */
export interface Verified {
  readonly origin: string;
  readonly size: number;
  /** Root of the tree over the entries so far, hex. */
  readonly root: string;
  /** Width and hash, hex, of the complete subtrees at the tree's right edge. */
  readonly peaks: readonly (readonly [width: number, hash: string])[];
  /** The last revision of every stream. */
  readonly revisions: Readonly<Record<string, number>>;
}

export interface Verification {
  /** The name of the ledger, as the key says. */
  readonly origin: string;
  /** The lines to look at: those after `since`, where it is given. */
  readonly lines: Lines;
  readonly checkpoints: Checkpoints;
  /** Throws where an entry's payload cannot be read. */
  readonly decode: (line: Line) => void;
  /** True where entries may follow the last checkpoint, as in a ledger that goes on. */
  readonly open?: boolean;
  /** Where to go on: the entries before are taken as verified. */
  readonly since?: Verified;
  readonly onProgress?: (done: number) => void;
}

export interface Verdict {
  /** Absent where all is in order. */
  readonly fault?: Fault;
  /** How far everything is in order. */
  readonly verified: Verified;
  /** How many of the entries are under a checkpoint. */
  readonly signed: number;
  /** How many of those looked at withhold their data. */
  readonly withheld: number;
}

/** Verifies a ledger in one pass, in memory that does not grow with the number of its entries. */
export async function verify({ origin, lines, checkpoints, decode, open, since, onProgress }: Verification): Promise<Verdict> {
  const { sound, fault: unsigned } = checkpoints;
  const walk = new Walk(sound, decode, since);
  const last = sound.at(-1)?.size ?? 0;
  const end = unsigned?.entry ?? (open === true ? Infinity : last);
  const firstFault = async (): Promise<Fault | undefined> => {
    if (walk.next > end) return { entry: end, reason: `it is missing: ${walk.next} entries were verified before` };
    try {
      walk.compare();
      for await (const batch of lines) {
        for (const text of batch) {
          if (walk.next < end) walk.take(text);
          else if (unsigned !== undefined) return unsigned;
          else throw new Error(`it follows the last checkpoint, which is of ${last} entries`);
        }
        onProgress?.(walk.next);
      }
      if (walk.next < last) throw new Error(`it is missing: the last checkpoint is of ${last} entries`);
      return unsigned;
    } catch (error) {
      return walk.unsigned ?? { entry: walk.next, reason: (error as Error).message };
    }
  };
  return { fault: await firstFault(), verified: walk.verified(origin), signed: last, withheld: walk.withheld };
}

/** Takes the entries one after the other. Throws at the first that is not in order. */
class Walk {
  private readonly tree: Tree;
  private readonly revisions: Map<string, number>;
  private readonly ahead: Checkpoint[];
  private signed: number;
  /** Set where a checkpoint is not of the entries that led to it. */
  unsigned: Fault | undefined;
  withheld = 0;

  constructor(
    checkpoints: readonly Checkpoint[],
    private readonly decode: (line: Line) => void,
    since?: Verified,
  ) {
    this.tree = new Tree(since?.peaks.map(([width, hash]) => ({ width, hash: Buffer.from(hash, 'hex') })));
    this.revisions = new Map(Object.entries(since?.revisions ?? {}));
    this.signed = since?.size ?? 0;
    this.ahead = checkpoints.filter(({ size }) => size >= this.signed).reverse();
  }

  /** The number of the entry that is to come. */
  get next(): number {
    return this.tree.size;
  }

  take(text: string): void {
    const line = readLine(text);
    if (line.entry !== this.next) throw new Error(`entry ${line.entry} stands in its place`);
    const { stream, revision, data, id, leafHash } = line;
    const expected = (this.revisions.get(stream) ?? -1) + 1;
    if (revision !== expected) throw new Error(`it has revision ${revision} of ${stream}, where ${expected} should follow`);
    if (data !== undefined && idOf(line) !== id) throw new Error('its content is not the one that its id was made from');
    const leaf = leafOf(line);
    if (leafHash !== undefined && leafHash !== leaf.toString('hex')) throw new Error('its content does not give its leaf hash');
    if (data === undefined) this.withheld++;
    else this.decode(line);
    this.tree.append(leaf);
    this.revisions.set(stream, revision);
    this.compare();
  }

  verified(origin: string): Verified {
    const peaks = this.tree.peaks.map(({ width, hash }) => [width, hash.toString('hex')] as const);
    return { origin, size: this.next, root: this.tree.root().toString('hex'), peaks, revisions: Object.fromEntries(this.revisions) };
  }

  /** Holds the tree against the checkpoints of its size. */
  compare(): void {
    for (let met = this.ahead.at(-1); met !== undefined && met.size <= this.next; met = this.ahead.at(-1)) {
      this.ahead.pop();
      if (met.size === this.next && !met.root.equals(this.tree.root())) {
        const reason = `the entries from ${this.signed} to ${met.size - 1} are not the ones that were signed`;
        this.unsigned = { entry: this.signed, reason };
        throw new Error(reason);
      }
      this.signed = met.size;
    }
  }
}
