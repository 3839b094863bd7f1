import { Field, Int, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Connection } from '../paging.js';
import { PublicStatus } from '../plan/plan.enums.js';
import { GraphQLDay } from '../scalars.js';
import { Report, TallyNode } from './report.types.js';

@ObjectType({ description: 'An open milestone and the day by which it is to be met.' })
export class DueLine implements domain.DueLine {
  @Field({ description: 'Its code.' }) code: string;
  @Field({ description: 'The code of its objective.' }) objective: string;
  @Field({ description: 'What is to be done.' }) title: string;
  @Field(() => GraphQLDay, { description: 'The due day, or else the end of the approved window.' }) endsOn: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'The due day, where the plan names one.' }) dueOn?: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day now expected.' }) forecast?: string;
  @Field(() => PublicStatus, { nullable: true, description: 'The status reported to the public.' })
  publicStatus: domain.PublicStatus | null;
  @Field(() => Int, { nullable: true, description: 'Whole days since it was to be met; null while it is not late.' }) daysLate?: number;
  @Field({ nullable: true, description: 'The post that leads its delivery on the day reported on.' }) deliveryLead?: string;
}

@ObjectType('DueLineConnection', {
  description: 'A page of open milestones: by the day on which they are to be met, named days before ends of windows, then by code.',
})
export class DueLineConnection extends Connection('DueLine', () => DueLine) {}

@ObjectType({ description: 'What falls due on one day.' })
export class DueDay {
  @Field(() => GraphQLDay, { description: 'The day.' }) on: string;
  @Field({ description: 'The open milestones that fall due on it.' }) milestones: TallyNode;
}

@ObjectType({
  implements: () => [Report],
  description: 'Open milestones by the day on which they are to be met, and what is late: from the day after.',
})
export class DueAndLate extends Report {
  @Field({ description: 'Open milestones.' }) openCount: TallyNode;
  @Field({ description: 'Those of them that are late.' }) lateCount: TallyNode;
  @Field({ description: 'Those that are not late and are to be met within the days that the rule set names, 90 at first.' })
  dueSoonCount: TallyNode;
  @Field(() => [DueDay], { description: 'The due days that the plan names, in order; ends of windows are not among them.' })
  dueDays: readonly DueDay[];
}
