import { Args, ArgsType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import * as domain from '#libs/domain';
import { FinancialYear, optional } from '../fields.js';
import { DerivedField } from '../graphql/plain-fields.js';
import { PlanNode } from '../plan/plan.node.js';
import { discrepancySeen, registerEntrySeen } from '../register/register.seen.js';
import { StrategyAlignment } from './alignment.types.js';
import { DiscrepancyRegister, Engagement, ImmediatePriorities, Opinions, Places } from './context.types.js';
import { type Answer, reported } from './reported.js';

const engagement = reported('engagement');
const opinions = reported('opinions');
const immediatePriorities = reported('immediatePriorities');
const places = reported('places');

const discrepancyRegister = reported('discrepancyRegister', ({ lines, ...register }, view) => {
  return { ...register, lines: lines.map((line) => discrepancySeen(line, view)) };
});

const strategyAlignment = reported('strategyAlignment', ({ groups, ...alignment }, view) => {
  const seen = (line: domain.AlignmentLine): object => ({ ...line, registered: registerEntrySeen(line.registered, view) });
  return { ...alignment, groups: groups.map((group) => ({ ...group, lines: group.lines.map(seen) })) };
});

@ArgsType()
export class ImmediatePrioritiesArgs {
  @FinancialYear('The financial year; Year 1 of the edition looked at if absent.', optional) year?: string;
}

/** What stands around the plan: what it is to fit, who said what of it, what is wrong with its sources. */
@Resolver(() => PlanNode)
export class ContextFields {
  @DerivedField(() => StrategyAlignment, {
    description:
      'What the plan is to fit (strategies, partner plans, county priorities, national shifts and policies, core purposes), and what fits it.',
  })
  strategyAlignment(this: void, { seen: { view } }: PlanNode): object {
    return strategyAlignment(view);
  }

  @DerivedField(() => Places, { description: 'Figure 12: Health and Wellbeing Partnerships with what each puts first, and Place Boards.' })
  places(this: void, { seen: { view } }: PlanNode): Answer<domain.Places> {
    return places(view);
  }

  @ResolveField(() => ImmediatePriorities, { description: 'What a financial year puts first.' })
  immediatePriorities(
    @Parent() { seen: { view } }: PlanNode,
    @Args() { year }: ImmediatePrioritiesArgs,
  ): Answer<domain.ImmediatePriorities> {
    return year === undefined ? immediatePriorities(view) : immediatePriorities(view, year);
  }

  @DerivedField(() => Engagement, { description: 'What the public was asked and said, each share with its own base.' })
  engagement(this: void, { seen: { view } }: PlanNode): Answer<domain.Engagement> {
    return engagement(view);
  }

  @DerivedField(() => Opinions, { description: 'What Health and Wellbeing Boards were asked and said of the edition looked at.' })
  opinions(this: void, { seen: { view } }: PlanNode): Answer<domain.Opinions> {
    return opinions(view);
  }

  @DerivedField(() => DiscrepancyRegister, { description: 'The inconsistencies found in the sources, by severity, state and category.' })
  discrepancyRegister(this: void, { seen: { view } }: PlanNode): object {
    return discrepancyRegister(view);
  }
}
