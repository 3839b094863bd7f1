import type { NumberedEntry } from '#libs/views';
import type { Receipt } from '../ledger-command.js';

/** The receipt that the entries of a command amount to; undefined where there are none. */
export function storedReceipt(entries: readonly NumberedEntry[]): Receipt | undefined {
  const first = entries.at(0);
  if (first === undefined) return undefined;
  // Two nodes may both have recorded a key, on different streams; the first in the ledger is its receipt.
  const own = entries.filter(({ stream }) => stream === first.stream);
  return {
    commandId: first.metadata.commandId,
    stream: first.stream,
    revision: own[own.length - 1].revision,
    entries: own.map(({ number, type }) => ({ number, type })),
    recordedAt: first.metadata.recordedAt,
    replayed: true,
    unchanged: false,
    projected: true,
  };
}
