import { CommandBus } from '@nestjs/cqrs';
import { Args, InputType, Mutation, Resolver } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Asker } from '../auth/asker.js';
import { Count, Line, ObjectiveCode, optional, Text } from '../fields.js';
import { command, type LedgerCommand, type Request } from '../ledger-command.js';
import { ObjectiveResult, recordObjective } from './objective.result.js';

const StrandName = () => Line(200, 'The name of the strand; its identity within the objective.');

@InputType({ description: 'Adds a strand, a named part of an objective.' })
export class AddStrand extends command('objective', 'AddStrand') implements domain.Payload<domain.ObjectiveCommand, 'AddStrand'> {
  @ObjectiveCode() objective: string;
  @StrandName() strand: string;
  @Count(1, 1000, 'The edition; the one current on the day if absent.', optional) edition?: number;
}

@InputType({ description: 'Ends a strand on its own.' })
export class ConcludeStrand
  extends command('objective', 'ConcludeStrand')
  implements domain.Payload<domain.ObjectiveCommand, 'ConcludeStrand'>
{
  @ObjectiveCode() objective: string;
  @StrandName() strand: string;
  @Text(2000, 'Why.', optional) reason?: string;
}

@InputType({ description: 'Passes a strand to another owner.' })
export class TransferStrand
  extends command('objective', 'TransferStrand')
  implements domain.Payload<domain.ObjectiveCommand, 'TransferStrand'>
{
  @ObjectiveCode() objective: string;
  @StrandName() strand: string;
  @Line(300, 'Who takes it over.') receiver: string;
  @Text(2000, 'Why.', optional) reason?: string;
}

@Resolver()
export class StrandMutations {
  constructor(private readonly commands: CommandBus) {}

  private record(input: LedgerCommand & { objective: string }, request: Request) {
    return recordObjective(this.commands, input.objective, input, request);
  }

  @Mutation(() => ObjectiveResult)
  addStrand(@Args('input') input: AddStrand, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  concludeStrand(@Args('input') input: ConcludeStrand, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  transferStrand(@Args('input') input: TransferStrand, @Asker() request: Request) {
    return this.record(input, request);
  }
}
