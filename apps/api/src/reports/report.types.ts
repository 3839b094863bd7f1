import { Field, Int, InterfaceType, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { GraphQLDay, GraphQLEntryNumber } from '../scalars.js';

@InterfaceType('Report', {
  description: 'What every report begins with. The same report is computed again at the same `entry`, `on` and `edition`.',
})
export abstract class Report implements domain.ReportHead {
  @Field(() => GraphQLEntryNumber, { description: 'The last entry that it knows.' }) entry: number;
  @Field(() => GraphQLDay, { description: 'The day reported on.' }) on: string;
  @Field(() => Int, { nullable: true, description: 'The number of the edition reported on; null while the plan has none.' }) edition:
    number | null;
  @Field(() => String, { description: 'The name of the rule set that it was computed by.' }) ruleSet: string;
}

@ObjectType('Tally', { description: 'A number of a report, with what it counts: any of them can be traced to the entries behind it.' })
export class TallyNode {
  @Field(() => Int, { description: 'How many.' }) count: number;
  @Field(() => [String], { description: 'The codes of what was counted, an ambition by its number, in the order of the report.' })
  subjects: readonly string[];
}
