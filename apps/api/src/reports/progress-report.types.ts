import { Field, Int, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { choices } from '../fields.js';
import { Confidence } from '../objective/account.enums.js';
import { AssuredStatus, DeclaredStatus } from '../objective/account.types.js';
import { Delay } from '../objective/milestone.types.js';
import { Outlook, PublicStatus } from '../plan/plan.enums.js';
import { GraphQLDay, GraphQLInstant } from '../scalars.js';
import { Report, TallyNode } from './report.types.js';

export const DelayedBy = choices<domain.DelayedBy>('DelayedBy', 'Why a milestone counts as delayed.', {
  DECLARED: 'Its owner declared a delay.',
  LATE: 'It is past the day by which it was to be met.',
  FORECAST: 'It is forecast past that day.',
});

@ObjectType({ description: 'A reporting half-year.' })
export class HalfYear implements domain.HalfYear {
  @Field(() => GraphQLDay, { description: 'Its first day.' }) startsOn: string;
  @Field(() => GraphQLDay, { description: 'Its last day: 31 March or 30 September.' }) endsOn: string;
  @Field(() => GraphQLDay, { description: 'The last day of the half-year after it.' }) nextEndsOn: string;
  @Field(() => GraphQLDay, { description: 'The last day, in London, on which an update of it is entered in time; by the rule set.' })
  cutOff: string;
}

@ObjectType({ description: 'Milestones by the status that is computed of them. What has not started is not counted.' })
export class ProgressCounts {
  @Field({ description: 'Those that are completed.' }) completed: TallyNode;
  @Field({ description: 'Those in progress.' }) inProgress: TallyNode;
  @Field({ description: 'Those that are delayed.' }) delayed: TallyNode;
}

@ObjectType({ description: 'A case study that goes with what is reported.' })
export class CaseNote implements domain.CaseNote {
  @Field({ description: 'Its code in the register.' }) code: string;
  @Field({ description: 'Its name.' }) name: string;
}

@ObjectType({ description: 'An open risk to the capacity to deliver.' })
export class CapacityNote implements Omit<domain.CapacityNote, 'line'> {
  @Field({ description: 'The code of the risk.' }) code: string;
  @Field({ description: 'The code of its objective.' }) objective: string;
  @Field({ description: 'The risk in words.' }) text: string;
  @Field(() => Int, { nullable: true, description: 'Likelihood times impact, 1 to 25; null while it is not scored.' }) score?: number;
}

@ObjectType({ description: 'What the owner of an objective said of the half-year.' })
export class UpdateProgress implements Omit<domain.UpdateProgress, 'line' | 'objective'> {
  @Field({ description: 'True for a nil return: there is nothing to report.' }) nil: boolean;
  @Field({ nullable: true, description: 'What was achieved.' }) achieved?: string;
  @Field({ nullable: true, description: 'What comes in the next half-year.' }) next?: string;
  @Field({ nullable: true, description: 'What help is needed, and from whom.' }) helpNeeded?: string;
  @Field(() => Confidence, { nullable: true, description: 'How sure the owner is.' }) confidence?: domain.Confidence;
  @Field({ nullable: true, description: 'The post that entered it, where one was acted for.' }) post?: string;
  @Field(() => GraphQLInstant, { description: 'When what stands was entered, UTC.' }) enteredAt: string;
  @Field({ description: 'True where that was after the cut-off.' }) afterCutOff: boolean;
}

@ObjectType({ isAbstract: true })
class Judged implements domain.Judged {
  @Field(() => PublicStatus, { description: 'The status that is computed.' }) computed: domain.PublicStatus;
  @Field(() => DeclaredStatus, { nullable: true, description: 'The status that its owner declared last.' }) declared?: DeclaredStatus;
  @Field(() => AssuredStatus, { nullable: true, description: 'The status that was assured last.' }) assured?: AssuredStatus;
  @Field({ description: 'True where those are not one.' }) disputed: boolean;
}

@ObjectType({ description: 'A milestone in a report on progress.' })
export class MilestoneProgress extends Judged implements Omit<domain.MilestoneProgress, 'line' | 'next'> {
  @Field({ description: 'Its code.' }) code: string;
  @Field({ description: 'The code of its objective.' }) objective: string;
  @Field({ description: 'What is to be done.' }) title: string;
  @Field({ nullable: true, description: 'The strand of the objective that it belongs to.' }) strand?: string;
  @Field(() => GraphQLDay, { description: 'The due day, or else the end of the approved window.' }) endsOn: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day now expected.' }) forecast?: string;
  @Field(() => DelayedBy, { nullable: true, description: 'Why it counts as delayed; null where it does not.' })
  delayedBy?: domain.DelayedBy;
  @Field(() => Delay, { nullable: true, description: 'The delay that its owner declared, with the reason.' }) delay?: Delay;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which it was met.' }) metOn?: string;
  @Field({ nullable: true, description: 'What shows that it was met.' }) evidence?: string;
  @Field({ nullable: true, description: 'The post that leads its delivery.' }) deliveryLead?: string;
}

@ObjectType({ description: 'An objective in a report on progress, its milestones by computed status.' })
export class ObjectiveProgress extends Judged {
  @Field({ description: 'Its code.' }) code: string;
  @Field({ description: 'Its title on the day reported on.' }) title: string;
  @Field(() => Delay, { nullable: true, description: 'The delay declared of the objective itself.' }) delay?: Delay;
  @Field({ nullable: true, description: 'The post that leads its delivery.' }) deliveryLead?: string;
  @Field({ description: 'Its milestones, counted.' }) counts: ProgressCounts;
  @Field(() => UpdateProgress, { nullable: true, description: 'What its owner said of the half-year; null while that did not come.' })
  update?: UpdateProgress;
  @Field({ description: 'True where it was under way in the half-year and no update of it came.' }) owesUpdate: boolean;
  @Field(() => [CapacityNote], { description: 'Its open risks to the capacity to deliver.' }) capacityNotes: readonly CapacityNote[];
  @Field(() => [CaseNote], { description: 'Case studies that go with it.' }) caseNotes: readonly CaseNote[];
  @Field(() => [MilestoneProgress], { description: 'Completed, each with its evidence.' }) completed: readonly MilestoneProgress[];
  @Field(() => [MilestoneProgress], { description: 'In progress.' }) inProgress: readonly MilestoneProgress[];
  @Field(() => [MilestoneProgress], { description: 'Delayed, each with the reason.' }) delayed: readonly MilestoneProgress[];
  @Field({ description: 'Its milestones whose window opens in the next half-year.' }) opensNext: TallyNode;
  @Field({ description: 'Its milestones that are to be met in the next half-year.' }) dueNext: TallyNode;
}

@ObjectType({ description: 'An ambition in a report on progress.' })
export class AmbitionProgress {
  @Field(() => Int, { description: 'Its number.' }) number: number;
  @Field({ description: 'Its title on the day reported on.' }) title: string;
  @Field(() => Outlook, { nullable: true, description: 'How its delivery is seen, where that was said.' }) outlook?: domain.Outlook;
  @Field({ nullable: true, description: 'Why it is seen so.' }) outlookReason?: string;
  @Field(() => [CaseNote], { description: 'Case studies that go with it.' }) caseNotes: readonly CaseNote[];
  @Field({ description: 'Its milestones, counted.' }) counts: ProgressCounts;
  @Field(() => [ObjectiveProgress], { description: 'Its objectives, in the order of their codes.' })
  objectives: readonly ObjectiveProgress[];
}

@ObjectType({ description: 'What the owner of an objective wrote under a heading of the report.' })
export class UpdateRemark implements domain.UpdateRemark {
  @Field({ description: 'The code of the objective.' }) objective: string;
  @Field({ description: 'What was written.' }) text: string;
  @Field({ description: 'True where that was entered after the cut-off.' }) afterCutOff: boolean;
}

@ObjectType({
  implements: () => [Report],
  description:
    'The half-yearly report: ambition, objective, then completed, in progress and delayed; with what owners said and who still owes it. Statuses are those of the day reported on.',
})
export class ProgressReport extends Report {
  @Field({ description: 'The half-year.' }) period: HalfYear;
  @Field({ description: 'All milestones, counted.' }) counts: ProgressCounts;
  @Field(() => [AmbitionProgress], { description: 'The ambitions, in order of number.' }) ambitions: readonly AmbitionProgress[];
  @Field(() => [CapacityNote], { description: 'Open risks to the capacity to deliver.' }) capacityNotes: readonly CapacityNote[];
  @Field(() => [UpdateRemark], { description: 'Outcomes achieved for people.' }) outcomes: readonly UpdateRemark[];
  @Field(() => [UpdateRemark], { description: 'How people were heard.' }) engagement: readonly UpdateRemark[];
  @Field(() => [UpdateRemark], { description: 'How it was led.' }) leadership: readonly UpdateRemark[];
  @Field(() => [UpdateRemark], { description: 'What stood in the way.' }) challenges: readonly UpdateRemark[];
  @Field({ description: 'Objectives that owe an update of the half-year.' }) owed: TallyNode;
  @Field({ description: 'Objectives whose owner had nothing to report.' }) nilReturns: TallyNode;
  @Field({ description: 'Objectives whose update was entered after the cut-off.' }) afterCutOff: TallyNode;
  @Field({ description: 'Objectives and milestones whose computed, declared and assured status are not one.' }) disputed: TallyNode;
}

@ObjectType({ description: 'An update that is owed, and by whom.' })
export class OwedUpdate implements domain.OwedUpdate {
  @Field({ description: 'The code of the objective.' }) objective: string;
  @Field({ description: 'Its title on the day reported on.' }) title: string;
  @Field(() => Int, { description: 'The number of its ambition.' }) ambition: number;
  @Field({
    nullable: true,
    description: 'The post that leads its delivery, or else the one that leads the ambition; null where nobody does.',
  })
  owedBy?: string;
  @Field({ nullable: true, description: 'The post that stands in.' }) deputy?: string;
}

@ObjectType({ implements: () => [Report], description: 'Which objectives still owe an update of a half-year, and what came in.' })
export class UpdatesOwed extends Report {
  @Field({ description: 'The half-year.' }) period: HalfYear;
  @Field({ description: 'Objectives that were under way in it and have no update of it.' }) owed: TallyNode;
  @Field({ description: 'Objectives with an update of it, nil returns included.' }) received: TallyNode;
  @Field({ description: 'Those whose owner had nothing to report.' }) nilReturns: TallyNode;
  @Field({ description: 'Those of which what stands was entered after the cut-off.' }) afterCutOff: TallyNode;
  @Field(() => [OwedUpdate], { description: 'Who owes, in the order of codes.' }) lines: readonly OwedUpdate[];
}
