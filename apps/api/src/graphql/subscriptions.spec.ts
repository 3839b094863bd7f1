import { describe, expect, test } from '@jest/globals';
import { GraphQLInt, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { type Peer, subscriptionServer } from './subscriptions.js';

const turn = (): Promise<void> => new Promise(setImmediate);

/** A schema of one subscription that counts, and how far it has come. */
function counting(fail: (n: number) => Error | undefined = () => undefined) {
  const seen = { made: 0, ended: false };
  async function* count() {
    try {
      for (;;) {
        const failure = fail(seen.made);
        if (failure !== undefined) throw failure;
        yield { count: seen.made++ };
      }
    } finally {
      seen.ended = true;
    }
  }
  const fields = { count: { type: GraphQLInt, subscribe: count } };
  const query = new GraphQLObjectType({ name: 'Query', fields: { count: { type: GraphQLInt } } });
  return { seen, schema: new GraphQLSchema({ query, subscription: new GraphQLObjectType({ name: 'Subscription', fields }) }) };
}

/** A connection on which what is sent stays until it is let through. */
async function connected(schema: GraphQLSchema) {
  const sent: { message: Record<string, unknown>; letThrough: () => void; fail: (error: Error) => void }[] = [];
  const reported: unknown[] = [];
  let say: (text: string) => Promise<void>;
  const peer: Peer = {
    admit: () => true,
    asker: () => ({ caller: { key: 'k', tenant: 'main', actor: 'someone', roles: ['viewer'], posts: [] }, correlationId: 'find-me' }),
    requestId: 'find-me',
    report: (_, code) => void reported.push(code),
  };
  const closed = subscriptionServer({ schema: () => schema, production: false }).opened(
    {
      protocol: 'graphql-transport-ws',
      send: (text) =>
        new Promise((letThrough, fail) => sent.push({ message: JSON.parse(text) as Record<string, unknown>, letThrough, fail })),
      close: () => undefined,
      onMessage: (take) => (say = take),
    },
    peer,
  );
  void say!('{"type":"connection_init"}');
  await turn();
  sent.pop()?.letThrough();
  const subscribe = (query: string): Promise<void> =>
    say(JSON.stringify({ type: 'subscribe', id: 'a', payload: { query } })).catch(() => undefined);
  return { sent, reported, subscribe, closed };
}

describe('a subscription', () => {
  test('makes nothing more before what was made has been sent', async () => {
    const { seen, schema } = counting();
    const { sent, subscribe, closed } = await connected(schema);
    void subscribe('subscription { count }');
    for (let n = 1; n <= 3; n++) {
      for (let turns = 0; turns < 5; turns++) await turn();
      expect({ made: seen.made, sent: sent.length }).toEqual({ made: n, sent: n });
      sent[n - 1].letThrough();
    }
    await turn();
    const end = closed(1000, '');
    sent.at(-1)?.letThrough();
    await end;
    expect(seen.ended).toBe(true);
  });

  test('ends with the connection, though something was being sent', async () => {
    const { seen, schema } = counting();
    const { sent, subscribe, closed } = await connected(schema);
    void subscribe('subscription { count }');
    await turn();
    sent[0].fail(new Error('The socket is closed'));
    await turn();
    expect(seen).toEqual({ made: 1, ended: true });
    await closed(1006, '');
  });

  test('that breaks off says so in words of the API, and nothing of a bug', async () => {
    const { schema } = counting((n) => (n === 1 ? new TypeError('a secret detail') : undefined));
    const { sent, reported, subscribe, closed } = await connected(schema);
    void subscribe('subscription { count }');
    await turn();
    sent[0].letThrough();
    await turn();
    const [error] = sent[1].message.payload as readonly Record<string, unknown>[];
    expect(sent[1].message).toMatchObject({ type: 'error', id: 'a' });
    expect(error).toMatchObject({ extensions: { code: 'INTERNAL', requestId: 'find-me' }, message: expect.not.stringContaining('secret') });
    expect(reported).toEqual(['INTERNAL']);
    await closed(1000, '');
  });
});
