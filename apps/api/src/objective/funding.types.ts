import { Field, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Source } from '../plan/plan.types.js';
import { GraphQLDay } from '../scalars.js';
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
