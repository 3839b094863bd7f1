import { status } from '@grpc/grpc-js';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { CuttingProxy } from '../../../../test/support/cutting-proxy.js';
import { EsdbStub, type Fault } from '../../../../test/support/esdb-stub.js';
import { canonical } from '../canonical.js';
import type { EventLog, Expected, NewEntry } from '../event-log.js';
import { openEsdbLog } from './esdb.js';
import type { Timing } from './esdb-timing.js';

const PLAN = 'plan-test.jfp';
const TIMING: Partial<Timing> = { pause: 5, longestPause: 20 };
/** Where the store's silence is what is tested. */
const IMPATIENT: Partial<Timing> = { attempt: 100, silence: 300 };

let made = 0;
const entry = (data = '{"n":1}'): NewEntry => ({ id: crypto.randomUUID(), type: 'MilestoneMet', data, metadata: `{"v":${++made}}` });
const entries = (count: number): NewEntry[] => Array.from({ length: count }, () => entry());
const ids = (kept: readonly { readonly id: string }[]): string[] => kept.map(({ id }) => id);
const soon = (): number => Date.now() + 20_000;

/** How a server that is down, starting or electing answers an append. */
const PASSING: Readonly<Record<string, Fault>> = {
  unavailable: { code: status.UNAVAILABLE, details: 'Connection dropped' },
  'is not ready': { told: 'Server Is Not Ready' },
  cancelled: { code: status.CANCELLED, details: 'CANCELLED' },
  'times out': { told: 'Timeout' },
  'knows no leader': { told: 'No leader info available in response' },
  'fails it knows not why': { told: 'Unknown' },
  'ends the call': { ends: true },
  'says nothing': {},
};

