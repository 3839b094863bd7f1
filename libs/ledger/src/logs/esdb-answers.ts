import type { Expected } from '../event-log.js';

/** What an error of a call says about the call. Only the definite ones prove that nothing was, or will be, written by it. */
export type Answer =
  /** Definite: the stream is elsewhere. */
  | { readonly kind: 'CONFLICT'; readonly actual: Expected }
  /** Definite: the store will not take this. `always` where that follows from the bytes alone. */
  | { readonly kind: 'REJECTED'; readonly reason: string; readonly always: boolean }
  /** Definite: there is no such stream. */
  | { readonly kind: 'NO_STREAM' }
  /** The call never left this process. */
  | { readonly kind: 'NOT_SENT'; readonly reason: string; readonly silent: boolean }
  /** Anything may have happened. `silent` where nothing at all came back. */
  | { readonly kind: 'UNKNOWN'; readonly reason: string; readonly silent: boolean };

/** Our own timer ran out before the store answered. */
export class Silence extends Error {
  override readonly name = 'Silence';
}

const DEADLINE_EXCEEDED = 4;
/** Denied, not offered by this server, not let in: whoever says so has done nothing. */
const REFUSALS: ReadonlySet<number> = new Set([7, 12, 16]);

const TOO_LARGE: ReadonlySet<string> = new Set(['maximum-append-size-exceeded', 'maximum-append-event-size-exceeded']);
const FORBIDDEN: ReadonlySet<string> = new Set(['access-denied', 'stream-deleted', 'stream-tombstoned']);

interface ClientError {
  readonly name?: string;
  readonly type?: string;
  readonly code?: number;
  readonly message?: string;
  readonly actual?: Expected;
}

/** Reads the errors of either client and of a batch of appends, by their codes. */
export function answerOf(error: unknown): Answer {
  const failure = (error ?? {}) as ClientError;
  const reason = failure.message || failure.type || String(error);
  if (failure.name === 'Silence') return { kind: 'UNKNOWN', reason, silent: true };
  const type = failure.type ?? '';
  if (type === 'wrong-expected-version') return { kind: 'CONFLICT', actual: failure.actual ?? 'NO_STREAM' };
  if (type === 'stream-not-found') return { kind: 'NO_STREAM' };
  if (TOO_LARGE.has(type)) return { kind: 'REJECTED', reason, always: true };
  if (FORBIDDEN.has(type)) return { kind: 'REJECTED', reason, always: false };
  if (failure.code !== undefined && REFUSALS.has(failure.code)) return { kind: 'REJECTED', reason, always: false };
  const silent = failure.code === DEADLINE_EXCEEDED || type === 'deadline-exceeded';
  return { kind: neverLeft(reason) ? 'NOT_SENT' : 'UNKNOWN', reason, silent };
}

/** gRPC and the clients say so only in words where no connection was there to send on. */
function neverLeft(reason: string): boolean {
  if (reason.includes('previous attempts')) return false;
  return [
    'No connection established',
    'Name resolution failed',
    'Channel closed before call started',
    'Channel has been shut down',
    'Waiting for LB pick',
    'waiting for name resolution',
    'waiting for metadata filters',
    'Failed to discover after',
  ].some((words) => reason.includes(words));
}
