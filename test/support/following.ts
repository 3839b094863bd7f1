import { type Client, createClient } from 'graphql-ws';
import type { Found, TestApi } from './running-api.js';

/** The end of a socket as its client sees it. */
export interface Closed {
  readonly code: number;
  readonly reason: string;
}

export interface FollowingOptions {
  readonly after?: number;
  readonly filter?: object;
  /** Said in the first message; the viewer's key if absent. */
  readonly said?: Readonly<Record<string, unknown>>;
  readonly query?: string;
}

const QUERY = `subscription($after: EntryNumber, $filter: EntryFilter) {
  entries(after: $after, filter: $filter) { entries { number type } upTo caughtUp }
}`;

/** A subscription over a socket of its own, which does not connect again by itself. */
export class Following {
  readonly closed: Promise<Closed>;
  private readonly client: Client;
  private readonly items: AsyncIterableIterator<object>;

  constructor(
    api: TestApi,
    { after, filter, said = { authorization: `Bearer ${api.keys.viewer}` }, query = QUERY }: FollowingOptions = {},
  ) {
    let close: (closed: Closed) => void;
    this.closed = new Promise((resolve) => (close = resolve));
    this.client = createClient({
      url: `${api.url.replace('http', 'ws')}/graphql`,
      connectionParams: said,
      retryAttempts: 0,
      on: { closed: (event) => close(event as Closed) },
    });
    this.items = this.client.iterate({ query, variables: { after, filter } });
  }

  /** What the next answer holds. */
  async data(): Promise<unknown> {
    const { value } = (await this.items.next()) as { value: Found };
    return value.data;
  }

  /** Opens a second subscription on the same socket, and gives the codes of its errors. */
  another(): Promise<unknown> {
    return new Promise((resolve) => {
      const sink = { next: () => resolve(undefined), complete: () => resolve(undefined) };
      this.client.subscribe({ query: QUERY }, { ...sink, error: (error) => resolve(codesOf(error)) });
    });
  }

  /** The next page: numbers, how far they go, whether that was all; undefined at the end. */
  async next(): Promise<readonly [numbers: readonly number[], upTo: number | null, caughtUp: boolean] | undefined> {
    const { value, done } = (await this.items.next()) as { value: Found; done: boolean };
    if (done) return undefined;
    const { entries, upTo, caughtUp } = value.data.entries as unknown as { entries: { number: number }[]; upTo: number; caughtUp: boolean };
    return [entries.map(({ number }) => number), upTo, caughtUp];
  }

  /** The codes of the errors with which it ends, or the code with which the socket closes. */
  async failure(): Promise<unknown> {
    try {
      while ((await this.next()) !== undefined);
      return undefined;
    } catch (error) {
      return codesOf(error);
    }
  }

  async stop(): Promise<void> {
    await this.items.return?.();
    await this.client.dispose();
  }
}

const codesOf = (error: unknown): unknown =>
  Array.isArray(error) ? error.map(({ extensions }: Found) => extensions.code) : (error as Closed).code;
