import { refuse, type Day, type DomainEvent, type Refusal, type Slice } from '#libs/domain';
import type { Decode } from './decode.js';
import { encode, newSalt } from './encode.js';
import { RETRACTION } from './envelope.js';
import { saltedHash } from './leaf.js';
import type { NewEntry } from './event-log.js';
import type { Ask } from './recorder.types.js';
import type { StreamState } from './stream-state.js';

/** Bytes of data and metadata that one append may hold. */
export const MAX_BYTES = 512 * 1024;

const MAX_ENTRY_BYTES = 64 * 1024;
const MAX_COMMAND_EVENTS = 256;

export interface Trial {
  readonly slice: Slice;
  readonly stream: string;
  readonly state: StreamState;
  readonly ask: Ask;
  readonly on: Day | undefined;
  readonly events: readonly DomainEvent[];
  readonly recordedAt: string;
  readonly decode: Decode;
}

export interface TriedOut {
  readonly encoded: readonly NewEntry[];
  readonly bytes: number;
}

/**
 * Encodes, decodes and folds a command's entries onto the state, so that nothing is ever written that could not be read
 * again. A refusal leaves the state as it was.
 */
export function tryOut(trial: Trial): TriedOut | Refusal {
  const { events, state, stream, decode } = trial;
  if (events.length > MAX_COMMAND_EVENTS) return tooLarge(`${events.length} events, at most ${MAX_COMMAND_EVENTS} fit`);
  try {
    const encoded = events.map((event, index) => encodeOne(trial, event, index));
    const sizes = encoded.map(sizeOf);
    const largest = Math.max(...sizes);
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    if (largest > MAX_ENTRY_BYTES) return tooLarge(`an entry of ${largest} bytes, at most ${MAX_ENTRY_BYTES} fit`);
    if (bytes > MAX_BYTES) return tooLarge(`${bytes} bytes, at most ${MAX_BYTES} fit`);
    const decoded = encoded.map((entry, index) => decode({ ...entry, position: '', stream, revision: state.revision + 1 + index }));
    state.add(decoded);
    return { encoded, bytes };
  } catch (error) {
    return refuse('NOT_RECORDABLE', `This command cannot be recorded: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Bytes of an entry as the log counts them. */
const sizeOf = ({ data, metadata, type }: NewEntry): number => Buffer.byteLength(data) + Buffer.byteLength(metadata) + type.length;

function encodeOne({ slice, stream, ask, on, events, recordedAt }: Trial, event: DomainEvent, index: number): NewEntry {
  const salt = newSalt();
  // In canonical order, which spares the sorting.
  return encode(stream, event.type, event.data, {
    actor: ask.actor,
    commandHash: saltedHash(salt, ask.commandHash),
    commandId: ask.commandId,
    correlationId: ask.correlationId,
    count: events.length,
    effectiveOn: on,
    index,
    onBehalfOf: ask.onBehalfOf,
    precision: on === undefined ? undefined : (ask.precision ?? 'DAY'),
    recordedAt,
    salt,
    source: ask.source,
    v: event.type === RETRACTION ? 1 : slice.events[event.type].length + 1,
  });
}

const tooLarge = (size: string): Refusal => refuse('COMMAND_TOO_LARGE', `This command is too large to be recorded: ${size}.`);
