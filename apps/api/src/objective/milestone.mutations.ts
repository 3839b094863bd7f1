import { CommandBus } from '@nestjs/cqrs';
import { Args, InputType, Mutation, Resolver } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Asker } from '../auth/asker.js';
import { Needs } from '../auth/needs.js';
import { Choice, Count, Day, Line, MilestoneCode, Nested, ObjectiveCode, optional, Text } from '../fields.js';
import { command, type LedgerCommand, type Request } from '../ledger-command.js';
import { Certainty, DelayReason, Nature } from './milestone.enums.js';
import { MilestoneResult, recordMilestone } from './milestone.result.js';

@InputType({
  description: 'A window as plan years, as days, or both; both that disagree are refused under R01 with the right days as proposals.',
})
export class WindowInput implements domain.WindowInput {
  @Count(1, 5, 'The plan year it starts in.', optional) fromYear?: number;
  @Count(1, 5, 'The plan year it ends in.', optional) toYear?: number;
  @Day('The first day.', optional) startsOn?: string;
  @Day('The last day.', optional) endsOn?: string;
}

@InputType({ description: 'Adds a milestone to an objective; its code is its identity for ever.' })
export class AddMilestone extends command('objective', 'AddMilestone') implements domain.Payload<domain.ObjectiveCommand, 'AddMilestone'> {
  @ObjectiveCode() objective: string;
  @MilestoneCode('Its code: that of the objective, a hyphen, a letter and digits.') milestone: string;
  @Line(500, 'What is to be done.') title: string;
  @Nested(() => WindowInput, 'When; it becomes the first and the approved window.') window: WindowInput;
  @Choice(Certainty, 'How firmly it is promised.') certainty: domain.Certainty;
  @Choice(Nature, 'What kind of work it is.') nature: domain.Nature;
  @Day('The due day, inside the window.', optional) dueOn?: string;
  @Line(200, 'The strand that it belongs to.', optional) strand?: string;
  @Text(1000, 'What must happen first.', optional) condition?: string;
  @Line(300, 'The heading under which it is printed.', optional) printedHeading?: string;
  @Count(1, 1000, 'The edition; the one current on the day if absent.', optional) edition?: number;
}

@InputType({ description: 'Gives a placeholder its content.' })
export class DefinePlaceholder
  extends command('objective', 'DefinePlaceholder')
  implements domain.Payload<domain.ObjectiveCommand, 'DefinePlaceholder'>
{
  @MilestoneCode() milestone: string;
  @Line(500, 'What is to be done.') title: string;
  @Choice(Certainty, 'How firmly it is promised.', optional) certainty?: domain.Certainty;
  @Choice(Nature, 'What kind of work it is.', optional) nature?: domain.Nature;
  @Day('The due day, inside the window.', optional) dueOn?: string;
}

@InputType({ description: 'Records that work on a milestone has started.' })
export class StartMilestone
  extends command('objective', 'StartMilestone')
  implements domain.Payload<domain.ObjectiveCommand, 'StartMilestone'>
{
  @MilestoneCode() milestone: string;
}

@InputType({ description: 'Records that a milestone was met; `effectiveOn` is the day.' })
export class MeetMilestone
  extends command('objective', 'MeetMilestone')
  implements domain.Payload<domain.ObjectiveCommand, 'MeetMilestone'>
{
  @MilestoneCode() milestone: string;
  @Text(2000, 'What shows that it was met.') evidence: string;
}

@InputType({ description: 'Declares a milestone delayed. The forecast moves; the window stays.' })
export class DelayMilestone
  extends command('objective', 'DelayMilestone')
  implements domain.Payload<domain.ObjectiveCommand, 'DelayMilestone'>
{
  @MilestoneCode() milestone: string;
  @Day('The day by which it is now expected.') newEnd: string;
  @Choice(DelayReason, 'Why.') reason: domain.DelayReason;
}

@InputType({ description: 'Moves the forecast of a milestone without declaring a delay.' })
export class ReforecastMilestone
  extends command('objective', 'ReforecastMilestone')
  implements domain.Payload<domain.ObjectiveCommand, 'ReforecastMilestone'>
{
  @MilestoneCode() milestone: string;
  @Day('The day now expected.') forecast: string;
  @Text(2000, 'Why; required where it gets later.', optional) reason?: string;
}

@InputType({ description: 'Moves the approved window of a milestone. The first window stays.' })
export class ApproveBaseline
  extends command('objective', 'ApproveBaseline')
  implements domain.Payload<domain.ObjectiveCommand, 'ApproveBaseline'>
{
  @MilestoneCode() milestone: string;
  @Nested(() => WindowInput, 'The new approved window.') window: WindowInput;
  @Day('The new approved due day, inside the window.', optional) dueOn?: string;
  @Line(200, 'The body that decided it.') decidedBy: string;
  @Text(2000, 'Why.') reason: string;
}

@InputType({ description: 'Gives a milestone up.' })
export class DropMilestone
  extends command('objective', 'DropMilestone')
  implements domain.Payload<domain.ObjectiveCommand, 'DropMilestone'>
{
  @MilestoneCode() milestone: string;
  @Text(2000, 'Why.') reason: string;
}

@InputType({ description: 'Confirms that the work of a CONTINUE milestone goes on.' })
export class ConfirmContinuing
  extends command('objective', 'ConfirmContinuing')
  implements domain.Payload<domain.ObjectiveCommand, 'ConfirmContinuing'>
{
  @MilestoneCode() milestone: string;
  @Day('A day of the half-year that is confirmed; that of `effectiveOn` if absent.', optional) period?: string;
}

@InputType({ description: 'Records that the condition of a milestone holds.' })
export class MeetCondition
  extends command('objective', 'MeetCondition')
  implements domain.Payload<domain.ObjectiveCommand, 'MeetCondition'>
{
  @MilestoneCode() milestone: string;
  @Text(2000, 'What shows it.', optional) evidence?: string;
}

@InputType({ description: 'Records that the condition of a milestone does not hold: it is held.' })
export class FailCondition
  extends command('objective', 'FailCondition')
  implements domain.Payload<domain.ObjectiveCommand, 'FailCondition'>
{
  @MilestoneCode() milestone: string;
  @Text(2000, 'Why.') reason: string;
}

@Resolver()
export class MilestoneMutations {
  constructor(private readonly commands: CommandBus) {}

  private record(input: LedgerCommand & { milestone: string }, request: Request) {
    return recordMilestone(this.commands, input.milestone, input, request);
  }

  @Mutation(() => MilestoneResult)
  addMilestone(@Args('input') input: AddMilestone, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => MilestoneResult)
  definePlaceholder(@Args('input') input: DefinePlaceholder, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => MilestoneResult)
  startMilestone(@Args('input') input: StartMilestone, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => MilestoneResult)
  meetMilestone(@Args('input') input: MeetMilestone, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => MilestoneResult)
  delayMilestone(@Args('input') input: DelayMilestone, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => MilestoneResult)
  reforecastMilestone(@Args('input') input: ReforecastMilestone, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => MilestoneResult)
  @Needs('approver')
  approveBaseline(@Args('input') input: ApproveBaseline, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => MilestoneResult)
  dropMilestone(@Args('input') input: DropMilestone, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => MilestoneResult)
  confirmContinuing(@Args('input') input: ConfirmContinuing, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => MilestoneResult)
  meetCondition(@Args('input') input: MeetCondition, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => MilestoneResult)
  failCondition(@Args('input') input: FailCondition, @Asker() request: Request) {
    return this.record(input, request);
  }
}
