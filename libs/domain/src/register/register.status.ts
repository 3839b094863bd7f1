import type { Day } from '../calendar.js';
import type { DiscrepancyRow, RegisterEntryRow } from './register.projection.js';

export type DiscrepancyState = 'FOUND' | 'ASSIGNED' | 'RESOLVED' | 'ACCEPTED_AS_IS';

/** True on a day from which the entry no longer holds. */
export const entryEndedBy = ({ endedOn }: Pick<RegisterEntryRow, 'endedOn'>, on: Day): boolean => endedOn !== undefined && endedOn <= on;

/** True where a discrepancy is settled on a day. */
export const settledBy = ({ settled }: Pick<DiscrepancyRow, 'settled'>, on: Day): boolean => settled !== undefined && settled.on <= on;

/** Where a discrepancy is in its life on a day. */
export function discrepancyState({ settled, assigned }: Pick<DiscrepancyRow, 'settled' | 'assigned'>, on: Day): DiscrepancyState {
  if (settled !== undefined && settled.on <= on) return settled.state;
  return assigned !== undefined && assigned.on <= on ? 'ASSIGNED' : 'FOUND';
}
