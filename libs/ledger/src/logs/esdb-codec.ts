import { canonical } from '../canonical.js';
import type { NewEntry, Position, Stored } from '../event-log.js';
import type { StoreEvent, StorePosition, StoreRecord } from './esdb-dialect.js';

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

/** An entry as the clients take it, so that the store ends up with exactly its bytes, as JSON wherever that can be. */
export function toEvent({ id, type, data, metadata }: NewEntry): StoreEvent {
  const json = asJson(data);
  const shared = { id, type, metadata: bytes(metadata) };
  if (json === undefined) return { ...shared, contentType: 'application/octet-stream', data: bytes(data) };
  return { ...shared, contentType: 'application/json', data: json.value };
}

/** `createdTo` is how exactly the record's instant is known, in milliseconds. */
export function toStored(record: StoreRecord, position: StorePosition, createdTo: number): Stored {
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

/** The clients write `JSON.stringify(data)`: a value for which that is the text itself, if there is one. */
function asJson(text: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (JSON.stringify(value) === text) return { value };
    const ordered = inCanonicalOrder(value);
    return JSON.stringify(ordered) === text ? { value: ordered } : undefined;
  } catch {
    return undefined;
  }
}

/** Objects put keys like "10" before all others; canonical JSON does not. */
function inCanonicalOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inCanonicalOrder);
  if (typeof value !== 'object' || value === null) return value;
  const ordered = Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inCanonicalOrder(inner)]));
  return new Proxy(ordered, { ownKeys: (target) => Reflect.ownKeys(target).sort() });
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

/** The clients recognise metadata to be left alone by its constructor, so not a Buffer. */
function bytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'utf8'));
}
