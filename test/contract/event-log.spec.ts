import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryLog, SqliteLog, openLog } from '#libs/ledger';
import { durableLogContract } from './durable.contract.js';
import { eventLogContract, type OpenedLog } from './event-log.contract.js';

async function openSqlite(): Promise<Required<OpenedLog>> {
  const directory = mkdtempSync(join(tmpdir(), 'planledger-log-'));
  const file = join(directory, 'ledger.db');
  const log = new SqliteLog(file);
  return {
    log,
    reopen: async () => {
      await log.close();
      return new SqliteLog(file);
    },
    another: async () => new SqliteLog(file, { readOnly: true, pollMs: 5 }),
    dispose: async () => rmSync(directory, { recursive: true, force: true }),
  };
}

async function openServer(url: string): Promise<Required<OpenedLog>> {
  const log = await openLog(url);
  return {
    log,
    reopen: async () => {
      await log.close();
      return openLog(url);
    },
    another: async () => openLog(url, { readOnly: true }),
    dispose: async () => log.close(),
  };
}

eventLogContract('memory', async () => ({ log: new MemoryLog() }));
eventLogContract('sqlite', openSqlite);
durableLogContract('sqlite', openSqlite);

const servers = {
  PLANLEDGER_TEST_ESDB: 'esdb://localhost:2113?tls=false',
  PLANLEDGER_TEST_KURRENT: 'kurrentdb://localhost:2113?tls=false',
};
for (const [variable, example] of Object.entries(servers)) {
  const url = process.env[variable];
  if (url === undefined || url === '') {
    process.stderr.write(`the log contract was not run against a server: set ${variable}, for example to ${example}\n`);
    continue;
  }
  eventLogContract(variable, () => openServer(url));
  durableLogContract(variable, () => openServer(url));
}
