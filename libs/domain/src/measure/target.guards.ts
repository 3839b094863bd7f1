import type { Day } from '../calendar.js';
import { compact } from '../compact.js';
import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import { sameNumber } from '../decimal.js';
import type { TargetTerms } from './measure.events.js';
import type { Baseline, BenchmarkRow, MeasureRow, ObservationRow, TargetRow } from './measure.projection.js';
import { observationsOf, polarityOf } from './observation.js';
import { holds, parsePeriod } from './period.js';
import { notMeasured } from './measure.subject.js';
import { periodUnknown } from './reading.guards.js';
import { dueDayOf, readTarget } from './target.states.js';

export function targetExists({ code }: MeasureRow, known: TargetRow | undefined): Refusal | undefined {
  if (known === undefined) return undefined;
  return refuse('TARGET_EXISTS', `Measure ${code} has a target ${known.number} already. Change it, or use another number.`, {
    facts: { measure: code, target: known.number, value: known.value, byDate: known.byDate },
  });
}

export function targetMissing({ code, targets }: MeasureRow, target: number): Refusal {
  const known = targets.map(({ number }) => number);
  const there = known.length === 0 ? 'it has none' : `it has ${known.join(', ')}`;
  return refuse('TARGET_NOT_FOUND', `Measure ${code} has no target ${target}; ${there}.`, {
    facts: { measure: code, target, known: known.map(String) },
  });
}

/** The terms after a change: what is said of its time replaces all that was, the rest replaces field by field. */
export function changedTerms(old: TargetTerms, said: TargetTerms): TargetTerms {
  const retimed = said.byDate !== undefined || said.period !== undefined || said.standing !== undefined;
  const { byDate, period, standing } = retimed ? said : old;
  return compact({ ...old, ...said, byDate, period, standing });
}

/** Refuses terms that contradict each other. A target without any time is allowed: it is listed as needing one (R29). */
export function termsWrong(row: MeasureRow, terms: TargetTerms): Refusal | undefined {
  return (
    (terms.value === undefined ? undefined : notMeasured(row)) ??
    periodUnknown(terms.period) ??
    comparatorMissing(row, terms) ??
    standingWithTime(row, terms) ??
    dateOutsidePeriod(row, terms)
  );
}

function comparatorMissing(row: MeasureRow, { value, comparator }: TargetTerms): Refusal | undefined {
  if (value === undefined || comparator !== undefined) return undefined;
  const polarity = polarityOf(row);
  return refuse(
    'COMPARATOR_REQUIRED',
    `Say how the value of ${row.code} compares with ${value}: AT_LEAST, AT_MOST, LESS_THAN or MORE_THAN.`,
    {
      facts: { measure: row.code, value },
      proposals: polarity === undefined ? [] : [{ path: 'comparator', value: polarity === 'UP' ? 'AT_LEAST' : 'AT_MOST' }],
    },
  );
}

function standingWithTime({ code }: MeasureRow, { byDate, period, standing }: TargetTerms): Refusal | undefined {
  if (standing === undefined || (byDate === undefined && period === undefined)) return undefined;
  return refuse('STANDING_WITH_DATE', `A target of ${code} either stands at all times, or is reached by a day or in a period.`, {
    facts: { measure: code, standing, byDate, period },
  });
}

/** Refuses a day of a target outside the period that it names (R07). */
export function dateOutsidePeriod({ code }: Pick<MeasureRow, 'code'>, { byDate, period }: TargetTerms): Refusal | undefined {
  const span = period === undefined ? undefined : parsePeriod(period);
  if (byDate === undefined || span === undefined || holds(span, byDate)) return undefined;
  return refuse(
    'DATE_OUTSIDE_PERIOD',
    `The day ${byDate} is not within ${span.label}, which runs from ${span.startsOn} to ${span.endsOn}.`,
    {
      rule: 'R07',
      facts: { measure: code, byDate, period: span.label, startsOn: span.startsOn, endsOn: span.endsOn },
      proposals: [{ path: 'byDate', value: span.endsOn }],
    },
  );
}

/** Refuses a second value for one metric and date unless it says whose it is (R21). */
export function scopeMissing({ code, targets }: MeasureRow, number: number, terms: TargetTerms): Refusal | undefined {
  const rival = targets.find((one) => one.number !== number && sameTime(one, terms) && differs(one, terms));
  if (rival === undefined || (terms.scope !== undefined && terms.scope !== (rival.scope ?? 'LOCAL'))) return undefined;
  const when = dueDayOf(terms) ?? terms.standing;
  return refuse(
    'SCOPE_REQUIRED',
    `Target ${rival.number} of ${code} says ${rival.value} for ${when}, and this says ${terms.value}. Say whose value it is, or add it as a benchmark.`,
    {
      rule: 'R21',
      facts: { measure: code, target: rival.number, value: rival.value, scope: rival.scope, when },
      proposals: terms.scope === undefined ? [{ path: 'scope', value: rival.scope === 'NATIONAL' ? 'LOCAL' : 'NATIONAL' }] : [],
    },
  );
}

function sameTime(one: TargetTerms, other: TargetTerms): boolean {
  const due = dueDayOf(one);
  return due === dueDayOf(other) && one.standing === other.standing && (due !== undefined || one.standing !== undefined);
}

const differs = (one: TargetTerms, other: TargetTerms): boolean =>
  one.value !== undefined && other.value !== undefined && one.statistic === other.statistic && !sameNumber(one.value, other.value);

/** Refuses to move the goal after the whistle. */
export function targetClosed(row: MeasureRow, target: TargetRow, observations: readonly ObservationRow[], on: Day): Refusal | undefined {
  const told = observations.filter(({ observedOn }) => observedOn <= on);
  const { state, closedBy } = readTarget(target, row, observationsOf(told), on);
  if (state !== 'MET' && state !== 'MISSED') return undefined;
  return refuse(
    'TARGET_CLOSED',
    `Target ${target.number} of ${row.code} was ${state === 'MET' ? 'met' : 'missed'} by ${closedBy}; set another one.`,
    {
      facts: { measure: row.code, target: target.number, state, closedBy },
    },
  );
}

export function benchmarkExists({ code }: MeasureRow, known: BenchmarkRow | undefined): Refusal | undefined {
  if (known === undefined) return undefined;
  const { name, period, value } = known;
  return refuse(
    'BENCHMARK_EXISTS',
    `Measure ${code} has the benchmark “${name}”${period === undefined ? '' : ` for ${period}`} already: ${value}.`,
    {
      facts: { measure: code, name, period, value, scope: known.scope },
    },
  );
}

export function baselineEmpty({ code }: MeasureRow, { value, period, asOf, text }: Partial<Baseline>): Refusal | undefined {
  if ([value, period, asOf, text].some((one) => one !== undefined)) return undefined;
  return refuse(
    'BASELINE_EMPTY',
    `Say something of the baseline of ${code}: its value, its period or day, or what the source says of it.`,
    {
      facts: { measure: code },
    },
  );
}

export function asOfOutsidePeriod({ asOf, period }: Partial<Baseline>): Refusal | undefined {
  const span = period === undefined ? undefined : parsePeriod(period);
  if (asOf === undefined || span === undefined || holds(span, asOf)) return undefined;
  return refuse('DATE_OUTSIDE_PERIOD', `The day ${asOf} is not within ${span.label}, which runs from ${span.startsOn} to ${span.endsOn}.`, {
    rule: 'R07',
    facts: { asOf, period: span.label, startsOn: span.startsOn, endsOn: span.endsOn },
    proposals: [{ path: 'asOf', value: span.endsOn }],
  });
}
