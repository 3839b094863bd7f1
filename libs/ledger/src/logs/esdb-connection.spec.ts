import { status } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CuttingProxy } from '../../../../test/support/cutting-proxy.js';
import { EsdbStub, freePort, type Fault } from '../../../../test/support/esdb-stub.js';
import type { EventLog, Expected, NewEntry } from '../event-log.js';
import { openEsdbLog } from './esdb.js';
import type { Timing } from './esdb-timing.js';

const PLAN = 'plan-test.jfp';
const TIMING: Partial<Timing> = { pause: 5, longestPause: 20 };
/** Where the store's silence is what is tested. */
const IMPATIENT: Partial<Timing> = { attempt: 100, silence: 300 };

let made = 0;
const entry = (): NewEntry => ({ id: crypto.randomUUID(), type: 'MilestoneMet', data: '{"n":1}', metadata: `{"v":${++made}}` });
const entries = (count: number): NewEntry[] => Array.from({ length: count }, entry);
const ids = (kept: readonly { readonly id: string }[]): string[] => kept.map(({ id }) => id);
const soon = (): number => Date.now() + 20_000;

describe.each(['esdb', 'kurrentdb'])('the connection of an append to %s', (scheme) => {
  let stub: EsdbStub;
  let log: EventLog;
  const opened: EventLog[] = [];
  const proxies: CuttingProxy[] = [];
  const open = async (port: number | string, timing: Partial<Timing> = {}): Promise<EventLog> => {
    const url = `${scheme}://127.0.0.1:${port}?tls=false&discoveryInterval=10`;
    const another = await openEsdbLog(url, { timing: { ...TIMING, ...timing } });
    opened.push(another);
    return another;
  };
  const throughProxy = async (timing?: Partial<Timing>): Promise<{ proxy: CuttingProxy; log: EventLog }> => {
    const proxy = await CuttingProxy.to(stub.port);
    proxies.push(proxy);
    return { proxy, log: await open(proxy.port, timing) };
  };
  const append = (expected: Expected, batch: readonly NewEntry[], deadline = soon()) => log.append(PLAN, expected, batch, deadline);
  const kept = (): string[] => ids(stub.streamOf(PLAN));

  beforeEach(async () => {
    stub = await EsdbStub.start();
    stub.put({});
    log = await open(stub.port);
    await log.health();
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
    for (const one of proxies.splice(0)) await one.close();
    await stub.stop();
  });

  describe('to a node that', () => {
    it('has moved its leader is found again', async () => {
      await append('NO_STREAM', entries(1));
      const leader = await EsdbStub.start();
      const metadata = { exception: 'not-leader', 'leader-endpoint-host': '127.0.0.1', 'leader-endpoint-port': String(leader.port) };
      stub.appends.always({ code: status.NOT_FOUND, details: 'Leader info available', metadata });
      const batch = entries(1);
      expect(await log.append('plan-test.other', 'NO_STREAM', batch, soon())).toMatchObject({ revision: 0 });
      expect(ids(leader.streamOf('plan-test.other'))).toEqual(ids(batch));
      await leader.stop();
    });

    it('goes on failing is left for the leader that the others name', async () => {
      const cluster = await open(`${stub.port},127.0.0.1:${stub.port}`);
      await cluster.append(PLAN, 'NO_STREAM', entries(1), soon());
      const leader = await EsdbStub.start();
      stub.appends.always({ code: status.UNKNOWN, details: 'No leader info available in response' });
      stub.leader = leader.port;
      const batch = entries(1);
      expect(await cluster.append('plan-test.other', 'NO_STREAM', batch, soon())).toMatchObject({ revision: 0 });
      expect(ids(leader.streamOf('plan-test.other'))).toEqual(ids(batch));
      await cluster.close();
      await leader.stop();
    });
  });

  it('does not ask a silent node for the leader', async () => {
    const other = await EsdbStub.start();
    other.leader = stub.port;
    // The client asks them in any order: so often named, the silent one would nearly always be asked first.
    const seeds = [...Array.from({ length: 9 }, () => stub.port), other.port];
    const cluster = await open(seeds.join(',127.0.0.1:'), IMPATIENT);
    await cluster.append(PLAN, 'NO_STREAM', entries(1), soon());
    const leader = await EsdbStub.start();
    stub.appends.always({});
    stub.gossips.always({});
    other.leader = leader.port;
    const asked = stub.calls.gossip;
    const batch = entries(1);
    expect(await cluster.append('plan-test.other', 'NO_STREAM', batch, soon())).toMatchObject({ revision: 0 });
    expect(ids(leader.streamOf('plan-test.other'))).toEqual(ids(batch));
    expect(stub.calls.gossip).toBe(asked);
    await cluster.close();
    await leader.stop();
    await other.stop();
  });

  it('gives up a node that is silent to appends though reads are answered all the while', async () => {
    const cluster = await open(`${stub.port},127.0.0.1:${stub.port}`, IMPATIENT);
    await cluster.append(PLAN, 'NO_STREAM', entries(1), soon());
    const leader = await EsdbStub.start();
    stub.appends.always({});
    stub.leader = leader.port;
    const batch = entries(1);
    const appended = cluster.append('plan-test.other', 'NO_STREAM', batch, Date.now() + 5_000);
    let over = false;
    void appended.finally(() => (over = true)).catch(() => undefined);
    while (!over) await cluster.health();
    expect(await appended).toMatchObject({ revision: 0 });
    expect(ids(leader.streamOf('plan-test.other'))).toEqual(ids(batch));
    await cluster.close();
    await leader.stop();
  });

  describe('that', () => {
    it('is refused every time leaves no doubt that nothing was sent', async () => {
      const nowhere = await open(await freePort());
      await expect(nowhere.append(PLAN, 'NO_STREAM', entries(1), Date.now() + 250)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      await expect(nowhere.append(PLAN, 'NO_STREAM', entries(1), Date.now())).rejects.toMatchObject({ code: 'UNAVAILABLE' });
    });

    it('was there once and is refused now leaves none either', async () => {
      const { proxy, log: refused } = await throughProxy();
      await refused.append(PLAN, 'NO_STREAM', entries(1), soon());
      await proxy.close();
      await refused.append(PLAN, 0, entries(1), Date.now() + 250).catch(() => undefined);
      await expect(refused.append(PLAN, 0, entries(1), Date.now() + 250)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
      expect(kept()).toHaveLength(1);
    });

    it('is cut is made anew', async () => {
      const { proxy, log: cut } = await throughProxy();
      await cut.append(PLAN, 'NO_STREAM', entries(1), soon());
      proxy.cut();
      expect(await cut.append(PLAN, 0, entries(1), soon())).toMatchObject({ revision: 1 });
      expect(kept()).toHaveLength(2);
    });

    it('is dead without saying so is given up for a new one', async () => {
      const { proxy, log: dropped } = await throughProxy(IMPATIENT);
      await dropped.append(PLAN, 'NO_STREAM', entries(1), soon());
      proxy.drop();
      const batch = entries(1);
      expect(await dropped.append(PLAN, 0, batch, soon())).toMatchObject({ revision: 1 });
      expect(kept().slice(1)).toEqual(ids(batch));
    });

    it('is held longer than the deadline leaves the outcome unknown, and the same bytes may be sent again', async () => {
      const { proxy, log: held } = await throughProxy(IMPATIENT);
      await held.append(PLAN, 'NO_STREAM', entries(1), soon());
      proxy.hold();
      const batch = entries(2);
      await expect(held.append(PLAN, 0, batch, Date.now() + 450)).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
      proxy.release();
      expect(await held.append(PLAN, 0, batch, soon())).toMatchObject({ revision: 2 });
      expect(kept().slice(1)).toEqual(ids(batch));
    });

    it('breaks does not disturb an append to another server', async () => {
      const other = await EsdbStub.start();
      const elsewhere = await open(other.port);
      await Promise.all([append('NO_STREAM', entries(1)), elsewhere.append(PLAN, 'NO_STREAM', entries(1), soon())]);
      other.appends.once({ late: 150 });
      const pending = elsewhere.append(PLAN, 0, entries(1), soon());
      await stub.stop();
      await expect(append(0, entries(1), Date.now() + 100)).rejects.toMatchObject({ name: 'LogError' });
      expect(await pending).toEqual({ revision: 1, repeated: false });
      expect(other.calls.append).toBe(2);
      await other.stop();
    });

    it('has two users survives the loss of one', async () => {
      const { proxy, log: first } = await throughProxy();
      const second = await open(proxy.port);
      await first.append(PLAN, 'NO_STREAM', entries(1), soon());
      stub.appends.once({ late: 100 });
      const pending = second.append(PLAN, 0, entries(1), soon());
      await first.close();
      expect(await pending).toEqual({ revision: 1, repeated: false });
      expect(await second.append(PLAN, 1, entries(1), soon())).toEqual({ revision: 2, repeated: false });
      await expect(first.append(PLAN, 2, entries(1), soon())).rejects.toMatchObject({ code: 'CLOSED' });
    });
  });

  it('sends nothing any more once a search for the leader has outlasted the deadline', async () => {
    const cluster = await open(`${stub.port},127.0.0.1:${stub.port}`);
    await cluster.append(PLAN, 'NO_STREAM', entries(1), soon());
    const calls = stub.calls.append;
    stub.appends.once({ code: status.UNAVAILABLE });
    stub.gossips.always({ late: 400 });
    await expect(cluster.append(PLAN, 0, entries(1), Date.now() + 200)).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    const later = entries(1);
    expect(await cluster.append(PLAN, 0, later, soon())).toMatchObject({ revision: 1 });
    expect(kept().slice(1)).toEqual(ids(later));
    expect(stub.calls.append).toBe(calls + 2);
  });

  it('is not upset by a search for the leader that ends when its client was given up', async () => {
    const cluster = await open(`${stub.port},127.0.0.1:${stub.port}`, IMPATIENT);
    await cluster.append(PLAN, 'NO_STREAM', entries(1), soon());
    const { gossipTold } = stub.calls;
    const streams = ['plan-test.a', 'plan-test.b', 'plan-test.c', 'plan-test.d'];
    stub.appends.once(...streams.map((): Fault => ({ code: status.UNAVAILABLE })));
    stub.gossips.once({ late: 500 });
    const answers = await Promise.all(streams.map((stream) => cluster.append(stream, 'NO_STREAM', entries(1), soon())));
    expect(answers.map(({ revision }) => revision)).toEqual([0, 0, 0, 0]);
    await stub.until(() => stub.calls.gossipTold > gossipTold + 1);
    await cluster.append(PLAN, 0, entries(1), soon());
    for (const stream of streams) expect(stub.streamOf(stream)).toHaveLength(1);
  });
});
