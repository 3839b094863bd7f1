import type { Day } from '../calendar.js';
import type { ObjectiveStatus, PublicStatus, StrandStatus } from '../plan-view.js';
import type { ObjectiveEnd, ObjectiveRow, StrandRow } from './objective.projection.js';

type Ended = Pick<ObjectiveRow, 'end' | 'formerEnds'>;
type Lived = Ended & Pick<ObjectiveRow, 'startedOn' | 'reviews' | 'delay' | 'awaiting'>;

/** The end that holds on a day: one that was not followed by a reopening by then. */
export function endOn({ end, formerEnds = [] }: Ended, on: Day): ObjectiveEnd | undefined {
  const holding = end === undefined || end.on > on ? undefined : end;
  return formerEnds.find((former) => former.on <= on && on < former.reopenedOn) ?? holding;
}

/** The recorded end that a day lies before or after; none from the day on which it was reopened, until the next. */
export const endAround = ({ end, formerEnds = [] }: Ended, on: Day): ObjectiveEnd | undefined =>
  formerEnds.find(({ reopenedOn }) => on < reopenedOn) ?? end;

export const endedBy = (objective: Ended, on: Day): boolean => endOn(objective, on) !== undefined;

/** What an objective is on a day. */
export function objectiveStatus(objective: Lived, on: Day): ObjectiveStatus {
  const end = endOn(objective, on);
  if (end !== undefined) return end.kind;
  if (objective.awaiting !== undefined && objective.awaiting.on <= on) return 'AWAITING_REFERENCE';
  if (objective.startedOn === undefined || objective.startedOn > on) return 'PROPOSED';
  return objective.reviews.some(({ reviewOn, concludedOn }) => reviewOn <= on && (concludedOn === undefined || concludedOn > on))
    ? 'AT_REVIEW'
    : 'ACTIVE';
}

/** True while a declared delay has not ended. */
export const isDelayed = (objective: Ended & Pick<ObjectiveRow, 'delay'>, on: Day): boolean =>
  objective.delay !== undefined && objective.delay.declaredOn <= on && !endedBy(objective, on);

/** What the plan's reports say of an objective, given what they say of its milestones. */
export function publicStatusOfObjective(objective: Lived, milestones: readonly (PublicStatus | null)[], on: Day): PublicStatus {
  if (endedBy(objective, on)) return 'COMPLETED';
  if (isDelayed(objective, on) || milestones.includes('DELAYED')) return 'DELAYED';
  return objectiveStatus(objective, on) === 'PROPOSED' ? 'NOT_STARTED' : 'IN_PROGRESS';
}

/** What the plan's reports say of an ambition, given what they say of its objectives. */
export function publicStatusOfAmbition(objectives: readonly PublicStatus[]): PublicStatus {
  if (objectives.includes('DELAYED')) return 'DELAYED';
  if (objectives.every((status) => status === 'NOT_STARTED')) return 'NOT_STARTED';
  return objectives.every((status) => status === 'COMPLETED') ? 'COMPLETED' : 'IN_PROGRESS';
}

/** The day on which a strand ended by itself, before its objective. */
export const strandEndedOn = ({ concludedOn, transferredOn }: StrandRow): Day | undefined => concludedOn ?? transferredOn;

/** True where a strand is there on a day and has not ended by itself. */
export function strandActive(strand: StrandRow, on: Day): boolean {
  const ended = strandEndedOn(strand);
  return strand.addedOn <= on && (ended === undefined || ended > on);
}

/** What a strand is on a day. */
export function strandStatus(strand: StrandRow, objective: Ended, on: Day): StrandStatus {
  if (strand.concludedOn !== undefined && strand.concludedOn <= on) return 'CONCLUDED';
  if (strand.transferredOn !== undefined && strand.transferredOn <= on) return 'TRANSFERRED';
  return endedBy(objective, on) ? 'HANDED_OVER' : 'ACTIVE';
}
