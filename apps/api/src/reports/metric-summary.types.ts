import { Field, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { MeasureKind } from '../measure/measure.enums.js';
import { Observation, Rating, Target } from '../measure/measure.types.js';
import { Report, TallyNode } from './report.types.js';

@ObjectType({ description: 'A measure as figure 15 lists it, with what is known of it.' })
export class MetricLine {
  @Field({ description: 'Its code.' }) code: string;
  @Field({ description: 'What is measured.' }) title: string;
  @Field(() => MeasureKind, { description: 'How it shows success.' }) kind: domain.MeasureKind;
  @Field({ nullable: true, description: 'The unit of its values.' }) unit?: string;
  @Field({ description: 'True where the text of its objective has it too.' }) inBody: boolean;
  @Field(() => [Target], { description: 'Its targets, each with the day by which and what it has come to.' })
  targets: readonly domain.Target[];
  @Field(() => Observation, { nullable: true, description: 'The observation of the latest period.' }) latest?: domain.Observation;
  @Field(() => Rating, { nullable: true, description: 'How it stands; null where there is nothing to judge it by.' }) rating?: Rating;
}

@ObjectType({ description: 'An objective with the measures that figure 15 lists for it.' })
export class MetricRow {
  @Field({ description: 'Its code.' }) code: string;
  @Field({ description: 'Its title on the day reported on.' }) title: string;
  @Field({ description: 'Its measures, counted.' }) count: TallyNode;
  @Field(() => [MetricLine], { description: 'Its measures, in the order of their codes.' }) measures: readonly MetricLine[];
}

@ObjectType({ description: 'A measure that is printed under one objective and belongs to another.' })
export class Misplacement implements domain.Misplacement {
  @Field({ description: 'The code of the measure.' }) measure: string;
  @Field({ description: 'What it measures.' }) title: string;
  @Field({ description: 'The code of the objective that it is printed under.' }) printedUnder: string;
  @Field({ description: 'The code of the objective that it belongs to.' }) belongsTo: string;
  @Field({ nullable: true, description: 'The code of the measure that it repeats, where it does.' }) duplicateOf?: string;
}

@ObjectType({ description: 'What the body of the plan and figure 15 do not say alike.' })
export class MetricComparison {
  @Field({ description: 'Measures that the body has and the figure lacks.' }) missingFromFigure: TallyNode;
  @Field({ description: 'Measures that the figure has and the body lacks.' }) missingFromBody: TallyNode;
  @Field({ description: 'Measures that are printed under another objective than their own; in neither of the lists above.' })
  misplaced: TallyNode;
  @Field(() => [Misplacement], { description: 'Where those belong.' }) misplacements: readonly Misplacement[];
  @Field({ description: 'Measures in neither section, which are not compared.' }) notCompared: TallyNode;
}

@ObjectType({ implements: () => [Report], description: 'Figure 15: the measures that it lists, and the body compared with it.' })
export class MetricSummary extends Report {
  @Field({ description: 'The measures that the figure lists, counted.' }) count: TallyNode;
  @Field(() => [MetricRow], { description: 'The objectives, in the order of their codes.' }) objectives: readonly MetricRow[];
  @Field({ description: 'What the body and the figure do not say alike.' }) comparison: MetricComparison;
}
