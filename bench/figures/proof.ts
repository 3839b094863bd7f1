import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  bundleLines,
  ENTRIES_PER_FILE,
  leafOf,
  padded,
  readCheckpoints,
  readKey,
  readLine,
  Tree,
  verify,
  type Verified,
} from '#libs/audit';
import { catalog } from '#libs/domain';
import { encode, leafHash, MerkleTree, newSalt, SqliteLog, type Stored } from '#libs/ledger';
import { openViews, replay } from '#libs/views';
import { newKey, readSigner } from '../../apps/cli/src/audit/signer.js';
import { payloadReader } from '../../apps/cli/src/audit/verify.js';
import { foundations, PLAN, remarks } from '../../test/support/office.js';
import { byCallers } from '../callers.js';
import type { Figure, Scale } from '../figure.js';
import { pairs, VoidRun, type Row } from '../measure.js';
import { askOf, looseHappening, planContext, recordAll, recorderOn, recordHistory, TENANT } from '../scenario.js';
import { withFolder } from '../work-folder.js';

const REPLAYED = 20_000;
const RECORDED = 5_000;
const CALLERS = 64;
const VERIFIED = 100_000;
const MORE = 0.01;
const ORIGIN = 'bench.example/main';

/** What the tree costs where entries are replayed and recorded, and what it saves whoever verifies again and again. */
export const proofFigure: Figure = {
  name: 'proof',
  run: async (scale, say) => {
    await withFolder((folder) => replayed(folder, scale, say));
    await withFolder((folder) => recorded(folder, scale, say));
    await withFolder((folder) => verified(folder, scale, say));
  },
};

type Say = (row: Row) => void;

/** Milliseconds that some work takes. */
async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

/** What hashing the entries into a tree takes by itself: work with the tree, less this, is work without. */
function treeTime(entries: readonly Stored[]): Promise<number> {
  return timed(() => {
    const tree = MerkleTree.empty();
    for (const [number, stored] of entries.entries()) tree.append(leafHash(number, stored));
    return tree.root();
  });
}

async function entriesOf(file: string): Promise<readonly Stored[]> {
  const log = new SqliteLog(file, { readOnly: true });
  const entries: Stored[] = [];
  for await (const stored of log.readAll('START')) entries.push(stored);
  await log.close();
  return entries;
}

/** A pair of rates, with the tree and without, from one run of the work and one of the tree. */
function withAndWithout(count: number, work: () => Promise<number>, tree: () => Promise<number>) {
  let whole = 0;
  const rate = (ms: number): number => (count * 1000) / ms;
  return [async () => rate((whole = await work())), async () => rate(whole - (await tree()))] as const;
}

async function replayed(folder: string, scale: Scale, say: Say): Promise<void> {
  const file = join(folder, 'ledger.db');
  const writing = new SqliteLog(file);
  await recordAll(writing, foundations(), 'seed');
  await recordHistory(writing, Math.round(REPLAYED * scale.size));
  await writing.close();
  const entries = await entriesOf(file);
  let run = 0;
  const work = async (): Promise<number> => {
    const log = new SqliteLog(file, { readOnly: true });
    const took = await timed(() => replay({ log, catalog, dataDir: join(folder, `data-${run++}`) }));
    await log.close();
    return took;
  };
  const samples = await pairs(scale.pairs, ...withAndWithout(entries.length, work, () => treeTime(entries)));
  say({
    figure: 'proof',
    what: `replay with the tree ÷ without, ${entries.length} entries`,
    unit: 'entries/s',
    limit: { least: 0.8 },
    samples,
  });
}

