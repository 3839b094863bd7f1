import { Field, Int, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Node } from '../node.js';
import { Connection } from '../paging.js';
import { Source } from '../plan/plan.types.js';
import { GraphQLDay, GraphQLDecimal } from '../scalars.js';
import {
  Assurance,
  Cadence,
  Comparator,
  Direction,
  MeasureKind,
  MeasureScope,
  MeasureStatus,
  PeriodType,
  RatingBasis,
  RatingState,
  SignalKind,
  SignalSide,
  Standing,
  Statistic,
  TargetState,
  ValueScope,
  Variation,
} from './measure.enums.js';

const day = () => GraphQLDay;
const decimal = () => GraphQLDecimal;

@ObjectType({ description: 'Where a measure started from. It may be named without a value or a day.' })
export class Baseline implements Omit<domain.Baseline, 'source'> {
  @Field(decimal, { nullable: true, description: 'Its value, in the unit of the measure.' }) value?: string;
  @Field(decimal, { nullable: true, description: 'What a percentage counts.' }) numerator?: string;
  @Field(decimal, { nullable: true, description: 'What a percentage is a part of.' }) base?: string;
  @Field({ nullable: true, description: 'The period it is for.' }) period?: string;
  @Field(day, { nullable: true, description: 'The day it is of.' }) asOf?: string;
  @Field({ nullable: true, description: 'How the source names it.' }) text?: string;
  @Field(day, { description: 'Since when it is the baseline.' }) setOn: string;
  @Field({ nullable: true, description: 'A note that was kept with it.' }) note?: string;
  @Field(() => Source, { nullable: true, description: 'Where it was read.' }) source?: Source;
}

@ObjectType({ isAbstract: true })
class Terms implements domain.TargetTerms {
  @Field(decimal, { nullable: true, description: 'The value to reach, in the unit of the measure; null where the source gives none.' })
  value?: string;
  @Field(() => Comparator, { nullable: true, description: 'How the measured value must compare with it.' }) comparator?: domain.Comparator;
  @Field(day, { nullable: true, description: 'The day by which.' }) byDate?: string;
  @Field({ nullable: true, description: 'The period in which.' }) period?: string;
  @Field(() => Standing, { nullable: true, description: 'When it is to be kept, where it is not reached once.' })
  standing?: domain.Standing;
  @Field(() => ValueScope, { nullable: true, description: 'Whose value it is; the plan’s own if null.' }) scope?: domain.ValueScope;
  @Field(() => Statistic, { nullable: true, description: 'What kind of number it is; that of the measure if null.' })
  statistic?: domain.Statistic;
  @Field({ nullable: true, description: 'True where it is worded as a direction of travel.' }) soft?: boolean;
  @Field({ nullable: true, description: 'Its wording.' }) text?: string;
}

@ObjectType({ description: 'What a target asked for until it was changed.' })
export class FormerTarget extends Terms {
  @Field(() => TargetState, { description: 'SUPERSEDED.' }) state: domain.TargetState;
  @Field(day, { description: 'Since when it asked for that.' }) from: string;
  @Field(day, { description: 'The day on which it was changed.' }) until: string;
  @Field({ description: 'Why it was changed.' }) reason: string;
}

@ObjectType({ description: 'How far the latest value has come from the baseline to the target.' })
export class Progress implements domain.Progress {
  @Field(decimal, { description: 'In percent of the way, to one decimal place.' }) percent: string;
  @Field(decimal, { description: 'The way gone, in the unit of the measure; negative where it goes backwards.' }) achieved: string;
  @Field(decimal, { description: 'The whole way, in the unit of the measure.' }) needed: string;
}

