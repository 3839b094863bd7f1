import { compact, same } from '../compact.js';
import type { Asked, Context, Decide, Decider } from '../decider.js';
import { reasonMissing } from '../guards.js';
import { compareCodes } from '../order.js';
import { editionsOf, withdrawnBy } from '../plan/editions.js';
import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import { needsDay } from './disposition.js';
import { terminalOf } from './milestone.status.js';
import type { ObjectiveEvent, Receiver } from './objective.events.js';
import type { ObjectiveRow, ObjectiveState } from './objective.projection.js';
import { strandActive } from './objective.status.js';
import { alreadyEnded, objectiveEnded, strandMissing, strandNotActive, withObjective } from './subject.js';
import type { Day } from '../calendar.js';
import type { DispositionKind, ReviewOutcome } from './objective.events.js';

export interface StrandDisposition {
  readonly strand: string;
  readonly kind: DispositionKind;
  readonly endOfYear?: number;
  readonly endsOn?: Day;
  readonly text?: string;
}

/** What can be asked of the way an objective ends: its plan, its reviews and the end itself. */
export type EndingCommand = { plan: string } & (
  | {
      type: 'PlanDisposition';
      objective: string;
      kind: DispositionKind;
      endOfYear?: number;
      inYears?: readonly number[];
      endsOn?: Day;
      dayOpen?: boolean;
      text?: string;
      strands?: readonly StrandDisposition[];
    }
  | { type: 'ScheduleReview'; objective: string; reviewOn: Day; subject?: string }
  | { type: 'RecordReviewOutcome'; objective: string; outcome: ReviewOutcome; reason?: string }
  | { type: 'RetireObjective'; objective: string; reason: string; receivers: readonly Receiver[]; monitoring?: string }
  | { type: 'ConcludeObjective'; objective: string; reason: string; receiver?: string }
);

const decide: Decide<EndingCommand, ObjectiveState, ObjectiveEvent> = {
  PlanDisposition: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { on } = command;
      const disposition = asPlanned(command);
      if (same(row.disposition, disposition) && (row.dispositionOn ?? on) <= on) return [];
      return (
        objectiveEnded(row, on) ??
        yearOutOfRange(command) ??
        dayMissing(row, command) ??
        command.strands?.map(({ strand }) => strandMissing(row, strand)).find((refusal) => refusal !== undefined) ?? [
          { type: 'DispositionPlanned', data: { objective: row.code, ...disposition } },
        ]
      );
    }),

  ScheduleReview: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { reviewOn, subject, on } = command;
      const known = row.reviews.find((review) => review.reviewOn === reviewOn);
      if (known !== undefined && known.subject === subject) return [];
      return (
        objectiveEnded(row, on) ??
        reviewConcluded(row, known) ?? [{ type: 'ReviewScheduled', data: compact({ objective: row.code, reviewOn, subject }) }]
      );
    }),

  RecordReviewOutcome: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { outcome, reason, on } = command;
      if (row.reviews.some((review) => review.outcome === outcome && review.concludedOn === on)) return [];
      const open = row.reviews.find((review) => review.outcome === undefined);
      return (
        objectiveEnded(row, on) ??
        (open === undefined
          ? reviewMissing(row)
          : [{ type: 'ReviewOutcomeRecorded', data: compact({ objective: row.code, outcome, reviewOn: open.reviewOn, reason }) }])
      );
    }),

  RetireObjective: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { reason, receivers, monitoring, on } = command;
      const end = { kind: 'RETIRED_TO_BAU', on, reason, receivers, monitoring };
      if (same(row.end, end)) return [];
      return (
        alreadyEnded(row, on) ??
        notStarted(row, on) ??
        reasonMissing(reason, `objective ${row.code} leaves the plan`) ??
        receiverUnknown(row, receivers, on) ??
        receiverMissing(row, receivers, on) ?? [
          {
            type: 'ObjectiveRetiredToBusinessAsUsual',
            data: compact({
              objective: row.code,
              reason,
              receivers: receivers.map(compact),
              monitoring,
              handedOver: openMilestones(state, context, on),
            }),
          },
        ]
      );
    }),

  ConcludeObjective: (command, state, context) =>
    withObjective(command, state, context, (row) => {
      const { reason, receiver, on } = command;
      const end = { kind: 'CONCLUDED', on, reason, receivers: receiver === undefined ? [] : [{ receiver }] };
      if (same(row.end, end)) return [];
      return (
        alreadyEnded(row, on) ??
        notStarted(row, on) ??
        reasonMissing(reason, `objective ${row.code} leaves the plan`) ??
        strandsStillActive(row, on) ??
        (receiver === undefined ? milestonesStillOpen(row, openMilestones(state, context, on)) : undefined) ?? [
          { type: 'ObjectiveConcluded', data: compact({ objective: row.code, reason, receiver }) },
        ]
      );
    }),
};

export const endings: Decider<EndingCommand, ObjectiveState, ObjectiveEvent> = { decide };

