import { Field, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Node } from '../node.js';
import { PublicStatus } from '../plan/plan.enums.js';
import { Source } from '../plan/plan.types.js';
import { GraphQLDay, GraphQLInstant } from '../scalars.js';
import { Confidence } from './account.enums.js';

@ObjectType({ description: 'Who leads the delivery of an objective or a milestone.' })
export class DeliveryLead implements domain.DeliveryLead {
  @Field({ description: 'The post.' }) post: string;
  @Field({ nullable: true, description: 'The organisation that the post belongs to.' }) organisation?: string;
  @Field({ nullable: true, description: 'The post that stands in.' }) deputy?: string;
  @Field(() => GraphQLDay, { description: 'The first day.' }) from: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day from which the post no longer leads.' }) until?: string;
  @Field({ nullable: true, description: 'Why it ended, where nobody took over.' }) reason?: string;
}

@ObjectType({ description: 'The status that an owner declares, whatever is computed.' })
export class DeclaredStatus implements domain.DeclaredStatus {
  @Field(() => PublicStatus, { description: 'The status.' }) status: domain.PublicStatus;
  @Field({ description: 'Why.' }) reason: string;
  @Field(() => GraphQLDay, { description: 'The day.' }) on: string;
  @Field({ nullable: true, description: 'The post that declared it, where one was acted for.' }) post?: string;
}

@ObjectType({ description: 'The status that a named post has looked into and stands for.' })
export class AssuredStatus implements domain.AssuredStatus {
  @Field(() => PublicStatus, { description: 'The status.' }) status: domain.PublicStatus;
  @Field({ description: 'The post.' }) post: string;
  @Field(() => GraphQLDay, { description: 'The day.' }) on: string;
  @Field({ nullable: true, description: 'What was found.' }) text?: string;
}

@ObjectType({
  implements: () => [Node],
  description: 'What the owner of an objective says of one half-year. The last telling stands.',
})
export class PeriodUpdate extends Node implements Omit<domain.PeriodUpdate, 'because'> {
  @Field({ description: 'The code of the objective.' }) objective: string;
  @Field(() => GraphQLDay, { description: 'The last day of the half-year.' }) periodEnd: string;
  @Field({ description: 'True for a nil return: there is nothing to report.' }) nil: boolean;
  @Field({ nullable: true, description: 'What was achieved.' }) achieved?: string;
  @Field({ nullable: true, description: 'What comes in the next half-year.' }) next?: string;
  @Field({ nullable: true, description: 'What help is needed, and from whom.' }) helpNeeded?: string;
  @Field(() => Confidence, { nullable: true, description: 'How sure the owner is.' }) confidence?: domain.Confidence;
  @Field({ nullable: true, description: 'Outcomes for people.' }) outcomes?: string;
  @Field({ nullable: true, description: 'How people were heard.' }) engagement?: string;
  @Field({ nullable: true, description: 'How it was led.' }) leadership?: string;
  @Field({ nullable: true, description: 'What stood in the way.' }) challenges?: string;
  @Field(() => GraphQLInstant, { description: 'When an update of this half-year was first entered, UTC.' }) firstEnteredAt: string;
  @Field(() => GraphQLInstant, { description: 'When what stands now was entered, UTC.' }) enteredAt: string;
  @Field({ nullable: true, description: 'The post that entered it, where one was acted for.' }) post?: string;
  @Field({ nullable: true, description: 'A note that was kept with it.' }) note?: string;
  @Field(() => Source, { nullable: true, description: 'Where it was read.' }) source?: Source;
}
