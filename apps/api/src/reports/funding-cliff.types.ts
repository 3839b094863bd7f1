import { Field, Int, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { FundingPosition } from '../objective/funding.enums.js';
import { GraphQLDay } from '../scalars.js';
import { NamedTally } from './named-tally.types.js';
import { Report, TallyNode } from './report.types.js';

@ObjectType({ description: 'A plan year in which nothing is known to pay for an open milestone (`FUNDING_GAP`).' })
export class FundingGap implements domain.FundingGap {
  @Field({ description: 'The code of the objective.' }) objective: string;
  @Field({ description: 'The code of the milestone.' }) milestone: string;
  @Field(() => Int, { description: 'The plan year, 1 to 5.' }) year: number;
  @Field(() => FundingPosition, { description: 'What pays until then.' }) position: domain.FundingPosition;
  @Field(() => GraphQLDay, { description: 'The last day that is paid for.' }) until: string;
}

@ObjectType({ description: 'An objective whose money ends before work that is planned.' })
export class FundingCliffLine {
  @Field({ description: 'Its code.' }) objective: string;
  @Field({ description: 'Its title.' }) title: string;
  @Field(() => FundingPosition, { description: 'What pays for it.' }) position: domain.FundingPosition;
  @Field(() => GraphQLDay, { description: 'The last day that is paid for.' }) until: string;
  @Field({ description: 'Its milestones with a year that nothing is known to pay for.' }) milestones: TallyNode;
  @Field(() => [FundingGap], { description: 'A line for each milestone and plan year, in the order of codes and years.' })
  gaps: readonly FundingGap[];
}

@ObjectType({ description: 'An objective that counts on money which is not there, though no last day is known.' })
export class UncertainFunding implements domain.UncertainFunding {
  @Field({ description: 'Its code.' }) objective: string;
  @Field({ description: 'Its title.' }) title: string;
  @Field(() => FundingPosition, { description: 'PARTIAL, SUBJECT_TO_FUNDING or UNFUNDED.' }) position: domain.FundingPosition;
  @Field({ nullable: true, description: 'What the plan says about it.' }) text?: string;
}

@ObjectType({ implements: () => [Report], description: 'Where the money ends before the work does.' })
export class FundingCliff extends Report {
  @Field({ description: 'The milestones with at least one year that nothing is known to pay for.' }) milestones: TallyNode;
  @Field(() => [FundingCliffLine], { description: 'The objectives that they belong to, by the last day that is paid for, then by code.' })
  cliffs: readonly FundingCliffLine[];
  @Field(() => [UncertainFunding], { description: 'Objectives whose money is partial or yet to be found, without a last day.' })
  uncertain: readonly UncertainFunding[];
  @Field(() => [NamedTally], { description: 'The objectives that have not ended, by what pays for them; `UNKNOWN` where nobody said.' })
  byPosition: readonly NamedTally[];
}
