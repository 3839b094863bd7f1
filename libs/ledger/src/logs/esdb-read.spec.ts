import { status } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CuttingProxy } from '../../../../test/support/cutting-proxy.js';
import { EsdbStub, freePort, type Fault } from '../../../../test/support/esdb-stub.js';
import type { EventLog, Position, Stored, StreamSetting } from '../event-log.js';
import { openEsdbLog, type EsdbOptions } from './esdb.js';

const PLAN = 'plan-test.jfp';
const QUICK = { pause: 5, longestPause: 20, health: 300 };

async function collect(items: AsyncIterable<Stored>): Promise<Stored[]> {
  const found: Stored[] = [];
  for await (const item of items) found.push(item);
  return found;
}

const position = (place: number): Position => [place, place].map((part) => String(part).padStart(20, '0')).join('/');
const revisions = (found: readonly Stored[]): number[] => found.map(({ revision }) => revision);
const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

describe.each(['esdb', 'kurrentdb'])('reading from %s', (scheme) => {
  let stub: EsdbStub;
  let log: EventLog;
  const opened: EventLog[] = [];
  const open = async (port: number, options: EsdbOptions = {}): Promise<EventLog> => {
    const another = await openEsdbLog(`${scheme}://127.0.0.1:${port}?tls=false&discoveryInterval=10`, {
      ...options,
      timing: { ...QUICK, ...options.timing },
    });
    opened.push(another);
    return another;
  };
  const ours = (count: number): void => stub.put(...Array.from({ length: count }, () => ({ stream: PLAN })));
  const foreign = (count: number): void => stub.put(...Array.from({ length: count }, () => ({ stream: 'order-7' })));

  beforeEach(async () => {
    stub = await EsdbStub.start();
    log = await open(stub.port);
  });
  afterEach(async () => {
    for (const one of opened.splice(0)) await one.close();
    await stub.stop();
  });

  it('is opened without a server, but not by a URL that makes no sense, nor are passwords told', async () => {
    await expect(open(await freePort())).resolves.toBeDefined();
    const senseless = await openEsdbLog(`${scheme}://admin:s3cret@?tls=maybe`).catch((error: unknown) => error);
    expect(senseless).toMatchObject({ name: 'LogError', code: 'REJECTED' });
    expect(String(senseless)).not.toContain('s3cret');
  });

  it('tells of an entry all there is, with positions that compare as text', async () => {
    stub.put({}, { stream: PLAN, id: '0b2d7c1e-5f0a-4b9c-8d3e-1a2b3c4d5e6f', type: 'PlanRegistered', data: Buffer.from('{"n":1}') });
    const entry: Stored = {
      position: position(200),
      stream: PLAN,
      revision: 0,
      id: '0b2d7c1e-5f0a-4b9c-8d3e-1a2b3c4d5e6f',
      type: 'PlanRegistered',
      data: '{"n":1}',
      metadata: '{}',
      created: new Date(1_700_000_000_000).toISOString(),
    };
    expect(await collect(log.readAll('START'))).toEqual([entry]);
    expect(await collect(log.readStream(PLAN, 0))).toEqual([entry]);
    expect(await log.at(position(200))).toEqual(entry);
  });

  it('shows neither what the system nor what others wrote', async () => {
    const streams = ['$stats-1', '$$plan-test.jfp', 'order-7', 'planned-test.jfp', 'objective-test.jfp.1b', PLAN, 'plan'];
    stub.put(...streams.map((stream) => ({ stream })));
    expect((await collect(log.readAll('START'))).map(({ stream }) => stream)).toEqual(['planned-test.jfp', 'objective-test.jfp.1b', PLAN]);
    const only = await open(stub.port, { categories: ['plan', 'objective'] });
    expect((await collect(only.readAll('START'))).map(({ stream }) => stream)).toEqual(['objective-test.jfp.1b', PLAN]);
  });

  it('lists what was set on our streams beside their entries', async () => {
    const set = (stream: string, data: string) => ({ stream, type: '$metadata', data: Buffer.from(data) });
    stub.put({ stream: PLAN }, set(`$$${PLAN}`, '{"$maxCount":1}'), set('$$order-7', '{"$tb":5}'), set('$$$stats', '{"$maxAge":9}'));
    stub.put(set('$$objective-test.jfp.1b', '{"$acl":{"$w":"api"}}'));
    const found: StreamSetting[] = [];
    for await (const setting of log.streamSettings()) found.push(setting);
    const setAt = new Date(1_700_000_000_000).toISOString();
    expect(found).toEqual([
      { stream: PLAN, setAt, settings: '{"$maxCount":1}' },
      { stream: 'objective-test.jfp.1b', setAt, settings: '{"$acl":{"$w":"api"}}' },
    ]);
  });

  it('gives what comes after a position, without the entry there', async () => {
    ours(4);
    expect(revisions(await collect(log.readAll(position(200))))).toEqual([2, 3]);
    expect(revisions(await collect(log.readAll(position(400))))).toEqual([]);
    await expect(collect(log.readAll('0000000000000001'))).rejects.toMatchObject({ name: 'LogError', code: 'REJECTED' });
  });

  it('finds nothing in a stream that does not exist', async () => {
    ours(1);
    expect(await collect(log.readStream('plan-test.other', 0))).toEqual([]);
    expect(await collect(log.readStream(PLAN, 1))).toEqual([]);
  });

  describe('a read', () => {
    const broken: Readonly<Record<string, Fault>> = {
      unavailable: { code: status.UNAVAILABLE },
      'is not ready': { code: status.UNKNOWN, details: 'Server Is Not Ready' },
      cancelled: { code: status.CANCELLED },
      silent: {},
    };

    it.each(Object.entries(broken))('goes on where it was when the store is %s in between', async (_, fault) => {
      const quick = await open(stub.port, { timing: { silence: 100 } });
      ours(9);
      stub.reads.once({ ...fault, after: 0 }, { ...fault, after: 3 }, { ...fault, after: 1 }, { ...fault, after: 2 });
      expect(revisions(await collect(quick.readAll('START')))).toEqual(upTo(9));
      stub.reads.once({ ...fault, after: 4 });
      expect(revisions(await collect(quick.readStream(PLAN, 2)))).toEqual(upTo(9).slice(2));
    });

    it('says so when the store stays away', async () => {
      ours(3);
      const hasty = await open(stub.port, { timing: { patience: 30 } });
      stub.reads.always({ code: status.UNAVAILABLE, after: 0 });
      const unavailable = { name: 'LogError', code: 'UNAVAILABLE' };
      await expect(collect(hasty.readAll('START'))).rejects.toMatchObject(unavailable);
      await expect(collect(hasty.readStream(PLAN, 0))).rejects.toMatchObject(unavailable);
      await expect(hasty.head()).rejects.toMatchObject(unavailable);
      await expect(hasty.at(position(100))).rejects.toMatchObject(unavailable);
      const nowhere = await open(await freePort(), { timing: { patience: 30 } });
      await expect(nowhere.head()).rejects.toMatchObject(unavailable);
    });

    it('is not tried again when it is not allowed or its stream was deleted', async () => {
      ours(1);
      await log.head();
      const { read } = stub.calls;
      stub.reads.always({ code: status.PERMISSION_DENIED, metadata: { exception: 'access-denied' }, after: 0 });
      await expect(collect(log.readAll('START'))).rejects.toMatchObject({ code: 'REJECTED' });
      stub.reads.always({ code: status.FAILED_PRECONDITION, metadata: { exception: 'stream-deleted', 'stream-name': PLAN }, after: 0 });
      await expect(collect(log.readStream(PLAN, 0))).rejects.toMatchObject({ code: 'REJECTED' });
      expect(stub.calls.read).toBe(read + 2);
    });

    it('is not taken for complete when another user of the connection gives it up', async () => {
      const proxy = await CuttingProxy.to(stub.port);
      ours(60);
      const reader = await open(proxy.port, { timing: { silence: 300 } });
      const items = reader.readAll('START')[Symbol.asyncIterator]();
      const found = [(await items.next()).value as Stored];
      proxy.drop();
      const hasty = await open(proxy.port, { timing: { health: 100 } });
      for (let n = 0; n < 3; n++) await hasty.health();
      for (let next = await items.next(); next.done !== true; next = await items.next()) found.push(next.value);
      expect(revisions(found)).toEqual(upTo(60));
      await proxy.close();
    });

    it('ends in an error when its log is closed', async () => {
      ours(2);
      stub.reads.always({ after: 1 });
      const items = collect(log.readAll('START'));
      await stub.until(() => stub.calls.read > 0);
      await Promise.all([log.close(), expect(items).rejects.toMatchObject({ name: 'LogError', code: 'CLOSED' })]);
      await expect(log.head()).rejects.toMatchObject({ code: 'CLOSED' });
      expect(await log.health()).toEqual({ ok: false, detail: 'closed' });
    });
  });

  describe('the head', () => {
    it('is the last entry of ours, however much of others’ comes after it', async () => {
      expect(await log.head()).toBe('START');
      foreign(3);
      expect(await log.head()).toBe('START');
      ours(2);
      foreign(1003);
      expect(await log.head()).toBe(position(500));
      const { read } = stub.calls;
      foreign(2);
      expect(await log.head()).toBe(position(500));
      expect(stub.calls.read).toBe(read + 1);
      ours(1);
      foreign(1);
      expect(await log.head()).toBe(position((5 + 1003 + 2 + 1) * 100));
    });

    it('is known right after an append', async () => {
      await log.append(PLAN, 'NO_STREAM', [{ id: crypto.randomUUID(), type: 'T', data: '{}', metadata: '{}' }], Date.now() + 20_000);
      foreign(700);
      expect(await log.head()).toBe(position(100));
    });
  });

  describe('the entry at a position', () => {
    it('is not there where none of ours begins', async () => {
      ours(2);
      foreign(1);
      expect((await log.at(position(200)))?.revision).toBe(1);
      for (const elsewhere of [position(300), position(150), position(900), 'START', '12']) expect(await log.at(elsewhere)).toBeUndefined();
    });

    it('is not there where the store fails every time, if it is well otherwise', async () => {
      ours(2);
      const noPlace: Fault = { code: status.UNKNOWN, details: 'Unexpected ReadAllResult: Error', after: 0 };
      stub.reads.once(noPlace, { after: 0, late: 0 }, noPlace, { after: 0, late: 0 }, noPlace, { after: 0, late: 0 });
      expect(await log.at(position(150))).toBeUndefined();
      stub.reads.once({ code: status.UNAVAILABLE, after: 0 }, { code: status.UNAVAILABLE, after: 0 }, {});
      const quick = await open(stub.port, { timing: { silence: 100 } });
      expect(await quick.at(position(100))).toMatchObject({ revision: 0 });
    });
  });

  describe('health', () => {
    it('is a read that is answered', async () => {
      expect(await log.health()).toEqual({ ok: true, detail: 'the store answers reads' });
      expect(stub.calls.read).toBe(1);
    });

    it('is not a port that is open', async () => {
      for (const fault of [
        { code: status.UNKNOWN, details: 'Server Is Not Ready', after: 0 },
        { code: status.UNAVAILABLE, after: 0 },
        {},
      ]) {
        stub.reads.once(fault);
        expect(await log.health()).toMatchObject({ ok: false });
      }
      expect(await log.health()).toMatchObject({ ok: true });
      expect(await (await open(await freePort())).health()).toMatchObject({ ok: false });
    });
  });
});
