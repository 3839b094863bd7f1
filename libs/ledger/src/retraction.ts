import { refuse, type Refusal, type Slice } from '#libs/domain';
import type { Entry, RetractionData } from './envelope.js';
import { RETRACTION } from './envelope.js';
import type { StreamState } from './stream-state.js';

/** The wish to take back an entry, and with it all entries of its command. */
export interface Retraction {
  /** The entry's number in its ledger. */
  readonly entry: number;
  /** Its revision in this stream. */
  readonly revision: number;
  readonly reason: string;
  /** The number of another entry of the stream, where it is known. */
  readonly numberOf?: (entry: Entry) => number | undefined;
}

/** Decides a retraction: the data of one `EntryRetracted`, nothing if it is taken back already, or a refusal. */
export function decideRetraction(
  slice: Slice,
  state: StreamState,
  { entry, revision, reason, numberOf }: Retraction,
): RetractionData | undefined | Refusal {
  const entries = commandOf(state, revision);
  const named = entries.find((one) => one.revision === revision);
  if (named === undefined) return refuse('ENTRY_NOT_FOUND', `There is no entry ${entry} in this stream.`, { facts: { entry } });
  const permanent = entries.find(({ type }) => type === RETRACTION || slice.permanent.includes(type));
  if (permanent !== undefined) {
    return refuse('ENTRY_PERMANENT', `No ${permanent.type} can ever be taken back, and entry ${entry} belongs to one.`, {
      facts: { entry, type: permanent.type },
    });
  }
  if (state.isRetracted(revision)) return undefined;
  const later = firstSuccessor(slice, state, entries);
  if (later !== undefined) {
    const number = numberOf?.(later);
    const which = number === undefined ? `revision ${later.revision}` : `entry ${number}`;
    return refuse(
      'ENTRY_HAS_SUCCESSORS',
      `Entry ${entry} brought something into being that ${which} (${later.type}) speaks of. Take that back first.`,
      { facts: { entry, successor: number, successorRevision: later.revision, successorType: later.type } },
    );
  }
  return { entry, revisions: entries.map((one) => one.revision), reason };
}

function commandOf(state: StreamState, revision: number): readonly Entry[] {
  return state.commands().find((command) => command.entries.some((entry) => entry.revision === revision))?.entries ?? [];
}

function firstSuccessor(slice: Slice, state: StreamState, entries: readonly Entry[]): Entry | undefined {
  const last = entries.at(-1)?.revision ?? -1;
  const creations = entries.filter(({ type }) => type in slice.creations);
  return state
    .standing()
    .filter((entry) => entry.revision > last)
    .sort((a, b) => a.revision - b.revision)
    .find((entry) => creations.some((creation) => speaksOf(entry.data, slice.creations[creation.type], creation)));
}

/** True where some field of that name, at any depth, holds what the creation holds. */
function speaksOf(data: unknown, field: string, creation: Entry): boolean {
  if (typeof data !== 'object' || data === null) return false;
  return Object.entries(data).some(([name, value]) =>
    name === field ? [value].flat().includes(creation.data[field]) || speaksOf(value, field, creation) : speaksOf(value, field, creation),
  );
}
