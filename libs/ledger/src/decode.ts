import type { Slice, Upcast } from '#libs/domain';
import type { Entry, Metadata } from './envelope.js';
import { categoryOf, RETRACTION } from './envelope.js';
import type { Stored } from './event-log.js';

/** Bytes that this version of the program cannot read. Recognise it by `name`. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError';
  constructor(stored: Stored, reason: string, options?: ErrorOptions) {
    super(`Entry ${stored.revision} of ${stored.stream} (position ${stored.position}) cannot be read: ${reason}`, options);
  }
}

const NO_STEPS: readonly Upcast[] = [];

/** The only reader of stored bytes: for recorder, projector and command line alike. Throws a `DecodeError`. */
export type Decode = (stored: Stored) => Entry;

export function decoder(catalog: readonly Slice[]): Decode {
  const upcasts = new Map(catalog.map(({ name, events }) => [name, new Map(Object.entries({ ...events, [RETRACTION]: NO_STEPS }))]));
  return (stored) => {
    const steps = upcasts.get(categoryOf(stored.stream))?.get(stored.type);
    if (steps === undefined) throw new DecodeError(stored, `unknown type ${stored.type}`);
    const { data, metadata } = parse(stored);
    if (!Number.isInteger(metadata.v) || metadata.v < 1) throw new DecodeError(stored, 'its schema version is missing');
    if (metadata.v > steps.length + 1) {
      throw new DecodeError(stored, `${stored.type} has version ${metadata.v}, this program knows ${steps.length + 1}`);
    }
    return {
      position: stored.position,
      stream: stored.stream,
      revision: stored.revision,
      id: stored.id,
      type: stored.type,
      data: metadata.v > steps.length ? data : steps.slice(metadata.v - 1).reduce((older, step) => step(older), data),
      metadata,
      ...(stored.created !== undefined && { created: stored.created }),
    };
  };
}

function parse(stored: Stored): { data: Record<string, unknown>; metadata: Metadata } {
  try {
    return { data: JSON.parse(stored.data) as Record<string, unknown>, metadata: JSON.parse(stored.metadata) as Metadata };
  } catch (cause) {
    throw new DecodeError(stored, 'it is not JSON', { cause });
  }
}
