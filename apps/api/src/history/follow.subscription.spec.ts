import { describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import type { FollowedPage, Views } from '#libs/views';
import type { Request } from '../ledger-command.js';
import type { Checkpoints } from '../proof/checkpoints.js';
import { FollowSubscription } from './follow.subscription.js';

const request = { caller: { tenant: 'main' }, correlationId: 'one' } as Request;
const page: FollowedPage = { entries: [], upTo: 7, caughtUp: true };

/** A node whose views have one page, and then nothing until the follower is told to stop. */
function node() {
  const asked: unknown[] = [];
  let divergence: string | undefined;
  const listeners = new Set<(tenant: string) => void>();
  const follow = async function* (filter: object, after: number, signal: AbortSignal): AsyncGenerator<FollowedPage> {
    asked.push([filter, after]);
    yield page;
    if (!signal.aborted) await once(signal, 'abort');
  };
  const checkpoints = {
    divergence: () => divergence,
    onDivergence: (listener: (tenant: string) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  } as unknown as Checkpoints;
  const views = { tenant: () => ({ follow }) } as unknown as Views;
  const diverge = (tenant: string): void => {
    divergence = 'The ledger is another.';
    for (const listener of listeners) listener(tenant);
  };
  return { asked, listeners, diverge, subscription: new FollowSubscription(views, checkpoints) };
}

describe('following entries', () => {
  test('begins with the first entry where none is named', async () => {
    const { asked, subscription } = node();
    expect(await subscription.entries({}, request).next()).toEqual({ value: { entries: page }, done: false });
    await subscription.entries({ after: 3, filter: { plan: 'jfp' } }, request).next();
    expect(asked).toEqual([
      [{}, -1],
      [{ plan: 'jfp' }, 3],
    ]);
  });

  test('ends as soon as nobody listens any more, also while it waits', async () => {
    const { listeners, subscription } = node();
    const pages = subscription.entries({}, request);
    await pages.next();
    const next = pages.next();
    expect(await pages.return?.()).toMatchObject({ done: true });
    expect(await next).toMatchObject({ done: true });
    expect(listeners.size).toBe(0);
  });

  test('is stopped where the ledger turns out not to be the one that was signed', async () => {
    const { diverge, subscription } = node();
    const pages = subscription.entries({}, request);
    await pages.next();
    const next = pages.next();
    diverge('main');
    await expect(next).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
  });

  test('gives no page that was on its way then', async () => {
    const { diverge, subscription } = node();
    const pages = subscription.entries({}, request);
    const first = pages.next();
    diverge('main');
    await expect(first).rejects.toMatchObject({ code: 'LEDGER_UNAVAILABLE' });
  });
});
