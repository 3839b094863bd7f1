import { leafOf, readLine, type Line, type Lines } from '#libs/audit';
import { EXIT, type ExitCode, type World } from '../world.js';
import { linesOf } from './folders.js';

export interface DiffOptions {
  /** Whose ledger of a log. */
  readonly tenant: string;
  readonly json?: boolean;
}

/** An entry that is not the same in both, with the members in which the two differ, or with why it cannot be read. */
interface Difference {
  readonly entry: number;
  readonly members: readonly string[];
  readonly unreadable?: string;
}

interface Compared {
  readonly sizes: readonly [number, number];
  /** How many entries differ, of those that both have. */
  readonly differing: number;
  /** The first of them. */
  readonly first: readonly Difference[];
}

const SHOWN = 20;

/** Compares two copies of a ledger, entry by entry. What one of them withholds is no difference. */
export async function diffLedgers(a: string, b: string, { tenant, json = false }: DiffOptions, { out }: World): Promise<ExitCode> {
  const { sizes, differing, first } = await compare([a, b], tenant);
  const same = differing === 0 && sizes[0] === sizes[1];
  if (json) {
    out(`${JSON.stringify({ same, sizes, differing, first })}\n`);
    return same ? EXIT.DONE : EXIT.FAILED;
  }
  for (const { entry, members, unreadable } of first) {
    out(unreadable === undefined ? `Entry ${entry} differs in ${members.join(', ')}.\n` : `Entry ${entry} cannot be read ${unreadable}.\n`);
  }
  if (differing > first.length) out(`${differing - first.length} more differ.\n`);
  if (sizes[0] !== sizes[1]) out(`${a} has ${sizes[0]} entries, ${b} has ${sizes[1]}.\n`);
  if (same) out(`The same ${sizes[0]} entries.\n`);
  return same ? EXIT.DONE : EXIT.FAILED;
}

async function compare([a, b]: readonly [string, string], tenant: string): Promise<Compared> {
  const [ours, theirs] = [oneByOne(linesOf(a, tenant)), oneByOne(linesOf(b, tenant))];
  const first: Difference[] = [];
  const sizes: [number, number] = [0, 0];
  let differing = 0;
  for (;;) {
    const [one, other] = [await ours.next(), await theirs.next()];
    if (one.done === true && other.done === true) return { sizes, differing, first };
    if (one.done !== true) sizes[0]++;
    if (other.done !== true) sizes[1]++;
    if (one.done === true || other.done === true || one.value === other.value) continue;
    const [left, right] = [leafIn(a, one.value), leafIn(b, other.value)];
    const unreadable = [left, right].find((side) => typeof side === 'string');
    const members = typeof left === 'string' || typeof right === 'string' ? [] : differingMembers(left, right);
    if (members.length === 0 && unreadable === undefined) continue;
    if (differing++ < SHOWN) first.push({ entry: sizes[0] - 1, members, ...(unreadable !== undefined && { unreadable }) });
  }
}

async function* oneByOne(lines: Lines): AsyncGenerator<string, void> {
  for await (const batch of lines) yield* batch;
}

interface Leaf {
  readonly line: Line;
  readonly hash: Buffer;
}

/** The entry that a line is; in words why it is none. */
function leafIn(ledger: string, text: string): Leaf | string {
  try {
    const line = readLine(text);
    return { line, hash: leafOf(line) };
  } catch (error) {
    return `in ${ledger}: ${(error as Error).message}`;
  }
}

/** Paths of what differs, such as `data.title`. */
function differingMembers({ line: one, hash }: Leaf, { line: other, hash: otherHash }: Leaf): readonly string[] {
  if (hash.equals(otherHash)) return [];
  const names = ['stream', 'revision', 'type', 'id', 'entry', 'dataHash'] as const;
  return [
    ...names.filter((name) => one[name] !== other[name]),
    ...inside('data', one.data ?? {}, other.data ?? {}),
    ...inside('metadata', one.metadata, other.metadata),
  ];
}

function inside(path: string, one: object, other: object): readonly string[] {
  const [ours, theirs] = [one, other] as readonly Readonly<Record<string, unknown>>[];
  const names = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].sort();
  return names.filter((name) => JSON.stringify(ours[name]) !== JSON.stringify(theirs[name])).map((name) => `${path}.${name}`);
}
