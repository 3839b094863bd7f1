import { CommandBus } from '@nestjs/cqrs';
import { Args, InputType, Mutation, Resolver } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Asker } from '../auth/asker.js';
import { Choice, Count, Day, Line, Lines, ObjectiveCode, optional, Text } from '../fields.js';
import { command, type LedgerCommand, type Request } from '../ledger-command.js';
import { DelayReason } from './milestone.enums.js';
import { ObjectiveResult, recordObjective } from './objective.result.js';

@InputType({ description: 'Adds an objective to an ambition; its code is its identity for ever. Strands may be given at once.' })
export class AddObjective extends command('objective', 'AddObjective') implements domain.Payload<domain.ObjectiveCommand, 'AddObjective'> {
  @ObjectiveCode('Its code, such as `1b`.') code: string;
  @Count(1, 1000, 'The number of its ambition.') ambition: number;
  @Line(300, 'Its title.') title: string;
  @Text(4000, 'What it is about.', optional) summary?: string;
  @Lines(200, 'Names of its strands.', optional) strands?: string[];
  @Count(1, 1000, 'The edition; the one current on the day if absent.', optional) edition?: number;
}

@InputType({ description: 'Starts an objective: it becomes active.' })
export class StartObjective
  extends command('objective', 'StartObjective')
  implements domain.Payload<domain.ObjectiveCommand, 'StartObjective'>
{
  @ObjectiveCode() objective: string;
}

@InputType({ description: 'Declares an objective delayed.' })
export class DelayObjective
  extends command('objective', 'DelayObjective')
  implements domain.Payload<domain.ObjectiveCommand, 'DelayObjective'>
{
  @ObjectiveCode() objective: string;
  @Choice(DelayReason, 'Why.') reason: domain.DelayReason;
  @Day('The day by which it is now expected to end.') newEnd: string;
}

@InputType({ description: 'Ends the delay of an objective.' })
export class ResumeObjective
  extends command('objective', 'ResumeObjective')
  implements domain.Payload<domain.ObjectiveCommand, 'ResumeObjective'>
{
  @ObjectiveCode() objective: string;
}

@InputType({ description: 'Renames an objective; the code stays and the former title is kept.' })
export class RenameObjective
  extends command('objective', 'RenameObjective')
  implements domain.Payload<domain.ObjectiveCommand, 'RenameObjective'>
{
  @ObjectiveCode() objective: string;
  @Line(300, 'The new title, from `effectiveOn` on.') title: string;
}

@InputType({ description: 'Records that a title is printed differently somewhere.' })
export class RecordTitleVariant
  extends command('objective', 'RecordTitleVariant')
  implements domain.Payload<domain.ObjectiveCommand, 'RecordTitleVariant'>
{
  @ObjectiveCode() objective: string;
  @Line(200, 'Where it is printed.') place: string;
  @Line(300, 'The wording there.') wording: string;
}

@InputType({ description: 'Changes what an objective is about.' })
export class RescopeObjective
  extends command('objective', 'RescopeObjective')
  implements domain.Payload<domain.ObjectiveCommand, 'RescopeObjective'>
{
  @ObjectiveCode() objective: string;
  @Text(4000, 'What it is about from now on.') summary: string;
  @Text(2000, 'Why.') reason: string;
}

@Resolver()
export class ObjectiveMutations {
  constructor(private readonly commands: CommandBus) {}

  private record(input: LedgerCommand & { objective: string }, request: Request) {
    return recordObjective(this.commands, input.objective, input, request);
  }

  @Mutation(() => ObjectiveResult)
  addObjective(@Args('input') input: AddObjective, @Asker() request: Request) {
    return recordObjective(this.commands, input.code, input, request);
  }

  @Mutation(() => ObjectiveResult)
  startObjective(@Args('input') input: StartObjective, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  delayObjective(@Args('input') input: DelayObjective, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  resumeObjective(@Args('input') input: ResumeObjective, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  renameObjective(@Args('input') input: RenameObjective, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  recordTitleVariant(@Args('input') input: RecordTitleVariant, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  rescopeObjective(@Args('input') input: RescopeObjective, @Asker() request: Request) {
    return this.record(input, request);
  }
}
