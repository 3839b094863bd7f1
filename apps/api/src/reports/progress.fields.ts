import { Args, ArgsType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import * as domain from '#libs/domain';
import { Day, Sound } from '../fields.js';
import { PlanNode } from '../plan/plan.node.js';
import { ProgressReport, UpdatesOwed } from './progress-report.types.js';
import { type Answer, reported } from './reported.js';

const progressReport = reported('progressReport');
const updatesOwed = reported('updatesOwed');

/** Declares the last day of a reporting half-year. */
export const PeriodEnd = () =>
  Sound('halfYearEnd', (day) => (domain.endsHalfYear(String(day)) ? undefined : 'must be a 31 March or a 30 September'));

@ArgsType()
export class HalfYearArgs {
  @Day('The last day of the half-year: 31 March or 30 September.')
  @PeriodEnd()
  periodEnd: string;
}

/** What is reported of a half-year. */
@Resolver(() => PlanNode)
export class ProgressFields {
  @ResolveField(() => ProgressReport, {
    description: 'The report on a half-year, with statuses as of the day looked at: ask with `on` at its last day, or a later one.',
  })
  progressReport(@Parent() { seen: { view } }: PlanNode, @Args() { periodEnd }: HalfYearArgs): Answer<domain.ProgressReport> {
    return progressReport(view, periodEnd);
  }

  @ResolveField(() => UpdatesOwed, { description: 'Who owes an update of a half-year, and what came in.' })
  updatesOwed(@Parent() { seen: { view } }: PlanNode, @Args() { periodEnd }: HalfYearArgs): Answer<domain.UpdatesOwed> {
    return updatesOwed(view, periodEnd);
  }
}
