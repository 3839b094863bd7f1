import { later } from '../calendar.js';
import { compact, same } from '../compact.js';
import type { Decide, Decider, DefaultDays } from '../decider.js';
import { beforeCreated, reasonMissing } from '../guards.js';
import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { DecimalText } from '../decimal.js';
import type { MeasureEvent, Reading } from './measure.events.js';
import { observationName } from './measure.projection.js';
import type { MeasureRow, MeasureState, ObservationRow } from './measure.projection.js';
import { notInUse, notMeasured, observationRows, withKnownMeasure } from './measure.subject.js';
import { parsePeriod } from './period.js';
import { fractionWrong, periodLabel, periodNotBegun, periodUnknown } from './reading.guards.js';

/** What can be asked of the values of a measure. One is named by its period and who reports it. */
export type ObservationCommand = { plan: string; measure: string; period: string } & (
  | {
      type: 'RecordObservation';
      value: DecimalText;
      numerator?: DecimalText;
      base?: DecimalText;
      reportedBy: string;
      provisional?: boolean;
    }
  | {
      type: 'CorrectObservation';
      value: DecimalText;
      numerator?: DecimalText;
      base?: DecimalText;
      reportedBy?: string;
      provisional?: boolean;
      reason: string;
    }
);

const decide: Decide<ObservationCommand, MeasureState, MeasureEvent> = {
  RecordObservation: (command, state, context) =>
    withKnownMeasure(command, state, context, (row) => {
      const { reportedBy, on } = command;
      const span = parsePeriod(command.period);
      const told = { ...readingOf(command), provisional: command.provisional ?? false };
      const known = observationOf(state, command);
      const first = known?.former.at(0) ?? known;
      if (first !== undefined && saysTheSame(first, told) && known?.observedOn === on) return [];
      return (
        notInUse(row, on) ??
        notMeasured(row) ??
        periodUnknown(command.period) ??
        (span && periodNotBegun(span, on)) ??
        fractionWrong(row, told) ??
        (known && observationExists(row, known)) ?? [
          { type: 'ObservationRecorded', data: { ...named(row, periodLabel(command.period), reportedBy), ...told } },
        ]
      );
    }),

  CorrectObservation: (command, state, context) =>
    withKnownMeasure(command, state, context, (row) => {
      const { reason, on } = command;
      const label = periodLabel(command.period);
      const found = observationsIn(state, label).filter(({ reportedBy }) => reportedBy === (command.reportedBy ?? reportedBy));
      if (found.length !== 1) return found.length === 0 ? observationMissing(row, label, command.reportedBy) : ambiguous(row, label, found);
      const [known] = found;
      const standing = [...known.former, known].findLast(({ from }) => from <= on) ?? known;
      const told = { ...readingOf(command), provisional: command.provisional ?? standing.provisional };
      if (known.observedOn <= on && saysTheSame(standing, told)) return [];
      return (
        notInUse(row, on) ??
        beforeCreated(`Observation ${known.name} of ${row.code}`, known.observedOn, on) ??
        reasonMissing(reason, `the value of ${row.code} for ${label} is corrected`) ??
        fractionWrong(row, told) ?? [
          { type: 'ObservationCorrected', data: { measure: row.code, observation: known.name, ...told, reason } },
        ]
      );
    }),
};

const defaultDay: DefaultDays<ObservationCommand, MeasureState> = {
  // What a period will have brought can be told ahead of it, yet is true at its end at the earliest.
  // Told again without a day, it is about the day of which it was told.
  RecordObservation: (command, state, { today }) =>
    observationOf(state, command)?.observedOn ?? later(today, parsePeriod(command.period)?.endsOn ?? ''),
  CorrectObservation: ({ period, reportedBy }, state, { today }) =>
    observationsIn(state, periodLabel(period))
      .filter((one) => one.reportedBy === (reportedBy ?? one.reportedBy))
      .reduce((day, { observedOn }) => later(day, observedOn), today),
};

export const observations: Decider<ObservationCommand, MeasureState, MeasureEvent> = { decide, defaultDay };

const observationsIn = (state: MeasureState, period: string): readonly ObservationRow[] =>
  observationRows(state).filter((one) => one.period === period);

const observationOf = (state: MeasureState, { period, reportedBy }: { readonly period: string; readonly reportedBy: string }) =>
  observationsIn(state, periodLabel(period)).find((one) => one.reportedBy === reportedBy);

const readingOf = ({ value, numerator, base }: Reading): Reading => compact({ value, numerator, base });

const saysTheSame = (known: Reading & { readonly provisional: boolean }, told: Reading & { readonly provisional: boolean }): boolean =>
  same({ ...readingOf(known), provisional: known.provisional }, told);

const named = ({ code }: MeasureRow, period: string, reportedBy: string) => ({
  measure: code,
  observation: observationName(period, reportedBy),
  period,
  reportedBy,
});

function observationExists({ code }: MeasureRow, { name, value, observedOn }: ObservationRow): Refusal {
  return refuse('OBSERVATION_EXISTS', `Measure ${code} has the value ${value} for ${name} already. Correct it, with a reason.`, {
    facts: { measure: code, observation: name, value, observedOn },
  });
}

function observationMissing({ code }: MeasureRow, period: string, reportedBy: string | undefined): Refusal {
  const whose = reportedBy === undefined ? '' : ` from ${reportedBy}`;
  return refuse('OBSERVATION_NOT_FOUND', `Measure ${code} has no value for ${period}${whose}. Record it first.`, {
    facts: { measure: code, period, reportedBy },
  });
}

function ambiguous({ code }: MeasureRow, period: string, found: readonly ObservationRow[]): Refusal {
  const sources = found.map(({ reportedBy }) => reportedBy).sort();
  return refuse(
    'OBSERVATION_AMBIGUOUS',
    `Several sources report on ${code} for ${period}: ${sources.join(', ')}. Say which one is corrected.`,
    {
      facts: { measure: code, period, reportedBy: sources },
      proposals: sources.map((value) => ({ path: 'reportedBy', value })),
    },
  );
}
