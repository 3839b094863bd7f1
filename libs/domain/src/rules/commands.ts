import type { Finding } from './finding.js';
import { listed } from './looking.js';

/** A command id under which several streams were told something: only two nodes at one moment can do that. */
export interface ReusedCommand {
  readonly commandId: string;
  /** The first entry that each stream took under it, with what the stream is of. */
  readonly entries: readonly { readonly number: number; readonly subject: string }[];
}

export const COMMAND_ID_TWICE = 'COMMAND_ID_TWICE';

/** What the ledger knows and no view of a plan shows: a command id stands for one command. */
export const reusedCommandFindings = (reused: readonly ReusedCommand[]): readonly Finding[] =>
  reused.map(({ commandId, entries }) => ({
    rule: COMMAND_ID_TWICE,
    severity: 'MEDIUM',
    subject: entries[0].subject,
    message: `The command id ${commandId} was recorded several times: ${listed(entries.map(({ number, subject }) => `entry ${number} of ${subject}`))}.`,
    remedy: 'Take back what was not meant, and give each command an id of its own.',
  }));
