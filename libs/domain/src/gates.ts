import { firstDayOf, later } from './calendar.js';
import type { Day, Precision } from './calendar.js';
import type { GateResult } from './decider.js';
import { editionsOf, firstDayOfEdition, withdrawnBy } from './plan/editions.js';
import { refuse } from './refusal.js';
import type { Refusal } from './refusal.js';
import type { Finding } from './rules/finding.js';
import type { Gate } from './slice.js';

/** A command as a gate gets it. */
export type Sent = Readonly<Record<string, unknown>>;

/** A field of a command as text; empty where it is none. */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The day that was sent with a command, if any. */
export const dayOf = ({ effectiveOn, precision }: Sent): Day | undefined =>
  typeof effectiveOn === 'string' ? firstDayOf((precision as Precision | undefined) ?? 'DAY', effectiveOn) : undefined;

/** The newest edition that stands, on the day of the command: it holds all that the older ones brought. */
export const atNewest: Gate['at'] = (command, { today, plan }) => {
  const sent = dayOf(command);
  const edition = editionsOf(plan).findLast((one) => !withdrawnBy(one, sent ?? today));
  return edition && { edition: edition.number, on: sent ?? later(today, firstDayOfEdition(edition)) };
};

/** What a gate finds of other streams, named like the refusal that it becomes. */
export const finding = (rule: string, subject: string, message: string, remedy: string): Finding => ({
  rule,
  severity: 'HIGH',
  subject,
  message,
  remedy,
});

/** What the gate saw of other streams: a thing that is not there. The finding is named like the refusal. */
export function missingElsewhere(gate: GateResult | undefined): Refusal | undefined {
  const found = gate?.findings.at(0);
  return found && refuse(found.rule, found.message, { facts: { subject: found.subject, checkedAt: gate?.checkedAt } });
}
