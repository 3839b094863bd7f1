import type { Day } from '../calendar.js';
import { compact } from '../compact.js';
import type { Projection, Source } from '../projection.js';
import { commitmentEvents } from './commitment.events.js';
import type { Window } from './milestone.events.js';
import { eventsBut } from './objective.events.js';
import type { ObjectiveEvent } from './objective.events.js';

/** Something that the text of an edition promises beside its milestones. */
export interface CommitmentRow {
  readonly code: string;
  readonly objective: string;
  readonly edition: number;
  readonly addedOn: Day;
  readonly title: string;
  readonly window?: Window;
  readonly dueOn?: Day;
  readonly note?: string;
  readonly source?: Source;
}

export const commitmentProjection: Projection<ObjectiveEvent, CommitmentRow> = {
  kind: 'commitment',
  keys: ({ data }) => ('commitment' in data ? [data.commitment] : []),
  on: {
    CommitmentRecorded: (row, { commitment, ...told }, { on, source }) =>
      row ?? compact({ code: commitment, ...told, addedOn: on, source }),
  },
  ignore: eventsBut(commitmentEvents),
};
