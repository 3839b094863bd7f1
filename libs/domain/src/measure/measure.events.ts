// These names and shapes are on disk. Add; never edit or reuse.
import type { Day } from '../calendar.js';
import type { Upcast } from '../upcast.js';
import type { DecimalText } from '../decimal.js';

export type MeasureKind = 'QUANTITATIVE' | 'DIRECTIONAL' | 'DELIVERABLE';
export type Direction = 'INCREASE' | 'DECREASE' | 'AT_LEAST' | 'AT_MOST' | 'DELIVER';
export type MeasureScope = 'OBJECTIVE' | 'NATIONAL_TARGET' | 'NATIONAL_AMBITION';
export type Cadence = 'REAL_TIME' | 'MONTHLY' | 'QUARTERLY' | 'ANNUAL';
export type Comparator = 'AT_LEAST' | 'AT_MOST' | 'LESS_THAN' | 'MORE_THAN';
export type Standing = 'AT_ANY_TIME' | 'EACH_MONTH' | 'EACH_QUARTER' | 'EACH_YEAR';
export type ValueScope = 'LOCAL' | 'PLACE' | 'PROVIDER' | 'REGIONAL' | 'NATIONAL';
export type Statistic = 'COUNT' | 'RATE' | 'PROPORTION' | 'MEAN' | 'MEDIAN' | 'PERCENTILE_90' | 'CHANGE';

/** A value with what a percentage was made of. */
export interface Reading {
  readonly value: DecimalText;
  readonly numerator?: DecimalText;
  readonly base?: DecimalText;
}

/** What a target asks for, and by when: a day, a period, or at all times. */
export interface TargetTerms {
  readonly value?: DecimalText;
  readonly comparator?: Comparator;
  readonly byDate?: Day;
  readonly period?: string;
  readonly standing?: Standing;
  readonly scope?: ValueScope;
  readonly statistic?: Statistic;
  readonly soft?: boolean;
  readonly text?: string;
}

export interface TrajectoryPoint {
  readonly period: string;
  readonly value: DecimalText;
}

interface Noted {
  readonly note?: string;
}

export type MeasureEvent =
  | {
      type: 'MeasureDefined';
      data: Noted & {
        measure: string;
        objective: string;
        edition: number;
        title: string;
        kind: MeasureKind;
        unit?: string;
        direction?: Direction;
        directionInferred?: boolean;
        statistic?: Statistic;
        scope: MeasureScope;
        population?: string;
        cadence?: Cadence;
        strand?: string;
        inBody: boolean;
        inFigure15: boolean;
        origin?: string;
        relatedLines: readonly number[];
      };
    }
  | {
      type: 'BaselineSet';
      data: Noted & Partial<Reading> & { measure: string; period?: string; asOf?: Day; text?: string; reason?: string };
    }
  | { type: 'TargetSet'; data: Noted & TargetTerms & { measure: string; target: number } }
  | { type: 'TargetChanged'; data: Noted & TargetTerms & { measure: string; target: number; reason: string } }
  | {
      type: 'TrajectorySet';
      data: Noted & { measure: string; target: number; points: readonly TrajectoryPoint[]; inferred?: boolean };
    }
  | {
      type: 'BenchmarkAdded';
      data: Noted & {
        measure: string;
        name: string;
        value: DecimalText;
        period?: string;
        scope: ValueScope;
        statistic?: Statistic;
        unit?: string;
        text?: string;
      };
    }
  | {
      type: 'ObservationRecorded';
      data: Noted & Reading & { measure: string; observation: string; period: string; reportedBy: string; provisional: boolean };
    }
  | {
      type: 'ObservationCorrected';
      data: Noted & Reading & { measure: string; observation: string; provisional: boolean; reason: string };
    }
  | { type: 'MeasureDelivered'; data: Noted & { measure: string; evidence: string; period?: string } }
  | { type: 'MeasureMoved'; data: Noted & { measure: string; from: string; to: string; strand?: string; reason?: string } }
  | { type: 'MeasureLinkedAsDuplicate'; data: Noted & { measure: string; duplicateOf: string } }
  | { type: 'MeasureWithdrawn'; data: Noted & { measure: string; reason: string } };

/** Stored types with the upcast steps of their data. */
export const measureEvents: Readonly<Record<MeasureEvent['type'], readonly Upcast[]>> = {
  MeasureDefined: [],
  BaselineSet: [],
  TargetSet: [],
  TargetChanged: [],
  TrajectorySet: [],
  BenchmarkAdded: [],
  ObservationRecorded: [],
  ObservationCorrected: [],
  MeasureDelivered: [],
  MeasureMoved: [],
  MeasureLinkedAsDuplicate: [],
  MeasureWithdrawn: [],
};

/** Events that bring a thing into being, with the field that names it. */
export const measureCreations: { readonly [T in MeasureEvent['type']]?: string } = {
  MeasureDefined: 'measure',
  TargetSet: 'target',
  ObservationRecorded: 'observation',
};
