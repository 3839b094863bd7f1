import { Field, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Source } from '../plan/plan.types.js';
import { GraphQLDay, GraphQLFinancialYear, GraphQLMoney } from '../scalars.js';
import { Basis, FundingPosition } from './funding.enums.js';

@ObjectType({ description: 'What pays for an objective, from a day on.' })
export class Funding implements domain.FundingSpell {
  @Field(() => FundingPosition, { description: 'What pays for it.' }) position: domain.FundingPosition;
  @Field(() => GraphQLDay, { nullable: true, description: 'The last day that is paid for, where there is one.' }) until?: string;
  @Field(() => Basis, { nullable: true, description: 'How the source says that day.' }) untilBasis?: domain.Basis;
  @Field({ nullable: true, description: 'What the plan says about it.' }) text?: string;
  @Field(() => GraphQLDay, { description: 'The day from which it holds.' }) from: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which another position took its place.' }) replacedOn?: string;
  @Field({ nullable: true, description: 'Why it changed; null for the first.' }) reason?: string;
  @Field(() => Source, { nullable: true, description: 'Where it was read.' }) source?: Source;
}

@ObjectType({ description: 'Money that was awarded to an objective.' })
export class FundingAward implements domain.AwardRow {
  @Field(() => GraphQLMoney, { description: 'How much.' }) amount: number;
  @Field(() => GraphQLFinancialYear, { description: 'The financial year that it is for.' }) period: string;
  @Field({ nullable: true, description: 'Who awards it, where that is said.' }) funder?: string;
  @Field({ nullable: true, description: 'What the source says about it.' }) text?: string;
  @Field(() => GraphQLDay, { description: 'The day of the award.' }) on: string;
  @Field(() => Source, { nullable: true, description: 'Where it was read.' }) source?: Source;
}