@ObjectType({ description: 'What a measure is to reach or keep.' })
export class Target extends Terms implements Omit<domain.Target, 'former' | 'source'> {
  @Field(() => Int, { description: 'Its number within the measure.' }) number: number;
  @Field(() => TargetState, { description: 'What it has come to on the day looked at.' }) state: domain.TargetState;
  @Field(day, { nullable: true, description: 'The day by which it is to be reached: `byDate`, else the last day of its period.' })
  dueOn?: string;
  @Field({ nullable: true, description: 'The observation that decided its state, by name.' }) closedBy?: string;
  @Field({ description: 'True where that observation is provisional.' }) provisional: boolean;
  @Field(() => Progress, { nullable: true, description: 'The way gone; null until there is a baseline with value and day (R24).' })
  progress?: Progress;
  @Field(day, { description: 'Since when it asks for this.' }) from: string;
  @Field(day, { description: 'Since when it is there.' }) setOn: string;
  @Field({ nullable: true, description: 'A note that was kept with it.' }) note?: string;
  @Field(() => [FormerTarget], { description: 'What it asked for before, oldest first.' }) former: readonly FormerTarget[];
  @Field(() => Source, { nullable: true, description: 'Where it was read.' }) source?: Source;
}

@ObjectType({ description: 'A value that is expected on the way to a target.' })
export class TrajectoryPoint implements domain.TrajectoryPoint {
  @Field({ description: 'The period it is expected for.' }) period: string;
  @Field(decimal, { description: 'The value, in the unit of the measure.' }) value: string;
}

@ObjectType({ description: 'Values that are expected on the way to a target.' })
export class Trajectory {
  @Field(() => Int, { description: 'The number of the target that it leads to.' }) target: number;
  @Field(() => [TrajectoryPoint], { description: 'The points, oldest first.' }) points: readonly TrajectoryPoint[];
  @Field({ description: 'True where the source does not print the years.' }) inferred: boolean;
  @Field(day, { description: 'Since when it holds.' }) setOn: string;
  @Field(() => Source, { nullable: true, description: 'Where it was read.' }) source?: Source;
}

@ObjectType({ description: 'An outside value for comparison; never a target.' })
export class Benchmark implements Omit<domain.Benchmark, 'source'> {
  @Field({ description: 'What it is the value of.' }) name: string;
  @Field(decimal, { description: 'The value.' }) value: string;
  @Field({ nullable: true, description: 'The period it is for.' }) period?: string;
  @Field(() => ValueScope, { description: 'Whose value it is.' }) scope: domain.ValueScope;
  @Field(() => Statistic, { nullable: true, description: 'What kind of number it is; that of the measure if null.' })
  statistic?: domain.Statistic;
  @Field({ nullable: true, description: 'Its unit; that of the measure if null.' }) unit?: string;
  @Field({ nullable: true, description: 'What the source says of it.' }) text?: string;
  @Field(decimal, {
    nullable: true,
    description: 'How far the latest value is short of it, negative where it is better; null unless statistic and unit are the same.',
  })
  gap?: string;
  @Field(day, { description: 'Since when it is there.' }) addedOn: string;
  @Field(() => Source, { nullable: true, description: 'Where it was read.' }) source?: Source;
}

@ObjectType({ description: 'A value that was corrected.' })
export class FormerReading implements domain.FormerReading {
  @Field(decimal, { description: 'The value, in the unit of the measure.' }) value: string;
  @Field(decimal, { nullable: true, description: 'What a percentage counts.' }) numerator?: string;
  @Field(decimal, { nullable: true, description: 'What a percentage is a part of.' }) base?: string;
  @Field({ description: 'True where it was expected to change.' }) provisional: boolean;
  @Field(day, { description: 'Since when it stood.' }) from: string;
  @Field(day, { description: 'The day on which it was corrected.' }) until: string;
  @Field({ description: 'Why it was corrected.' }) reason: string;
}

@ObjectType({ description: 'What one source says of a measure in one period.' })
export class Observation implements Omit<domain.Observation, 'source'> {
  @Field({ description: 'Its period and source, such as `2024/25 Q2, NHS Digital`; its identity within the measure.' }) name: string;
  @Field({ description: 'The code of the measure.' }) measure: string;
  @Field({ description: 'The period, such as `2025/26`, `2025/26 Q2`, `2025-09`, `2025-09-30` or `2030`.' }) period: string;
  @Field(() => PeriodType, { description: 'The kind of period.' }) periodType: domain.PeriodType;
  @Field(day, { description: 'The first day of the period.' }) startsOn: string;
  @Field(day, { description: 'The last day of the period.' }) endsOn: string;
  @Field(decimal, { description: 'The value, in the unit of the measure.' }) value: string;
  @Field(decimal, { nullable: true, description: 'What a percentage counts.' }) numerator?: string;
  @Field(decimal, { nullable: true, description: 'What a percentage is a part of.' }) base?: string;
  @Field({ description: 'The source of the data.' }) reportedBy: string;
  @Field({ description: 'True where it is expected to change.' }) provisional: boolean;
  @Field(day, { description: 'The day on which it was observed.' }) observedOn: string;
  @Field(day, { description: 'Since when this value stands.' }) from: string;
  @Field({ nullable: true, description: 'A note that was kept with it.' }) note?: string;
  @Field(() => [FormerReading], { description: 'Values that it corrected, oldest first.' }) former: readonly FormerReading[];
  @Field(() => Source, { nullable: true, description: 'Where it was read.' }) source?: Source;
}

