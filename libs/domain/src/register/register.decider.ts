import { combine } from '../decider.js';
import { discrepancies, type DiscrepancyCommand } from './discrepancies.decider.js';
import { entries, type RegisterEntryCommand } from './entries.decider.js';

export type RegisterCommand = RegisterEntryCommand | DiscrepancyCommand;

/** One consistency boundary for each code: an entry of the register, or a discrepancy. */
export const registerDecider = combine(entries, discrepancies);
