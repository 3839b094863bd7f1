import { londonDay } from '../calendar.js';
import type { Day, Instant } from '../calendar.js';
import { compact } from '../compact.js';
import type { Projection, Source } from '../projection.js';
import type { UpdateText } from './account.events.js';
import { eventsBut } from './objective.events.js';
import type { ObjectiveEvent } from './objective.events.js';

/** What the owner of an objective says of one half-year; the last telling stands. */
export interface UpdateRow extends UpdateText {
  readonly objective: string;
  /** The last day of the half-year. */
  readonly periodEnd: Day;
  readonly nil: boolean;
  readonly firstEnteredAt: Instant;
  /** When what stands now was entered. */
  readonly enteredAt: Instant;
  /** The post that entered it, where one was acted for. */
  readonly post?: string;
  readonly note?: string;
  readonly source?: Source;
}

/** The key of the row of a half-year's update. */
export const updateKey = (objective: string, periodEnd: Day): string => `${objective}-${periodEnd}`;

/** True where what stands was entered after the day of a cut-off, in London. */
export const enteredAfter = ({ enteredAt }: Pick<UpdateRow, 'enteredAt'>, cutOff: Day): boolean => londonDay(enteredAt) > cutOff;

export const updateProjection: Projection<ObjectiveEvent, UpdateRow> = {
  kind: 'periodUpdate',
  keys: ({ data }) => ('periodEnd' in data ? [updateKey(data.objective, data.periodEnd)] : []),
  on: {
    PeriodUpdateRecorded: (row, { nil = false, ...told }, { recordedAt, onBehalfOf, source }) => {
      const first = row === undefined || recordedAt < row.firstEnteredAt ? recordedAt : row.firstEnteredAt;
      return compact({ ...told, nil, firstEnteredAt: first, enteredAt: recordedAt, post: onBehalfOf, source });
    },
  },
  ignore: eventsBut({ PeriodUpdateRecorded: [] }),
};