type Planned = Asked<EndingCommand, 'PlanDisposition'>;

const asPlanned = ({ kind, endOfYear, inYears = [], endsOn, dayOpen = false, text, strands = [] }: Planned) =>
  compact({ kind, endOfYear, inYears, endsOn, dayOpen, text, strands: strands.map(compact) });

function yearOutOfRange({ endOfYear, inYears = [], strands = [] }: Planned): Refusal | undefined {
  const years = [endOfYear, ...inYears, ...strands.map((strand) => strand.endOfYear)];
  const wrong = years.find((year) => year !== undefined && (year < 1 || year > 5));
  return wrong === undefined ? undefined : refuse('YEAR_OUT_OF_RANGE', `A plan year is 1 to 5, not ${wrong}.`, { facts: { year: wrong } });
}

function dayMissing({ code }: ObjectiveRow, planned: Planned): Refusal | undefined {
  if (!needsDay(planned)) return undefined;
  return refuse('DISPOSITION_NEEDS_DAY', `Say when ${code} is to retire (endOfYear or endsOn), or that the day is open (dayOpen: true).`, {
    rule: 'R03',
    facts: { objective: code },
    proposals: [{ path: 'dayOpen', value: 'true' }],
  });
}

function reviewConcluded({ code }: ObjectiveRow, review: ObjectiveRow['reviews'][number] | undefined): Refusal | undefined {
  if (review?.concludedOn === undefined) return undefined;
  return refuse('REVIEW_CONCLUDED', `The review of ${code} on ${review.reviewOn} had its outcome on ${review.concludedOn}.`, {
    facts: { objective: code, reviewOn: review.reviewOn, concludedOn: review.concludedOn, outcome: review.outcome },
  });
}

function reviewMissing({ code }: ObjectiveRow): Refusal {
  return refuse('REVIEW_NOT_FOUND', `No review of ${code} waits for an outcome. Schedule one first.`, { facts: { objective: code } });
}

/** Refuses an end of what has not begun. */
export function notStarted({ code, startedOn }: ObjectiveRow, on: string): Refusal | undefined {
  if (startedOn !== undefined && startedOn <= on) return undefined;
  const message = startedOn === undefined ? `Objective ${code} has not started` : `Objective ${code} starts on ${startedOn}`;
  return refuse('OBJECTIVE_NOT_STARTED', `${message}; on ${on} only an active objective can end.`, {
    facts: { objective: code, startedOn, effectiveOn: on },
  });
}

function receiverUnknown(row: ObjectiveRow, receivers: readonly Receiver[], on: string): Refusal | undefined {
  return receivers
    .map(({ strand }) => strandMissing(row, strand) ?? strandNotActive(row, strand, on))
    .find((refusal) => refusal !== undefined);
}

function receiverMissing(row: ObjectiveRow, receivers: readonly Receiver[], on: string): Refusal | undefined {
  const uncovered = row.strands
    .filter((strand) => strandActive(strand, on) && !receivers.some((one) => one.strand === strand.name))
    .map(({ name }) => name);
  if (uncovered.length === 0 && receivers.length > 0) return undefined;
  const what = uncovered.length === 0 ? row.code : uncovered.map((name) => `“${name}”`).join(' and ');
  return refuse('RECEIVER_MISSING', `Name who takes over ${what} when ${row.code} retires on ${on}.`, {
    rule: 'R04',
    facts: { objective: row.code, strand: uncovered },
  });
}

function strandsStillActive(row: ObjectiveRow, on: string): Refusal | undefined {
  const active = row.strands.filter((strand) => strandActive(strand, on)).map(({ name }) => name);
  if (active.length === 0) return undefined;
  return refuse(
    'STRANDS_STILL_ACTIVE',
    `Objective ${row.code} ends only when every strand has ended; still active on ${on}: ${active.join(', ')}.`,
    {
      facts: { objective: row.code, strand: active },
    },
  );
}

function milestonesStillOpen({ code }: ObjectiveRow, open: readonly string[]): Refusal | undefined {
  if (open.length === 0) return undefined;
  return refuse('MILESTONES_STILL_OPEN', `Meet or drop the open milestones of ${code}, or name a receiver for them: ${open.join(', ')}.`, {
    facts: { objective: code, milestone: open },
  });
}

/** Codes of the milestones open on a day that an end would pass on; a DISPOSITION item is met by the end itself. */
function openMilestones(state: Partial<ObjectiveState>, { plan }: Context, on: Day): readonly string[] {
  const editions = editionsOf(plan);
  const withdrawn = editions.filter((edition) => withdrawnBy(edition, on)).map(({ number }) => number);
  return Object.values(state.milestone ?? {})
    .filter((row) => row !== undefined)
    .filter((row) => row.nature !== 'DISPOSITION' && row.addedOn <= on && !withdrawn.includes(row.edition))
    .filter((row) => terminalOf(row, { editions }, on) === undefined)
    .map(({ code }) => code)
    .sort(compareCodes);
}
