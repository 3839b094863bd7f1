import { later } from '../calendar.js';
import type { Day } from '../calendar.js';
import { compact, same } from '../compact.js';
import type { Decide, Decider, DefaultDays } from '../decider.js';
import { beforeCreated, reasonMissing } from '../guards.js';
import type { DecimalText } from '../decimal.js';
import type { MeasureEvent, Statistic, TargetTerms, TrajectoryPoint, ValueScope } from './measure.events.js';
import type { Baseline, MeasureRow, MeasureState, TargetRow } from './measure.projection.js';
import { measureRow, notInUse, notMeasured, observationRows, withMeasure } from './measure.subject.js';
import { fractionWrong, periodLabel, periodUnknown } from './reading.guards.js';
import {
  asOfOutsidePeriod,
  baselineEmpty,
  benchmarkExists,
  changedTerms,
  scopeMissing,
  targetClosed,
  targetExists,
  targetMissing,
  termsWrong,
} from './target.guards.js';
import { offTarget, pointsWrong, targetOfTrajectory, withoutTarget } from './trajectory.guards.js';

/** What can be asked of what a measure is held against. A target is named by its number within the measure. */
export type TargetCommand = { plan: string } & (
  | {
      type: 'SetBaseline';
      measure: string;
      value?: DecimalText;
      numerator?: DecimalText;
      base?: DecimalText;
      period?: string;
      asOf?: Day;
      text?: string;
      reason?: string;
    }
  | ({ type: 'SetTarget'; measure: string; target: number } & TargetTerms)
  | ({ type: 'ChangeTarget'; measure: string; target: number; reason: string } & TargetTerms)
  | { type: 'SetTrajectory'; measure: string; points: readonly TrajectoryPoint[]; target?: number; inferred?: boolean }
  | {
      type: 'AddBenchmark';
      measure: string;
      name: string;
      value: DecimalText;
      scope: ValueScope;
      period?: string;
      statistic?: Statistic;
      unit?: string;
      text?: string;
    }
);

