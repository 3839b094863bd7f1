import { CommandBus } from '@nestjs/cqrs';
import { Args, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { objectiveOfMilestone as objectiveOf } from '#libs/domain';
import type * as domain from '#libs/domain';
import { Asker } from '../auth/asker.js';
import { Choice, CommitmentCode, Count, Day, Line, Nested, ObjectiveCode, optional, RiskCode, Text } from '../fields.js';
import { command, type LedgerCommand, type Request } from '../ledger-command.js';
import { WindowInput } from './milestone.mutations.js';
import { ObjectiveResult, recordObjective } from './objective.result.js';
import { RiskKind } from './risk.enums.js';

@InputType({ description: 'Raises a risk to an objective.' })
export class RaiseRisk extends command('objective', 'RaiseRisk') implements domain.Payload<domain.ObjectiveCommand, 'RaiseRisk'> {
  @ObjectiveCode() objective: string;
  @RiskCode() risk: string;
  @Choice(RiskKind, 'What it is about.') kind: domain.RiskKind;
  @Text(2000, 'What may happen.') text: string;
  @Count(1, 5, 'How likely it is, 1 to 5.', optional) likelihood?: number;
  @Count(1, 5, 'How hard it would hit, 1 to 5.', optional) impact?: number;
}

@InputType({ description: 'Scores a risk anew from `effectiveOn` on. The former scores are kept.' })
export class ScoreRisk extends command('objective', 'ScoreRisk') implements domain.Payload<domain.ObjectiveCommand, 'ScoreRisk'> {
  @RiskCode() risk: string;
  @Count(1, 5, 'How likely it is, 1 to 5.') likelihood: number;
  @Count(1, 5, 'How hard it would hit, 1 to 5.') impact: number;
  @Text(2000, 'Why; required where it gets worse.', optional) reason?: string;
}

@InputType({ description: 'Closes a risk: it is no longer there.' })
export class CloseRisk extends command('objective', 'CloseRisk') implements domain.Payload<domain.ObjectiveCommand, 'CloseRisk'> {
  @RiskCode() risk: string;
  @Text(2000, 'Why.') reason: string;
}

@InputType({ description: 'Records what the text of an edition promises beside its milestones.' })
export class RecordCommitment
  extends command('objective', 'RecordCommitment')
  implements domain.Payload<domain.ObjectiveCommand, 'RecordCommitment'>
{
  @ObjectiveCode() objective: string;
  @CommitmentCode() commitment: string;
  @Line(500, 'What is promised.') title: string;
  @Nested(() => WindowInput, 'When, where the plan says so.', optional) window?: WindowInput;
  @Day('The due day, where the plan names one.', optional) dueOn?: string;
  @Count(1, 1000, 'The edition; the one current on the day if absent.', optional) edition?: number;
}

@Resolver()
export class RiskMutations {
  constructor(private readonly commands: CommandBus) {}

  private record(input: LedgerCommand & { risk: string }, request: Request) {
    return recordObjective(this.commands, objectiveOf(input.risk), input, request);
  }

  @Mutation(() => ObjectiveResult)
  raiseRisk(@Args('input') input: RaiseRisk, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  scoreRisk(@Args('input') input: ScoreRisk, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  closeRisk(@Args('input') input: CloseRisk, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  recordCommitment(@Args('input') input: RecordCommitment, @Asker() request: Request) {
    return recordObjective(this.commands, input.objective, input, request);
  }
}
