import { Metadata } from '@grpc/grpc-js';
import {
  AllStreamPosition,
  StreamIdentifier,
  UUID,
  WrongExpectedVersion,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/shared_pb.js';
import { Status as Told } from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/status_pb.js';
import {
  type BatchAppendReq,
  BatchAppendResp,
  ReadResp,
  type ReadReq,
} from '@kurrent/kurrentdb-client/generated/kurrentdb/protocols/v1/streams_pb.js';

/** A gRPC status. */
export interface Status {
  readonly code?: number;
  readonly details?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface Written {
  readonly stream: string;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface Kept extends Written {
  readonly revision: number;
  readonly place: number;
}

/** `current_no_stream` and `no_position`, whose class is another package's. */
const NO_STREAM = Uint8Array.of(0x12, 0);
const NO_POSITION = Uint8Array.of(0x22, 0);

export const blank = (): Written => ({
  stream: '$stats-1',
  id: crypto.randomUUID(),
  type: '$statsCollected',
  contentType: 'application/json',
  data: Buffer.from('{}'),
  metadata: Buffer.from('{}'),
});

export function wants(request: ReadReq, { stream }: Kept): boolean {
  const regex = request.getOptions()?.getFilter()?.getStreamIdentifier()?.getRegex();
  return regex === undefined || new RegExp(regex).test(stream);
}

export function failure({ code = 2, details = 'failed by the test', metadata = {} }: Status): {
  code: number;
  details: string;
  metadata: Metadata;
} {
  const trailers = new Metadata();
  for (const [key, value] of Object.entries(metadata)) trailers.set(key, value);
  return { code, details, metadata: trailers };
}

export function wrongVersion(length: number): BatchAppendResp {
  const wrong = length === 0 ? NO_STREAM : new WrongExpectedVersion().setCurrentStreamRevision(String(length - 1)).serializeBinary();
  return told('WrongExpectedVersion', wrong);
}

/** A failure that is said of one append: by the name of its details, or, where that is none, in words. */
export function told(what: string, value: Uint8Array = Buffer.alloc(0)): BatchAppendResp {
  const url = `type.googleapis.com/${/^\w+$/.test(what) ? `event_store.client.${what}` : 'google.protobuf.Empty'}`;
  const details = [0x0a, url.length, ...Buffer.from(url), 0x12, value.length, ...value];
  return new BatchAppendResp().setError(Told.deserializeBinary(Uint8Array.of(0x1a, details.length, ...details)).setMessage(what));
}

export function appended({ revision, place }: Kept, withPosition: boolean): BatchAppendResp {
  const success = BatchAppendResp.Success.deserializeBinary(withPosition ? Buffer.alloc(0) : NO_POSITION);
  const position = new AllStreamPosition().setCommitPosition(String(place)).setPreparePosition(String(place));
  if (withPosition) success.setPosition(position);
  return new BatchAppendResp().setSuccess(success.setCurrentRevision(String(revision)));
}

export function toWritten(stream: string, message: BatchAppendReq.ProposedMessage): Written {
  return {
    stream,
    id: message.getId()?.getString() ?? '',
    type: message.getMetadataMap().get('type') ?? '',
    contentType: message.getMetadataMap().get('content-type') ?? '',
    data: message.getData_asU8(),
    metadata: message.getCustomMetadata_asU8(),
  };
}

export function toResponse(kept: Kept): ReadResp {
  const event = new ReadResp.ReadEvent.RecordedEvent().setId(uuid(kept.id)).setStreamRevision(String(kept.revision));
  event.setStreamIdentifier(new StreamIdentifier().setStreamName(Buffer.from(kept.stream).toString('base64')));
  event.setCommitPosition(String(kept.place)).setPreparePosition(String(kept.place));
  event.setData(kept.data).setCustomMetadata(kept.metadata);
  const known = { type: kept.type, 'content-type': kept.contentType, created: '17000000000000000' };
  for (const [key, value] of Object.entries(known)) event.getMetadataMap().set(key, value);
  return new ReadResp().setEvent(new ReadResp.ReadEvent().setEvent(event).setCommitPosition(String(kept.place)));
}

export const uuid = (id: string): UUID => new UUID().setString(id);
export const nameOf = (identifier?: StreamIdentifier): string => Buffer.from(identifier?.getStreamName_asU8() ?? []).toString('utf8');
