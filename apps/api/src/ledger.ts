import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { catalog } from '#libs/domain';
import { type Clock, decoder, type EventLog, holdLock, LogError, openLog, Recorder } from '#libs/ledger';
import { openViews, TenantList, viewFolder, type Views } from '#libs/views';
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

/** Opens the log and its read models. Throws a `LogError` where the log cannot be had, or another server uses the folder of the read models. */
export async function openLedger(config: Config, clock: Clock, logger: Logger, given?: EventLog): Promise<Ledger> {
  const lock = lockFolder(config.data);
  let log = given;
  const closeLog = async (): Promise<void> => (given === undefined ? log?.close() : undefined);
  try {
    log ??= await openLog(config.log);
    if (given === undefined) await requireOwnViews(log, config);
    const ledger = await openOn(log, config, clock, logger);
    const close = async (): Promise<void> => {
      await ledger.views.close();
      await closeLog();
      lock.close();
    };
    return { ...ledger, close };
  } catch (error) {
    await closeLog();
    lock.close();
    throw error;
  }
}

/** Two servers on different logs would each take the other's read models for ruined. */
function lockFolder(data: string): ReturnType<typeof holdLock> {
  mkdirSync(data, { recursive: true });
  return holdLock(join(data, 'server.lock'), `the folder ${data}`);
}

/** A log by a mistaken name would be begun anew, and what is recorded there be missing from the right one. */
async function requireOwnViews(log: EventLog, { log: url, data }: Config): Promise<void> {
  if (!url.startsWith('sqlite:')) return;
  const { names } = new TenantList(viewFolder(data));
  if (names.length === 0 || (await log.head()) !== 'START') return;
  throw new LogError(
    'REJECTED',
    `the log ${url} is empty, but ${viewFolder(data)} holds what was recorded by ${names.join(', ')}. Is PLANLEDGER_LOG right? ` +
      'Put the log back in its place, or begin anew with another PLANLEDGER_DATA',
  );
}

async function openOn(log: EventLog, config: Config, clock: Clock, logger: Logger): Promise<Omit<Ledger, 'close'>> {
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
  return { log, recorder, views };
}
