import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { once } from 'node:events';
import {
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
} from '@grpc/grpc-js';
// First, for the message types of the client that is loaded last are those that both use.
import '@eventstore/db-client';
import { GossipService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_grpc_pb.js';
import { ClusterInfo, EndPoint, MemberInfo } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/gossip_pb.js';
import { type Empty } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import { StreamsService } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_grpc_pb.js';
import {
  BatchAppendReq,
  type BatchAppendResp,
  ReadReq,
  ReadResp,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';
import {
  appended,
  blank,
  failure,
  nameOf,
  told,
  toResponse,
  toWritten,
  uuid,
  wants,
  wrongVersion,
  type Kept,
  type Status,
  type Written,
} from './esdb-messages.js';

/** What a call meets instead of an answer. Without a code it is silent for ever. With one, all appends under way fail: they share a call. */
export interface Fault extends Status {
  /** The append is written all the same. */
  readonly written?: boolean;
  /** The append alone is told that it failed. */
  readonly told?: string;
  /** The call that carries the append ends as if all were well. */
  readonly ends?: boolean;
  /** The append is told that the stream is elsewhere, whatever is true. */
  readonly conflict?: boolean;
  /** The append is answered as it should be, but for the position. */
  readonly noPosition?: boolean;
  /** The call is answered as it should be, so many milliseconds late. */
  readonly late?: number;
  /** A read gives so many entries first; a live one then ends if there is no code. */
  readonly after?: number;
}

/** The faults that the next calls of a kind will meet. */
export class Script {
  private readonly queue: Fault[] = [];
  private lasting: Fault | undefined;

  once(...faults: readonly Fault[]): void {
    this.queue.push(...faults);
  }

  always(fault: Fault | undefined): void {
    this.lasting = fault;
  }

  next(): Fault | undefined {
    return this.queue.shift() ?? this.lasting;
  }
}

type Reading = ServerWritableStream<ReadReq, ReadResp>;
type Appending = ServerDuplexStream<BatchAppendReq, BatchAppendResp>;

/** A server in this process that speaks as much of EventStoreDB as the log asks for, and fails as it is told. */
export class EsdbStub {
  readonly kept: Kept[] = [];
  readonly appends = new Script();
  readonly reads = new Script();
  readonly subscriptions = new Script();
  readonly gossips = new Script();
  readonly calls = { append: 0, batchAppend: 0, read: 0, subscribe: 0, gossip: 0, gossipTold: 0 };
  /** The expected revision of every append, as it was sent. */
  readonly expected: string[] = [];
  readonly live = new Set<Reading>();
  private readonly lengths = new Map<string, number>();
  private readonly waiting = new Set<() => void>();
  /** The port of the node that gossip names as leader. */
  leader: number;
  /** While set, nothing is delivered to live readers, and nobody says so. */
  stalled = false;
  private readonly server = new Server({ 'grpc.max_receive_message_length': 4 * 1024 * 1024 });

  private constructor(readonly port: number) {
    this.leader = port;
  }

  static async start(): Promise<EsdbStub> {
    const stub = new EsdbStub(await freePort());
    const { server } = stub;
    server.addService(StreamsService, {
      append: () => undefined,
      read: (call: Reading) => stub.read(call),
      batchAppend: (call: Appending) => stub.batchAppend(call),
      delete: () => undefined,
      tombstone: () => undefined,
    });
    server.addService(GossipService, {
      read: (_: ServerUnaryCall<Empty, ClusterInfo>, answer: sendUnaryData<ClusterInfo>) => stub.gossip(answer),
    });
    await new Promise<void>((resolve, reject) => {
      server.bindAsync(`127.0.0.1:${stub.port}`, ServerCredentials.createInsecure(), (error) =>
        error === null ? resolve() : reject(error),
      );
    });
    return stub;
  }

  async stop(): Promise<void> {
    this.server.forceShutdown();
  }

  /** Waits until something is true of the calls so far or of the live readers. */
  until(condition: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!condition()) return;
        this.waiting.delete(look);
        resolve();
      };
      this.waiting.add(look);
      look();
    });
  }

  /** Someone else's entries, or ours of another time. */
  put(...entries: readonly Partial<Written>[]): void {
    for (const entry of entries) this.keep({ ...blank(), ...entry });
  }

  streamOf(stream: string): readonly Kept[] {
    return this.kept.filter((kept) => kept.stream === stream);
  }

  endSubscriptions(): void {
    for (const call of this.dropped()) call.end();
  }

  failSubscriptions(code: number, details = 'failed by the test'): void {
    for (const call of this.dropped()) call.emit('error', { code, details });
  }

  /** What the server says to a subscriber that is too slow, and then when it has read again what that one missed. */
  sayFellBehind(): void {
    for (const call of this.live) {
      call.write(new ReadResp().setFellBehind(new ReadResp.FellBehind()));
      call.write(new ReadResp().setCheckpoint(new ReadResp.Checkpoint().setCommitPosition('9').setPreparePosition('9')));
      for (const kept of this.kept.slice(-2)) call.write(toResponse(kept));
      call.write(new ReadResp().setCaughtUp(new ReadResp.CaughtUp()));
    }
  }

  private dropped(): readonly Reading[] {
    const calls = [...this.live];
    this.live.clear();
    return calls;
  }

  private count(kind: keyof EsdbStub['calls']): void {
    this.calls[kind]++;
    this.look();
  }

  private look(): void {
    for (const look of this.waiting) look();
  }

  private batchAppend(call: Appending): void {
    this.count('batchAppend');
    call.on('error', () => undefined);
    call.on('data', (request: BatchAppendReq) => this.append(call, request));
  }

  private append(call: Appending, request: BatchAppendReq): void {
    this.count('append');
    const fault = this.appends.next();
    const answer = (response: BatchAppendResp): void => void call.write(response.setCorrelationId(request.getCorrelationId()));
    if (fault?.late !== undefined) setTimeout(() => answer(this.write(request, fault)), fault.late);
    else if (fault === undefined || fault.noPosition === true || fault.conflict === true) answer(this.write(request, fault));
    else {
      if (fault.written === true) this.write(request, fault);
      if (fault.told !== undefined) answer(told(fault.told));
      if (fault.code !== undefined) call.emit('error', failure(fault));
      if (fault.ends === true) call.end();
    }
  }

  private write(request: BatchAppendReq, fault?: Fault): BatchAppendResp {
    const options = request.getOptions() ?? new BatchAppendReq.Options();
    const messages = request.getProposedMessagesList();
    const stream = nameOf(options.getStreamIdentifier());
    const expected = options.hasNoStream() ? -1 : Number(options.getStreamPosition());
    this.expected.push(options.hasNoStream() ? 'no stream' : options.hasStreamPosition() ? options.getStreamPosition() : 'any');
    const before = this.streamOf(stream);
    const there = before.slice(expected + 1, expected + 1 + messages.length);
    const repeated =
      there.length === messages.length && messages.every((message, index) => message.getId()?.getString() === there[index].id);
    if (fault?.conflict === true || (!repeated && expected !== before.length - 1)) return wrongVersion(before.length);
    if (!repeated) for (const message of messages) this.keep(toWritten(stream, message));
    return appended(this.streamOf(stream)[expected + messages.length], fault?.noPosition !== true);
  }

  private keep(written: Written): void {
    const revision = this.lengths.get(written.stream) ?? 0;
    const kept: Kept = { ...written, revision, place: (this.kept.length + 1) * 100 };
    this.lengths.set(written.stream, revision + 1);
    this.kept.push(kept);
    if (this.stalled) return;
    for (const call of this.live) if (wants(call.request, kept)) call.write(toResponse(kept));
  }

  private read(call: Reading): void {
    const options = call.request.getOptions() ?? new ReadReq.Options();
    const live = options.hasSubscription();
    this.count(live ? 'subscribe' : 'read');
    const fault = (live ? this.subscriptions : this.reads).next();
    const found = this.find(call.request, options);
    const give = (): void => {
      for (const response of found.slice(0, fault?.after)) call.write(response);
      if (fault?.code !== undefined) call.emit('error', failure(fault));
      else if (live ? fault?.after !== undefined : fault === undefined || fault.late !== undefined) call.end();
      else if (live && fault === undefined) this.deliver(call);
    };
    if (fault?.late === undefined) give();
    else setTimeout(give, fault.late);
  }

  private deliver(call: Reading): void {
    this.live.add(call);
    this.look();
    for (const end of ['cancelled', 'close', 'error'] as const) {
      call.on(end, () => {
        this.live.delete(call);
        this.look();
      });
    }
  }

  private find(request: ReadReq, options: ReadReq.Options): ReadResp[] {
    const backwards = options.getReadDirection() === ReadReq.Options.ReadDirection.BACKWARDS;
    const stream = options.getStream();
    const confirmed = options.hasSubscription()
      ? [new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId('1'))]
      : [];
    if (stream !== undefined && this.streamOf(nameOf(stream.getStreamIdentifier())).length === 0) {
      return [new ReadResp().setStreamNotFound(new ReadResp.StreamNotFound().setStreamIdentifier(stream.getStreamIdentifier()))];
    }
    const from = options.getAll()?.getPosition()?.getCommitPosition();
    const matching = this.kept.filter((kept) => {
      if (stream !== undefined)
        return kept.stream === nameOf(stream.getStreamIdentifier()) && kept.revision >= Number(stream.getRevision());
      if (!wants(request, kept)) return false;
      if (from === undefined) return true;
      if (options.hasSubscription()) return kept.place > Number(from);
      return backwards ? kept.place < Number(from) : kept.place >= Number(from);
    });
    const count = options.hasSubscription() ? Infinity : Number(options.getCount());
    return [...confirmed, ...(backwards ? matching.reverse() : matching).slice(0, count).map(toResponse)];
  }

  private gossip(answer: sendUnaryData<ClusterInfo>): void {
    this.count('gossip');
    const fault = this.gossips.next();
    const leader = new MemberInfo().setState(MemberInfo.VNodeState.LEADER).setIsAlive(true).setInstanceId(uuid(blank().id));
    leader.setHttpEndPoint(new EndPoint().setAddress('127.0.0.1').setPort(this.leader));
    const tell = (): void => {
      answer(null, new ClusterInfo().setMembersList([leader]));
      this.count('gossipTold');
    };
    if (fault === undefined) tell();
    else if (fault.code !== undefined) answer(failure(fault));
    else if (fault.late !== undefined) setTimeout(tell, fault.late);
  }
}

/** A port on which nothing listens, for now. */
export async function freePort(): Promise<number> {
  const listener = createServer().listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const { port } = listener.address() as AddressInfo;
  listener.close();
  await once(listener, 'close');
  return port;
}
