import { Field, Int, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { choices } from '../fields.js';
import { DeliveryLead } from '../objective/account.types.js';
import { Risk } from '../objective/risk.types.js';
import { AccountablePost } from '../plan/plan.types.js';
import { GraphQLDay } from '../scalars.js';
import { NamedTally } from './named-tally.types.js';
import { Report, TallyNode } from './report.types.js';

export const PostChangeKind = choices<domain.PostChange['change']>('PostChangeKind', 'What happened to the accountability of a post.', {
  ASSIGNED: 'It began.',
  ENDED: 'It ended.',
});

@ObjectType({ description: 'A post that came or went.' })
export class PostChange implements domain.PostChange {
  @Field(() => GraphQLDay, { description: 'The day.' }) on: string;
  @Field(() => PostChangeKind, { description: 'What happened.' }) change: domain.PostChange['change'];
  @Field({ description: 'The post.' }) post: string;
  @Field({ nullable: true, description: 'The organisation it belongs to, where that is known.' }) organisation?: string;
}

@ObjectType({ description: 'Who leads the delivery of an objective.' })
export class ObjectiveAccount {
  @Field({ description: 'Its code.' }) objective: string;
  @Field({ description: 'Its title.' }) title: string;
  @Field(() => DeliveryLead, { nullable: true, description: 'Who leads; null where nobody does.' }) lead?: DeliveryLead;
  @Field({ description: 'Its milestones with a lead of their own.' }) milestones: TallyNode;
}

@ObjectType({ description: 'Who answers for an ambition.' })
export class AmbitionAccount {
  @Field(() => Int, { description: 'Its number.' }) ambition: number;
  @Field({ description: 'Its title.' }) title: string;
  @Field(() => [AccountablePost], { description: 'The posts that lead it.' }) leads: readonly AccountablePost[];
  @Field(() => [AccountablePost], { description: 'The other posts that are accountable.' }) others: readonly AccountablePost[];
  @Field(() => [PostChange], { description: 'Posts that came and went, oldest first.' }) changes: readonly PostChange[];
  @Field(() => [ObjectiveAccount], { description: 'Its objectives, in the order of their codes.' }) objectives: readonly ObjectiveAccount[];
}

@ObjectType({ description: 'A post of which nobody said whose it is (R53).' })
export class PostWithoutOrganisation implements domain.PostWithoutOrganisation {
  @Field(() => Int, { description: 'The number of the ambition.' }) ambition: number;
  @Field({ description: 'The post.' }) post: string;
}

@ObjectType({ implements: () => [Report], description: 'Who answers for what. Posts, never people.' })
export class AccountabilityList extends Report {
  @Field(() => [AmbitionAccount], { description: 'The ambitions, in order of number.' }) ambitions: readonly AmbitionAccount[];
  @Field(() => [PostWithoutOrganisation], { description: 'Accountable posts without an organisation (R53).' })
  postsWithoutOrganisation: readonly PostWithoutOrganisation[];
  @Field({ description: 'The ambitions that no post leads.' }) ambitionsWithoutLead: TallyNode;
  @Field({ description: 'The objectives that have not ended and whose delivery nobody leads.' }) objectivesWithoutLead: TallyNode;
}

@ObjectType({ description: 'The open risks of one likelihood and one impact.' })
export class RiskCell {
  @Field(() => Int, { description: '1 to 5.' }) likelihood: number;
  @Field(() => Int, { description: '1 to 5.' }) impact: number;
  @Field({ description: 'The risks.' }) risks: TallyNode;
}

@ObjectType({ description: 'A risk with what it threatens.' })
export class RiskLine {
  @Field({ description: 'The risk.' }) risk: Risk;
  @Field({ description: 'The title of the objective.' }) objectiveTitle: string;
  @Field(() => Int, { description: 'The number of its ambition.' }) ambition: number;
}

@ObjectType({ implements: () => [Report], description: 'The risks that are open, hardest first.' })
export class RiskList extends Report {
  @Field({ description: 'The open risks.' }) open: TallyNode;
  @Field({ description: 'The closed ones.' }) closed: TallyNode;
  @Field({ description: 'Open ones with a likelihood or an impact that nobody gave.' }) unscored: TallyNode;
  @Field(() => [NamedTally], { description: 'The open ones by kind.' }) byKind: readonly NamedTally[];
  @Field(() => [RiskCell], { description: 'Every pair of likelihood and impact with an open risk, hardest first.' })
  matrix: readonly RiskCell[];
  @Field(() => [RiskLine], { description: 'The open ones by score, then by code; those without a score last.' }) lines: readonly RiskLine[];
}
