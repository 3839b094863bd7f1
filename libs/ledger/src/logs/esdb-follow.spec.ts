import { status } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CuttingProxy } from '../../../../test/support/cutting-proxy.js';
import { EsdbStub, type Fault } from '../../../../test/support/esdb-stub.js';
import { Follower } from '../../../../test/support/follower.js';
import type { EventLog, Position } from '../event-log.js';
import { openEsdbLog } from './esdb.js';
import type { Timing } from './esdb-timing.js';

const PLAN = 'plan-test.jfp';
const QUICK: Partial<Timing> = { pause: 5, longestPause: 20 };

const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

describe.each(['esdb', 'kurrentdb'])('following %s', (scheme) => {
  let stub: EsdbStub;
  let log: EventLog;
  const opened: EventLog[] = [];
  const followers: Follower[] = [];
  const open = async (port: number, timing: Partial<Timing> = {}): Promise<EventLog> => {
    const another = await openEsdbLog(`${scheme}://127.0.0.1:${port}?tls=false&discoveryInterval=10`, { timing: { ...QUICK, ...timing } });
    opened.push(another);
    return another;
  };
  const follow = (after: Position | 'START' = 'START', on = log): Follower => {
    const follower = new Follower(on, after);
    followers.push(follower);
    return follower;
  };
  const ours = (count: number): void => stub.put(...Array.from({ length: count }, () => ({ stream: PLAN })));
  const revisions = (follower: Follower): number[] => follower.entries.map(({ revision }) => revision);
  const has = (follower: Follower, count: number): Promise<void> => follower.until(({ entries }) => entries.length >= count);
  /** Until it says so again, and the server knows its live reader. */
  const live = (follower: Follower, times = 1): Promise<void> =>
    follower.until(({ items }) => items.filter((item) => item === 'CAUGHT_UP').length >= times);
  const listening = (): Promise<void> => stub.until(() => stub.live.size > 0);

  beforeEach(async () => {
    stub = await EsdbStub.start();
    log = await open(stub.port);
  });
  afterEach(async () => {
    for (const follower of followers.splice(0)) await follower.stop();
    for (const one of opened.splice(0)) await one.close();
    await stub.stop();
  });

  it('gives what is there, says so, and goes on', async () => {
    stub.put({}, { stream: 'order-7' });
    ours(3);
    const follower = follow();
    await live(follower);
    stub.put({ stream: 'order-7' });
    ours(2);
    stub.put({});
    await has(follower, 5);
    expect(follower.items.map((item) => (typeof item === 'string' ? item : item.revision))).toEqual([0, 1, 2, 'CAUGHT_UP', 3, 4]);
  });

  it('begins after a position', async () => {
    ours(3);
    const [, second] = await collectPositions(log);
    const follower = follow(second);
    await live(follower);
    ours(1);
    await has(follower, 2);
    expect(revisions(follower)).toEqual([2, 3]);
  });

  it('loses nothing that is written between catching up and listening', async () => {
    ours(2);
    const seen: unknown[] = [];
    const stopper = new AbortController();
    for await (const item of log.follow('START', stopper.signal)) {
      if (item === 'CAUGHT_UP') ours(2);
      seen.push(typeof item === 'string' ? item : item.revision);
      if (seen.length === 5) stopper.abort();
    }
    expect(seen).toEqual([0, 1, 'CAUGHT_UP', 2, 3]);
  });

  describe('a loss of the live feed', () => {
    const drops: Readonly<Record<string, () => void>> = {
      'a clean end': () => stub.endSubscriptions(),
      'a lost connection': () => stub.failSubscriptions(status.UNAVAILABLE),
      'a cancelled call': () => stub.failSubscriptions(status.CANCELLED),
      'a server that is not ready': () => stub.failSubscriptions(status.UNKNOWN, 'Server Is Not Ready'),
    };

    it.each(Object.entries(drops))('is mended from the last entry given: %s', async (_, drop) => {
      ours(2);
      const follower = follow();
      await live(follower);
      await listening();
      ours(1);
      await has(follower, 3);
      drop();
      ours(2);
      await live(follower, 2);
      await listening();
      ours(1);
      await has(follower, 6);
      expect(revisions(follower)).toEqual(upTo(6));
      const markers = follower.items.filter((item) => typeof item === 'string');
      expect(markers).toEqual(['CAUGHT_UP', 'FELL_BEHIND', 'CAUGHT_UP']);
    });

    it('is noticed where nobody says so: a stall', async () => {
      ours(2);
      const follower = follow('START', await open(stub.port, { idle: 100 }));
      await live(follower);
      await listening();
      stub.stalled = true;
      ours(2);
      await live(follower, 2);
      stub.stalled = false;
      ours(1);
      await has(follower, 5);
      expect(revisions(follower)).toEqual(upTo(5));
      expect(follower.items.slice(2, 4)).toEqual(['CAUGHT_UP', 'FELL_BEHIND']);
    });

    it('is told once, however long mending takes', async () => {
      ours(1);
      const follower = follow();
      await live(follower);
      await listening();
      const fault: Fault = { code: status.UNAVAILABLE, after: 0 };
      stub.reads.once(...Array.from({ length: 12 }, () => fault));
      stub.subscriptions.once(fault);
      stub.failSubscriptions(status.UNAVAILABLE);
      ours(2);
      await live(follower, 2);
      await has(follower, 3);
      expect(revisions(follower)).toEqual(upTo(3));
      expect(follower.items.slice(0, 3)).toContain('FELL_BEHIND');
      expect(follower.items.filter((item) => item === 'FELL_BEHIND').length).toBeLessThanOrEqual(2);
    });

    it('may be a server that went and came back on another port', async () => {
      const proxy = await CuttingProxy.to(stub.port);
      const behind = await open(proxy.port, { silence: 200, idle: 200 });
      ours(2);
      const follower = follow('START', behind);
      await live(follower);
      await listening();
      proxy.cut();
      ours(2);
      await has(follower, 4);
      await live(follower, 2);
      proxy.drop();
      ours(2);
      await has(follower, 6);
      expect(revisions(follower)).toEqual(upTo(6));
      await follower.stop();
      await proxy.close();
    });

    it('may be a node that is no leader any more', async () => {
      ours(1);
      const follower = follow();
      await live(follower);
      await listening();
      const metadata = { exception: 'not-leader', 'leader-endpoint-host': '127.0.0.1', 'leader-endpoint-port': String(stub.port) };
      stub.reads.once({ code: status.NOT_FOUND, metadata, after: 0 });
      stub.subscriptions.once({ code: status.NOT_FOUND, metadata, after: 0 });
      stub.endSubscriptions();
      ours(1);
      await has(follower, 2);
      expect(revisions(follower)).toEqual([0, 1]);
    });
  });

  it('waits for a server that is not there yet', async () => {
    ours(2);
    stub.reads.once(...Array.from({ length: 15 }, (): Fault => ({ code: status.UNAVAILABLE, after: 0 })));
    const hasty = await open(stub.port, { patience: 20 });
    const follower = follow('START', hasty);
    await live(follower);
    expect(revisions(follower)).toEqual([0, 1]);
    expect(follower.items.filter((item) => item === 'FELL_BEHIND')).toHaveLength(1);
  });

  it('takes no notice of a server that catches up by itself, nor of checkpoints', async () => {
    ours(3);
    const follower = follow();
    await live(follower);
    await listening();
    stub.sayFellBehind();
    ours(1);
    await has(follower, 4);
    expect(revisions(follower)).toEqual(upTo(4));
    expect(follower.items.filter((item) => typeof item === 'string')).toEqual(['CAUGHT_UP']);
  });

  it('hears nothing for long without taking that for a loss', async () => {
    ours(1);
    const follower = follow('START', await open(stub.port, { idle: 200 }));
    await live(follower);
    await listening();
    const { read } = stub.calls;
    stub.put({}, {});
    await stub.until(() => stub.calls.read >= read + 3);
    ours(1);
    await has(follower, 2);
    expect(stub.calls.subscribe).toBe(1);
    expect(follower.items.filter((item) => typeof item === 'string')).toEqual(['CAUGHT_UP']);
  });

  describe('ends', () => {
    it('quietly on abort, while it listens', async () => {
      const follower = follow();
      await live(follower);
      await listening();
      expect(await follower.stop()).toBeUndefined();
      await stub.until(() => stub.live.size === 0);
    });

    it('quietly on abort, while the server says nothing', async () => {
      const slow = await open(stub.port, { silence: 60_000 });
      ours(2);
      stub.reads.always({ after: 1 });
      const follower = follow('START', slow);
      await stub.until(() => stub.calls.read > 0);
      expect(await follower.stop()).toBeUndefined();
    });

    it('in an error when the log is closed or the follower is not allowed', async () => {
      const follower = follow();
      await live(follower);
      await log.close();
      expect(await follower.ended).toMatchObject({ name: 'LogError', code: 'CLOSED' });
      const another = await open(stub.port);
      stub.reads.always({ code: status.PERMISSION_DENIED, metadata: { exception: 'access-denied' }, after: 0 });
      expect(await follow('START', another).ended).toMatchObject({ name: 'LogError', code: 'REJECTED' });
    });
  });
});

async function collectPositions(log: EventLog): Promise<Position[]> {
  const found: Position[] = [];
  for await (const { position } of log.readAll('START')) found.push(position);
  return found;
}
