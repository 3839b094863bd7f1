import type { Slice, Upcast } from '#libs/domain';
import type { Entry, Metadata } from './envelope.js';
import { parseStreamName, RETRACTION } from './envelope.js';
import type { Stored } from './event-log.js';

/** Bytes that this version of the program cannot read. Recognise it by `name`. */
export class DecodeError extends Error {
  override readonly name = 'DecodeError';
  constructor(stored: Stored, reason: string, options?: ErrorOptions) {
    super(`Entry ${stored.revision} of ${stored.stream} (position ${stored.position}) cannot be read: ${reason}`, options);
  }
}

/** The only reader of stored bytes: for recorder, projector and command line alike. Throws a `DecodeError`. */
export type Decode = (stored: Stored) => Entry;

export function decoder(catalog: readonly Slice[]): Decode {
  const upcasts = new Map<string, readonly Upcast[]>();
  for (const slice of catalog) {
    upcasts.set(`${slice.name}/${RETRACTION}`, []);
    for (const [type, steps] of Object.entries(slice.events)) upcasts.set(`${slice.name}/${type}`, steps);
  }
  return (stored) => {
    const slice = parseStreamName(stored.stream)?.slice;
    const steps = upcasts.get(`${slice}/${stored.type}`);
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
      data: steps.slice(metadata.v - 1).reduce((older, step) => step(older), data),
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
