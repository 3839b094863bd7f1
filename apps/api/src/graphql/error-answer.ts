import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { ApiError, type ErrorCode, isApiError, tooCostly, type Violation } from './api-error.js';

/** What must be known of a request to tell its client what went wrong. */
export interface ErrorScene {
  readonly requestId: string;
  readonly production: boolean;
  readonly bodyBytes?: number;
  /** What is wrong with the variables, if anything, path by path. */
  readonly variableViolations: () => readonly Violation[];
  /** True once the document itself was found sound: what is refused then is refused for its variables. */
  readonly executed: boolean;
  readonly report: (error: unknown, code: ErrorCode) => void;
}

const SERIOUS: ReadonlySet<ErrorCode> = new Set(['INTERNAL', 'LEDGER_UNAVAILABLE', 'OUTCOME_UNKNOWN']);

/** Puts down the failures that somebody should look at. */
export const reportTo =
  (logger: { error(fields: object, message: string): void }): ErrorScene['report'] =>
  (error, code) => {
    if (SERIOUS.has(code)) logger.error({ err: error, code }, 'A request failed');
  };

interface Failure {
  readonly name?: string;
  readonly code?: unknown;
  readonly message: string;
  readonly statusCode?: number;
  readonly errors?: readonly Error[];
}

const OF_THE_LOG: Readonly<Record<string, ApiError>> = {
  UNAVAILABLE: new ApiError('LEDGER_UNAVAILABLE', 'The ledger cannot be reached. Nothing was recorded; try again.'),
  CLOSED: new ApiError('LEDGER_UNAVAILABLE', 'The ledger is closing. Nothing was recorded; try again.'),
  REJECTED: new ApiError('LEDGER_UNAVAILABLE', 'The ledger does not take this command. Nothing was recorded.'),
  INCOMPLETE: new ApiError(
    'LEDGER_UNAVAILABLE',
    'The log hides entries on which this command depends. Nothing was recorded; the operator finds the reason by `planledger audit settings`.',
  ),
  SEALED: new ApiError(
    'LEDGER_UNAVAILABLE',
    'The ledger has moved to another store and takes no more entries here. Nothing was recorded; ask the operator for the new address.',
  ),
  OUTCOME_UNKNOWN: new ApiError(
    'OUTCOME_UNKNOWN',
    'The ledger gave no answer: the command may or may not be recorded. Retry with the same commandId.',
  ),
};

/** The answer that a failure amounts to; undefined for a bug. */
function known(failure: Failure, { bodyBytes }: ErrorScene): ApiError | undefined {
  if (isApiError(failure)) return failure;
  if (failure.name === 'QuestionError') return new ApiError(failure.code as ErrorCode, failure.message);
  if (failure.name === 'LogError') return OF_THE_LOG[String(failure.code)];
  if (failure.statusCode === 413) return tooCostly('bodyBytes', bodyBytes, 413);
  if (failure.statusCode !== undefined && failure.statusCode < 500) {
    return new ApiError(
      'BAD_USER_INPUT',
      failure.message,
      { violations: [{ path: 'request', message: failure.message }] },
      failure.statusCode,
    );
  }
  return undefined;
}

/** An error that graphql itself found in the request; others that have a path are faults of a resolver. */
const isRequestError = (error: GraphQLError): boolean => error.path === undefined || error.message.startsWith('Argument "');

const withoutSuggestions = (message: string): string => message.replace(/ Did you mean [^?]*\?/g, '');

function ofDocument(error: GraphQLError, { production, executed, variableViolations }: ErrorScene): ApiError {
  const told = production ? withoutSuggestions : (message: string): string => message;
  const message = told(error.message);
  const ofVariables = executed || message.startsWith('Variable "$') ? variableViolations() : [];
  const violations = ofVariables.map((one) => ({ path: one.path, message: told(one.message) }));
  return new ApiError('BAD_USER_INPUT', message, { violations: violations.length > 0 ? violations : [{ path: 'query', message }] });
}

function bug(error: unknown, { requestId }: ErrorScene): ApiError {
  return new ApiError('INTERNAL', `Something went wrong here. Quote the request id ${requestId}.`, { requestId }, 500);
}

function judged(error: Error, scene: ErrorScene): ApiError {
  const origin = error instanceof GraphQLError ? error.originalError : error;
  // A scalar's own complaint is itself a GraphQLError, inside one that says where.
  if (error instanceof GraphQLError && (origin === undefined || origin instanceof GraphQLError)) {
    return isRequestError(error) ? ofDocument(error, scene) : bug(error, scene);
  }
  return known(origin as Failure, scene) ?? bug(error, scene);
}

/** The errors that one failure stands for: Mercurius wraps those of a document in one. */
function unwrapped(error: Error): readonly Error[] {
  const { originalError } = error as GraphQLError;
  const several = (error as Failure).errors ?? (originalError as Failure | undefined)?.errors;
  return Array.isArray(several) && several.length > 0 ? (several as Error[]) : [error];
}

export interface ErrorAnswer {
  readonly errors: readonly GraphQLFormattedError[];
  /** The HTTP status that the first of them asks for, if any does. */
  readonly status?: number;
}

/** What the client is told of failures: a code for each, and no detail of a bug. */
export function answerErrors(failures: readonly Error[], scene: ErrorScene): ErrorAnswer {
  const answers = failures.flatMap(unwrapped).map((error) => {
    const answer = judged(error, scene);
    scene.report(error, answer.code);
    const { locations, path } = error as GraphQLError;
    const formatted: GraphQLFormattedError = {
      message: answer.message,
      ...(locations !== undefined && { locations }),
      ...(path !== undefined && { path }),
      extensions: { code: answer.code, ...answer.details },
    };
    return { formatted, status: answer.status };
  });
  return { errors: answers.map(({ formatted }) => formatted), status: answers.find(({ status }) => status !== undefined)?.status };
}
