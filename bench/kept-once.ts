import type { EventLog, Stored } from '#libs/ledger';
import { VoidRun } from './measure.js';
import { decode } from './scenario.js';

/** Looks for each acknowledged write: there, and there once. Throws a `VoidRun`. */
export async function requireOnce(log: EventLog, acknowledged: readonly string[], nameOf: (stored: Stored) => string): Promise<void> {
  const found = new Map<string, number>();
  for await (const stored of log.readAll('START')) {
    const name = nameOf(stored);
    found.set(name, (found.get(name) ?? 0) + 1);
  }
  const wrong = acknowledged.find((name) => found.get(name) !== 1);
  if (wrong !== undefined) throw new VoidRun(`${wrong} was acknowledged and is in the log ${found.get(wrong) ?? 0} times`);
}

export const commandOf = (stored: Stored): string => decode(stored).metadata.commandId;
export const idOf = ({ id }: Stored): string => id;
