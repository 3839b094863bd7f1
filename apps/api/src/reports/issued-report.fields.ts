import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import * as domain from '#libs/domain';
import type { Views } from '#libs/views';
import { Asker } from '../auth/asker.js';
import { ApiError } from '../graphql/api-error.js';
import { DerivedField } from '../graphql/plain-fields.js';
import type { Request } from '../ledger-command.js';
import { filterHash, type Page, PageArgs, pageOfList } from '../paging.js';
import { PlanNode } from '../plan/plan.node.js';
import { VIEWS } from '../tokens.js';
import { viewsFor } from '../views-for.js';
import { issuedReportSeen, type IssuedReportSeen } from './issued-report.seen.js';
import { IssuedReportNode, ReportChangeConnection } from './issued-report.types.js';
import { ProgressReport } from './progress-report.types.js';
import { type Answer, reported } from './reported.js';

const issuedProgressReport = reported('issuedProgressReport');
const progressLines = reported('progressLines');

/** The reports of a plan that were issued. */
@Resolver(() => PlanNode)
export class IssuedReportParts {
  @DerivedField(() => [IssuedReportNode], {
    description: 'The reports issued by the day looked at, by the end of their half-year, then by code; whatever the edition.',
  })
  issuedReports(this: void, { seen: { view } }: PlanNode): readonly IssuedReportSeen[] {
    return view.issuedReports.map((report) => issuedReportSeen(report, view));
  }

  @ResolveField(() => IssuedReportNode, { nullable: true, description: 'The report issued under a code; null where there is none.' })
  issuedReport(
    @Parent() { seen: { view } }: PlanNode,
    @Args('code', { description: 'Its code, such as `2025-09-30`.' }) code: string,
  ): IssuedReportSeen | undefined {
    const found = view.issuedReport(code);
    return found && issuedReportSeen(found, view);
  }
}

@Resolver(() => IssuedReportNode)
export class IssuedReportFields {
  constructor(@Inject(VIEWS) private readonly views: Views) {}

  @DerivedField(() => ProgressReport, { description: 'The report, word for word as it was issued.' })
  report(this: void, { code, seen: { view } }: IssuedReportSeen): Answer<domain.ProgressReport | undefined> {
    return issuedProgressReport(view, code);
  }

  @ResolveField(() => ReportChangeConnection, {
    description:
      'What the same question says at the point looked at that the report did not: the same day and edition, at the later entry.',
  })
  async changes(
    @Parent() { id, code, periodEnd, head, seen: { view } }: IssuedReportSeen,
    @Args() page: PageArgs,
    @Asker() request: Request,
  ): Promise<Page<domain.ReportChange>> {
    const now = viewsFor(this.views, request).viewAt(view.code, view.entry, head.on, head.edition);
    if (now === undefined) throw new ApiError('NOT_FOUND', `Plan ${view.code} no longer shows edition ${head.edition}.`);
    const changes = domain.reportChanges(view.issuedLines(code), await progressLines(now, periodEnd));
    return pageOfList(changes, page, filterHash('changes', { id }), view, (change) => change);
  }
}
