import { CommandBus } from '@nestjs/cqrs';
import { Args, InputType, Mutation, Resolver } from '@nestjs/graphql';
import { objectiveOfMilestone as objectiveOf } from '#libs/domain';
import type * as domain from '#libs/domain';
import { Asker } from '../auth/asker.js';
import { Choice, Count, DependencyCode, ItemCode, Line, Nested, ObjectiveCode, optional, Text } from '../fields.js';
import { command, type LedgerCommand, type Request } from '../ledger-command.js';
import { DependencyKind, DependencyRelation } from './dependency.enums.js';
import { Basis } from './funding.enums.js';
import { ObjectiveResult, recordObjective } from './objective.result.js';

@InputType({ description: 'What is depended on.' })
export class DependencyTargetInput implements domain.DependencyTarget {
  @Choice(DependencyKind, 'What kind of thing it is.') kind: domain.DependencyKind;
  @Line(300, 'Its code where it is part of the plan, else its name.') ref: string;
}

@InputType({ description: 'Declares that something relies on something else. It is recorded with the objective of what depends.' })
export class DeclareDependency
  extends command('objective', 'DeclareDependency')
  implements domain.Payload<domain.ObjectiveCommand, 'DeclareDependency'>
{
  @ObjectiveCode('The code of the objective that depends, as a whole or by one of its items.') objective: string;
  @DependencyCode(optional) dependency?: string;
  @ItemCode('What depends: a milestone or a measure of the objective; the objective as a whole if absent.', optional) from?: string;
  @Nested(() => DependencyTargetInput, 'What it depends on.') to: DependencyTargetInput;
  @Choice(DependencyRelation, 'How the two hang together; `DEPENDS_ON` if absent.', optional) relation?: domain.DependencyRelation;
  @Choice(Basis, 'How the source says it; `STATED` if absent.', optional) basis?: domain.Basis;
  @Count(0, 120, 'Whole months that what depends needs after what it depends on is there.', optional) leadMonths?: number;
  @Text(2000, 'What the plan says about it.', optional) text?: string;
}

@InputType({ description: 'Records that what was depended on is there.' })
export class SatisfyDependency
  extends command('objective', 'SatisfyDependency')
  implements domain.Payload<domain.ObjectiveCommand, 'SatisfyDependency'>
{
  @DependencyCode() dependency: string;
  @Text(2000, 'What shows it.', optional) evidence?: string;
}

@InputType({ description: 'Records that what was depended on will not come.' })
export class BreakDependency
  extends command('objective', 'BreakDependency')
  implements domain.Payload<domain.ObjectiveCommand, 'BreakDependency'>
{
  @DependencyCode() dependency: string;
  @Text(2000, 'Why.') reason: string;
}

@InputType({ description: 'Records that a dependency no longer matters.' })
export class WaiveDependency
  extends command('objective', 'WaiveDependency')
  implements domain.Payload<domain.ObjectiveCommand, 'WaiveDependency'>
{
  @DependencyCode() dependency: string;
  @Text(2000, 'Why.') reason: string;
}

@Resolver()
export class DependencyMutations {
  constructor(private readonly commands: CommandBus) {}

  private record(input: LedgerCommand & { dependency: string }, request: Request) {
    return recordObjective(this.commands, objectiveOf(input.dependency), input, request);
  }

  @Mutation(() => ObjectiveResult)
  declareDependency(@Args('input') input: DeclareDependency, @Asker() request: Request) {
    return recordObjective(this.commands, input.objective, input, request);
  }

  @Mutation(() => ObjectiveResult)
  satisfyDependency(@Args('input') input: SatisfyDependency, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  breakDependency(@Args('input') input: BreakDependency, @Asker() request: Request) {
    return this.record(input, request);
  }

  @Mutation(() => ObjectiveResult)
  waiveDependency(@Args('input') input: WaiveDependency, @Asker() request: Request) {
    return this.record(input, request);
  }
}
