import type { Slice } from '#libs/domain';
import type { Decode } from './decode.js';
import { tenantOf, type Entry } from './envelope.js';
import { LogError, type StreamLog } from './event-log.js';
import { StreamState } from './stream-state.js';

/** What streams are read from. */
export interface StreamSource {
  readonly log: StreamLog;
  readonly decode: Decode;
  /** The revision of a stream's last entry that this node has projected; undefined where it has none. */
  readonly lastRevision: (tenant: string, stream: string) => number | undefined;
}

/** Reads the state of streams from the log. Throws a `LogError` `INCOMPLETE` where that does not show all that was recorded. */
export class StreamReader {
  constructor(private readonly source: StreamSource) {}

  /** The state of a whole stream. */
  async load(stream: string, slice: Slice): Promise<StreamState> {
    const state = new StreamState(slice);
    await this.catchUp(stream, state);
    const known = this.source.lastRevision(tenantOf(stream), stream) ?? -1;
    if (known > state.revision) throw incomplete(stream, state.revision + 1);
    return state;
  }

  /** Adds what follows a state in the log. */
  async catchUp(stream: string, state: StreamState): Promise<void> {
    const tail: Entry[] = [];
    let next = state.revision + 1;
    for await (const stored of this.source.log.readStream(stream, next)) {
      if (stored.revision !== next) throw incomplete(stream, next);
      tail.push(this.source.decode(stored));
      next++;
    }
    state.add(tail);
  }
}

/** Nothing is decided on half a history: an administrator of the server has deleted or cut off a stream, or a backup was put back. */
const incomplete = (stream: string, revision: number): LogError =>
  new LogError(
    'INCOMPLETE',
    `The log does not show entry ${revision} of ${stream}, which was recorded. Nothing is recorded there until it does.`,
  );
