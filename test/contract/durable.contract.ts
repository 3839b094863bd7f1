import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { entries } from '../support/entries.js';
import { Follower } from '../support/follower.js';
import type { OpenedLog } from './event-log.contract.js';
import { Room, collect, ids, soon } from './room.js';

/** What a log promises besides where its entries outlive it. */
export function durableLogContract(name: string, open: () => Promise<Required<OpenedLog>>): void {
  describe(`the durable log contract: ${name}`, () => {
    let opened: Required<OpenedLog>;
    beforeAll(async () => {
      opened = await open();
    });
    afterAll(async () => {
      await opened.dispose();
    });

    it('shows what it acknowledged to a second connection at once', async () => {
      const { plan } = new Room();
      const other = await opened.another();
      for (let n = 0; n < 20; n++) {
        const batch = entries(2);
        await opened.log.append(plan, n === 0 ? 'NO_STREAM' : 2 * n - 1, batch, soon());
        expect(ids(await collect(other.readStream(plan, 2 * n)))).toEqual(ids(batch));
      }
      await other.close();
    });

    it('delivers to a follower on a second connection', async () => {
      const room = new Room();
      const other = await opened.another();
      const start = await opened.log.head();
      const follower = new Follower(other, start, room.owns);
      await follower.caughtUp();
      await Promise.all([1, 2, 3].map((n) => opened.log.append(room.objective(n), 'NO_STREAM', entries(4), soon())));
      await follower.until((it) => it.entries.length === 12);
      expect(follower.entries).toEqual(await room.all(opened.log, start));
      expect(await follower.stop()).toBeUndefined();
      await other.close();
    });

    it('has everything when it is opened again, and knows a retry of the same bytes', async () => {
      const room = new Room();
      const start = await opened.log.head();
      const batches = [entries(3), entries(2)];
      await opened.log.append(room.plan, 'NO_STREAM', batches[0], soon());
      await opened.log.append(room.plan, 2, batches[1], soon());
      const before = await room.all(opened.log, start);
      const log = await opened.reopen();
      expect(await room.all(log, start)).toEqual(before);
      expect(await log.append(room.plan, 'NO_STREAM', batches[0], soon())).toEqual({ revision: 2, repeated: true });
      expect(await log.append(room.plan, 2, batches[1], soon())).toEqual({ revision: 4, repeated: true });
      await expect(log.append(room.plan, 2, entries(2), soon())).rejects.toMatchObject({ code: 'CONFLICT', actual: 4 });
      expect(await log.append(room.plan, 4, entries(1), soon())).toEqual({ revision: 5, repeated: false });
      await log.close();
    });
  });
}
