import type { Logger } from 'pino';
import { catalog } from '#libs/domain';
import { type Clock, decoder, type EventLog, openLog, Recorder } from '#libs/ledger';
import { openViews, type Views } from '#libs/views';
import type { Config } from './config.js';

/** The time within which a command is recorded or its caller told otherwise. */
export const COMMAND_DEADLINE_MS = 10_000;

/** The log with those who write and read it. */
export interface Ledger {
  readonly log: EventLog;
  readonly recorder: Recorder;
  readonly views: Views;
  /** Once nobody asks any more: stops following, then closes the log unless it was handed in. */
  close(): Promise<void>;
}

/** Opens the log and its read models. Throws a `LogError` where the log cannot be had. */
export async function openLedger(config: Config, clock: Clock, logger: Logger, given?: EventLog): Promise<Ledger> {
  const log = given ?? (await openLog(config.log));
  const views = await openViews({
    log,
    catalog,
    dataDir: config.data,
    clock,
    commandDeadline: COMMAND_DEADLINE_MS,
    logger: { warn: (message, error) => logger.warn({ err: error }, message) },
  });
  const recorder = new Recorder({
    log,
    catalog,
    decode: decoder(catalog),
    clock,
    lastRecordedAt: (tenant) => views.tenant(tenant).lastRecordedAt(),
    streamOfCommand: (tenant, commandId) => views.tenant(tenant).streamOfCommand(commandId),
    lastRevision: (tenant, stream) => views.tenant(tenant).lastRevision(stream),
  });
  const close = async (): Promise<void> => {
    await views.close();
    if (given === undefined) await log.close();
  };
  return { log, recorder, views, close };
}