const decide: Decide<TargetCommand, MeasureState, MeasureEvent> = {
  SetBaseline: (command, state, context) =>
    withMeasure(command, state, context, (row) => {
      const { reason, on } = command;
      const told = baselineOf(command);
      const standing = [...row.formerBaselines, row.baseline].findLast((one) => one !== undefined && one.setOn <= on);
      if (standing !== undefined && same(baselineOf(standing), told)) return [];
      return (
        notInUse(row, on) ??
        notMeasured(row) ??
        baselineEmpty(row, told) ??
        periodUnknown(command.period) ??
        asOfOutsidePeriod(told) ??
        fractionWrong(row, told) ??
        (row.baseline?.value === undefined ? undefined : reasonMissing(reason, `measure ${row.code} gets another baseline`)) ?? [
          { type: 'BaselineSet', data: compact({ measure: row.code, ...told, reason }) },
        ]
      );
    }),

  SetTarget: (command, state, context) =>
    withMeasure(command, state, context, (row) => {
      const { target, on } = command;
      const terms = termsOf(command);
      const known = targetNumbered(row, target);
      if (known?.setOn === on && same(termsOf(known.former.at(0) ?? known), terms)) return [];
      return (
        notInUse(row, on) ??
        targetExists(row, known) ??
        termsWrong(row, terms) ??
        scopeMissing(row, target, terms) ?? [{ type: 'TargetSet', data: { measure: row.code, target, ...terms } }]
      );
    }),

  ChangeTarget: (command, state, context) =>
    withMeasure(command, state, context, (row) => {
      const { target, reason, on } = command;
      const known = targetNumbered(row, target);
      if (known === undefined) return notInUse(row, on) ?? targetMissing(row, target);
      const standing = termsOf([...known.former, known].findLast(({ from }) => from <= on) ?? known);
      const terms = changedTerms(standing, termsOf(command));
      if (known.setOn <= on && same(standing, terms)) return [];
      return (
        notInUse(row, on) ??
        beforeCreated(`Target ${target} of ${row.code}`, known.setOn, on) ??
        reasonMissing(reason, `target ${target} of ${row.code} changes`) ??
        termsWrong(row, terms) ??
        scopeMissing(row, target, terms) ??
        targetClosed(row, known, observationRows(state), on) ?? [
          { type: 'TargetChanged', data: { measure: row.code, target, ...terms, reason } },
        ]
      );
    }),

  SetTrajectory: (command, state, context) =>
    withMeasure(command, state, context, (row) => {
      const { inferred, on } = command;
      const points = command.points.map(({ period, value }) => ({ period: periodLabel(period), value }));
      const wrong = notInUse(row, on) ?? pointsWrong(row, command.points);
      const target = targetOfTrajectory(row, points, command.target);
      if (wrong !== undefined || target === undefined) return wrong ?? withoutTarget(row, command.target);
      const { trajectory } = row;
      const told = { target: target.number, points, inferred: inferred ?? false };
      if (trajectory !== undefined && trajectory.setOn <= on && same({ ...trajectory, setOn: undefined, source: undefined }, told))
        return [];
      return (
        offTarget(row, target, points) ?? [
          { type: 'TrajectorySet', data: compact({ measure: row.code, target: target.number, points, inferred }) },
        ]
      );
    }),

  AddBenchmark: (command, state, context) =>
    withMeasure(command, state, context, (row) => {
      const { name, value, scope, statistic, unit, text, on } = command;
      const period = command.period === undefined ? undefined : periodLabel(command.period);
      const known = row.benchmarks.find((one) => one.name === name && one.period === period);
      const told = compact({ name, value, period, scope, statistic, unit, text });
      if (known !== undefined && known.addedOn <= on && same({ ...known, addedOn: undefined, source: undefined }, told)) return [];
      return (
        notInUse(row, on) ??
        notMeasured(row) ??
        periodUnknown(command.period) ??
        benchmarkExists(row, known) ?? [{ type: 'BenchmarkAdded', data: { measure: row.code, ...told } }]
      );
    }),
};

/** What a measure is held against is content of its edition, and by default true as long as the measure is. */
const withItsMeasure = ({ measure }: { readonly measure: string }, state: MeasureState, { today }: { readonly today: Day }): Day =>
  measureRow(state, measure)?.addedOn ?? today;

const defaultDay: DefaultDays<TargetCommand, MeasureState> = {
  SetBaseline: (command, state, context) => {
    const row = measureRow(state, command.measure);
    const known = [...(row?.formerBaselines ?? []), row?.baseline];
    const first = known.every((one) => one?.value === undefined);
    return first ? withItsMeasure(command, state, context) : later(context.today, row?.baseline?.setOn ?? '');
  },
  SetTarget: withItsMeasure,
  ChangeTarget: ({ measure, target }, state, { today }) => {
    const row = measureRow(state, measure);
    return later(today, row === undefined ? '' : (targetNumbered(row, target)?.setOn ?? row.addedOn));
  },
  SetTrajectory: withItsMeasure,
  AddBenchmark: withItsMeasure,
};

export const targets: Decider<TargetCommand, MeasureState, MeasureEvent> = { decide, defaultDay };

const targetNumbered = ({ targets: all }: MeasureRow, number: number): TargetRow | undefined => all.find((one) => one.number === number);

/** The terms alone, of a command or a row, its period by its usual name. */
function termsOf({ value, comparator, byDate, period, standing, scope, statistic, soft, text }: TargetTerms): TargetTerms {
  return compact({
    value,
    comparator,
    byDate,
    period: period === undefined ? undefined : periodLabel(period),
    standing,
    scope,
    statistic,
    soft: soft === true ? true : undefined,
    text,
  });
}

type BaselineTold = Omit<Baseline, 'setOn' | 'note' | 'source'>;

function baselineOf({ value, numerator, base, period, asOf, text }: BaselineTold): BaselineTold {
  return compact({ value, numerator, base, period: period === undefined ? undefined : periodLabel(period), asOf, text });
}
