import { LIMIT_IN_WORDS, LIMITS } from './limits.js';

/** What a client may find in `extensions.code` of a top-level error. */
export type ErrorCode =
  | 'BAD_USER_INPUT'
  | 'UNAUTHENTICATED'
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'AS_OF_BEYOND_LEDGER'
  | 'QUERY_TOO_COSTLY'
  | 'LEDGER_UNAVAILABLE'
  | 'OUTCOME_UNKNOWN'
  | 'INTERNAL';

export interface Violation {
  /** Where: an argument and its fields, or the member of the request at fault. */
  readonly path: string;
  readonly message: string;
}

/** An answer other than the one asked for, with its code. Recognise it by `name` and `code`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly details: Readonly<Record<string, unknown>> = {},
    /** The HTTP status where the request was answered before any operation ran. */
    readonly status?: number,
  ) {
    super(message);
  }
}

export const badInput = (violations: readonly Violation[], status?: number): ApiError =>
  new ApiError('BAD_USER_INPUT', violations.map(({ path, message }) => `${path} ${message}`).join('; '), { violations }, status);

/** A limit that a request is over: which, what was asked where that is known, what is allowed. */
export function tooCostly(limit: keyof typeof LIMITS, asked: number | undefined, status?: number): ApiError {
  const allowed = LIMITS[limit];
  const message = `The request is over the limit of ${LIMIT_IN_WORDS[limit]}: ${asked ?? 'more'} asked, ${allowed} allowed.`;
  return new ApiError('QUERY_TOO_COSTLY', message, { limit, ...(asked !== undefined && { asked }), allowed }, status);
}

export const isApiError = (error: unknown): error is ApiError => (error as Partial<ApiError> | undefined)?.name === 'ApiError';
