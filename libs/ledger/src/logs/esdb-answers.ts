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

const INVALID_ARGUMENT = 3;
const DEADLINE_EXCEEDED = 4;
const PERMISSION_DENIED = 7;

const TOO_LARGE: ReadonlySet<string> = new Set([
  'maximum-append-size-exceeded',
  'transaction-max-size-exceeded',
  'append-record-size-exceeded',
]);
const FORBIDDEN: ReadonlySet<string> = new Set(['access-denied', 'stream-deleted', 'stream-tombstoned']);

interface ClientError {
  readonly name?: string;
  readonly type?: string;
  readonly code?: number;
  readonly message?: string;
  readonly actualVersion?: unknown;
  readonly actualState?: unknown;
  readonly _raw?: { readonly metadata?: { readonly getMap?: () => Readonly<Record<string, unknown>> } };
}

/** Reads either client's errors, by their codes. */
export function answerOf(error: unknown): Answer {
  const failure = (error ?? {}) as ClientError;
  const reason = failure.message || failure.type || String(error);
  if (failure.name === 'Silence') return { kind: 'UNKNOWN', reason, silent: true };
  const type = failure.type ?? '';
  if (type === 'wrong-expected-version') return { kind: 'CONFLICT', actual: actualOf(failure) };
  if (type === 'stream-not-found') return { kind: 'NO_STREAM' };
  if (TOO_LARGE.has(type)) return { kind: 'REJECTED', reason, always: true };
  if (FORBIDDEN.has(type)) return { kind: 'REJECTED', reason, always: false };
  if (failure.code === PERMISSION_DENIED) return { kind: 'REJECTED', reason, always: false };
  if (failure.code === INVALID_ARGUMENT && isTooLarge(failure)) return { kind: 'REJECTED', reason, always: true };
  const silent = failure.code === DEADLINE_EXCEEDED || type === 'deadline-exceeded';
  return { kind: neverLeft(reason) ? 'NOT_SENT' : 'UNKNOWN', reason, silent };
}

function actualOf({ actualVersion, actualState }: ClientError): Expected {
  const actual = actualVersion ?? actualState;
  return typeof actual === 'bigint' && actual >= 0n ? Number(actual) : 'NO_STREAM';
}

/** Newer servers have a limit of its own for one event, which the clients do not know by name. */
function isTooLarge({ _raw }: ClientError): boolean {
  const exception = _raw?.metadata?.getMap?.().exception;
  return typeof exception === 'string' && exception.endsWith('size-exceeded');
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
