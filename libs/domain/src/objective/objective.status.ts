import type { Day } from '../calendar.js';
import type { ObjectiveStatus, PublicStatus, StrandStatus } from '../plan-view.js';
import type { ObjectiveRow, StrandRow } from './objective.projection.js';

type Lived = Pick<ObjectiveRow, 'end' | 'startedOn' | 'reviews' | 'delay'>;

export const endedBy = ({ end }: Pick<ObjectiveRow, 'end'>, on: Day): boolean => end !== undefined && end.on <= on;

/** What an objective is on a day. */
export function objectiveStatus(objective: Lived, on: Day): ObjectiveStatus {
  if (objective.end !== undefined && objective.end.on <= on) return objective.end.kind;
  if (objective.startedOn === undefined || objective.startedOn > on) return 'PROPOSED';
  return objective.reviews.some(({ reviewOn, concludedOn }) => reviewOn <= on && (concludedOn === undefined || concludedOn > on))
    ? 'AT_REVIEW'
    : 'ACTIVE';
}

/** True while a declared delay has not ended. */
export const isDelayed = ({ delay, end }: Pick<ObjectiveRow, 'delay' | 'end'>, on: Day): boolean =>
  delay !== undefined && delay.declaredOn <= on && !endedBy({ end }, on);

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
export function strandStatus(strand: StrandRow, objective: Pick<ObjectiveRow, 'end'>, on: Day): StrandStatus {
  if (strand.concludedOn !== undefined && strand.concludedOn <= on) return 'CONCLUDED';
  if (strand.transferredOn !== undefined && strand.transferredOn <= on) return 'TRANSFERRED';
  return endedBy(objective, on) ? 'HANDED_OVER' : 'ACTIVE';
}
