import { CommandBus } from '@nestjs/cqrs';
import { Args, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { objectiveOfMilestone as objectiveOf } from '#libs/domain';
import type * as domain from '#libs/domain';
import { Asker } from '../auth/asker.js';
import { Choice, Day, Flag, Line, MilestoneCode, ObjectiveCode, optional, Text } from '../fields.js';
import { command, type LedgerCommand, type Request } from '../ledger-command.js';
import { PublicStatus } from '../plan/plan.enums.js';
import { Confidence } from './account.enums.js';
import { ObjectiveResult, recordObjective } from './objective.result.js';

const EITHER = 'either this or the other of objective and milestone';

@InputType({
  description:
    'Names the post that leads the delivery of an objective or a milestone from `effectiveOn` on. Who led until then no longer does.',
})
export class AssignDeliveryLead
  extends command('objective', 'AssignDeliveryLead')
  implements domain.Payload<domain.ObjectiveCommand, 'AssignDeliveryLead'>
{
  @ObjectiveCode(`The objective that is led; ${EITHER}.`, optional) objective?: string;
  @MilestoneCode(`The milestone that is led; ${EITHER}.`, optional) milestone?: string;
  @Line(200, 'The post.') post: string;
  @Line(200, 'The organisation that it belongs to.', optional) organisation?: string;
  @Line(200, 'The post that stands in.', optional) deputy?: string;
}

@InputType({ description: 'Ends the lead of a post on `effectiveOn`, with nobody to take over.' })
export class EndDeliveryLead
  extends command('objective', 'EndDeliveryLead')
  implements domain.Payload<domain.ObjectiveCommand, 'EndDeliveryLead'>
{
  @ObjectiveCode(`The objective that is led; ${EITHER}.`, optional) objective?: string;
  @MilestoneCode(`The milestone that is led; ${EITHER}.`, optional) milestone?: string;
  @Line(200, 'The post.') post: string;
  @Text(2000, 'Why.') reason: string;
}

@InputType({ description: 'The owner declares a status. It stands beside what is computed, and changes nothing of it.' })
export class DeclareStatus
  extends command('objective', 'DeclareStatus')
  implements domain.Payload<domain.ObjectiveCommand, 'DeclareStatus'>
{
  @ObjectiveCode(`The objective; ${EITHER}.`, optional) objective?: string;
  @MilestoneCode(`The milestone; ${EITHER}.`, optional) milestone?: string;
  @Choice(PublicStatus, 'The status.') status: domain.PublicStatus;
  @Text(2000, 'Why.') reason: string;
}

@InputType({ description: 'A named post assures a status. It stands beside what is computed and declared.' })
export class AssureStatus extends command('objective', 'AssureStatus') implements domain.Payload<domain.ObjectiveCommand, 'AssureStatus'> {
  @ObjectiveCode(`The objective; ${EITHER}.`, optional) objective?: string;
  @MilestoneCode(`The milestone; ${EITHER}.`, optional) milestone?: string;
  @Choice(PublicStatus, 'The status.') status: domain.PublicStatus;
  @Line(200, 'The post that has looked into it and stands for it.') post: string;
  @Text(2000, 'What it found.', optional) text?: string;
}

@InputType({
  description:
    'Records what the owner of an objective says of a half-year, or a nil return. Told again, it takes the place of what was said before.',
})
export class RecordPeriodUpdate
  extends command('objective', 'RecordPeriodUpdate')
  implements domain.Payload<domain.ObjectiveCommand, 'RecordPeriodUpdate'>
{
  @ObjectiveCode() objective: string;
  @Day('The last day of the half-year: 31 March or 30 September. It is `effectiveOn` if that is absent.') periodEnd: string;
  @Text(4000, 'What was achieved; required unless it is a nil return.', optional) achieved?: string;
  @Text(4000, 'What comes in the next half-year; required unless it is a nil return.', optional) next?: string;
  @Text(2000, 'What help is needed, and from whom.', optional) helpNeeded?: string;
  @Choice(Confidence, 'How sure the owner is.', optional) confidence?: domain.Confidence;
  @Flag('True for a nil return: there is nothing to report.', optional) nil?: boolean;
  @Text(4000, 'Outcomes for people.', optional) outcomes?: string;
  @Text(4000, 'How people were heard.', optional) engagement?: string;
  @Text(4000, 'How it was led.', optional) leadership?: string;
  @Text(4000, 'What stood in the way.', optional) challenges?: string;
}

@Resolver()
export class AccountMutations {
  constructor(private readonly commands: CommandBus) {}

  private record(input: LedgerCommand & { objective?: string; milestone?: string }, request: Request) {
    return recordObjective(this.commands, input.objective ?? objectiveOf(input.milestone ?? ''), input, request);
  }

  @Mutation(() => ObjectiveResult)
  assignDeliveryLead(@Args('input') input: AssignDeliveryLead, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  endDeliveryLead(@Args('input') input: EndDeliveryLead, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  declareStatus(@Args('input') input: DeclareStatus, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  assureStatus(@Args('input') input: AssureStatus, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  recordPeriodUpdate(@Args('input') input: RecordPeriodUpdate, @Asker() request: Request) {
    return this.record(input, request);
  }
}
