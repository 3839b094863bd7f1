import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rmSync } from 'node:fs';
import { MemoryLog, type EventLog } from '#libs/ledger';
import { FlakyLog } from '../../../test/support/odd-logs.js';
import { scratch, tell, tinyCatalog, type Told } from '../../../test/support/tiny-ledger.js';
import { viewPath } from './file/view-path.js';
import { follow, type Trail } from './follow.js';
import type { EntryFilter, FollowedPage, NumberedEntry, TenantViews } from './tenant-views.js';
import { Turns } from './turns.js';
import { openViews, type Views } from './views.js';

const STREAM = 'box-acme.store';
const placed = (box: string): Told => ({ event: { type: 'BoxPlaced', data: { box, colour: 'red' } }, on: '2025-04-01' });
const painted = (box: string): Told => ({ event: { type: 'BoxPainted', data: { box, colour: 'blue' } }, on: '2025-04-02' });
const cursed: Told = { event: { type: 'BoxCursed', data: { box: 'a' } }, on: '2025-04-01' };

/** Entries of which some are wanted, shown as far as the head. */
class SimulatedTrail implements Trail {
  head = -1;
  caughtUp = true;
  readonly reads: number[] = [];
  private readonly waiting = new Set<() => void>();

  constructor(readonly wanted: readonly boolean[]) {}

  readonly state = () => ({ head: this.head, caughtUp: this.caughtUp });

  readonly page = (after: number, first: number, upTo: number) => {
    this.reads.push(upTo - after);
    const found = this.wanted.flatMap((isWanted, number) => (isWanted && number > after && number <= upTo ? [number] : []));
    return { entries: found.slice(0, first).map((number) => ({ number }) as NumberedEntry), hasMore: found.length > first };
  };

  readonly changed = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve());
      this.waiting.add(resolve);
    });

  readonly catchUp = async (): Promise<void> => undefined;
  readonly turn = async (): Promise<void> => undefined;

  moveTo(head: number, caughtUp: boolean): void {
    this.head = head;
    this.caughtUp = caughtUp;
    for (const wake of this.waiting) wake();
    this.waiting.clear();
  }
}

/** A client that goes on after the last page it has seen, wherever its connection breaks. */
class Client {
  readonly seen: number[] = [];
  upTo = -1;
  caughtUp = false;
  private stop = new AbortController();
  private pages: AsyncGenerator<FollowedPage> | undefined;
  private asked: Promise<IteratorResult<FollowedPage, void>> | undefined;

  connect(open: (after: number, signal: AbortSignal) => AsyncGenerator<FollowedPage>): void {
    this.stop = new AbortController();
    this.pages = open(this.upTo, this.stop.signal);
  }

  /** Asks for the next page, which comes when there is one. */
  ask(): Promise<IteratorResult<FollowedPage, void>> {
    return (this.asked ??= this.pages!.next());
  }

  /** Takes the page that was asked for. */
  async take(): Promise<void> {
    const { value } = await this.ask();
    this.asked = undefined;
    if (!value) return;
    this.seen.push(...value.entries.map(({ number }) => number));
    this.upTo = value.upTo;
    this.caughtUp = value.caughtUp;
  }

  async takeAll(last: number): Promise<void> {
    while (this.upTo < last || !this.caughtUp) await this.take();
  }

  /** Breaks off; a page on its way is lost. */
  async disconnect(): Promise<void> {
    this.stop.abort();
    await this.asked;
    this.asked = undefined;
    this.caughtUp = false;
    this.pages = undefined;
  }
}

/** A log that delivers nothing before it is told to. */
class HeldLog {
  readonly log: EventLog;
  letGo: () => void = () => undefined;

  constructor(inner: MemoryLog) {
    const gate = new Promise<void>((resolve) => (this.letGo = resolve));
    this.log = Object.assign(Object.create(inner) as MemoryLog, {
      follow: async function* (...asked: Parameters<EventLog['follow']>) {
        await gate;
        yield* inner.follow(...asked);
      },
    });
  }
}

/** Lets everything happen that waits for nothing. */
const settled = async (): Promise<void> => {
  for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
};

