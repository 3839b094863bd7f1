import { Inject } from '@nestjs/common';
import { Args, ArgsType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import type { Views } from '#libs/views';
import { Asker } from '../auth/asker.js';
import { Line, optional, ThingCode } from '../fields.js';
import { entrySeen } from '../history/entry.types.js';
import type { Request } from '../ledger-command.js';
import { PlanNode } from '../plan/plan.node.js';
import { VIEWS } from '../tokens.js';
import { viewsFor } from '../views-for.js';
import { reported } from './reported.js';
import { SourceTrace } from './source-trace.types.js';

@ArgsType()
export class SourceTraceArgs {
  @ThingCode(
    'The code of an objective, milestone, measure, dependency, risk, commitment, register entry or discrepancy, or the number of an ambition.',
  )
  subject: string;
  @Line(64, 'One of its fields, such as `forecast` or `dueOn`; all recorded ones if absent.', optional) field?: string;
}

const places = (sources: readonly (domain.Source | undefined)[]): readonly domain.Source[] => [
  ...new Map(
    sources.flatMap((source) => (source === undefined ? [] : [[JSON.stringify([source.document, source.line]), source]])),
  ).values(),
];

const sourceTrace = reported('sourceTrace');

@Resolver(() => PlanNode)
export class SourceTraceFields {
  constructor(@Inject(VIEWS) private readonly views: Views) {}

  @ResolveField(() => SourceTrace, {
    nullable: true,
    description:
      'From a thing, or one field of it, to the entries and source lines that made it what it is; null where there is no such thing or field.',
  })
  async sourceTrace(
    @Parent() { seen: { view } }: PlanNode,
    @Args() { subject, field }: SourceTraceArgs,
    @Asker() request: Request,
  ): Promise<object | undefined> {
    const trace = await (field === undefined ? sourceTrace(view, subject) : sourceTrace(view, subject, field));
    if (trace === undefined) return undefined;
    const views = viewsFor(this.views, request);
    const fields = trace.fields.flatMap(({ field: name, entry }) => {
      const found = views.entry(entry);
      return found === undefined ? [] : [{ field: name, entry: entrySeen(found) }];
    });
    return { ...trace, fields, lines: places([...fields.map(({ entry }) => entry.source), ...trace.lines]) };
  }
}
