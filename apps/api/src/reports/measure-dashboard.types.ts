import { Field, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Holds } from '../graphql/cost.js';
import { Direction, MeasureKind, MeasureStatus } from '../measure/measure.enums.js';
import { Baseline, Benchmark, Observation, Rating, Target } from '../measure/measure.types.js';
import { NamedTally } from './named-tally.types.js';
import { Report, TallyNode } from './report.types.js';

@ObjectType({ description: 'A measure as a committee looks at it: its latest value against trajectory, target and benchmarks.' })
export class MeasureLine {
  @Field({ description: 'Its code.' }) code: string;
  @Field({ description: 'The code of the objective that it belongs to now.' }) objective: string;
  @Field({ description: 'What is measured.' }) title: string;
  @Field(() => MeasureKind, { description: 'How it shows success.' }) kind: domain.MeasureKind;
  @Field({ nullable: true, description: 'The unit of its values.' }) unit?: string;
  @Field(() => Direction, { nullable: true, description: 'Which way is better.' }) direction?: domain.Direction;
  @Field(() => MeasureStatus, { description: 'Where it is in its life.' }) status: domain.MeasureStatus;
  @Field(() => Rating, { nullable: true, description: 'How it stands; null where there is nothing to judge it by.' }) rating?: Rating;
  @Field(() => Observation, { nullable: true, description: 'The observation of the latest period.' }) latest?: Observation;
  @Field(() => Baseline, { nullable: true, description: 'Where it started from.' }) baseline?: Baseline;
  @Field(() => Target, { nullable: true, description: 'The target that counts: the first of its own that is not closed, else the last.' })
  target?: Target;
  @Field(() => [Benchmark], { description: 'Outside values for comparison, with the gap to each that compares.' })
  benchmarks: readonly Benchmark[];
  @Field({ description: 'True where a baseline is named without a value or a day (R24).' }) needsBaseline: boolean;
  @Field({ description: 'True where a target has a value, but no day, period or standing condition (R29).' }) needsDate: boolean;
}

@ObjectType({ implements: () => [Report], description: 'How every measure that is still in use stands.' })
export class MeasureDashboard extends Report {
  @Field({ description: 'The measures, counted; withdrawn ones are left out.' }) measures: TallyNode;
  @Field(() => [NamedTally], { description: 'Counted by kind.' }) byKind: readonly NamedTally[];
  @Field(() => [NamedTally], { description: 'Counted by how they stand; `NOT_RATED` where there is nothing to judge by.' })
  byRating: readonly NamedTally[];
  @Field(() => [NamedTally], { description: 'Those with a target, counted by the state of the one that counts.' })
  byTarget: readonly NamedTally[];
  @Field({ description: 'Those with a baseline that lacks its value or its day (R24): their progress cannot be rated.' })
  needsBaseline: TallyNode;
  @Field({ description: 'Those with a target that has a value and nothing that says by when (R29).' }) needsDate: TallyNode;
  @Holds(100)
  @Field(() => [MeasureLine], { description: 'A line for each, in the order of their codes.' })
  lines: readonly MeasureLine[];
}
