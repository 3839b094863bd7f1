import { describe, expect, it } from '@jest/globals';
import type { EventLog, Expected, NewEntry, Stored } from '#libs/ledger';
import { entries } from '../support/entries.js';
import { Follower } from '../support/follower.js';
import { Room, collect, ids, soon } from './room.js';

function expectRising(stored: readonly Stored[]): void {
  const positions = stored.map(({ position }) => position);
  expect(positions).toEqual([...new Set(positions)].sort());
}

/** What a log promises of reading: one order for all, from any place in it, and no gap on the way to the present. */
export function orderContract(current: () => EventLog): void {
  const append = (stream: string, expected: Expected, batch: readonly NewEntry[]) => current().append(stream, expected, batch, soon());
  const read = (stream: string, from = 0) => collect(current().readStream(stream, from));
  const head = () => current().head();

  describe('the order of all entries', () => {
    it('rises strictly, keeps every stream’s order, and is the same for readers and followers', async () => {
      const room = new Room();
      const start = await head();
      const follower = new Follower(current(), start, room.owns);
      const streams = Array.from({ length: 12 }, (_, n) => room.objective(n));
      await Promise.all(
        streams.map(async (stream) => {
          for (let n = 0; n < 15; n++) await append(stream, n === 0 ? 'NO_STREAM' : 2 * n - 1, entries(2));
        }),
      );
      const all = await room.all(current(), start);
      expect(all).toHaveLength(12 * 30);
      expectRising(all);
      for (const stream of streams) {
        const own = all.filter((stored) => stored.stream === stream);
        expect(own.map(({ revision }) => revision)).toEqual(Array.from({ length: 30 }, (_, n) => n));
        expect(own).toEqual(await read(stream));
      }
      await follower.until((it) => it.entries.length === all.length);
      expect(follower.entries).toEqual(all);
      await follower.stop();
    });

    it('keeps the entries of one append together', async () => {
      const room = new Room();
      const start = await head();
      await Promise.all(Array.from({ length: 10 }, (_, n) => append(room.objective(n), 'NO_STREAM', entries(20))));
      const streams = (await room.all(current(), start)).map(({ stream }) => stream);
      const changes = streams.filter((stream, index) => stream !== streams[index - 1]);
      expect(changes).toHaveLength(10);
    });

    it('goes on from any position without a gap or a duplicate', async () => {
      const room = new Room();
      const start = await head();
      await append(room.plan, 'NO_STREAM', entries(1200));
      const all = await room.all(current(), start);
      expect(all).toHaveLength(1200);
      for (const index of [0, 498, 499, 500, 999, 1198, 1199]) {
        expect(ids(await room.all(current(), all[index].position))).toEqual(ids(all.slice(index + 1)));
      }
    });

    it('names its last entry as head, and finds entries by position', async () => {
      const room = new Room();
      const start = await head();
      await append(room.plan, 'NO_STREAM', entries(3));
      const all = await room.all(current(), start);
      expect(await head()).toBe(all[2].position);
      for (const stored of all) expect(await current().at(stored.position)).toEqual(stored);
      expect(await current().at('no position of any log')).toBeUndefined();
    });
  });

  describe('following', () => {
    it('gives the backlog, says that it has caught up, and goes on with what is appended', async () => {
      const room = new Room();
      const start = await head();
      await append(room.plan, 'NO_STREAM', entries(700));
      const follower = new Follower(current(), start, room.owns);
      await follower.caughtUp();
      expect(follower.entries).toHaveLength(700);
      for (let n = 0; n < 10; n++) await append(room.plan, 699 + n, entries(1));
      await follower.until((it) => it.entries.length === 710);
      expect(await follower.stop()).toBeUndefined();
      expect(follower.entries).toEqual(await read(room.plan));
      expect(follower.items.indexOf('CAUGHT_UP')).toBe(700);
    });

    it('serves several followers, each from its own place', async () => {
      const room = new Room();
      const start = await head();
      await append(room.plan, 'NO_STREAM', entries(10));
      const backlog = await room.all(current(), start);
      const places = [start, backlog[0].position, backlog[4].position, backlog[9].position];
      const followers = places.map((after) => new Follower(current(), after, room.owns));
      await append(room.plan, 9, entries(5));
      const all = await room.all(current(), start);
      const expected = [0, 1, 5, 10].map((from) => all.slice(from));
      await Promise.all(followers.map((follower, index) => follower.until((it) => it.entries.length === expected[index].length)));
      followers.forEach((follower, index) => expect(follower.entries).toEqual(expected[index]));
      await Promise.all(followers.map((follower) => follower.stop()));
    });

    it('misses nothing and repeats nothing when it is broken off and taken up again', async () => {
      const room = new Room();
      const start = await head();
      const writing = (async () => {
        for (let n = 0; n < 120; n++) await append(room.plan, n === 0 ? 'NO_STREAM' : n - 1, entries(1));
      })();
      const seen: Stored[] = [];
      while (seen.length < 120) {
        const follower = new Follower(current(), seen.at(-1)?.position ?? start, room.owns);
        await follower.until((it) => it.entries.length >= Math.min(17, 120 - seen.length));
        await follower.stop();
        seen.push(...follower.entries);
      }
      await writing;
      expect(seen).toEqual(await room.all(current(), start));
    });

    it('ends without an error when it is aborted, before or after it has begun', async () => {
      const waiting = new Follower(current(), await head());
      await waiting.caughtUp();
      expect(await waiting.stop()).toBeUndefined();
      const begun = new Follower(current(), await head());
      expect(await begun.stop()).toBeUndefined();
      expect(await collect(current().follow(await head(), AbortSignal.abort()) as AsyncIterable<Stored>)).toEqual([]);
    });

    it('gives nothing more once it is aborted', async () => {
      const room = new Room();
      const start = await head();
      await append(room.plan, 'NO_STREAM', entries(20));
      const stopper = new AbortController();
      const seen: unknown[] = [];
      for await (const item of current().follow(start, stopper.signal)) {
        if (seen.push(item) === 5) stopper.abort();
      }
      expect(seen).toHaveLength(5);
    });

    it('waits for a slow consumer', async () => {
      const room = new Room();
      const start = await head();
      const stopper = new AbortController();
      const items = current().follow(start, stopper.signal)[Symbol.asyncIterator]();
      let written = 0;
      const seen: Stored[] = [];
      while (seen.length < 60) {
        if (written < 60) await append(room.plan, written === 0 ? 'NO_STREAM' : written - 1, entries(3));
        written += 3;
        const { value } = (await items.next()) as { value: Stored | 'CAUGHT_UP' | 'FELL_BEHIND' };
        if (typeof value !== 'string' && room.owns(value)) seen.push(value);
      }
      stopper.abort();
      await items.return?.();
      expect(seen).toEqual(await read(room.plan));
    });
  });
}
