import { Args, ArgsType, InputType, Int, ObjectType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Choices, Count, Flag, Line, Nested, ObjectiveCode, optional } from '../fields.js';
import { Certainty, MilestoneStatus, Nature } from '../objective/milestone.enums.js';
import { MilestoneNode } from '../objective/milestone.types.js';
import { ObjectiveStatus } from '../objective/objective.enums.js';
import { ObjectiveNode } from '../objective/objective.types.js';
import { Connection, filterHash, type Page, PageArgs, pageOfList } from '../paging.js';
import { ambitionSeen, type AmbitionSeen, milestoneSeen, type MilestoneSeen, objectiveSeen, type ObjectiveSeen } from '../present.js';
import { PublicStatus } from './plan.enums.js';
import { PlanNode } from './plan.node.js';
import { AmbitionNode } from './plan.types.js';

@InputType({ description: 'Which objectives to list; all conditions must hold.' })
export class ObjectiveFilter {
  @Count(1, 1000, 'Those of the ambition of this number.', optional) ambition?: number;
  @Choices(ObjectiveStatus, 'Those in one of these states.', optional) statuses?: domain.ObjectiveStatus[];
  @Choices(PublicStatus, 'Those with one of these public statuses.', optional) publicStatuses?: domain.PublicStatus[];
  @Flag('Those with, or without, a declared delay.', optional) delayed?: boolean;
}

@ArgsType()
export class ObjectivesArgs {
  @Nested(() => ObjectiveFilter, 'Which ones; all if absent.', optional) filter?: ObjectiveFilter;
}

@InputType({ description: 'Which milestones to list; all conditions must hold.' })
export class MilestoneFilter {
  @Count(1, 1000, 'Those of the ambition of this number.', optional) ambition?: number;
  @ObjectiveCode('Those of the objective of this code.', optional) objective?: string;
  @Line(200, 'Those of the strand of this name.', optional) strand?: string;
  @Choices(MilestoneStatus, 'Those in one of these states.', optional) statuses?: domain.MilestoneStatus[];
  @Choices(PublicStatus, 'Those with one of these public statuses.', optional) publicStatuses?: domain.PublicStatus[];
  @Choices(Certainty, 'Those promised in one of these ways.', optional) certainties?: domain.Certainty[];
  @Choices(Nature, 'Those of one of these kinds of work.', optional) natures?: domain.Nature[];
  @Count(1, 5, 'Those whose approved window touches this plan year.', optional) year?: number;
  @Flag('Those that are, or are not, late.', optional) late?: boolean;
  @Flag('Those with, or without, a due day.', optional) due?: boolean;
}

@ArgsType()
export class MilestonesArgs extends PageArgs {
  @Nested(() => MilestoneFilter, 'Which ones; all if absent.', optional) filter?: MilestoneFilter;
}

@ObjectType('MilestoneConnection', { description: 'A page of milestones, in the order of their codes.' })
export class MilestoneConnection extends Connection('Milestone', () => MilestoneNode) {}

const oneOf = <T>(wanted: readonly T[] | undefined, value: T): boolean => wanted === undefined || wanted.includes(value);
const same = <T>(wanted: T | undefined, value: T): boolean => wanted === undefined || wanted === value;

const objectiveFits = (filter: ObjectiveFilter, objective: domain.Objective): boolean =>
  same(filter.ambition, objective.ambition) &&
  oneOf(filter.statuses, objective.status) &&
  oneOf(filter.publicStatuses, objective.publicStatus) &&
  same(filter.delayed, objective.delayed);

const milestoneFits = (filter: MilestoneFilter, milestone: domain.Milestone, view: domain.PlanView): boolean =>
  same(filter.objective, milestone.objective) &&
  same<string | undefined>(filter.strand, milestone.strand) &&
  oneOf(filter.statuses, milestone.status) &&
  oneOf<domain.PublicStatus | null>(filter.publicStatuses, milestone.publicStatus) &&
  oneOf(filter.certainties, milestone.certainty) &&
  oneOf(filter.natures, milestone.nature) &&
  (filter.year === undefined || (milestone.window.fromYear <= filter.year && filter.year <= milestone.window.toYear)) &&
  same(filter.late, milestone.late) &&
  same(filter.due, milestone.dueOn !== undefined) &&
  (filter.ambition === undefined || view.objective(milestone.objective)?.ambition === filter.ambition);

/** The parts of a plan that take arguments. */
@Resolver(() => PlanNode)
export class PlanParts {
  @ResolveField(() => AmbitionNode, {
    nullable: true,
    description: 'The ambition of a number; null where the plan has none such on that day.',
  })
  ambition(
    @Parent() { seen: { view } }: PlanNode,
    @Args('number', { type: () => Int, description: 'Its number.' }) number: number,
  ): AmbitionSeen | undefined {
    const found = view.ambition(number);
    return found && ambitionSeen(found, view);
  }

  @ResolveField(() => [ObjectiveNode], { description: 'Its objectives on that day, in the order of their codes.' })
  objectives(@Parent() { seen: { view } }: PlanNode, @Args() { filter = {} }: ObjectivesArgs): readonly ObjectiveSeen[] {
    return view.objectives.filter((objective) => objectiveFits(filter, objective)).map((objective) => objectiveSeen(objective, view));
  }

  @ResolveField(() => ObjectiveNode, {
    nullable: true,
    description: 'The objective of a code; null where the plan has none such on that day.',
  })
  objective(
    @Parent() { seen: { view } }: PlanNode,
    @Args('code', { description: 'Its code, such as `1b`.' }) code: string,
  ): ObjectiveSeen | undefined {
    const found = view.objective(code);
    return found && objectiveSeen(found, view);
  }

  @ResolveField(() => MilestoneNode, {
    nullable: true,
    description: 'The milestone of a code; null where this edition has none such on that day.',
  })
  milestone(
    @Parent() { seen: { view } }: PlanNode,
    @Args('code', { description: 'Its code, such as `1b-m06`.' }) code: string,
  ): MilestoneSeen | undefined {
    const found = view.milestone(code);
    return found && milestoneSeen(found, view);
  }

  @ResolveField(() => MilestoneConnection, {
    description: 'The milestones of this edition on that day, in the order of their codes, page by page.',
  })
  milestones(@Parent() { seen: { view } }: PlanNode, @Args() { filter = {}, first, after }: MilestonesArgs): Page<MilestoneSeen> {
    const hash = filterHash(`milestones ${view.code} ${view.edition?.number}`, filter);
    const fitting = view.milestones.filter((milestone) => milestoneFits(filter, milestone, view));
    return pageOfList(fitting, { first, after }, hash, view, (milestone) => milestoneSeen(milestone, view));
  }
}
