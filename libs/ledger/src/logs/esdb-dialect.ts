import { PassThrough, type Readable, type Writable } from 'node:stream';
import type { Expected } from '../event-log.js';

export interface StorePosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

export interface StoreEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: 'application/json' | 'application/octet-stream';
  readonly data: unknown;
  readonly metadata: Uint8Array;
}

export interface StoreRecord {
  readonly streamId: string;
  readonly id: string;
  readonly type: string;
  readonly revision: bigint;
  /** Bytes, or what JSON says that the store knows to be such. */
  readonly data: unknown;
  readonly metadata: unknown;
  readonly created: Date;
  readonly position?: StorePosition;
}

/** What a read or a subscription gives. Whoever takes one must stop it. */
export interface Feed extends AsyncIterable<{ readonly event?: StoreRecord }> {
  stop(): void;
}

export interface AllRead {
  readonly fromPosition: StorePosition | 'start' | 'end';
  readonly direction?: 'forwards' | 'backwards';
  readonly maxCount?: number;
}

export interface StoreAppended {
  readonly revision: bigint;
  /** Absent in some answers to a repeated append. */
  readonly position?: StorePosition;
}

/** What the adapter needs of a client; the two clients differ in names only. */
export interface StoreClient {
  /** How exactly its records tell when they were created, in milliseconds. */
  readonly createdTo: number;
  /** `until` is an instant in milliseconds after which nothing more is sent. */
  append(stream: string, expected: Expected, events: readonly StoreEvent[], until: number): Promise<StoreAppended>;
  readStream(stream: string, fromRevision: bigint, maxCount?: number): Feed;
  readAll(read: AllRead): Feed;
  /** Live entries after a position whose stream's name matches. */
  subscribe(fromPosition: StorePosition | 'start', names: RegExp): Feed;
  dispose(): Promise<void>;
}

export type Dialect = (url: string) => StoreClient;

interface Words {
  /** An unknown option is ignored in silence, and the append would then be unconditional. */
  readonly expected: 'expectedRevision' | 'streamState';
  /** Reads of kurrentdb-client cut instants to seconds, its subscriptions do not; an entry has to say the same in both. */
  readonly createdTo: number;
}

interface ClientAppended {
  readonly success: boolean;
  readonly nextExpectedRevision: bigint;
  readonly position?: StorePosition;
}

/** What a client does not throw where the URL says `throwOnAppendFailure=false`. */
class WrongRevision extends Error {
  readonly type = 'wrong-expected-version';

  constructor(readonly actualState: bigint) {
    super('wrong expected version');
  }
}

type Told = (error: unknown) => void;

interface Calls {
  append(...call: readonly [...unknown[], Told]): Writable;
}

/** The part of both clients' classes that is alike, as this adapter calls it. */
interface Client {
  /** Not public: whether the server has a feature. Asked only before an append. */
  supports: () => Promise<boolean>;
  /** Not public either: gives an action the connection of the moment, which may be closed a moment later. */
  execute: <T>(service: unknown, name: string, action: (calls: Calls) => Promise<T>) => Promise<T>;
  /** Not public either, and what `dispose` leaves open. */
  getChannel(): Promise<{ close(): void }>;
  appendToStream(stream: string, events: readonly StoreEvent[], options: object): Promise<ClientAppended>;
  readStream(stream: string, options: object): AsyncIterable<{ event?: StoreRecord }>;
  readAll(options: object): AsyncIterable<{ event?: StoreRecord }>;
  subscribeToAll(options: object): Readable & { unsubscribe(): Promise<void> };
  dispose(): Promise<void>;
}

/** The client that speaks a URL. Where both are loaded, the second overwrites the first's message types, so the newer is the second. */
export async function dialectOf(url: string): Promise<Dialect> {
  const { default: eventStore } = await import('@eventstore/db-client');
  if (/^esdb(\+discover)?:/.test(url)) {
    return speak((to) => eventStore.EventStoreDBClient.connectionString(to) as unknown as Client, {
      expected: 'expectedRevision',
      createdTo: 1,
    });
  }
  const { default: kurrent } = await import('@kurrent/kurrentdb-client');
  return speak((to) => kurrent.KurrentDBClient.connectionString(to) as unknown as Client, { expected: 'streamState', createdTo: 1000 });
}

function speak(connect: (url: string) => Client, { expected: expectedOption, createdTo }: Words): Dialect {
  return (url) => {
    const client = connect(url);
    // A batched append has no deadline of its own, and in db-client all of a process fail together: each its own call.
    client.supports = () => Promise.resolve(false);
    const execute = client.execute;
    client.execute = (service, name, action) => execute(service, name, (calls) => action(neverThrowing(calls)));
    const call = { requiresLeader: !/[?&]nodePreference=(?!leader)/i.test(url) };
    return {
      createdTo,
      append: async (stream, expected, events, until) => {
        const revision = expected === 'NO_STREAM' ? 'no_stream' : BigInt(expected);
        const options = { ...call, [expectedOption]: revision, deadline: timeLeft(until) };
        const { success, nextExpectedRevision, position } = await client.appendToStream(stream, events, options);
        if (!success) throw new WrongRevision(nextExpectedRevision);
        return { revision: nextExpectedRevision, ...(position !== undefined && { position }) };
      },
      readStream: (stream, fromRevision, maxCount) =>
        feed(client.readStream(stream, { ...call, fromRevision, ...(maxCount !== undefined && { maxCount }) })),
      readAll: (read) => feed(client.readAll({ ...call, ...read })),
      subscribe: (fromPosition, names) =>
        feed(
          client.subscribeToAll({ ...call, fromPosition, filter: { filterOn: 'streamName', regex: names.source, checkpointInterval: 32 } }),
        ),
      dispose: async () => {
        await client.dispose();
        (await client.getChannel()).close();
      },
    };
  };
}

/** What a call throws on a closed connection, the clients let end the process; told as any other failure, it is one attempt's. */
function neverThrowing(calls: Calls): Calls {
  return {
    append: (...call) => {
      try {
        return calls.append(...call);
      } catch (error) {
        const told = call[call.length - 1] as Told;
        told(error);
        return new PassThrough({ objectMode: true }).resume();
      }
    },
  };
}

/** Milliseconds left when the call is made, not when it was asked for: looking for a leader may take long in between. */
function timeLeft(until: number): number {
  return { valueOf: () => Math.max(until - Date.now(), 0) } as unknown as number;
}

interface Cancellable {
  cancel?(): Promise<void>;
  unsubscribe?(): Promise<void>;
}

function feed(source: AsyncIterable<{ event?: StoreRecord }>): Feed {
  const events = (): AsyncIterator<{ event?: StoreRecord }> => source[Symbol.asyncIterator]();
  if (!isReadable(source)) return { [Symbol.asyncIterator]: events, stop: () => undefined };
  // An error that comes before or after the reading would be lost in the one case and end the process in the other.
  source.on('error', (error) => source.destroy(error));
  const stop = (): void => {
    const stopped = source.unsubscribe?.() ?? source.cancel?.();
    stopped?.catch(() => undefined);
    // Destroyed, it would never take what has arrived, and the client would wait for that when it is disposed of.
    source.removeAllListeners('readable').on('data', () => undefined);
  };
  return { [Symbol.asyncIterator]: events, stop };
}

function isReadable(source: object): source is Readable & Cancellable {
  return 'destroy' in source;
}
