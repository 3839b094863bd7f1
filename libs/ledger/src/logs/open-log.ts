import { LogError, type EventLog } from '../event-log.js';

export interface OpenLogOptions {
  /** Never appends; an embedded log is opened beside its writer. */
  readonly readOnly?: boolean;
}

/**
 * Opens the log that a URL names: `sqlite:<file>`, `memory:`, `esdb://…` or `kurrentdb://…`.
 * Throws a `LogError`; `REJECTED` where the URL names no store.
 */
export async function openLog(url: string, options: OpenLogOptions = {}): Promise<EventLog> {
  const scheme = /^([a-z+]+):/.exec(url)?.[1] ?? '';
  const rest = url.slice(scheme.length + 1);
  switch (scheme) {
    case 'sqlite': {
      const file = rest.replace(/^\/\/(?=\/)/, '');
      if (file === '') break;
      const { SqliteLog } = await import('./sqlite.js');
      return new SqliteLog(file, options);
    }
    case 'memory': {
      const { MemoryLog } = await import('./memory.js');
      return new MemoryLog();
    }
    case 'esdb':
    case 'esdb+discover':
    case 'kurrentdb':
    case 'kurrentdb+discover': {
      const { openEsdbLog } = await import('./esdb.js');
      return openEsdbLog(url, options);
    }
  }
  // What follows a scheme may hold a password, and so may what stands before an @.
  const given = scheme === '' && !/[:@]/.test(url) ? url : `${scheme}:`;
  throw new LogError('REJECTED', `a log is sqlite:<file>, memory:, esdb://… or kurrentdb://…, not ${JSON.stringify(given)}`);
}
