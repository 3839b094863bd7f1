import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EventLog } from '#libs/ledger';
import { entries } from '../support/entries.js';
import { Follower } from '../support/follower.js';
import { appendContract } from './append.contract.js';
import { orderContract } from './order.contract.js';
import { Room, collect, ids, soon } from './room.js';

export interface OpenedLog {
  readonly log: EventLog;
  /** Closes what is open and opens the same entries again; absent where they do not outlive the log. */
  readonly reopen?: () => Promise<EventLog>;
  /** A second connection to the same entries, for reading. */
  readonly another?: () => Promise<EventLog>;
  /** Removes what the test left behind. */
  readonly dispose?: () => Promise<void>;
}

/** What every log promises, whatever it is made of. */
export function eventLogContract(name: string, open: () => Promise<OpenedLog>): void {
  describe(`the log contract: ${name}`, () => {
    let opened: OpenedLog;
    let log: EventLog;
    beforeAll(async () => {
      opened = await open();
      log = opened.log;
    });
    afterAll(async () => {
      await log.close();
      await opened.dispose?.();
    });

    appendContract(() => log);
    orderContract(() => log);

    it('says that it is well', async () => {
      expect(await log.health()).toMatchObject({ ok: true });
    });

    it('takes nothing more of a tenant whose ledger has moved, and shows what it has', async () => {
      const [room, other] = [new Room(), new Room()];
      const batch = entries(3);
      await log.append(room.plan, 'NO_STREAM', batch, soon());
      await log.seal(room.tenant, 'the new house');
      const refused = { name: 'LogError', code: 'SEALED', message: expect.stringContaining('the new house') };
      await expect(log.append(room.plan, 2, entries(1), soon())).rejects.toMatchObject(refused);
      await expect(log.append(room.objective(1), 'NO_STREAM', entries(1), soon())).rejects.toMatchObject(refused);
      expect(ids(await collect(log.readStream(room.plan, 0)))).toEqual(ids(batch));
      expect(await log.append(other.plan, 'NO_STREAM', entries(1), soon())).toMatchObject({ revision: 0 });
    });

    it('refuses everything once it is closed', async () => {
      const other = await open();
      const { plan } = new Room();
      const follower = new Follower(other.log, await other.log.head());
      await follower.caughtUp();
      await other.log.append(plan, 'NO_STREAM', entries(1), soon());
      await other.log.close();
      await other.log.close();
      const closed = { name: 'LogError', code: 'CLOSED' };
      await expect(other.log.append(plan, 0, entries(1), soon())).rejects.toMatchObject(closed);
      await expect(other.log.head()).rejects.toMatchObject(closed);
      await expect(collect(other.log.readAll('START'))).rejects.toMatchObject(closed);
      await expect(collect(other.log.readStream(plan, 0))).rejects.toMatchObject(closed);
      expect(await follower.ended).toMatchObject(closed);
      expect(await other.log.health()).toMatchObject({ ok: false });
      await other.dispose?.();
    });
  });
}
