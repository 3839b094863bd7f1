import { Resolver } from '@nestjs/graphql';
import { baselinesOf } from '#libs/domain';
import type * as domain from '#libs/domain';
import { DerivedField } from '../graphql/plain-fields.js';
import { remembered, type Seen } from '../present.js';
import { MilestoneBaseline, MilestoneForecast, MilestoneNode } from './milestone.types.js';

const baselines = remembered((milestone: domain.Milestone, view) => baselinesOf(view, milestone));

/** What was promised and expected of a milestone so far: read from the entries behind it, so only where it is asked for. */
@Resolver(() => MilestoneNode)
export class BaselineFields {
  @DerivedField(() => [MilestoneBaseline], {
    description: 'Its baselines, oldest first: the original one, each that was approved, and those of the milestones that it goes on from.',
  })
  baselines(this: void, { seen: { view, key } }: Seen): readonly MilestoneBaseline[] {
    const milestone = view.milestone(key);
    return milestone === undefined ? [] : baselines(milestone, view);
  }

  @DerivedField(() => [MilestoneForecast], { description: 'Every forecast of it under this code, in the order in which they were made.' })
  forecasts(this: void, { seen: { view, key } }: Seen): readonly MilestoneForecast[] {
    return view.forecastsOf(key);
  }
}