@ObjectType('ObservationConnection', { description: 'A page of observations, oldest period first.' })
export class ObservationConnection extends Connection('Observation', () => Observation) {}

@ObjectType({ description: 'How a measure stands, and against what that was judged.' })
export class Rating implements domain.Rating {
  @Field(() => RatingState, { description: 'How it stands.' }) state: domain.RatingState;
  @Field(() => RatingBasis, { nullable: true, description: 'What it was judged against.' }) basis?: domain.RatingBasis;
  @Field(decimal, { nullable: true, description: 'The value expected, or compared with; to 6 decimal places.' }) expected?: string;
  @Field(decimal, { nullable: true, description: 'How far the value is from that, without sign; to 6 decimal places.' }) by?: string;
  @Field({ nullable: true, description: 'The observation that was judged, by name.' }) observation?: string;
}

@ObjectType({ description: 'Points that are no common variation.' })
export class Signal {
  @Field(() => SignalKind, { description: 'What sets them apart.' }) kind: domain.SignalKind;
  @Field(() => SignalSide, { description: 'Where they are.' }) side: domain.Signal['side'];
  @Field({ description: 'The period of the first.' }) from: string;
  @Field({ description: 'The period of the last.' }) to: string;
}

@ObjectType({ description: 'The process behind a series (XmR chart): mean ± 2.66 × mean moving range.' })
export class ProcessChart implements Omit<domain.ProcessChart, 'signals'> {
  @Field(decimal, { description: 'The mean, to 6 decimal places.' }) mean: string;
  @Field(decimal, { description: 'The mean of the differences from point to point, to 6 decimal places.' }) meanMovingRange: string;
  @Field(decimal, { description: 'The lower process limit, to 6 decimal places.' }) lower: string;
  @Field(decimal, { description: 'The upper process limit, to 6 decimal places.' }) upper: string;
  @Field(() => [Signal], { description: 'Points that are no common variation, oldest first.' }) signals: readonly Signal[];
  @Field(() => Variation, { description: 'What the latest point says.' }) variation: domain.Variation;
  @Field(() => Assurance, { nullable: true, description: 'Whether the target can be relied on; null without one.' })
  assurance?: domain.Assurance;
}

@ObjectType({ description: 'What one source says for periods of one type. Series are never mixed.' })
export class MeasureSeries {
  @Field({ description: 'The source of the data.' }) reportedBy: string;
  @Field(() => PeriodType, { description: 'The kind of period.' }) periodType: domain.PeriodType;
  @Field(() => Int, { description: 'How many observations it has.' }) count: number;
  @Field(() => Observation, { description: 'The latest of them.' }) latest: domain.Observation;
  @Field(() => ProcessChart, { nullable: true, description: 'The process behind it; null for fewer than 12 observations.' })
  process?: ProcessChart;
}

@ObjectType({ description: 'Evidence that a deliverable was delivered.' })
export class Delivery {
  @Field(day, { description: 'The day of delivery.' }) on: string;
  @Field({ description: 'What shows it.' }) evidence: string;
  @Field({ nullable: true, description: 'The period it is for, where it is delivered again and again.' }) period?: string;
}

@ObjectType({ description: 'A move of a measure to another objective.' })
export class MeasureMove {
  @Field({ description: 'The objective that it left.' }) from: string;
  @Field({ description: 'The objective that it belongs to since.' }) to: string;
  @Field(day, { description: 'The day of the move.' }) on: string;
  @Field({ nullable: true, description: 'Why.' }) reason?: string;
}