describe('following a trail', () => {
  const step = fc.oneof(fc.record({ move: fc.nat(9), caughtUp: fc.boolean() }), fc.constantFrom('take', 'ask', 'disconnect'));

  test('gives each wanted entry once, in order, in small pieces, whatever happens in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 60 }), fc.array(step, { maxLength: 40 }), async (wanted, steps) => {
        const trail = new SimulatedTrail(wanted);
        const client = new Client();
        const connect = (): void => client.connect((after, signal) => follow(trail, after, signal, { page: 3, stretch: 7 }));
        connect();
        for (const next of steps) {
          if (typeof next === 'object') trail.moveTo(Math.min(trail.head + next.move, wanted.length - 1), next.caughtUp);
          else if (next === 'disconnect') await client.disconnect().then(connect);
          else if (next === 'ask') void client.ask();
          else if (client.upTo < trail.head && wanted.slice(client.upTo + 1, trail.head + 1).includes(true)) await client.take();
        }
        trail.moveTo(wanted.length - 1, true);
        await client.disconnect().then(connect);
        await client.takeAll(wanted.length - 1);
        await client.disconnect();
        expect(client.seen).toEqual(wanted.flatMap((isWanted, number) => (isWanted ? [number] : [])));
        expect(Math.max(0, ...trail.reads)).toBeLessThanOrEqual(7);
      }),
    );
  });

  test('reads nothing that was not asked for', async () => {
    const trail = new SimulatedTrail(Array.from({ length: 30 }, () => true));
    trail.moveTo(29, true);
    const pages = follow(trail, -1, new AbortController().signal, { page: 3, stretch: 7 });
    await pages.next();
    await settled();
    expect(trail.reads).toHaveLength(1);
  });
});

/** A log and two nodes on it, each with view files of its own. */
class Site {
  readonly log = new MemoryLog();
  private readonly rooms = [scratch(), scratch()];
  private readonly nodes: (Views | undefined)[] = [];

  /** Opens a node, anew where it is open. */
  async open(node = 0, log: EventLog = this.log): Promise<TenantViews> {
    await this.stop(node);
    const views = await openViews({ log, catalog: tinyCatalog, dataDir: this.rooms[node].folder, questionWait: 50 });
    this.nodes[node] = views;
    return views.tenant('acme');
  }

  async stop(node = 0): Promise<void> {
    await this.nodes[node]?.close();
  }

  /** Loses the views of a node that is stopped. */
  wipe(node: number): void {
    for (const suffix of ['', '-wal', '-shm']) rmSync(viewPath(this.rooms[node].folder, 'acme') + suffix, { force: true });
  }

  async close(): Promise<void> {
    for (const views of this.nodes) await views?.close();
    for (const { remove } of this.rooms) remove();
  }
}

test('those who follow read one at a time, in the order in which they asked, each in a turn of the event loop of its own', async () => {
  const turns = new Turns();
  let turn = 0;
  const count = (): unknown => (++turn < 20 ? setImmediate(count) : undefined);
  setImmediate(count);
  const taken = await Promise.all(['first', 'second', 'third'].map((who) => turns.take().then(() => [who, turn] as const)));
  expect(taken.map(([who]) => who)).toEqual(['first', 'second', 'third']);
  expect(new Set(taken.map(([, at]) => at)).size).toBe(3);
});

