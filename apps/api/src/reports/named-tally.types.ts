import { Field, ObjectType } from '@nestjs/graphql';
import { TallyNode } from './report.types.js';

@ObjectType({ description: 'A count of one group, such as the measures of a kind or the risks in a state.' })
export class NamedTally {
  @Field({ description: 'What the group is of.' }) name: string;
  @Field({ description: 'What it holds.' }) tally: TallyNode;
}
