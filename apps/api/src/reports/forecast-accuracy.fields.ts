import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import * as domain from '#libs/domain';
import { DerivedField } from '../graphql/plain-fields.js';
import { filterHash, type Page, PageArgs, pageOfList } from '../paging.js';
import { PlanNode } from '../plan/plan.node.js';
import { ForecastAccuracy, ScoredForecastConnection } from './forecast-accuracy.types.js';
import { type Answer, reported } from './reported.js';

const forecastAccuracy = reported('forecastAccuracy');

@Resolver(() => PlanNode)
export class ForecastAccuracyField {
  @DerivedField(() => ForecastAccuracy, {
    description: 'Past forecasts scored against what happened, by how far they looked ahead and by who led.',
  })
  forecastAccuracy(this: void, { seen: { view } }: PlanNode): Answer<domain.ForecastAccuracy> {
    return forecastAccuracy(view);
  }
}

@Resolver(() => ForecastAccuracy)
export class ForecastAccuracyFields {
  @ResolveField(() => ScoredForecastConnection, { description: 'The scored forecasts, page by page.' })
  forecasts(
    @Parent() { forecasts, entry, on, edition, lapsed }: domain.ForecastAccuracy,
    @Args() page: PageArgs,
  ): Page<domain.ScoredForecast> {
    return pageOfList(forecasts, page, filterHash(`forecasts ${lapsed.at.plan} ${edition}`, {}), { entry, on }, (line) => line);
  }
}