@ObjectType('Measure', { implements: () => [Node], description: 'How success of an objective is known. The code is its identity.' })
export class MeasureNode extends Node implements Omit<domain.Measure, 'because' | 'observations' | 'rating'> {
  @Field({ description: 'Its code, such as `1b-k1`; its identity for ever, wherever it is moved.' }) code: string;
  @Field({ description: 'The code of the objective that it belongs to now.' }) objective: string;
  @Field(() => Int, { description: 'The edition that it was defined under.' }) edition: number;
  @Field(day, { description: 'Since when it is in the plan.' }) addedOn: string;
  @Field({ description: 'What is measured.' }) title: string;
  @Field(() => MeasureKind, { description: 'How it shows success.' }) kind: domain.MeasureKind;
  @Field({ nullable: true, description: 'The unit of its values.' }) unit?: string;
  @Field(() => Direction, { nullable: true, description: 'Which way is better.' }) direction?: domain.Direction;
  @Field({ nullable: true, description: 'True where the source does not print the direction.' }) directionInferred?: boolean;
  @Field(() => Statistic, { nullable: true, description: 'What kind of number its values are.' }) statistic?: domain.Statistic;
  @Field(() => MeasureScope, { description: 'Whose aim it is.' }) scope: domain.MeasureScope;
  @Field({ nullable: true, description: 'Whom or what it counts.' }) population?: string;
  @Field(() => Cadence, { nullable: true, description: 'How often there is something new to say of it.' }) cadence?: domain.Cadence;
  @Field({ nullable: true, description: 'The strand of the objective that it belongs to.' }) strand?: string;
  @Field({ description: 'True where the text of its objective has it.' }) inBody: boolean;
  @Field({ description: 'True where figure 15 has it.' }) inFigure15: boolean;
  @Field({ nullable: true, description: 'What part of the source it is from.' }) origin?: string;
  @Field(() => [Int], { description: 'Other 1-based lines of the source that speak of it.' }) relatedLines: readonly number[];
  @Field({ nullable: true, description: 'A note that was kept with it.' }) note?: string;
  @Field(() => MeasureStatus, { description: 'Where it is in its life on the day looked at.' }) status: domain.MeasureStatus;
  @Field(() => Rating, { nullable: true, description: 'How it stands; null where there is nothing to judge it by.' }) rating?: Rating;
  @Field(() => Observation, { nullable: true, description: 'The observation of the latest period.' }) latest?: domain.Observation;
  @Field(() => Baseline, { nullable: true, description: 'Where it started from.' }) baseline?: Baseline;
  @Field(() => [Baseline], { description: 'Baselines it had before, oldest first.' }) formerBaselines: readonly Baseline[];
  @Field(() => [Target], { description: 'Its targets, in the order of their numbers.' }) targets: readonly domain.Target[];
  @Field(() => Trajectory, { nullable: true, description: 'The values expected on the way.' }) trajectory?: Trajectory;
  @Field(() => [Benchmark], { description: 'Outside values for comparison.' }) benchmarks: readonly Benchmark[];
  @Field(() => [Delivery], { description: 'Deliveries, oldest first; deliverables alone.' }) deliveries: readonly Delivery[];
  @Field({ description: 'True where a baseline is named without a value or a day (R24).' }) needsBaseline: boolean;
  @Field({ description: 'True where a target has a value, but no day, period or standing condition (R29).' }) needsDate: boolean;
  @Field(() => [MeasureMove], { description: 'Its moves between objectives, oldest first.' }) moves: readonly MeasureMove[];
  @Field({ nullable: true, description: 'The code of the measure that it is a duplicate of.' }) duplicateOf?: string;
  @Field(day, { nullable: true, description: 'Since when it is linked as a duplicate.' }) duplicateOn?: string;
  @Field(day, { nullable: true, description: 'The day on which it was withdrawn.' }) withdrawnOn?: string;
  @Field({ nullable: true, description: 'Why it was withdrawn.' }) withdrawalReason?: string;
  @Field(() => Source, { nullable: true, description: 'Where it was read.' }) source?: Source;
}

@ObjectType('MeasureConnection', { description: 'A page of measures, in the order of their codes.' })
export class MeasureConnection extends Connection('Measure', () => MeasureNode) {}
