import { Field, Int, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Node } from '../node.js';
import { Source } from '../plan/plan.types.js';
import { GraphQLDay } from '../scalars.js';
import { Window } from './milestone.types.js';
import { RiskKind, RiskState } from './risk.enums.js';

@ObjectType({ description: 'How a risk was scored from a day on.' })
export class RiskScore {
  @Field(() => Int, { nullable: true, description: 'How likely it is, 1 to 5.' }) likelihood?: number;
  @Field(() => Int, { nullable: true, description: 'How hard it would hit, 1 to 5.' }) impact?: number;
  @Field(() => GraphQLDay, { description: 'The day from which it holds.' }) on: string;
  @Field({ nullable: true, description: 'Why the score changed.' }) reason?: string;
}

@ObjectType({ implements: () => [Node], description: 'A risk to an objective.' })
export class Risk extends Node implements Omit<domain.Risk, 'because'> {
  @Field({ description: 'Its code, such as `1d-r01`.' }) code: string;
  @Field({ description: 'The code of the objective.' }) objective: string;
  @Field(() => RiskKind, { description: 'What it is about.' }) kind: domain.RiskKind;
  @Field({ description: 'What may happen.' }) text: string;
  @Field(() => GraphQLDay, { description: 'Since when it is known.' }) raisedOn: string;
  @Field(() => RiskState, { description: 'Whether it is still there on the day looked at.' }) state: 'OPEN' | 'CLOSED';
  @Field(() => Int, { nullable: true, description: 'How likely it is, 1 to 5.' }) likelihood?: number;
  @Field(() => Int, { nullable: true, description: 'How hard it would hit, 1 to 5.' }) impact?: number;
  @Field(() => Int, { nullable: true, description: 'Likelihood times impact, 1 to 25; null where one of them is not known.' }) score:
    number | null;
  @Field(() => [RiskScore], { description: 'How it was scored so far, oldest first.' }) scores: readonly RiskScore[];
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which it was closed.' }) closedOn?: string;
  @Field({ nullable: true, description: 'Why it was closed.' }) closeReason?: string;
  @Field(() => Source, { nullable: true, description: 'Where it was read.' }) source?: Source;
}

@ObjectType({ implements: () => [Node], description: 'Something that the text of an edition promises beside its milestones.' })
export class Commitment extends Node implements Omit<domain.Commitment, 'because'> {
  @Field({ description: 'Its code, such as `1b-c01`.' }) code: string;
  @Field({ description: 'The code of the objective.' }) objective: string;
  @Field(() => Int, { description: 'The edition in which it counts.' }) edition: number;
  @Field(() => GraphQLDay, { description: 'Since when it is in the plan.' }) addedOn: string;
  @Field({ description: 'What is promised.' }) title: string;
  @Field(() => Window, { nullable: true, description: 'When, where the plan says so.' }) window?: Window;
  @Field(() => GraphQLDay, { nullable: true, description: 'The due day, where the plan names one.' }) dueOn?: string;
  @Field({ nullable: true, description: 'A note that was kept with it.' }) note?: string;
  @Field(() => Source, { nullable: true, description: 'Where it was read.' }) source?: Source;
}
