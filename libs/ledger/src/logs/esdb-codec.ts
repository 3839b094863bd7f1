import { canonical } from '../canonical.js';
import type { NewEntry, Position, Stored } from '../event-log.js';
import type { StoreRecord } from './esdb-dialect.js';
import type { StoreEvent, StorePosition } from './esdb-wire.js';

/** Digits of the largest unsigned 64-bit number. */
const WIDTH = 20;
const POSITION = /^(\d{20})\/(\d{20})$/;

/** Commit and prepare with a fixed width each, so that positions compare as text. */
export function toPosition({ commit, prepare }: StorePosition): Position {
  return `${String(commit).padStart(WIDTH, '0')}/${String(prepare).padStart(WIDTH, '0')}`;
}

/** The store's own position, undefined for one of another store. */
export function fromPosition(position: Position): StorePosition | undefined {
  const match = POSITION.exec(position);
  return match === null ? undefined : { commit: BigInt(match[1]), prepare: BigInt(match[2]) };
}

/** An entry as the store takes it: as JSON wherever its text comes back from the clients as it was. */
export function toEvent({ id, type, data, metadata }: NewEntry): StoreEvent {
  const contentType = comesBack(data) ? 'application/json' : 'application/octet-stream';
  return { id, type, contentType, data: Buffer.from(data), metadata: Buffer.from(metadata) };
}

/** `createdTo` is how exactly the record's instant is known, in milliseconds. */
export function toStored(record: StoreRecord, position: StorePosition, createdTo: number): Stored & { readonly created: string } {
  const created = record.created.getTime();
  return {
    position: toPosition(position),
    stream: record.streamId,
    revision: Number(record.revision),
    id: record.id,
    type: record.type,
    data: asText(record.data),
    metadata: asText(record.metadata),
    created: new Date(created - (created % createdTo)).toISOString(),
  };
}

function comesBack(text: string): boolean {
  try {
    return asText(JSON.parse(text)) === text;
  } catch {
    return false;
  }
}

/** A key that JavaScript moves to the front of an object. */
const NUMERIC_KEY = /"(?:0|[1-9]\d*)":/;

/** The clients parse what they read. Written again it is the stored text, but for the order of numeric keys. */
function asText(value: unknown): string {
  if (value === undefined) return '';
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  const text = JSON.stringify(value);
  return NUMERIC_KEY.test(text) ? canonical(value) : text;
}
