// These names and shapes are on disk. Add; never edit or reuse.
import type { Day } from '../calendar.js';
import type { Upcast } from '../upcast.js';

export type FundingPosition = 'SECURED' | 'EXISTING_RESOURCES' | 'NATIONAL_TIME_LIMITED' | 'PARTIAL' | 'SUBJECT_TO_FUNDING' | 'UNFUNDED';

/** Whether a source says something in so many words, or it follows from what it says. */
export type Basis = 'STATED' | 'INFERRED';

/** What pays for an objective, and the last day on which it does, where there is one. */
export interface FundingTerms {
  readonly position: FundingPosition;
  readonly until?: Day;
  readonly untilBasis?: Basis;
  readonly text?: string;
}

interface Told extends FundingTerms {
  readonly objective: string;
  readonly note?: string;
}

/** Money that was awarded to an objective for a financial year. Awards are listed, never netted against anything. */
export interface FundingAward {
  /** In pence. */
  readonly amount: number;
  /** The financial year that it is for, such as `2025/26`. */
  readonly period: string;
  /** Who awards it, where that is said. */
  readonly funder?: string;
  readonly text?: string;
}

export type FundingEvent =
  | { type: 'FundingPositionSet'; data: Told }
  | { type: 'FundingPositionChanged'; data: Told & { readonly reason: string } }
  | { type: 'FundingAwarded'; data: FundingAward & { readonly objective: string; readonly note?: string } };

/** Stored types with the upcast steps of their data. */
export const fundingEvents: Readonly<Record<FundingEvent['type'], readonly Upcast[]>> = {
  FundingPositionSet: [],
  FundingPositionChanged: [],
  FundingAwarded: [],
};
