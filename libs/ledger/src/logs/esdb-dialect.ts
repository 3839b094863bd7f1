import type { Readable } from 'node:stream';
import type { Expected } from '../event-log.js';
import { BatchAppends, type Call } from './esdb-batch.js';
import { BATCH_APPEND, type StoreAppended, type StoreEvent, type StorePosition } from './esdb-wire.js';

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

/** What the adapter needs of a client; the two clients differ in names only. */
export interface StoreClient {
  /** How exactly its records tell when they were created, in milliseconds. */
  readonly createdTo: number;
  /** The node that its last append went to, as `host:port`; undefined where it found none yet. */
  node(): string | undefined;
  /** `until` is an instant in milliseconds after which nothing more is sent. Throws a `Silence` where the store gave no answer by then. */
  append(stream: string, expected: Expected, events: readonly StoreEvent[], until: number): Promise<StoreAppended>;
  readStream(stream: string, fromRevision: bigint, maxCount?: number): Feed;
  readAll(read: AllRead): Feed;
  /** Live entries after a position whose stream's name matches. */
  subscribe(fromPosition: StorePosition | 'start', names: RegExp): Feed;
  dispose(): Promise<void>;
}

export type Dialect = (url: string) => StoreClient;

type Bytes = (bytes: Buffer) => Buffer;

interface Calls {
  getChannel(): { getTarget(): string };
  makeBidiStreamRequest(path: string, write: Bytes, read: Bytes, ...settings: readonly unknown[]): Call;
}

/** The part of both clients' classes that is alike, as this adapter calls it. */
interface Client {
  /** Not public: gives an action the connection of the moment, and takes note of how it fails. */
  execute<T>(service: unknown, name: string, action: (calls: Calls) => Promise<T>): Promise<T>;
  /** Not public either: the headers and settings of a call. */
  callArguments(options: object, settings: object): readonly unknown[];
  /** Not public either, and what `dispose` leaves open. */
  getChannel(): Promise<{ close(): void }>;
  readStream(stream: string, options: object): AsyncIterable<{ event?: StoreRecord }>;
  readAll(options: object): AsyncIterable<{ event?: StoreRecord }>;
  subscribeToAll(options: object): Readable & { unsubscribe(): Promise<void> };
  dispose(): Promise<void>;
}

/** The client that speaks a URL. Where both are loaded, the second overwrites the first's message types, so the newer is the second. */
export async function dialectOf(url: string): Promise<Dialect> {
  const { default: eventStore } = await import('@eventstore/db-client');
  const { StreamsClient } = await import('@eventstore/db-client/generated/streams_grpc_pb.js');
  if (/^esdb(\+discover)?:/.test(url)) {
    return speak((to) => eventStore.EventStoreDBClient.connectionString(to) as unknown as Client, StreamsClient, 1);
  }
  const { default: kurrent } = await import('@kurrent/kurrentdb-client');
  // Its reads cut instants to seconds, its subscriptions do not; an entry has to say the same in both.
  return speak((to) => kurrent.KurrentDBClient.connectionString(to) as unknown as Client, StreamsClient, 1000);
}

function speak(connect: (url: string) => Client, service: unknown, createdTo: number): Dialect {
  return (url) => {
    const client = connect(url);
    const call = { requiresLeader: !/[?&]nodePreference=(?!leader)/i.test(url) };
    let node: string | undefined;
    // Not the clients' own: in db-client those of a process fail together, and none ends where the server is silent.
    const appends = new BatchAppends((carry) =>
      client.execute(service, 'batchAppend', async (calls) => {
        node = calls.getChannel().getTarget().replace(/^dns:/, '');
        return carry(calls.makeBidiStreamRequest(BATCH_APPEND, asItIs, asItIs, ...client.callArguments(call, { deadline: Infinity })));
      }),
    );
    return {
      createdTo,
      node: () => node,
      append: (stream, expected, events, until) => appends.append(stream, expected, events, until),
      readStream: (stream, fromRevision, maxCount) =>
        feed(client.readStream(stream, { ...call, fromRevision, ...(maxCount !== undefined && { maxCount }) })),
      readAll: (read) => feed(client.readAll({ ...call, ...read })),
      subscribe: (fromPosition, names) =>
        feed(
          client.subscribeToAll({ ...call, fromPosition, filter: { filterOn: 'streamName', regex: names.source, checkpointInterval: 32 } }),
        ),
      dispose: async () => {
        appends.end();
        await client.dispose();
        (await client.getChannel()).close();
      },
    };
  };
}

const asItIs: Bytes = (bytes) => bytes;

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
