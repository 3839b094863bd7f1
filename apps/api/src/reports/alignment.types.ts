import { Field, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { RegisterKind } from '../register/register.enums.js';
import { RegisterEntryNode } from '../register/register.types.js';
import { Report, TallyNode } from './report.types.js';

@ObjectType({ description: 'Something that the plan is to fit, and what of the plan fits it.' })
export class AlignmentLine {
  @Field(() => RegisterEntryNode, { description: 'What it is, as the register has it.' }) registered: object;
  @Field({ description: 'The ambitions that it is linked to.' }) ambitions: TallyNode;
  @Field({ description: 'The objectives that it is linked to, or that say they fit it or build on it.' }) objectives: TallyNode;
}

@ObjectType({ description: 'What the register holds of one kind that the plan is to fit.' })
export class AlignmentGroup {
  @Field(() => RegisterKind, { description: 'The kind.' }) kind: domain.RegisterKind;
  @Field({ description: 'The entries that hold on the day, counted.' }) entries: TallyNode;
  @Field(() => [AlignmentLine], { description: 'A line for each, in the order of their codes.' }) lines: readonly AlignmentLine[];
}

@ObjectType({ description: 'An alignment of objectives with something that the register does not hold under any name.' })
export class UnregisteredAlignment {
  @Field({ description: 'What kind of thing the objectives say it is.' }) type: string;
  @Field({ description: 'Its name.' }) name: string;
  @Field({ description: 'The objectives that name it.' }) objectives: TallyNode;
}

@ObjectType({
  implements: () => [Report],
  description:
    'Strategies, partner plans, county priorities, national shifts and policies, core purposes, and what of the plan fits them. Names are compared without case and punctuation, aliases counted in.',
})
export class StrategyAlignment extends Report {
  @Field(() => [AlignmentGroup], { description: 'By kind.' }) groups: readonly AlignmentGroup[];
  @Field(() => [UnregisteredAlignment], { description: 'What objectives name and the register does not hold.' })
  unregistered: readonly UnregisteredAlignment[];
}