async function recorded(folder: string, scale: Scale, say: Say): Promise<void> {
  const count = Math.round(RECORDED * scale.size);
  const file = join(folder, 'ledger.db');
  const log = new SqliteLog(file);
  await recordAll(log, foundations(), 'seed');
  const views = await openViews({ log, catalog, dataDir: folder });
  const recorder = recorderOn(log);
  const context = await planContext(log);
  let at = 0;
  const work = (): Promise<number> =>
    timed(async () => {
      const first = at;
      at += count;
      await byCallers(CALLERS, count, async (index) => {
        const outcome = await recorder.record(askOf(looseHappening(first + index), first + index, `c-${first + index}`, context));
        if (outcome.kind !== 'RECORDED') throw new VoidRun(`command ${first + index} came to ${outcome.kind}`);
      });
      if (!(await views.tenant(TENANT).catchUp(Date.now() + 60_000))) throw new VoidRun('the views did not follow');
    });
  const tree = async (): Promise<number> => treeTime((await entriesOf(file)).slice(-count));
  const samples = await pairs(scale.pairs, ...withAndWithout(count, work, tree));
  say({
    figure: 'proof',
    what: `recording with the tree ÷ without, ${CALLERS} callers`,
    unit: 'commands/s',
    limit: { least: 0.95 },
    samples,
  });
  await views.close();
  await log.close();
}

async function verified(folder: string, scale: Scale, say: Say): Promise<void> {
  const size = Math.round(VERIFIED * scale.size);
  const signer = readSigner(newKey(ORIGIN).secret);
  const key = readKey(signer.open);
  for (const part of ['entries', 'checkpoints']) mkdirSync(join(folder, part));
  const tree = new Tree();
  const grow = (to: number): void => {
    for (let file = tree.size; file < to; file += ENTRIES_PER_FILE) {
      const lines = Array.from({ length: Math.min(ENTRIES_PER_FILE, to - file) }, (_, place) => lineOf(file + place));
      for (const line of lines) tree.append(leafOf(readLine(line)));
      appendFileSync(join(folder, 'entries', `${padded(file)}.jsonl`), `${lines.join('\n')}\n`);
    }
    const note = signer.note({ origin: ORIGIN, size: to, root: tree.root() });
    writeFileSync(join(folder, 'checkpoints', `${padded(to)}.txt`), note);
  };
  const check = async (since?: Verified): Promise<Verified> => {
    const checkpoints = readCheckpoints(join(folder, 'checkpoints'), key);
    const lines = bundleLines(folder, since?.size);
    const { fault, verified: state } = await verify({ origin: ORIGIN, lines, checkpoints, decode: payloadReader(), since });
    if (fault !== undefined) throw new VoidRun(`entry ${fault.entry}: ${fault.reason}`);
    return state;
  };
  grow(size);
  const before = await check();
  grow(Math.round(size * (1 + MORE)));
  const samples = await pairs(
    scale.pairs,
    () => timed(() => check(before)),
    () => timed(() => check()),
  );
  say({ figure: 'proof', what: `verifying 1% more ÷ all of ${size} entries`, unit: 'ms', limit: { most: 0.05 }, samples });
}

const STREAMS = 21;

/** The `entry`-th line of a ledger of milestones met. */
function lineOf(entry: number): string {
  const stream = `objective-${TENANT}.${PLAN}.o${entry % STREAMS}`;
  const data = { milestone: `o${entry % STREAMS}-m01`, evidence: `Board paper ${entry}`, note: remarks(entry).note };
  const {
    id,
    metadata,
    data: text,
  } = encode(stream, 'MilestoneMet', data, {
    v: 1,
    commandId: `command-${entry}`,
    commandHash: 'f'.repeat(64),
    index: 0,
    count: 1,
    actor: 'bench',
    onBehalfOf: remarks(entry).onBehalfOf,
    recordedAt: '2026-02-02T09:00:00.000Z',
    effectiveOn: '2026-02-02',
    precision: 'DAY',
    source: remarks(entry).source,
    correlationId: `request-${entry}`,
    salt: newSalt(),
  });
  const revision = Math.floor(entry / STREAMS);
  return `{"data":${text},"entry":${entry},"id":"${id}","metadata":${metadata},"revision":${revision},"stream":"${stream}","type":"MilestoneMet"}`;
}
