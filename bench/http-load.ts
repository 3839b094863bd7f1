// In a process of its own: sends requests over many connections, and says how fast they were answered and what was.
import autocannon from 'autocannon';
import { remarks, requestFor } from '../test/support/office.js';
import { looseHappening } from './scenario.js';

/** What the load is to be; comes as the first message. */
export interface LoadOrder {
  readonly url: string;
  readonly key: string;
  readonly connections: number;
  readonly amount: number;
  /** Bodies to send in turn; if absent, mutations, from number `from` on. */
  readonly bodies?: readonly string[];
  readonly from: number;
}

export interface LoadResult {
  readonly perSecond: number;
  /** Command ids that were acknowledged. */
  readonly acknowledged: readonly string[];
  /** Answers that were not what was asked for. */
  readonly strange: readonly string[];
}

async function load({ url, key, connections, amount, bodies, from }: LoadOrder): Promise<LoadResult> {
  const acknowledged: string[] = [];
  const strange: string[] = [];
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  let index = from;
  let last = 0;
  const hear = (status: number, body: string): void => {
    last = performance.now();
    const commandId = bodies === undefined ? /"commandId":"([^"]+)"/.exec(body)?.[1] : '';
    if (status !== 200 || commandId === undefined || body.includes('"errors":')) strange.push(`${status} ${body.slice(0, 300)}`);
    else if (commandId !== '') acknowledged.push(commandId);
  };
  const mutation = {
    method: 'POST',
    path: '/graphql',
    headers,
    setupRequest: (request: object) => ({ ...request, body: mutationBody(index++) }),
    onResponse: hear,
  } as const;
  const queries = (bodies ?? []).map((body) => ({ method: 'POST', path: '/graphql', headers, body, onResponse: hear }) as const);
  const started = performance.now();
  const { errors, timeouts, non2xx } = await autocannon({
    url,
    connections,
    amount,
    timeout: 30,
    requests: bodies === undefined ? [mutation] : queries,
  });
  // autocannon itself comes to an end only once a second.
  const perSecond = (amount * 1000) / (last - started);
  if (errors + timeouts + non2xx > 0) strange.push(`${errors} errors, ${timeouts} timeouts, ${non2xx} other statuses`);
  return { perSecond, acknowledged, strange };
}

function mutationBody(index: number): string {
  return JSON.stringify(requestFor(looseHappening(index), `h-${index}`, remarks(index)));
}

process.once('message', (order: LoadOrder) => {
  void load(order).then((result) => process.send?.(result, () => process.exit()));
});
