import { Args, ArgsType, InputType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { aimOf, polarityOf, processChart, seriesOf } from '#libs/domain';
import type * as domain from '#libs/domain';
import { Choices, Count, Flag, Line, Nested, ObjectiveCode, optional } from '../fields.js';
import { DerivedField } from '../graphql/plain-fields.js';
import { ObjectiveNode } from '../objective/objective.types.js';
import { filterHash, type Page, PageArgs, pageOfList } from '../paging.js';
import { PlanNode } from '../plan/plan.node.js';
import type { ObjectiveSeen } from '../present.js';
import { Cadence, MeasureKind, MeasureStatus, RatingState, TargetState } from './measure.enums.js';
import { measureSeen, type MeasureSeen } from './measure.seen.js';
import { MeasureConnection, MeasureNode, MeasureSeries, ObservationConnection, type ProcessChart } from './measure.types.js';

@InputType({ description: 'Which measures to list; all conditions must hold.' })
export class MeasureFilter {
  @Count(1, 1000, 'Those of the ambition of this number.', optional) ambition?: number;
  @ObjectiveCode('Those that belong to the objective of this code now.', optional) objective?: string;
  @Line(200, 'Those of the strand of this name.', optional) strand?: string;
  @Choices(MeasureKind, 'Those that show success in one of these ways.', optional) kinds?: domain.MeasureKind[];
  @Choices(Cadence, 'Those with one of these cadences.', optional) cadences?: domain.Cadence[];
  @Choices(MeasureStatus, 'Those in one of these states.', optional) statuses?: domain.MeasureStatus[];
  @Choices(RatingState, 'Those that stand so.', optional) ratings?: domain.RatingState[];
  @Choices(TargetState, 'Those with a target that has come to one of these.', optional) targetStates?: domain.TargetState[];
  @Flag('Those that the text of their objective has, or has not.', optional) inBody?: boolean;
  @Flag('Those that figure 15 has, or has not.', optional) inFigure15?: boolean;
  @Flag('Those whose named baseline lacks a value or a day, or all others (R24).', optional) needsBaseline?: boolean;
  @Flag('Those with a target that lacks a time, or all others (R29).', optional) needsDate?: boolean;
  @Flag('Those that are, or are not, linked as duplicates.', optional) duplicate?: boolean;
}

@ArgsType()
export class MeasuresArgs extends PageArgs {
  @Nested(() => MeasureFilter, 'Which ones; all if absent.', optional) filter?: MeasureFilter;
}

const oneOf = <T>(wanted: readonly T[] | undefined, value: T | undefined): boolean =>
  wanted === undefined || (value !== undefined && wanted.includes(value));
const same = <T>(wanted: T | undefined, value: T): boolean => wanted === undefined || wanted === value;

const measureFits = (filter: MeasureFilter, measure: domain.Measure, view: domain.PlanView): boolean =>
  same(filter.objective, measure.objective) &&
  same<string | undefined>(filter.strand, measure.strand) &&
  oneOf(filter.kinds, measure.kind) &&
  oneOf(filter.cadences, measure.cadence) &&
  oneOf(filter.statuses, measure.status) &&
  oneOf(filter.ratings, measure.rating?.state) &&
  (filter.targetStates === undefined || measure.targets.some(({ state }) => oneOf(filter.targetStates, state))) &&
  same(filter.inBody, measure.inBody) &&
  same(filter.inFigure15, measure.inFigure15) &&
  same(filter.needsBaseline, measure.needsBaseline) &&
  same(filter.needsDate, measure.needsDate) &&
  same(filter.duplicate, measure.duplicateOf !== undefined) &&
  (filter.ambition === undefined || view.objective(measure.objective)?.ambition === filter.ambition);

@Resolver(() => PlanNode)
export class MeasureParts {
  @ResolveField(() => MeasureNode, { nullable: true, description: 'The measure of a code; null where the plan has none such on that day.' })
  measure(
    @Parent() { seen: { view } }: PlanNode,
    @Args('code', { description: 'Its code, such as `1b-k1`.' }) code: string,
  ): MeasureSeen | undefined {
    const found = view.measure(code);
    return found && measureSeen(found, view);
  }

  @ResolveField(() => MeasureConnection, {
    description: 'The measures that count in this edition on that day, in the order of their codes, page by page; withdrawn ones too.',
  })
  measures(@Parent() { seen: { view } }: PlanNode, @Args() { filter = {}, first, after }: MeasuresArgs): Page<MeasureSeen> {
    const hash = filterHash(`measures ${view.code} ${view.edition?.number}`, filter);
    const fitting = view.measures.filter((measure) => measureFits(filter, measure, view));
    return pageOfList(fitting, { first, after }, hash, view, (measure) => measureSeen(measure, view));
  }
}

@Resolver(() => ObjectiveNode)
export class MeasuresOfObjective {
  @DerivedField(() => [MeasureNode], { description: 'The measures that belong to it, in the order of their codes.' })
  measures(this: void, { code, seen: { view } }: ObjectiveSeen): readonly MeasureSeen[] {
    return view.measuresOf(code).map((measure) => measureSeen(measure, view));
  }
}

const observationsOf = ({ code, seen: { view } }: MeasureSeen): readonly domain.Observation[] => view.measure(code)?.observations ?? [];

function processOf({ observations }: domain.Series, measure: MeasureSeen): ProcessChart | undefined {
  const values = observations.map(({ value }) => value);
  const chart = processChart(values, measure.seen.view.ruleSet, polarityOf(measure), aimOf(measure));
  const signals = chart?.signals.map((signal) => ({
    ...signal,
    from: observations[signal.from].period,
    to: observations[signal.to].period,
  }));
  return chart && { ...chart, signals: signals ?? [] };
}

@Resolver(() => MeasureNode)
export class ObservationsOfMeasure {
  @ResolveField(() => ObservationConnection, { description: 'What was observed by the day looked at, oldest period first, page by page.' })
  observations(@Parent() measure: MeasureSeen, @Args() page: PageArgs): Page<domain.Observation> {
    const filter = filterHash('observations', { id: measure.id });
    return pageOfList(observationsOf(measure), page, filter, measure.seen.view, (observation) => observation);
  }

  @DerivedField(() => [MeasureSeries], { description: 'Its observations by source and period type, never mixed, in the order of sources.' })
  series(this: void, measure: MeasureSeen): readonly MeasureSeries[] {
    return seriesOf(observationsOf(measure)).map((series) => {
      const { reportedBy, periodType, observations } = series;
      return {
        reportedBy,
        periodType,
        count: observations.length,
        latest: observations[observations.length - 1],
        process: processOf(series, measure),
      };
    });
  }
}