describe.each(['esdb', 'kurrentdb'])('appending to %s', (scheme) => {
  let stub: EsdbStub;
  let log: EventLog;
  const opened: EventLog[] = [];
  const proxies: CuttingProxy[] = [];
  const open = async (port: number | string, timing: Partial<Timing> = {}, more = ''): Promise<EventLog> => {
    const url = `${scheme}://127.0.0.1:${port}?tls=false&discoveryInterval=10${more}`;
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

  it('names the revision every time, on one call', async () => {
    await append('NO_STREAM', entries(2));
    await append(1, entries(1));
    expect(stub.expected).toEqual(['no stream', '1']);
    expect(stub.calls).toMatchObject({ append: 2, batchAppend: 1 });
  });

  it('gives each append its own answer, whatever the order they come in', async () => {
    await append('NO_STREAM', entries(1));
    stub.appends.once({ late: 100 }, { conflict: true });
    const [late, wrong, next] = await Promise.allSettled([
      log.append('plan-test.a', 'NO_STREAM', entries(2), soon()),
      log.append('plan-test.b', 'NO_STREAM', entries(1), soon()),
      log.append('plan-test.c', 'NO_STREAM', entries(1), soon()),
    ]);
    expect(late).toMatchObject({ value: { revision: 1, repeated: false } });
    expect(wrong).toMatchObject({ reason: { code: 'CONFLICT' } });
    expect(next).toMatchObject({ value: { revision: 0 } });
  });

  it('sends again what shares a call with an append that meets silence, and nothing of it later', async () => {
    const quick = await open(stub.port, IMPATIENT);
    await quick.append(PLAN, 'NO_STREAM', entries(1), soon());
    const batches = ['a', 'b', 'c'].map((key) => ({ stream: `plan-test.${key}`, batch: entries(1) }));
    stub.appends.once({}, {}, { written: true });
    const answers = await Promise.all(batches.map(({ stream, batch }) => quick.append(stream, 'NO_STREAM', batch, soon())));
    expect(answers.map(({ revision }) => revision)).toEqual([0, 0, 0]);
    expect(stub.calls).toMatchObject({ append: 7, batchAppend: 2 });
  });

  it('sends again all that a broken call leaves without an answer', async () => {
    await append('NO_STREAM', entries(1));
    const batches = ['a', 'b', 'c'].map((key) => ({ stream: `plan-test.${key}`, batch: entries(2) }));
    stub.appends.once({ written: true }, {}, { code: status.UNAVAILABLE });
    const answers = await Promise.all(batches.map(({ stream, batch }) => log.append(stream, 'NO_STREAM', batch, soon())));
    expect(answers.map(({ revision }) => revision)).toEqual([1, 1, 1]);
    for (const { stream, batch } of batches) expect(ids(stub.streamOf(stream))).toEqual(ids(batch));
  });

  it('stores canonical JSON as JSON, byte for byte, numeric keys included', async () => {
    const data = canonical(JSON.parse('{"10":"ä\\u0001","9":{"2":[{"b":-0,"-1":1e30}],"a":null},"__proto__":1}'));
    const other = '{ "not": "canonical" }';
    await append('NO_STREAM', [entry(data), entry(other)]);
    const stored = stub.streamOf(PLAN).map((kept) => [kept.contentType, Buffer.from(kept.data).toString()]);
    expect(stored).toEqual([
      ['application/json', data],
      ['application/octet-stream', other],
    ]);
    const read: string[] = [];
    for await (const found of log.readStream(PLAN, 0)) read.push(found.data);
    expect(read).toEqual([data, other]);
  });

  describe('a wrong revision', () => {
    it('is a conflict that tells the actual one, and the stream still takes the right append', async () => {
      await expect(append(3, entries(1))).rejects.toMatchObject({ name: 'LogError', code: 'CONFLICT', actual: 'NO_STREAM' });
      await append('NO_STREAM', entries(3));
      await expect(append(0, entries(1))).rejects.toMatchObject({ name: 'LogError', code: 'CONFLICT', actual: 2 });
      expect(await append(2, entries(1))).toEqual({ revision: 3, repeated: false });
      expect(stub.calls.append).toBe(4);
    });

    it('is a conflict even where the URL tells the client to keep quiet about it', async () => {
      const quiet = await open(stub.port, {}, '&throwOnAppendFailure=false');
      await expect(quiet.append(PLAN, 3, entries(1), soon())).rejects.toMatchObject({ code: 'CONFLICT', actual: 'NO_STREAM' });
      stub.put({ stream: PLAN });
      await expect(quiet.append(PLAN, 3, entries(1), soon())).rejects.toMatchObject({ code: 'CONFLICT', actual: 0 });
    });

    it('is not tried again in the background', async () => {
      stub.appends.once({ code: status.UNAVAILABLE }, { conflict: true });
      stub.put({ stream: PLAN });
      await expect(append('NO_STREAM', entries(1))).rejects.toMatchObject({ code: 'CONFLICT' });
      await append(0, entries(1));
      expect(stub.calls.append).toBe(3);
      expect(kept()).toHaveLength(2);
    });
  });

  describe('the same entries again', () => {
    it('are told apart from new ones, with and without a position in the answer', async () => {
      const batch = entries(2);
      expect(await append('NO_STREAM', batch)).toEqual({ revision: 1, repeated: false });
      expect(await append('NO_STREAM', batch)).toEqual({ revision: 1, repeated: true });
      stub.appends.once({ noPosition: true });
      expect(await append('NO_STREAM', batch)).toEqual({ revision: 1, repeated: true });
      expect(kept()).toEqual(ids(batch));
    });

    it('are known to a log that never saw them written', async () => {
      const [known] = entries(1);
      stub.put({ stream: PLAN, id: known.id });
      const { log: fresh } = await throughProxy();
      expect(await fresh.append(PLAN, 'NO_STREAM', [known], soon())).toEqual({ revision: 0, repeated: true });
    });
  });

  describe('a store that', () => {
    it.each(Object.entries(PASSING))('%s is asked again with the same bytes', async (_, fault) => {
      const batch = entries(2);
      const quick = await open(stub.port, IMPATIENT);
      stub.appends.once(fault, { ...fault, written: true }, fault);
      expect(await quick.append(PLAN, 'NO_STREAM', batch, soon())).toMatchObject({ revision: 1 });
      expect(kept()).toEqual(ids(batch));
      expect(await append(1, entries(1))).toEqual({ revision: 2, repeated: false });
    });

    it.each(Object.entries(PASSING))('%s to the end leaves the outcome unknown, and nothing is sent later', async (_, fault) => {
      stub.appends.always(fault);
      await expect(append('NO_STREAM', entries(1), Date.now() + 500)).rejects.toMatchObject({ name: 'LogError', code: 'OUTCOME_UNKNOWN' });
      stub.appends.always(undefined);
      const calls = stub.calls.append;
      const later = entries(1);
      await append('NO_STREAM', later);
      expect(kept()).toEqual(ids(later));
      expect(stub.calls.append).toBe(calls + 1);
    });

    it('answers too late does no harm', async () => {
      const batch = entries(1);
      const quick = await open(stub.port, IMPATIENT);
      stub.appends.once({ late: 200 });
      expect(await quick.append(PLAN, 'NO_STREAM', batch, soon())).toMatchObject({ revision: 0 });
      stub.appends.once({ late: 300 });
      await append(0, entries(1));
      expect(kept().slice(0, 1)).toEqual(ids(batch));
      expect(kept()).toHaveLength(2);
    });
  });

  describe('a conflict after an attempt that may have landed', () => {
    it('is a success if the entries there are our own', async () => {
      const batch = entries(3);
      stub.appends.once({ code: status.UNAVAILABLE, written: true }, { conflict: true });
      expect(await append('NO_STREAM', batch)).toEqual({ revision: 2, repeated: true });
      expect(kept()).toEqual(ids(batch));
    });

    it('is a conflict if they are another’s', async () => {
      stub.put({ stream: PLAN }, { stream: PLAN });
      stub.appends.once({ code: status.UNAVAILABLE });
      await expect(append('NO_STREAM', entries(2))).rejects.toMatchObject({ code: 'CONFLICT', actual: 1 });
    });

    it('leaves the outcome unknown if nothing is there or they cannot be read', async () => {
      stub.appends.once({ code: status.UNAVAILABLE });
      await expect(append(4, entries(2), Date.now() + 500)).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
      stub.put({ stream: PLAN });
      stub.appends.once({ code: status.UNAVAILABLE });
      stub.reads.always({ code: status.UNAVAILABLE });
      await expect(append('NO_STREAM', entries(2), Date.now() + 500)).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    });
  });

  describe('what the store will never take', () => {
    const never: Readonly<Record<string, Fault>> = {
      denied: { told: 'AccessDenied' },
      'denied before it is looked at': { code: status.PERMISSION_DENIED },
      unauthenticated: { code: status.UNAUTHENTICATED },
      'too large': { told: 'MaximumAppendSizeExceeded' },
      'too large an event': { told: 'MaximumAppendEventSizeExceeded' },
      'for a deleted stream': { told: 'StreamDeleted' },
      'by a server too old for it': { code: status.UNIMPLEMENTED },
    };

    it.each(Object.entries(never))('is rejected at once: %s', async (_, fault) => {
      stub.appends.once(fault);
      await expect(append('NO_STREAM', entries(1))).rejects.toMatchObject({ name: 'LogError', code: 'REJECTED' });
      expect(stub.calls.append).toBe(1);
    });

    it('may have been taken by an earlier attempt, unless the bytes themselves forbid it', async () => {
      stub.appends.once({ code: status.UNAVAILABLE });
      stub.appends.always(never.denied);
      await expect(append('NO_STREAM', entries(1), Date.now() + 500)).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
      stub.appends.always(never['too large']);
      stub.appends.once({ code: status.UNAVAILABLE });
      await expect(append('NO_STREAM', entries(1))).rejects.toMatchObject({ code: 'REJECTED' });
    });

    it('is not known from how a call ends that has carried others', async () => {
      await append('NO_STREAM', entries(1));
      stub.appends.once({ code: status.PERMISSION_DENIED, written: true });
      expect(await append(0, entries(1))).toMatchObject({ revision: 1 });
      expect(kept()).toHaveLength(2);
    });

    it('includes everything on a log for reading only', async () => {
      const reading = await openEsdbLog(`${scheme}://127.0.0.1:${stub.port}?tls=false`, { readOnly: true });
      await expect(reading.append(PLAN, 'NO_STREAM', entries(1), soon())).rejects.toMatchObject({ code: 'REJECTED' });
      await reading.close();
      expect(stub.calls.append).toBe(0);
    });
  });
});