describe('following the views', () => {
  let site: Site;
  let log: MemoryLog;

  beforeEach(() => {
    site = new Site();
    log = site.log;
  });
  afterEach(() => site.close());

  const caughtUp = async (views: TenantViews): Promise<TenantViews> => {
    expect(await views.catchUp(Date.now() + 30_000)).toBe(true);
    return views;
  };
  const from = (views: TenantViews, after = -1, filter: EntryFilter = {}, signal = new AbortController().signal) =>
    views.follow(filter, after, signal);
  const endOf = async (pages: AsyncGenerator<FollowedPage, void>): Promise<void> => {
    while ((await pages.next()).done !== true);
  };
  const shapeOf = ({ value }: IteratorResult<FollowedPage, void>): unknown =>
    value && [value.entries.map(({ number }) => number), value.upTo, value.caughtUp];

  test('gives what there is, says that it was all, and goes on live', async () => {
    await tell(log, STREAM, placed('a'), painted('a'));
    const pages = from(await caughtUp(await site.open()));
    expect(shapeOf(await pages.next())).toEqual([[0, 1], 1, true]);
    const next = pages.next();
    await tell(log, STREAM, placed('b'));
    expect(shapeOf(await next)).toEqual([[2], 2, true]);
  });

  test('says of an empty ledger that this was all', async () => {
    const pages = from(await caughtUp(await site.open()));
    expect(shapeOf(await pages.next())).toEqual([[], -1, true]);
  });

  test('passes over what is not wanted, and says how far it has looked', async () => {
    await tell(log, STREAM, placed('a'), painted('a'), painted('a'));
    const pages = from(await caughtUp(await site.open()), -1, { types: ['BoxPlaced'] });
    expect(shapeOf(await pages.next())).toEqual([[0], 2, true]);
    const next = pages.next();
    await tell(log, STREAM, painted('a'));
    await tell(log, STREAM, placed('b'));
    expect(shapeOf(await next)).toEqual([[4], 4, true]);
  });

  test('shows an entry only where a question can be answered from it', async () => {
    const views = await caughtUp(await site.open());
    const pages = from(views, -1, { types: ['BoxPlaced'] });
    await pages.next();
    const next = pages.next();
    await tell(log, STREAM, placed('a'));
    await next;
    expect(views.history('store', 'box', 'a', -1, 10, 0).entries.map(({ number }) => number)).toEqual([0]);
  });

  test('waits on a node that is behind, and begins where it was told to', async () => {
    await tell(log, STREAM, placed('a'), painted('a'), placed('b'));
    const held = new HeldLog(log);
    const pages = from(await site.open(0, held.log), 1);
    expect(shapeOf(await pages.next())).toEqual([[], 1, false]);
    const next = pages.next();
    await settled();
    held.letGo();
    expect(shapeOf(await next)).toMatchObject([[2], 2, expect.any(Boolean)]);
  });

  test('says where the ledger has no such entry', async () => {
    await tell(log, STREAM, placed('a'));
    const views = await caughtUp(await site.open());
    await expect(from(views, 1).next()).rejects.toMatchObject({ name: 'QuestionError', code: 'AS_OF_BEYOND_LEDGER' });
  });

  test('begins after an entry that is on its way to this node', async () => {
    await tell(log, STREAM, placed('a'));
    const views = await caughtUp(await site.open());
    const told = tell(log, STREAM, painted('a'), placed('b'));
    const pages = from(views, 1);
    await told;
    expect(shapeOf(await pages.next())).toEqual([[2], 2, true]);
  });

  test('gives what comes before the entry at which the views halt, then says so', async () => {
    await tell(log, STREAM, placed('a'), cursed);
    const views = await site.open();
    expect(await views.catchUp(Date.now() + 30_000)).toBe(false);
    const pages = from(views);
    expect(shapeOf(await pages.next())).toEqual([[0], 0, false]);
    await expect(pages.next()).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE', message: expect.stringContaining('after 0') });
    await expect(endOf(from(views, 1))).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
  });

  test('is told of a halt while it waits', async () => {
    const views = await caughtUp(await site.open());
    const pages = from(views);
    await pages.next();
    const next = pages.next();
    await tell(log, STREAM, placed('a'), cursed);
    expect(shapeOf(await next)).toMatchObject([[0], 0, expect.any(Boolean)]);
    await expect(endOf(pages)).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
  });

  test('says while the log is away that there may be more, and goes on when it is back', async () => {
    await tell(log, STREAM, placed('a'));
    const flaky = new FlakyLog(log);
    const pages = from(await caughtUp(await site.open(0, flaky.log)));
    expect(shapeOf(await pages.next())).toEqual([[0], 0, true]);
    flaky.away = true;
    flaky.cut();
    expect(shapeOf(await pages.next())).toEqual([[], 0, false]);
    flaky.away = false;
    expect(shapeOf(await pages.next())).toEqual([[], 0, true]);
  });

  test('ends where the views turn out to be of another log', async () => {
    await tell(log, STREAM, placed('a'));
    const flaky = new FlakyLog(log);
    const pages = from(await caughtUp(await site.open(0, flaky.log)));
    await pages.next();
    const other = new MemoryLog();
    await tell(other, STREAM, placed('z'));
    Object.assign(flaky.log, { at: (position: string) => other.at(position), follow: other.follow.bind(other) });
    flaky.cut();
    await expect(endOf(pages)).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE', message: expect.stringContaining('built anew') });
  });

  test('ends at once when it is told to, or the views are closed', async () => {
    const stop = new AbortController();
    const views = await caughtUp(await site.open());
    const pages = [from(views, -1, {}, stop.signal), from(views)];
    for (const one of pages) await one.next();
    const ends = pages.map((one) => one.next());
    stop.abort();
    expect((await ends[0]).done).toBe(true);
    await site.stop();
    expect((await ends[1]).done).toBe(true);
    expect((await from(views).next()).done).toBe(true);
  });

  type Step =
    | { readonly tell: number }
    | { readonly connect: number }
    | { readonly restart: number; readonly wiped: boolean }
    | 'take'
    | 'ask'
    | 'rest';
  const anyStep: fc.Arbitrary<Step> = fc.oneof(
    fc.record({ tell: fc.integer({ min: 1, max: 4 }) }),
    fc.record({ connect: fc.nat(1) }),
    fc.record({ restart: fc.nat(1), wiped: fc.boolean() }),
    fc.constantFrom('take' as const, 'ask' as const, 'rest' as const),
  );

  async function play(site: Site, steps: readonly Step[], types: readonly string[] | undefined): Promise<void> {
    const client = new Client();
    const told: Told[] = [];
    const views = [await site.open(0), await site.open(1)];
    let at = 0;
    const held: HeldLog[] = [];
    /** Nodes that were restarted get nothing of the log before. */
    const deliver = (): void => held.forEach(({ letGo }) => letGo());
    const connect = async (node: number): Promise<void> => {
      await client.disconnect();
      at = node;
      client.connect((after, signal) => from(views[node], after, { types }, signal));
    };
    const record = async (count: number): Promise<void> => {
      const fresh = Array.from({ length: count }, (_, n) => ((told.length + n) % 3 === 0 ? placed('a') : painted('a')));
      told.push(...fresh);
      await tell(site.log, STREAM, ...fresh);
    };
    const restart = async (node: number, wiped: boolean): Promise<void> => {
      if (at === node) await client.disconnect();
      deliver();
      await site.stop(node);
      if (wiped) site.wipe(node);
      held.push(new HeldLog(site.log));
      views[node] = await site.open(node, held.at(-1)?.log);
      if (at === node) await connect(node);
    };
    const wanted = (): readonly number[] => told.flatMap(({ event }, number) => (types?.includes(event.type) === false ? [] : [number]));
    await connect(0);
    for (const step of steps) {
      if (step === 'ask') void client.ask();
      else if (step === 'rest') await settled();
      else if (step === 'take') {
        deliver();
        await (wanted().some((number) => number > client.upTo) ? client.take() : undefined);
      } else if ('tell' in step) await record(step.tell);
      else if ('connect' in step) await connect(step.connect);
      else await restart(step.restart, step.wiped);
    }
    await restart(at, true);
    void client.ask();
    await settled();
    deliver();
    await record(3);
    await client.takeAll(wanted().at(-1) as number);
    await client.disconnect();
    expect(client.seen).toEqual(wanted());
  }

  test('gives each entry once, in order, over any breaks, restarts and nodes', async () => {
    const played = fc.asyncProperty(
      fc.array(anyStep, { maxLength: 20 }),
      fc.constantFrom(undefined, ['BoxPlaced']),
      async (steps, types) => {
        const site = new Site();
        await play(site, steps, types).finally(() => site.close());
      },
    );
    await fc.assert(played, { numRuns: 25 });
  });
});
