import { CommandBus } from '@nestjs/cqrs';
import { Args, InputType, Mutation, Resolver } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Asker } from '../auth/asker.js';
import { Choice, Counts, Line, Lines, optional, RegisterCode, RuleNumber, Text } from '../fields.js';
import { command, type Request } from '../ledger-command.js';
import { DiscrepancySettlement, DiscrepancySeverity } from './register.enums.js';
import { DiscrepancyResult, recordDiscrepancy } from './register.result.js';

const Code = () => RegisterCode('The code of the discrepancy, such as `D001`.');

@InputType({ description: 'Reports an inconsistency found in a source. What is printed stays.' })
export class ReportDiscrepancy
  extends command('register', 'ReportDiscrepancy')
  implements domain.Payload<domain.RegisterCommand, 'ReportDiscrepancy'>
{
  @Code() code: string;
  @Lines(64, 'Codes of what it is about, or words such as `PLAN`; at least one.') about: string[];
  @Line(64, 'What kind of inconsistency it is, such as `TITLE_VARIANT`.') category: string;
  @Choice(DiscrepancySeverity, 'How much it matters.') severity: domain.DiscrepancySeverity;
  @Line(300, 'Where in the source it is.') where: string;
  @Text(2000, 'What is wrong.') what: string;
  @RuleNumber('The validation rule that it breaks, such as `R01`.', optional) rule?: string;
  @Text(2000, 'What would resolve it, where that is known.', optional) proposal?: string;
  @Counts(1, 10_000_000, 'The 1-based lines of the source that show it.', optional) sourceLines?: number[];
}

@InputType({ description: 'Gives a discrepancy to a post to look after.' })
export class AssignDiscrepancy
  extends command('register', 'AssignDiscrepancy')
  implements domain.Payload<domain.RegisterCommand, 'AssignDiscrepancy'>
{
  @Code() code: string;
  @Line(200, 'The post; never a person.') post: string;
}

@InputType({ description: 'Settles a discrepancy: says what holds, or why it is left as it is.' })
export class ResolveDiscrepancy
  extends command('register', 'ResolveDiscrepancy')
  implements domain.Payload<domain.RegisterCommand, 'ResolveDiscrepancy'>
{
  @Code() code: string;
  @Choice(DiscrepancySettlement, 'How it is settled.') state: domain.DiscrepancySettlement;
  @Text(2000, 'What holds instead, or why it is left.') resolution: string;
}

@InputType({ description: 'Opens a settled discrepancy again.' })
export class ReopenDiscrepancy
  extends command('register', 'ReopenDiscrepancy')
  implements domain.Payload<domain.RegisterCommand, 'ReopenDiscrepancy'>
{
  @Code() code: string;
  @Text(2000, 'Why.') reason: string;
}

@Resolver()
export class DiscrepancyMutations {
  constructor(private readonly commands: CommandBus) {}

  @Mutation(() => DiscrepancyResult)
  reportDiscrepancy(@Args('input') input: ReportDiscrepancy, @Asker() request: Request) {
    return recordDiscrepancy(this.commands, input, request);
  }

  @Mutation(() => DiscrepancyResult)
  assignDiscrepancy(@Args('input') input: AssignDiscrepancy, @Asker() request: Request) {
    return recordDiscrepancy(this.commands, input, request);
  }

  @Mutation(() => DiscrepancyResult)
  resolveDiscrepancy(@Args('input') input: ResolveDiscrepancy, @Asker() request: Request) {
    return recordDiscrepancy(this.commands, input, request);
  }

  @Mutation(() => DiscrepancyResult)
  reopenDiscrepancy(@Args('input') input: ReopenDiscrepancy, @Asker() request: Request) {
    return recordDiscrepancy(this.commands, input, request);
  }
}
