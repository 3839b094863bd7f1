import { describe, expect, it } from '@jest/globals';
import type { EventLog, Expected, NewEntry } from '#libs/ledger';
import { entries, entry } from '../support/entries.js';
import { Room, collect, ids, plain, soon } from './room.js';

/** What a log promises of appending: all or nothing, at one revision, once. */
export function appendContract(current: () => EventLog): void {
  const append = (stream: string, expected: Expected, batch: readonly NewEntry[]) => current().append(stream, expected, batch, soon());
  const read = (stream: string, from = 0) => collect(current().readStream(stream, from));
  const head = () => current().head();

  describe('append', () => {
    it('gives back every byte that it was given', async () => {
      const { plan } = new Room();
      const text = 'Ärzte, 医療, 👩‍⚕️, \u2028, e\u0301 and é, "quotes" \\ and \u0000 and \u001f';
      const batch = [entry({ text }), { ...entry({ text }, 'PlanRegistered'), metadata: JSON.stringify({ note: text }) }];
      expect(await append(plan, 'NO_STREAM', batch)).toEqual({ revision: 1, repeated: false });
      const stored = await read(plan);
      expect(stored.map(plain)).toEqual(batch);
      expect(stored.map(({ stream, revision }) => ({ stream, revision }))).toEqual([0, 1].map((revision) => ({ stream: plan, revision })));
    });

    it('takes an entry and an append as large as they may be', async () => {
      const { plan } = new Room();
      const large = (): NewEntry => ({ ...entry(), type: 'E', data: JSON.stringify('x'.repeat(60 * 1024)), metadata: '{}' });
      const batch = Array.from({ length: 8 }, large);
      expect(await append(plan, 'NO_STREAM', batch)).toEqual({ revision: 7, repeated: false });
      expect((await read(plan)).map(plain)).toEqual(batch);
    });

    it('numbers a stream densely from 0', async () => {
      const { plan } = new Room();
      await append(plan, 'NO_STREAM', entries(3));
      await append(plan, 2, entries(1));
      expect(await append(plan, 3, entries(2))).toEqual({ revision: 5, repeated: false });
      expect((await read(plan)).map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5]);
      expect((await read(plan, 4)).map(({ revision }) => revision)).toEqual([4, 5]);
      expect(await read(plan, 6)).toEqual([]);
    });

    it('has no entries for a stream that was never written', async () => {
      expect(await read(new Room().plan)).toEqual([]);
    });

    it('puts many entries in, or none', async () => {
      const { plan } = new Room();
      const batch = entries(250);
      await append(plan, 'NO_STREAM', batch);
      expect(ids(await read(plan))).toEqual(ids(batch));
      await expect(append(plan, 3, entries(200))).rejects.toMatchObject({ code: 'CONFLICT' });
      expect(ids(await read(plan))).toEqual(ids(batch));
    });

    it('is seen by a read that starts after the answer', async () => {
      const room = new Room();
      const start = await head();
      for (let n = 0; n < 20; n++) {
        const [one] = entries(1);
        await append(room.plan, n === 0 ? 'NO_STREAM' : n - 1, [one]);
        expect(ids(await read(room.plan, n))).toEqual([one.id]);
      }
      expect(await room.all(current(), start)).toHaveLength(20);
    });
  });

  describe('a conflict', () => {
    it('tells the last revision, writes nothing, and leaves the stream fit for the right append', async () => {
      const { plan } = new Room();
      const first = entries(2);
      await append(plan, 'NO_STREAM', first);
      const wrong: Expected[] = ['NO_STREAM', 0, 2, 7];
      for (const expected of wrong) {
        await expect(append(plan, expected, entries(1))).rejects.toMatchObject({ name: 'LogError', code: 'CONFLICT', actual: 1 });
      }
      const right = entries(1);
      expect(await append(plan, 1, right)).toEqual({ revision: 2, repeated: false });
      expect(ids(await read(plan))).toEqual(ids([...first, ...right]));
    });

    it('tells that there is no stream', async () => {
      const { plan } = new Room();
      await expect(append(plan, 0, entries(1))).rejects.toMatchObject({ code: 'CONFLICT', actual: 'NO_STREAM' });
      expect(await read(plan)).toEqual([]);
      expect(await append(plan, 'NO_STREAM', entries(1))).toEqual({ revision: 0, repeated: false });
    });

    it('lets exactly one of many win a revision', async () => {
      const { plan } = new Room();
      await append(plan, 'NO_STREAM', entries(1));
      const racers = entries(20);
      const answers = await Promise.allSettled(racers.map((racer) => append(plan, 0, [racer])));
      const winners = racers.filter((_, index) => answers[index].status === 'fulfilled');
      expect(winners).toHaveLength(1);
      for (const answer of answers) {
        if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'CONFLICT', actual: 1 });
      }
      expect(ids(await read(plan, 1))).toEqual(ids(winners));
    });

    it('is followed by nothing written behind the caller’s back', async () => {
      const room = new Room();
      const start = await head();
      const kept = entries(2);
      await append(room.plan, 'NO_STREAM', kept.slice(0, 1));
      await Promise.allSettled(entries(10).map((one) => append(room.plan, 'NO_STREAM', [one])));
      await append(room.plan, 0, kept.slice(1));
      await append(room.objective(1), 'NO_STREAM', entries(1));
      expect(ids(await read(room.plan))).toEqual(ids(kept));
      expect((await room.all(current(), start)).map(({ stream }) => stream)).toEqual([room.plan, room.plan, room.objective(1)]);
    });
  });

  describe('a retry of the same bytes', () => {
    it('is answered like the first and writes nothing', async () => {
      const { plan } = new Room();
      const batch = entries(3);
      await append(plan, 'NO_STREAM', batch);
      expect(await append(plan, 'NO_STREAM', batch)).toEqual({ revision: 2, repeated: true });
      const later = entries(2);
      await append(plan, 2, later);
      expect(await append(plan, 2, later)).toEqual({ revision: 4, repeated: true });
      await append(plan, 4, entries(1));
      expect(await append(plan, 'NO_STREAM', batch)).toEqual({ revision: 2, repeated: true });
      expect(await append(plan, 2, later)).toEqual({ revision: 4, repeated: true });
      expect(await read(plan)).toHaveLength(6);
    });

    it('is answered so however many arrive at once', async () => {
      const { plan } = new Room();
      const batch = entries(2);
      const answers = await Promise.all(Array.from({ length: 10 }, () => append(plan, 'NO_STREAM', batch)));
      expect(answers.map(({ revision }) => revision)).toEqual(Array(10).fill(1));
      expect(ids(await read(plan))).toEqual(ids(batch));
    });

    it('is a conflict where known entries are mixed with new ones', async () => {
      const { plan } = new Room();
      const known = entries(2);
      await append(plan, 'NO_STREAM', known);
      const mixes = [
        [...known, ...entries(1)],
        [...entries(1), known[1]],
        [known[1], known[0]],
        [known[0], ...entries(1)],
      ];
      for (const mix of mixes) await expect(append(plan, 'NO_STREAM', mix)).rejects.toMatchObject({ code: 'CONFLICT', actual: 1 });
      expect(ids(await read(plan))).toEqual(ids(known));
      expect(await append(plan, 1, entries(1))).toEqual({ revision: 2, repeated: false });
    });
  });

  describe('what it turns down', () => {
    it('is an entry above 64 KiB and an append above 1 MiB', async () => {
      const { plan } = new Room();
      const tooLarge = [entry('ä'.repeat(33 * 1024))];
      const tooMany = Array.from({ length: 18 }, () => entry('x'.repeat(60 * 1024)));
      await expect(append(plan, 'NO_STREAM', tooLarge)).rejects.toMatchObject({ name: 'LogError', code: 'REJECTED' });
      await expect(append(plan, 'NO_STREAM', tooMany)).rejects.toMatchObject({ name: 'LogError', code: 'REJECTED' });
      expect(await read(plan)).toEqual([]);
      expect(await append(plan, 'NO_STREAM', entries(1))).toEqual({ revision: 0, repeated: false });
    });

    it('is an append after its deadline', async () => {
      const { plan } = new Room();
      const past = Date.now() - 1;
      await expect(current().append(plan, 'NO_STREAM', entries(1), past)).rejects.toMatchObject({ name: 'LogError', code: 'UNAVAILABLE' });
      expect(await append(plan, 'NO_STREAM', entries(1))).toEqual({ revision: 0, repeated: false });
    });
  });
}
