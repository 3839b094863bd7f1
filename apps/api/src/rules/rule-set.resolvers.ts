import { CommandBus } from '@nestjs/cqrs';
import { Args, InputType, Mutation, Query, Resolver } from '@nestjs/graphql';
import { ruleSetOn, ruleSets } from '#libs/domain';
import type * as domain from '#libs/domain';
import { Asker } from '../auth/asker.js';
import { Needs } from '../auth/needs.js';
import { Line, Text } from '../fields.js';
import { DerivedField } from '../graphql/plain-fields.js';
import { command, type Request } from '../ledger-command.js';
import { PlanResult, recordPlan } from '../plan/plan.mutations.js';
import { PlanNode } from '../plan/plan.node.js';
import { RuleSet } from './rule-set.types.js';

@InputType({ description: 'Adopts the rule set by which a plan is computed from a day on. Answers of before stay what they were.' })
export class AdoptRuleSet extends command('plan', 'AdoptRuleSet') implements domain.Payload<domain.PlanCommand, 'AdoptRuleSet'> {
  @Line(100, 'Its name, one of `ruleSets`.') ruleSet: string;
  @Text(2000, 'Why.') reason: string;
}

@Resolver()
export class RuleSetQueries {
  constructor(private readonly commands: CommandBus) {}

  @Query(() => [RuleSet], {
    name: 'ruleSets',
    description: 'Every rule set that a plan may adopt, oldest first. Plans begin with the first.',
  })
  all(): readonly RuleSet[] {
    return ruleSets;
  }

  @Mutation(() => PlanResult)
  @Needs('approver')
  adoptRuleSet(@Args('input') input: AdoptRuleSet, @Asker() request: Request) {
    return recordPlan(this.commands, input, request);
  }
}

@Resolver(() => PlanNode)
export class RuleSetOfPlan {
  @DerivedField(() => RuleSet, {
    description: 'The rule set that everything here is computed by: the one in force, or the one that was named.',
  })
  ruleSet(this: void, { seen: { view } }: PlanNode): RuleSet {
    const { plan, ruleSet, on } = view;
    const adopted = plan.ruleSets !== undefined && ruleSetOn(plan.ruleSets, on) === ruleSet.name;
    return { ...ruleSet, ...(adopted && { adoptedBy: plan.because.ruleSets }) };
  }
}
