// These names and shapes are on disk. Add; never edit or reuse.
import type { Day } from '../calendar.js';
import type { Upcast } from '../upcast.js';
import type { Window } from './milestone.events.js';

export type CommitmentEvent = {
  type: 'CommitmentRecorded';
  data: {
    readonly objective: string;
    readonly commitment: string;
    readonly edition: number;
    readonly title: string;
    readonly window?: Window;
    readonly dueOn?: Day;
    readonly note?: string;
  };
};

/** Stored types with the upcast steps of their data. */
export const commitmentEvents: Readonly<Record<CommitmentEvent['type'], readonly Upcast[]>> = { CommitmentRecorded: [] };

/** Events that bring a thing into being, with the field that names it. */
export const commitmentCreations: { readonly [T in CommitmentEvent['type']]?: string } = { CommitmentRecorded: 'commitment' };
