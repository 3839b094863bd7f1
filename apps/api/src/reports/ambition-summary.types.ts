import { Field, Int, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { AccountablePost, FormerTitle } from '../plan/plan.types.js';
import { Report, TallyNode } from './report.types.js';

@ObjectType({ description: 'An objective in a list of titles.' })
export class ObjectiveLine implements domain.ObjectiveLine {
  @Field({ description: 'Its code.' }) code: string;
  @Field({ description: 'Its title on the day reported on.' }) title: string;
  @Field(() => [FormerTitle], { description: 'Earlier titles, oldest first.' }) formerTitles: readonly FormerTitle[];
}

@ObjectType({ description: 'An ambition with who answers for it, and its objectives.' })
export class AmbitionLine {
  @Field(() => Int, { description: 'Its number.' }) number: number;
  @Field({ description: 'Its title on the day reported on.' }) title: string;
  @Field(() => [FormerTitle], { description: 'Earlier titles, oldest first.' }) formerTitles: readonly FormerTitle[];
  @Field(() => [AccountablePost], { description: 'The posts accountable on that day.' }) posts: readonly AccountablePost[];
  @Field({ description: 'Its objectives, counted.' }) objectiveCount: TallyNode;
  @Field(() => [ObjectiveLine], { description: 'Its objectives, in the order of their codes.' }) objectives: readonly ObjectiveLine[];
}

@ObjectType({
  implements: () => [Report],
  description: 'Figure 8: the ambitions with who answers for them, and their objectives.',
})
export class AmbitionSummary extends Report {
  @Field({ description: 'The ambitions, counted.' }) ambitionCount: TallyNode;
  @Field({ description: 'The objectives, counted.' }) objectiveCount: TallyNode;
  @Field(() => [AmbitionLine], { description: 'The ambitions, in order of number.' }) ambitions: readonly AmbitionLine[];
}
