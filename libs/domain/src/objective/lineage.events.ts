// These names and shapes are on disk. Add; never edit or reuse.
import type { Upcast } from '../upcast.js';

interface Noted {
  readonly note?: string;
}

export type LineageEvent =
  | { type: 'ObjectiveMerged'; data: Noted & { objective: string; into: string; reason: string } }
  | { type: 'ObjectiveMergeHeld'; data: Noted & { objective: string; into: string; reason: string } }
  | { type: 'ObjectiveSplit'; data: Noted & { objective: string; into: readonly string[]; reason: string } }
  | { type: 'ObjectiveReplaced'; data: Noted & { objective: string; by: string; reason: string } }
  | { type: 'ObjectiveReopened'; data: Noted & { objective: string; reason: string } }
  | { type: 'PredecessorRecorded'; data: Noted & { objective: string; workingTitle: string; edition?: number } };

/** Stored types with the upcast steps of their data. */
export const lineageEvents: Readonly<Record<LineageEvent['type'], readonly Upcast[]>> = {
  ObjectiveMerged: [],
  ObjectiveMergeHeld: [],
  ObjectiveSplit: [],
  ObjectiveReplaced: [],
  ObjectiveReopened: [],
  PredecessorRecorded: [],
};
