import type { Day } from '../calendar.js';
import { compact } from '../compact.js';
import type { Projection, Source } from '../projection.js';
import type { DecimalText } from '../decimal.js';
import type {
  Cadence,
  Direction,
  MeasureEvent,
  MeasureKind,
  MeasureScope,
  Reading,
  Statistic,
  TargetTerms,
  TrajectoryPoint,
  ValueScope,
} from './measure.events.js';

/** Where a measure started from. It may be named without a value or a day. */
export interface Baseline extends Partial<Reading> {
  readonly period?: string;
  readonly asOf?: Day;
  /** How the source names it, where that is no period. */
  readonly text?: string;
  readonly setOn: Day;
  readonly note?: string;
  readonly source?: Source;
}

/** What a target asked for until it was changed. */
export interface FormerTarget extends TargetTerms {
  readonly from: Day;
  /** The day on which it was changed. */
  readonly until: Day;
  readonly reason: string;
}

export interface TargetRow extends TargetTerms {
  readonly number: number;
  /** The day from which these terms hold. */
  readonly from: Day;
  readonly setOn: Day;
  readonly note?: string;
  /** Oldest first. */
  readonly former: readonly FormerTarget[];
  readonly source?: Source;
}

export interface BenchmarkRow {
  readonly name: string;
  readonly value: DecimalText;
  readonly period?: string;
  readonly scope: ValueScope;
  readonly statistic?: Statistic;
  readonly unit?: string;
  readonly text?: string;
  readonly addedOn: Day;
  readonly source?: Source;
}

/** A measure as its events left it. Days and values, not states: a state needs a day to be asked on. */
export interface MeasureRow {
  readonly code: string;
  /** The objective that it belongs to now; the code keeps the one it was defined under. */
  readonly objective: string;
  readonly edition: number;
  readonly addedOn: Day;
  readonly title: string;
  readonly kind: MeasureKind;
  readonly unit?: string;
  readonly direction?: Direction;
  readonly directionInferred?: boolean;
  readonly statistic?: Statistic;
  readonly scope: MeasureScope;
  readonly population?: string;
  readonly cadence?: Cadence;
  readonly strand?: string;
  readonly inBody: boolean;
  readonly inFigure15: boolean;
  readonly origin?: string;
  readonly relatedLines: readonly number[];
  readonly note?: string;
  readonly baseline?: Baseline;
  readonly formerBaselines: readonly Baseline[];
  /** In the order of their numbers. */
  readonly targets: readonly TargetRow[];
  readonly trajectory?: {
    readonly target: number;
    readonly points: readonly TrajectoryPoint[];
    readonly inferred: boolean;
    readonly setOn: Day;
    readonly source?: Source;
  };
  readonly benchmarks: readonly BenchmarkRow[];
  readonly deliveries: readonly { readonly on: Day; readonly evidence: string; readonly period?: string }[];
  readonly moves: readonly { readonly from: string; readonly to: string; readonly on: Day; readonly reason?: string }[];
  readonly duplicateOf?: string;
  readonly duplicateOn?: Day;
  readonly withdrawnOn?: Day;
  readonly withdrawalReason?: string;
  readonly source?: Source;
}

/** A value that stood until it was corrected. */
export interface FormerReading extends Reading {
  readonly provisional: boolean;
  readonly from: Day;
  readonly until: Day;
  readonly reason: string;
}

/** What one source says of a measure in one period. A correction keeps the value it replaces. */
export interface ObservationRow extends Reading {
  /** Its period and source, such as `2024/25 Q2, NHS Digital`: its identity within the measure. */
  readonly name: string;
  readonly measure: string;
  readonly period: string;
  readonly reportedBy: string;
  readonly provisional: boolean;
  readonly observedOn: Day;
  /** The day from which the value stands. */
  readonly from: Day;
  readonly note?: string;
  readonly former: readonly FormerReading[];
  readonly source?: Source;
}

/** The rows of a measure's stream. Observations are rows of their own, so that a long series does not weigh on its measure. */
export type MeasureState = {
  readonly measure: Readonly<Record<string, MeasureRow | undefined>>;
  readonly observation: Readonly<Record<string, ObservationRow | undefined>>;
};

/** The name of what a source says of a measure in a period. */
export const observationName = (period: string, reportedBy: string): string => `${period}, ${reportedBy}`;

/** The key of an observation's row. */
export const observationKey = (measure: string, name: string): string => `${measure}-${name}`;

