import { CommandBus } from '@nestjs/cqrs';
import { Args, InputType, Mutation, Resolver } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Asker } from '../auth/asker.js';
import { Choice, Day, FinancialYear, Line, ObjectiveCode, optional, Pence, Text } from '../fields.js';
import { command, type Request } from '../ledger-command.js';
import { Basis, FundingPosition } from './funding.enums.js';
import { ObjectiveResult, recordObjective } from './objective.result.js';

@InputType({ description: 'Says what pays for an objective, where that is not known yet.' })
export class SetFundingPosition
  extends command('objective', 'SetFundingPosition')
  implements domain.Payload<domain.ObjectiveCommand, 'SetFundingPosition'>
{
  @ObjectiveCode() objective: string;
  @Choice(FundingPosition, 'What pays for it.') position: domain.FundingPosition;
  @Day('The last day that is paid for; a milestone of a later plan year is then flagged.', optional) until?: string;
  @Choice(Basis, 'How the source says that day.', optional) untilBasis?: domain.Basis;
  @Text(2000, 'What the plan says about it.', optional) text?: string;
}

@InputType({ description: 'Changes what pays for an objective, from `effectiveOn` on. All that is not said again is gone.' })
export class ChangeFundingPosition
  extends command('objective', 'ChangeFundingPosition')
  implements domain.Payload<domain.ObjectiveCommand, 'ChangeFundingPosition'>
{
  @ObjectiveCode() objective: string;
  @Choice(FundingPosition, 'What pays for it from then on.') position: domain.FundingPosition;
  @Day('The last day that is paid for; a milestone of a later plan year is then flagged.', optional) until?: string;
  @Choice(Basis, 'How the source says that day.', optional) untilBasis?: domain.Basis;
  @Text(2000, 'What the plan says about it.', optional) text?: string;
  @Text(2000, 'Why it changes.') reason: string;
}

@InputType({ description: 'Records money that was awarded to an objective, on the day of the award (`effectiveOn`).' })
export class RecordFundingAward
  extends command('objective', 'RecordFundingAward')
  implements domain.Payload<domain.ObjectiveCommand, 'RecordFundingAward'>
{
  @ObjectiveCode() objective: string;
  @Pence('How much, more than nothing.') amount: number;
  @FinancialYear('The financial year that it is for.') period: string;
  @Line(200, 'Who awards it, where that is said.', optional) funder?: string;
  @Text(2000, 'What the source says about it.', optional) text?: string;
}

@Resolver()
export class FundingMutations {
  constructor(private readonly commands: CommandBus) {}

  @Mutation(() => ObjectiveResult)
  setFundingPosition(@Args('input') input: SetFundingPosition, @Asker() request: Request) {
    return recordObjective(this.commands, input.objective, input, request);
  }

  @Mutation(() => ObjectiveResult)
  changeFundingPosition(@Args('input') input: ChangeFundingPosition, @Asker() request: Request) {
    return recordObjective(this.commands, input.objective, input, request);
  }

  @Mutation(() => ObjectiveResult)
  recordFundingAward(@Args('input') input: RecordFundingAward, @Asker() request: Request) {
    return recordObjective(this.commands, input.objective, input, request);
  }
}
