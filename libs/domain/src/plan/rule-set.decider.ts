import type { Decide, Decider } from '../decider.js';
import { afterHorizon, planMissing, planOf, reasonMissing } from '../guards.js';
import { refuse } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import { ruleSetNamed, ruleSetNames, ruleSetOn } from '../rules/rule-set.js';
import type { PlanEvent } from './plan.events.js';
import type { PlanState } from './plan.projection.js';

/** What can be asked about the rules by which a plan is computed. */
export type RuleSetCommand = { plan: string; type: 'AdoptRuleSet'; ruleSet: string; reason: string };

const decide: Decide<RuleSetCommand, PlanState, PlanEvent> = {
  AdoptRuleSet: ({ plan, ruleSet, reason, on }, state) => {
    const refusal =
      planMissing(state, plan) ??
      afterHorizon(state, on) ??
      ruleSetUnknown(ruleSet) ??
      reasonMissing(reason, `the plan is computed by the rule set ${ruleSet}`);
    if (refusal !== undefined) return refusal;
    return ruleSetOn(planOf(state)?.ruleSets, on) === ruleSet ? [] : [{ type: 'RuleSetAdopted', data: { plan, ruleSet, reason } }];
  },
};

export const ruleSetAdoption: Decider<RuleSetCommand, PlanState, PlanEvent> = { decide };

function ruleSetUnknown(ruleSet: string): Refusal | undefined {
  if (ruleSetNamed(ruleSet) !== undefined) return undefined;
  return refuse('RULE_SET_NOT_FOUND', `There is no rule set ${ruleSet}; there are ${ruleSetNames.join(', ')}.`, {
    facts: { ruleSet, known: ruleSetNames },
  });
}