type DataOf<T extends MeasureEvent['type']> = Extract<MeasureEvent, { type: T }>['data'];

export const measureProjection: Projection<MeasureEvent, MeasureRow> = {
  kind: 'measure',
  keys: ({ data }) => [data.measure],
  on: {
    MeasureDefined: (row, data, { on, source }) => row ?? defined(data, on, source),
    BaselineSet: (row, { measure: _, reason: _why, ...baseline }, { on, source }) =>
      row && {
        ...row,
        baseline: compact({ ...baseline, setOn: on, source }),
        formerBaselines: row.baseline === undefined ? row.formerBaselines : [...row.formerBaselines, row.baseline],
      },
    TargetSet: (row, { measure: _, target, ...terms }, { on, source }) =>
      row &&
      (row.targets.some(({ number }) => number === target)
        ? row
        : { ...row, targets: inOrder([...row.targets, compact({ ...terms, number: target, from: on, setOn: on, former: [], source })]) }),
    TargetChanged: (row, { measure: _, target, reason, note, ...terms }, { on, source }) =>
      row && {
        ...row,
        targets: row.targets.map((old) => (old.number === target ? changed(old, compact({ ...terms, note, source }), on, reason) : old)),
      },
    TrajectorySet: (row, { target, points, inferred = false }, { on, source }) =>
      row && { ...row, trajectory: compact({ target, points, inferred, setOn: on, source }) },
    BenchmarkAdded: (row, { measure: _, note: _note, ...benchmark }, { on, source }) =>
      row && { ...row, benchmarks: [...row.benchmarks, compact({ ...benchmark, addedOn: on, source })] },
    MeasureDelivered: (row, { evidence, period }, { on }) =>
      row && { ...row, deliveries: [...row.deliveries, compact({ on, evidence, period })] },
    MeasureMoved: (row, { from, to, strand, reason }, { on }) =>
      row && compact({ ...row, objective: to, strand, moves: [...row.moves, compact({ from, to, on, reason })] }),
    MeasureLinkedAsDuplicate: (row, { duplicateOf }, { on }) => row && { ...row, duplicateOf, duplicateOn: on },
    MeasureWithdrawn: (row, { reason }, { on }) =>
      row && (row.withdrawnOn === undefined ? { ...row, withdrawnOn: on, withdrawalReason: reason } : row),
    // Observations are rows of their own, yet belong to the history of their measure.
    ObservationRecorded: (row) => row,
    ObservationCorrected: (row) => row,
  },
  ignore: [],
};

function defined(data: DataOf<'MeasureDefined'>, on: Day, source: Source | undefined): MeasureRow {
  const { measure, ...rest } = data;
  return compact({
    ...rest,
    code: measure,
    addedOn: on,
    formerBaselines: [],
    targets: [],
    benchmarks: [],
    deliveries: [],
    moves: [],
    source,
  });
}

const inOrder = (targets: readonly TargetRow[]): readonly TargetRow[] => [...targets].sort((a, b) => a.number - b.number);

function changed(old: TargetRow, terms: TargetTerms & Pick<TargetRow, 'note' | 'source'>, on: Day, reason: string): TargetRow {
  const { number, from, setOn, former, note: _, source: _source, ...standing } = old;
  return { ...terms, number, from: on, setOn, former: [...former, { ...standing, from, until: on, reason }] };
}

export const observationProjection: Projection<MeasureEvent, ObservationRow> = {
  kind: 'observation',
  keys: ({ data }) => ('observation' in data ? [observationKey(data.measure, data.observation)] : []),
  on: {
    ObservationRecorded: (row, { observation, ...data }, { on, source }) =>
      row ?? compact({ ...data, name: observation, observedOn: on, from: on, former: [], source }),
    ObservationCorrected: (row, { value, numerator, base, provisional, reason }, { on }) =>
      row && compact({ ...row, value, numerator, base, provisional, from: on, former: [...row.former, formerReading(row, on, reason)] }),
  },
  ignore: [
    'MeasureDefined',
    'BaselineSet',
    'TargetSet',
    'TargetChanged',
    'TrajectorySet',
    'BenchmarkAdded',
    'MeasureDelivered',
    'MeasureMoved',
    'MeasureLinkedAsDuplicate',
    'MeasureWithdrawn',
  ],
};

function formerReading({ value, numerator, base, provisional, from }: ObservationRow, until: Day, reason: string): FormerReading {
  return compact({ value, numerator, base, provisional, from, until, reason });
}
