import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import { sameNumber } from '../decimal.js';
import type { TrajectoryPoint } from './measure.events.js';
import type { MeasureRow, TargetRow } from './measure.projection.js';
import { holds, parsePeriod } from './period.js';
import { notMeasured } from './measure.subject.js';
import { periodUnknown } from './reading.guards.js';
import { dueDayOf } from './target.states.js';

/** Refuses points that are no way forward in time. */
export function pointsWrong(row: MeasureRow, points: readonly TrajectoryPoint[]): Refusal | undefined {
  const { code } = row;
  if (points.length === 0)
    return refuse('TRAJECTORY_EMPTY', `A trajectory of ${code} needs at least one point.`, { facts: { measure: code } });
  return (
    notMeasured(row) ??
    points.map(({ period }, index) => periodUnknown(period, `points.${index}.period`)).find((refusal) => refusal !== undefined) ??
    disordered(code, points)
  );
}

function disordered(code: string, points: readonly TrajectoryPoint[]): Refusal | undefined {
  const spans = points.flatMap(({ period }) => parsePeriod(period) ?? []);
  const wrong = spans.find((span, index) => index > 0 && span.startsOn <= spans[index - 1].endsOn);
  if (wrong === undefined) return undefined;
  return refuse(
    'TRAJECTORY_DISORDERED',
    `The points of a trajectory follow one another; ${wrong.label} does not begin after the one before it.`,
    {
      facts: { measure: code, period: wrong.label },
    },
  );
}

/** The target that a trajectory leads to: the one named, else the one that is due in its last period. */
export function targetOfTrajectory(
  { targets }: MeasureRow,
  points: readonly TrajectoryPoint[],
  named: number | undefined,
): TargetRow | undefined {
  const valued = targets.filter(({ value }) => value !== undefined);
  if (named !== undefined) return valued.find(({ number }) => number === named);
  const last = parsePeriod(points.at(-1)?.period ?? '');
  return valued.find((target) => {
    const due = dueDayOf(target);
    return last !== undefined && due !== undefined && holds(last, due);
  });
}

export function withoutTarget({ code }: MeasureRow, named: number | undefined): Refusal {
  const which = named === undefined ? 'no target with a value that is due in its last period' : `no target ${named} with a value`;
  return refuse('TRAJECTORY_WITHOUT_TARGET', `A trajectory leads to a target, and ${code} has ${which}. Set the target first.`, {
    facts: { measure: code, target: named },
  });
}

/** Refuses a trajectory that does not end where its target is. */
export function offTarget({ code }: MeasureRow, target: TargetRow, points: readonly TrajectoryPoint[]): Refusal | undefined {
  const last = points.at(-1);
  if (last === undefined || target.value === undefined || sameNumber(last.value, target.value)) return undefined;
  return refuse(
    'TRAJECTORY_OFF_TARGET',
    `The last point of the trajectory is ${last.value}; target ${target.number} of ${code} is ${target.value}.`,
    {
      facts: { measure: code, target: target.number, value: target.value, last: last.value },
      proposals: [{ path: `points.${points.length - 1}.value`, value: target.value }],
    },
  );
}
