import { AsyncLocalStorage } from 'node:async_hooks';
import type { LoggerService } from '@nestjs/common';
import { type DestinationStream, type Logger, pino } from 'pino';
import type { LogLevel } from './config.js';

/** The request that is being answered, wherever in the program a line is written. */
export const requestScope = new AsyncLocalStorage<{ readonly requestId: string }>();

/** What may wait for a reader that has stopped to read, in characters; then lines are dropped. */
const MOST_WAITING = 16 * 1024 * 1024;

/** A log of JSON lines on standard output, written beside the answers; every line written on behalf of a request carries its id. */
export function makeLogger(level: LogLevel, destination?: DestinationStream): Logger {
  // pino writes into what the mixin gives it, so that must be a copy.
  const options = { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime, mixin: () => ({ ...requestScope.getStore() }) };
  return pino(options, destination ?? pino.destination({ dest: 1, sync: false, maxLength: MOST_WAITING }));
}

/** Nest's own lines, in the same log. */
export class NestLog implements LoggerService {
  constructor(private readonly logger: Logger) {}

  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }

  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }

  error(message: unknown, stack?: string, context?: string): void {
    this.logger.error({ context, stack }, String(message));
  }

  fatal(message: unknown, context?: string): void {
    this.logger.fatal({ context }, String(message));
  }
}
