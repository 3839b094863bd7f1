import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LogError, MemoryLog } from '../../libs/ledger/src/index.js';
import { type ApiOptions, TestApi } from '../support/running-api.js';

let api: TestApi | undefined;
afterEach(async () => {
  await api?.close();
  api = undefined;
});

/** A log that fails in the way it is told to. */
class FailingLog extends MemoryLog {
  failing: LogError | undefined;

  override append(...sent: Parameters<MemoryLog['append']>): ReturnType<MemoryLog['append']> {
    return this.failing === undefined ? super.append(...sent) : Promise.reject(this.failing);
  }

  override health(): ReturnType<MemoryLog['health']> {
    return this.failing === undefined ? super.health() : Promise.resolve({ ok: false, detail: this.failing.message });
  }
}

const REGISTER = 'mutation { registerPlan(input: {plan: "jfp", title: "A plan", owner: {organisation: "A board"}}) { __typename } }';

describe('health', () => {
  test('is live, and ready once the log answers and the views have caught up', async () => {
    const log = new FailingLog();
    api = await TestApi.start({ log });
    await api.gql(REGISTER);
    const ready = await fetch(`${api.url}/health/ready`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ status: 'ready', log: { ok: true }, ledgers: [{ head: 0, caughtUp: true, lagMs: 0 }] });
    log.failing = new LogError('UNAVAILABLE', 'the store is away');
    const away = await fetch(`${api.url}/health/ready`);
    expect(away.status).toBe(503);
    expect(await away.json()).toMatchObject({ status: 'not ready', reason: 'the store is away' });
    expect((await fetch(`${api.url}/health/live`)).status).toBe(200);
  });
});

describe('a log that fails', () => {
  test('is told from a refusal, and from a bug', async () => {
    const log = new FailingLog();
    const lines: string[] = [];
    api = await TestApi.start({ log, lines });
    log.failing = new LogError('UNAVAILABLE', 'the store at 10.0.0.1 is away');
    const away = await api.gql(REGISTER);
    expect(away.errors[0]).toMatchObject({ path: ['registerPlan'], extensions: { code: 'LEDGER_UNAVAILABLE' } });
    log.failing = new TypeError('a secret detail') as LogError;
    const { body, headers } = await api.post({ query: REGISTER }, { headers: { 'x-request-id': 'find-me' } });
    expect(body.errors[0].extensions).toEqual({ code: 'INTERNAL', requestId: 'find-me' });
    expect(JSON.stringify(body)).not.toContain('secret');
    expect(headers.get('x-request-id')).toBe('find-me');
    const told = lines
      .map((line) => JSON.parse(line) as { requestId?: string; msg: string; err?: { stack: string } })
      .filter(({ requestId }) => requestId === 'find-me');
    expect(told.map(({ msg }) => msg)).toEqual(['A request failed', 'answered']);
    expect(told[0].err?.stack).toContain('a secret detail');
    log.failing = undefined;
    expect((await api.gql(REGISTER)).data.registerPlan.__typename).toBe('PlanRecorded');
  });

  test('without an answer leaves the outcome unknown', async () => {
    const log = new FailingLog();
    api = await TestApi.start({ log });
    log.failing = new LogError('OUTCOME_UNKNOWN', 'no answer');
    const { errors } = await api.gql(REGISTER);
    expect(errors[0].extensions.code).toBe('OUTCOME_UNKNOWN');
    expect(errors[0].message).toContain('same commandId');
  });
});

describe('a second API on the same embedded log', () => {
  test('does not start', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'planledger-'));
    const settings = { log: `sqlite:${join(folder, 'ledger.db')}` };
    api = await TestApi.start({ settings });
    await expect(TestApi.start({ settings })).rejects.toMatchObject({ name: 'LogError' });
    await api.close();
    await rm(folder, { recursive: true });
  });
});

describe('a folder of read models', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'planledger-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const on = (log: string): ApiOptions => ({ settings: { log: `sqlite:${join(folder, log)}`, data: join(folder, 'data') } });

  test('serves one API at a time, whatever its log', async () => {
    api = await TestApi.start(on('ledger.db'));
    const busy = {
      name: 'LogError',
      code: 'UNAVAILABLE',
      message: expect.stringContaining(`the folder ${join(folder, 'data')} cannot be opened`),
    };
    await expect(TestApi.start(on('other.db'))).rejects.toMatchObject(busy);
    await api.close();
    api = await TestApi.start(on('ledger.db'));
  });

  test('is not served to an empty log where it holds what was recorded in another', async () => {
    api = await TestApi.start(on('ledger.db'));
    await api.gql(REGISTER);
    await api.close();
    const mistaken = { name: 'LogError', code: 'REJECTED', message: expect.stringContaining('Is PLANLEDGER_LOG right?') };
    await expect(TestApi.start(on('ledgr.db'))).rejects.toMatchObject(mistaken);
    api = await TestApi.start(on('ledger.db'));
    expect((await api.gql('{ plan(code: "jfp") { title } }')).data.plan.title).toBe('A plan');
  });
});

describe('stopping', () => {
  test('finishes what is in flight and then closes the log', async () => {
    const closed: string[] = [];
    let proceed: () => void = () => undefined;
    let reached: () => void = () => undefined;
    const appending = new Promise<void>((resolve) => (reached = resolve));
    class SlowLog extends MemoryLog {
      override async append(...sent: Parameters<MemoryLog['append']>): ReturnType<MemoryLog['append']> {
        reached();
        await new Promise<void>((resolve) => (proceed = resolve));
        return super.append(...sent);
      }
    }
    api = await TestApi.start({ log: new SlowLog() });
    const answer = api.gql(REGISTER).then((result) => {
      closed.push('answered');
      return result;
    });
    await appending;
    const stopped = api.close().then(() => closed.push('closed'));
    proceed();
    expect((await answer).data.registerPlan.__typename).toBe('PlanRecorded');
    await stopped;
    expect(closed).toEqual(['answered', 'closed']);
    await expect(fetch(`${api.url}/health/live`)).rejects.toThrow();
  });
});
