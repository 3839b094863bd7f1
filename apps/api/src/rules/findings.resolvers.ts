import { Inject } from '@nestjs/common';
import { Args, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { headOf, reusedCommandFindings, rules, tally } from '#libs/domain';
import type * as domain from '#libs/domain';
import type { Views } from '#libs/views';
import { Asker } from '../auth/asker.js';
import type { Request } from '../ledger-command.js';
import { filterHash, pageOfList } from '../paging.js';
import { PlanNode } from '../plan/plan.node.js';
import { reported } from '../reports/reported.js';
import { VIEWS } from '../tokens.js';
import { viewsFor } from '../views-for.js';
import { Finding, FindingConnection, FindingsArgs, Rule } from './finding.types.js';

const findings = reported('findings');

type Filter = Pick<FindingsArgs, 'severity' | 'rule' | 'subject'>;

const fits = ({ severity, rule, subject }: Filter, finding: domain.Finding): boolean =>
  (severity === undefined || finding.severity === severity) &&
  (rule === undefined || finding.rule === rule) &&
  (subject === undefined || finding.subject === subject || finding.subject.startsWith(`${subject}-`));

const shown = ({ sources = [], ...finding }: domain.RecordedFinding): Finding => ({ ...finding, sources });

@Resolver(() => PlanNode)
export class FindingsOfPlan {
  constructor(@Inject(VIEWS) private readonly views: Views) {}

  @ResolveField(() => FindingConnection, { description: 'What the rules find in the edition looked at, on that day, page by page.' })
  async findings(
    @Parent() { seen: { view } }: PlanNode,
    @Args() { first, after, ...filter }: FindingsArgs,
    @Asker() request: Request,
  ): Promise<FindingConnection> {
    const ofLedger = reusedCommandFindings(viewsFor(this.views, request).reusedCommands(view.code, view.entry));
    const fitting = (await findings(view, JSON.stringify(ofLedger))).filter((finding) => fits(filter, finding));
    const hash = filterHash(`findings ${view.code} ${view.edition?.number} ${view.ruleSet.name}`, filter);
    const counted = (severity: domain.Severity): domain.Tally =>
      tally(
        view,
        'any',
        fitting.filter((finding) => finding.severity === severity).map(({ subject }) => subject),
      );
    return {
      ...headOf(view),
      ...pageOfList(fitting, { first, ...(after !== undefined && { after }) }, hash, view, shown),
      high: counted('HIGH'),
      medium: counted('MEDIUM'),
      low: counted('LOW'),
    };
  }
}

@Resolver()
export class RuleQueries {
  @Query(() => [Rule], { name: 'rules', description: 'Every rule of plans, those with numbers first.' })
  all(): readonly Rule[] {
    return rules.map(({ name, kinds, says }) => ({ name, kinds, says }));
  }
}
