import type { Day } from '../calendar.js';
import type { Context, Decision } from '../decider.js';
import { afterHorizon, beforeCreated, planMissing } from '../guards.js';
import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { MeasureEvent } from './measure.events.js';
import type { MeasureRow, MeasureState, ObservationRow } from './measure.projection.js';

interface AboutMeasure {
  readonly plan: string;
  readonly measure: string;
  readonly on: Day;
}

type Decided = Decision<MeasureEvent>;

/** The measure of a stream by its code; a stream that is empty has no rows at all. */
export const measureRow = (state: Partial<MeasureState>, code: string): MeasureRow | undefined => state.measure?.[code];

/** The observations of a stream. */
export const observationRows = (state: Partial<MeasureState>): readonly ObservationRow[] =>
  Object.values(state.observation ?? {}).filter((row) => row !== undefined);

/** Decides about a measure that the plan has, whatever the day: what it counts may lie before it was defined. */
export function withKnownMeasure(
  command: AboutMeasure,
  state: MeasureState,
  { plan }: Context,
  then: (row: MeasureRow) => Decided,
): Decided {
  const row = measureRow(state, command.measure);
  const refusal = planMissing(plan, command.plan);
  if (refusal !== undefined || row === undefined) return refusal ?? measureMissing(command.measure);
  return afterHorizon(plan, command.on) ?? then(row);
}

/** Decides about a measure that is in the plan on the command's day. */
export function withMeasure(command: AboutMeasure, state: MeasureState, context: Context, then: (row: MeasureRow) => Decided): Decided {
  return withKnownMeasure(command, state, context, (row) => beforeCreated(`Measure ${row.code}`, row.addedOn, command.on) ?? then(row));
}

function measureMissing(code: string): Refusal {
  return refuse('MEASURE_NOT_FOUND', `The plan has no measure ${code}. Define it first.`, { facts: { measure: code } });
}

/** Refuses what can no longer be said of a measure from the day of its withdrawal on. */
export function notInUse(row: MeasureRow, on: Day): Refusal | undefined {
  return row.withdrawnOn !== undefined && row.withdrawnOn <= on ? alreadyWithdrawn(row) : undefined;
}

/** Refuses a second withdrawal, whatever its day. */
export function alreadyWithdrawn({ code, withdrawnOn, withdrawalReason }: MeasureRow): Refusal | undefined {
  if (withdrawnOn === undefined) return undefined;
  return refuse('MEASURE_WITHDRAWN', `Measure ${code} is withdrawn on ${withdrawnOn}.`, {
    facts: { measure: code, withdrawnOn, reason: withdrawalReason },
  });
}

/** Refuses numbers for what is delivered or not. */
export function notMeasured({ code, kind }: MeasureRow): Refusal | undefined {
  if (kind !== 'DELIVERABLE') return undefined;
  return refuse('NOT_A_NUMBER', `Measure ${code} is a deliverable: it has no value, it is delivered or not. Record its delivery.`, {
    facts: { measure: code, kind },
  });
}
