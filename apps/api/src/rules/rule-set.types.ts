import { Field, Int, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { GraphQLEntryNumber } from '../scalars.js';

@ObjectType({
  description: 'The versions and thresholds by which a plan is computed. A set is never changed; another threshold is another set.',
})
export class RuleSet implements domain.RuleSet {
  @Field({ description: 'Its name, for `adoptRuleSet` and `plan(ruleSet:)`.' }) name: string;
  @Field({ description: 'What sets it apart.' }) description: string;
  @Field(() => Int, { description: 'The version of the rules by which measures are read.' }) measureRules: number;
  @Field(() => Int, { description: 'The fewest points of a series that a process chart draws limits for.' }) fewestChartPoints: number;
  @Field(() => Int, { description: 'How many days ahead of its due day a milestone is due soon.' }) dueSoonDays: number;
  @Field(() => Int, { description: 'How many days after the end of a half-year an update of it is still in time.' })
  updateCutOffDays: number;
  @Field(() => GraphQLEntryNumber, {
    nullable: true,
    description:
      'The entry by which the plan adopted it; null where the plan did not: the question named it, or every plan begins with it.',
  })
  adoptedBy?: number;
}
