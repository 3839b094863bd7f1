import { Field, Float, Int, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { choices } from '../fields.js';
import { Connection } from '../paging.js';
import { GraphQLDay } from '../scalars.js';
import { Report, TallyNode } from './report.types.js';

export const ForecastHorizon = choices<domain.ForecastHorizon>('ForecastHorizon', 'How far ahead a forecast looked.', {
  UP_TO_3_MONTHS: 'Up to three months.',
  UP_TO_6_MONTHS: 'Over three, up to six months.',
  UP_TO_12_MONTHS: 'Over six, up to twelve months.',
  BEYOND_12_MONTHS: 'Over twelve months.',
});

@ObjectType({ description: 'A forecast of a milestone that has been met since, and how far it was out.' })
export class ScoredForecast implements domain.ScoredForecast {
  @Field({ description: 'The code of the milestone under which it was made.' }) code: string;
  @Field({ nullable: true, description: 'The post that led it, or else its objective, when the forecast was made.' }) post?: string;
  @Field(() => GraphQLDay, { description: 'The day on which it was made.' }) madeOn: string;
  @Field(() => GraphQLDay, { description: 'The day forecast.' }) forecast: string;
  @Field(() => GraphQLDay, { description: 'The day on which it was met, under whatever code.' }) metOn: string;
  @Field(() => ForecastHorizon, { description: 'How far ahead it looked.' }) horizon: domain.ForecastHorizon;
  @Field(() => Int, { description: 'Whole days from the forecast to the day met: positive where it came later than forecast.' })
  daysOut: number;
}

@ObjectType('ScoredForecastConnection', { description: 'A page of forecasts, in the order in which they were made.' })
export class ScoredForecastConnection extends Connection('ScoredForecast', () => ScoredForecast) {}

@ObjectType({ description: 'How good some forecasts were. Days are rounded to a tenth.' })
export class Accuracy {
  @Field({ description: 'The forecasts that can be scored, by their milestones: a milestone forecast twice counts twice.' })
  scored: TallyNode;
  @Field({ description: 'Those of milestones met on the day forecast, or before.' }) kept: TallyNode;
  @Field(() => Float, {
    nullable: true,
    description: 'Mean of the days out: positive where milestones tend to come later than forecast; null where none is scored.',
  })
  meanDaysOut: number | null;
  @Field(() => Float, { nullable: true, description: 'Mean of the days out, whichever way; null where none is scored.' })
  meanAbsoluteDaysOut: number | null;
}

@ObjectType({ description: 'How good the forecasts were that looked so far ahead.' })
export class HorizonAccuracy extends Accuracy {
  @Field(() => ForecastHorizon, { description: 'How far ahead they looked.' }) horizon: domain.ForecastHorizon;
}

@ObjectType({ description: 'How good the forecasts were while a post led.' })
export class PostAccuracy extends Accuracy {
  @Field(() => String, { nullable: true, description: 'The post; null for those made while nobody led.' }) post: string | null;
}

@ObjectType({
  implements: () => [Report],
  description: 'Past forecasts, of delays and reforecasts, scored against what happened.',
})
export class ForecastAccuracy extends Report {
  @Field({ description: 'All of them.' }) all: Accuracy;
  @Field(() => [HorizonAccuracy], { description: 'By how far they looked ahead.' }) byHorizon: readonly HorizonAccuracy[];
  @Field(() => [PostAccuracy], { description: 'By the post that led when they were made; those of nobody last.' })
  byPost: readonly PostAccuracy[];
  @Field({ description: 'Forecasts whose day has passed while the milestone is open, by their milestones.' }) lapsed: TallyNode;
}
