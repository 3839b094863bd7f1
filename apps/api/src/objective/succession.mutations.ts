import { CommandBus } from '@nestjs/cqrs';
import { Args, InputType, Mutation, Resolver } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Asker } from '../auth/asker.js';
import { Choice, Count, Day, Line, MilestoneCode, MilestoneCodes, Nested, NestedList, optional, Text } from '../fields.js';
import { command, type LedgerCommand, type Request } from '../ledger-command.js';
import { Certainty, Nature } from './milestone.enums.js';
import { WindowInput } from './milestone.mutations.js';
import { MilestoneResult, recordMilestone } from './milestone.result.js';

const WINDOW = 'When, in the years of that edition; what is left of the approved window if absent.';

@InputType({
  description:
    'Carries an open milestone forward into a later edition, under the next free code of its objective. It keeps its first window and first due day. True from the first day of that edition.',
})
export class CarryForwardMilestone
  extends command('objective', 'CarryForwardMilestone')
  implements domain.Payload<domain.ObjectiveCommand, 'CarryForwardMilestone'>
{
  @MilestoneCode() milestone: string;
  @Count(1, 1000, 'The edition to carry it into; the newest that is not withdrawn if absent.', optional) toEdition?: number;
  @Nested(() => WindowInput, WINDOW, optional) window?: WindowInput;
  @Day('The due day, inside the window; the former one if absent and still inside.', optional) dueOn?: string;
  @Line(500, 'What is to be done, where the wording changes.', optional) title?: string;
  @Text(2000, 'Why.', optional) reason?: string;
}

@InputType({ description: 'A part of a milestone that is split. What is left out is taken over.' })
export class MilestonePart implements domain.Continuation {
  @Line(500, 'What is to be done.') title: string;
  @Nested(() => WindowInput, WINDOW, optional) window?: WindowInput;
  @Day('The due day, inside the window.', optional) dueOn?: string;
  @Choice(Certainty, 'How firmly it is promised.', optional) certainty?: domain.Certainty;
  @Choice(Nature, 'What kind of work it is.', optional) nature?: domain.Nature;
  @Line(200, 'The strand that it belongs to.', optional) strand?: string;
  @Text(1000, 'What must happen first.', optional) condition?: string;
}

@InputType({
  description: 'Splits an open milestone into several, under the next free codes. Each keeps its first window and first due day.',
})
export class SplitMilestone
  extends command('objective', 'SplitMilestone')
  implements domain.Payload<domain.ObjectiveCommand, 'SplitMilestone'>
{
  @MilestoneCode() milestone: string;
  @Count(1, 1000, 'The edition of the parts; its own if absent.', optional) edition?: number;
  @NestedList(() => MilestonePart, 'At least two parts.') parts: MilestonePart[];
  @Text(2000, 'Why.') reason: string;
}

@InputType({
  description:
    'Merges open milestones of one objective into one, under the next free code. It keeps the first dates of the one that was promised for the earliest day.',
})
export class MergeMilestones
  extends command('objective', 'MergeMilestones')
  implements domain.Payload<domain.ObjectiveCommand, 'MergeMilestones'>
{
  @MilestoneCodes('The codes of at least two milestones of one objective.') milestones: string[];
  @Count(1, 1000, 'The edition of the new one; the newest of theirs if absent.', optional) edition?: number;
  @Line(500, 'What is to be done.') title: string;
  @Nested(() => WindowInput, WINDOW, optional) window?: WindowInput;
  @Day('The due day, inside the window.', optional) dueOn?: string;
  @Choice(Certainty, 'How firmly it is promised.', optional) certainty?: domain.Certainty;
  @Choice(Nature, 'What kind of work it is.', optional) nature?: domain.Nature;
  @Line(200, 'The strand that it belongs to.', optional) strand?: string;
  @Text(1000, 'What must happen first.', optional) condition?: string;
  @Text(2000, 'Why.') reason: string;
}

@InputType({ description: 'Gives an open milestone up for another, of whatever objective, that is there already.' })
export class SupersedeMilestone
  extends command('objective', 'SupersedeMilestone')
  implements domain.Payload<domain.ObjectiveCommand, 'SupersedeMilestone'>
{
  @MilestoneCode() milestone: string;
  @MilestoneCode('The code of the milestone that takes its place.') successor: string;
  @Count(1, 1000, 'The edition of that one; its own if absent.', optional) edition?: number;
  @Text(2000, 'Why.') reason: string;
}

@Resolver()
export class SuccessionMutations {
  constructor(private readonly commands: CommandBus) {}

  private record(milestone: string, input: LedgerCommand, request: Request) {
    return recordMilestone(this.commands, milestone, input, request);
  }

  @Mutation(() => MilestoneResult)
  carryForwardMilestone(@Args('input') input: CarryForwardMilestone, @Asker() request: Request) {
    return this.record(input.milestone, input, request);
  }

  @Mutation(() => MilestoneResult)
  splitMilestone(@Args('input') input: SplitMilestone, @Asker() request: Request) {
    return this.record(input.milestone, input, request);
  }

  @Mutation(() => MilestoneResult)
  mergeMilestones(@Args('input') input: MergeMilestones, @Asker() request: Request) {
    return this.record(input.milestones[0], input, request);
  }

  @Mutation(() => MilestoneResult)
  supersedeMilestone(@Args('input') input: SupersedeMilestone, @Asker() request: Request) {
    return this.record(input.milestone, input, request);
  }
}
