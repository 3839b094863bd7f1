import { CommandBus } from '@nestjs/cqrs';
import { Args, InputType, Mutation, Resolver } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Asker } from '../auth/asker.js';
import { Needs } from '../auth/needs.js';
import { Count, Line, ObjectiveCode, ObjectiveCodes, optional, Text } from '../fields.js';
import { command, type LedgerCommand, type Request } from '../ledger-command.js';
import { ObjectiveResult, recordObjective } from './objective.result.js';

@InputType({
  description:
    'Merges an objective into another, or into a programme of the register, on `effectiveOn`. One that is not registered yet holds the merger as AWAITING_REFERENCE (R31); sent again once it is, the merger is completed.',
})
export class MergeObjective
  extends command('objective', 'MergeObjective')
  implements domain.Payload<domain.ObjectiveCommand, 'MergeObjective'>
{
  @ObjectiveCode() objective: string;
  @Line(200, 'The code of an objective, or the code or name of a programme.') into: string;
  @Text(2000, 'Why.') reason: string;
}

@InputType({ description: 'Splits an objective into others on `effectiveOn`; they are there already.' })
export class SplitObjective
  extends command('objective', 'SplitObjective')
  implements domain.Payload<domain.ObjectiveCommand, 'SplitObjective'>
{
  @ObjectiveCode() objective: string;
  @ObjectiveCodes('The codes of at least two objectives.') into: string[];
  @Text(2000, 'Why.') reason: string;
}

@InputType({ description: 'Replaces an objective by another on `effectiveOn`; that one is there already.' })
export class ReplaceObjective
  extends command('objective', 'ReplaceObjective')
  implements domain.Payload<domain.ObjectiveCommand, 'ReplaceObjective'>
{
  @ObjectiveCode() objective: string;
  @ObjectiveCode('The code of the objective that takes its place.') successor: string;
  @Text(2000, 'Why.') reason: string;
}

@InputType({ description: 'Reopens a retired objective on `effectiveOn`. What its retirement passed on stays with those who received it.' })
export class ReopenObjective
  extends command('objective', 'ReopenObjective')
  implements domain.Payload<domain.ObjectiveCommand, 'ReopenObjective'>
{
  @ObjectiveCode() objective: string;
  @Text(2000, 'Why.') reason: string;
}

@InputType({ description: 'Records on an objective a predecessor of which no code is known.' })
export class RecordPredecessor
  extends command('objective', 'RecordPredecessor')
  implements domain.Payload<domain.ObjectiveCommand, 'RecordPredecessor'>
{
  @ObjectiveCode() objective: string;
  @Line(300, 'A title to know it by.') workingTitle: string;
  @Count(1, 1000, 'The last edition that had it, where that is known.', optional) edition?: number;
}

@Resolver()
export class LineageMutations {
  constructor(private readonly commands: CommandBus) {}

  private record(input: LedgerCommand & { objective: string }, request: Request) {
    return recordObjective(this.commands, input.objective, input, request);
  }

  @Mutation(() => ObjectiveResult)
  @Needs('approver')
  mergeObjective(@Args('input') input: MergeObjective, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  @Needs('approver')
  splitObjective(@Args('input') input: SplitObjective, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  @Needs('approver')
  replaceObjective(@Args('input') input: ReplaceObjective, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  @Needs('approver')
  reopenObjective(@Args('input') input: ReopenObjective, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  recordPredecessor(@Args('input') input: RecordPredecessor, @Asker() request: Request) {
    return this.record(input, request);
  }
}
