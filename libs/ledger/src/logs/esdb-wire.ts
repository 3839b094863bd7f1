import type { Expected } from '../event-log.js';

// By hand: of the clients' own classes those loaded last overwrite the others, and they take every text through base64.

/** The server's call that carries many appends, one message each way for each (`streams.proto`). */
export const BATCH_APPEND = '/event_store.client.streams.Streams/BatchAppend';

export interface StorePosition {
  readonly commit: bigint;
  readonly prepare: bigint;
}

export interface StoreEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: 'application/json' | 'application/octet-stream';
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface StoreAppended {
  readonly revision: bigint;
  /** Absent in some answers to a repeated append. */
  readonly position?: StorePosition;
}

export interface AppendRequest {
  /** A UUID that the answer repeats. */
  readonly call: string;
  readonly stream: string;
  readonly expected: Expected;
  readonly events: readonly StoreEvent[];
  /** How long the server may take, in milliseconds. */
  readonly within: number;
}

/** Why the server did not append, told as its clients do: `type` names what is definite. */
export class AppendFailure extends Error {
  override readonly name = 'AppendFailure';
  constructor(
    readonly type: string,
    message: string,
    /** Of a wrong revision: the actual one, undefined where there is no stream. */
    readonly actual?: Expected,
  ) {
    super(message);
  }
}

export interface AppendAnswer {
  readonly call: string;
  readonly answer: StoreAppended | AppendFailure;
}

const NOTHING = Buffer.alloc(0);
const FINAL = Buffer.from([0x20, 1]);

/** `BatchAppendReq`, whole in one message. */
export function appendRequest({ call, stream, expected, events, within }: AppendRequest): Buffer {
  const revision = expected === 'NO_STREAM' ? part(3, NOTHING) : number(2, expected);
  const seconds = Math.floor(within / 1000);
  const deadline = part(7, number(1, seconds), number(2, Math.floor((within - seconds * 1000) * 1_000_000)));
  const options = part(2, part(1, part(3, Buffer.from(stream))), revision, deadline);
  return Buffer.concat([part(1, part(2, Buffer.from(call))), options, ...events.map(proposed), FINAL]);
}

function proposed({ id, type, contentType, data, metadata }: StoreEvent): Buffer {
  return part(
    3,
    part(1, part(2, Buffer.from(id))),
    pair('type', type),
    pair('content-type', contentType),
    part(3, metadata),
    part(4, data),
  );
}

const pair = (key: string, value: string): Buffer => part(2, part(1, Buffer.from(key)), part(2, Buffer.from(value)));

/** A field with a length: bytes, text or a message. */
function part(field: number, ...contents: readonly Uint8Array[]): Buffer {
  const length = contents.reduce((sum, content) => sum + content.length, 0);
  return Buffer.concat([varint(field * 8 + 2), varint(length), ...contents]);
}

const number = (field: number, value: number): Buffer => Buffer.concat([varint(field * 8), varint(value)]);

function varint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) + 0x80);
  return Buffer.from([...bytes, rest]);
}

/** Reads a `BatchAppendResp`. */
export function appendAnswer(message: Uint8Array): AppendAnswer {
  const { 1: call, 2: error, 3: success } = fields(message);
  return { call: textOf(fields(bytesOf(call))[2]), answer: error === undefined ? appended(bytesOf(success)) : failure(bytesOf(error)) };
}

function appended(success: Uint8Array): StoreAppended {
  const { 1: revision, 3: position } = fields(success);
  if (position === undefined) return { revision: bigOf(revision) };
  const { 1: commit, 2: prepare } = fields(bytesOf(position));
  return { revision: bigOf(revision), position: { commit: bigOf(commit), prepare: bigOf(prepare) } };
}

/** A `google.rpc.Status`, whose details tell what the failure is. */
function failure(status: Uint8Array): AppendFailure {
  const { 2: message, 3: details } = fields(status);
  const { 1: url, 2: value } = fields(bytesOf(details));
  const name = textOf(url).replace(/^.*\./, '');
  const type = name.replace(/(?<=.)[A-Z]/g, '-$&').toLowerCase();
  const actual = type === 'wrong-expected-version' ? fields(bytesOf(value))[1] : undefined;
  return new AppendFailure(type, textOf(message), typeof actual === 'number' ? actual : undefined);
}

type Field = number | Uint8Array | undefined;

const bytesOf = (field: Field): Uint8Array => (field instanceof Uint8Array ? field : NOTHING);
const textOf = (field: Field): string => Buffer.from(bytesOf(field)).toString('utf8');
const bigOf = (field: Field): bigint => BigInt(typeof field === 'number' ? field : 0);

/** The fields of a message by number, the last of each; numbers beyond 2^53 are none that a log reaches. */
function fields(message: Uint8Array): Readonly<Record<number, Field>> {
  const found: Record<number, Field> = {};
  let at = 0;
  const next = (): number => {
    let value = 0;
    for (let weight = 1; at < message.length && weight < 2 ** 64; weight *= 0x80) {
      const byte = message[at++];
      value += (byte & 0x7f) * weight;
      if (byte < 0x80) break;
    }
    return value;
  };
  while (at < message.length) {
    const tag = next();
    const kind = tag % 8;
    if (kind === 0) found[Math.floor(tag / 8)] = next();
    else {
      const length = kind === 2 ? next() : kind === 1 ? 8 : 4;
      found[Math.floor(tag / 8)] = message.subarray(at, (at += length));
    }
  }
  return found;
}
