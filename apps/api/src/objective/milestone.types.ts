import { Field, Int, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Node } from '../node.js';
import { PublicStatus } from '../plan/plan.enums.js';
import { Source } from '../plan/plan.types.js';
import { GraphQLDay, GraphQLEntryNumber } from '../scalars.js';
import { AssuredStatus, DeclaredStatus, DeliveryLead } from './account.types.js';
import { Dependency } from './dependency.types.js';
import { BaselineHow, Certainty, ConditionState, DelayReason, MilestoneStatus, Nature, SuccessionHow } from './milestone.enums.js';

@ObjectType({ description: 'The days on which a milestone is to be worked on, both included, with the plan years that they fall in.' })
export class Window implements domain.Window {
  @Field(() => Int, { description: 'The plan year it starts in, 1 to 5.' }) fromYear: number;
  @Field(() => Int, { description: 'The plan year it ends in, 1 to 5.' }) toYear: number;
  @Field(() => GraphQLDay, { description: 'The first day.' }) startsOn: string;
  @Field(() => GraphQLDay, { description: 'The last day.' }) endsOn: string;
}

@ObjectType({ description: 'A declared delay.' })
export class Delay implements domain.Delay {
  @Field(() => DelayReason, { description: 'Why.' }) reason: domain.DelayReason;
  @Field(() => GraphQLDay, { description: 'The day by which it is now expected.' }) newEnd: string;
  @Field(() => GraphQLDay, { description: 'The day on which the delay was declared.' }) declaredOn: string;
  @Field({ nullable: true, description: 'What was said about it.' }) note?: string;
}

@ObjectType({ description: 'Whole days late (positive) or early (negative); null where neither the day met nor a forecast is known.' })
export class Slip {
  @Field(() => Int, { nullable: true, description: 'Against the first due day, else the end of the first window.' }) againstFirst:
    number | null;
  @Field(() => Int, { nullable: true, description: 'Against the approved due day, else the end of the approved window.' }) againstApproved:
    number | null;
}

@ObjectType({ description: 'How a milestone goes on in others.' })
export class Succession implements domain.Succession {
  @Field(() => SuccessionHow, { description: 'How.' }) how: domain.SuccessionHow;
  @Field(() => [String], { description: 'Codes of the milestones in which it goes on.' }) into: readonly string[];
  @Field(() => Int, { description: 'The edition in which those count.' }) edition: number;
  @Field(() => GraphQLDay, { description: 'The day from which that is true.' }) on: string;
  @Field({ nullable: true, description: 'Why.' }) reason?: string;
}

@ObjectType({ description: 'One of the baselines that a promise had, from the original one to the approved one in force.' })
export class MilestoneBaseline implements domain.MilestoneBaseline {
  @Field({ description: 'The code of the milestone that had it: the promise may have gone on under another since.' }) milestone: string;
  @Field(() => Int, { description: 'The edition of that milestone.' }) edition: number;
  @Field(() => BaselineHow, { description: 'How it came about.' }) how: domain.MilestoneBaseline['how'];
  @Field(() => Window, { description: 'The approved window.' }) window: Window;
  @Field(() => GraphQLDay, { nullable: true, description: 'The approved due day, if it names one.' }) dueOn?: string;
  @Field(() => GraphQLDay, { description: 'The day from which it stood.' }) on: string;
  @Field({ nullable: true, description: 'The body that decided it; null where it is that of an edition.' }) decidedBy?: string;
  @Field({ nullable: true, description: 'Why.' }) reason?: string;
  @Field(() => Int, { description: 'Whole days from the original end to this one.' }) daysFromOriginal: number;
  @Field(() => GraphQLEntryNumber, { description: 'The number of the entry that recorded it.' }) entry: number;
}

@ObjectType({ description: 'A day on which a milestone was said to be expected.' })
export class MilestoneForecast implements domain.Forecast {
  @Field(() => GraphQLDay, { description: 'The day on which it was said.' }) on: string;
  @Field(() => GraphQLDay, { description: 'The day then expected.' }) forecast: string;
  @Field({ nullable: true, description: 'Why; of a delay, its kind of reason.' }) reason?: string;
}

@ObjectType('Milestone', {
  implements: () => [Node],
  description: 'A dated item of delivery under an objective. Its four dates are kept apart: first, approved, forecast, met.',
})
export class MilestoneNode extends Node implements Omit<domain.Milestone, 'because' | 'dependencies' | 'goesOn' | 'baselines'> {
  @Field({ description: 'Its code, such as `1b-m06`; its identity for ever.' }) code: string;
  @Field({ description: 'The code of its objective.' }) objective: string;
  @Field(() => Int, { description: 'The edition in which it counts.' }) edition: number;
  @Field(() => GraphQLDay, { description: 'Since when it is in the plan.' }) addedOn: string;
  @Field({ description: 'What is to be done.' }) title: string;
  @Field({ nullable: true, description: 'The strand of the objective that it belongs to.' }) strand?: string;
  @Field(() => Certainty, { description: 'How firmly it is promised.' }) certainty: domain.Certainty;
  @Field(() => Nature, { description: 'What kind of work it is.' }) nature: domain.Nature;
  @Field({ nullable: true, description: 'What must happen first.' }) condition?: string;
  @Field(() => ConditionState, { nullable: true, description: 'What became of the condition.' }) conditionState?: 'OPEN' | 'MET' | 'FAILED';
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which the condition was met or failed.' }) conditionOn?: string;
  @Field({ nullable: true, description: 'Why the condition failed.' }) conditionReason?: string;
  @Field({ nullable: true, description: 'The heading under which it is printed.' }) printedHeading?: string;
  @Field({ nullable: true, description: 'A note that was kept with it.' }) note?: string;
  @Field(() => MilestoneStatus, { description: 'Where it is in its life on the day looked at.' }) status: domain.MilestoneStatus;
  @Field(() => PublicStatus, { nullable: true, description: 'The status reported to the public; null for what left the plan.' })
  publicStatus: domain.PublicStatus | null;
  @Field({ description: 'Open, and past its due day or else the end of its window.' }) late: boolean;
  @Field(() => Window, { description: 'The original window; it never moves.' }) firstWindow: Window;
  @Field(() => GraphQLDay, { nullable: true, description: 'The original due day; it never moves.' }) firstDueOn?: string;
  @Field(() => Window, { description: 'The approved window; moved by approval or carry-forward alone.' }) window: Window;
  @Field(() => GraphQLDay, { nullable: true, description: 'The approved due day; moved by approval or carry-forward alone.' })
  dueOn?: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day now expected; moved by delays and reforecasts.' }) forecast?: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which that forecast was made.' }) forecastOn?: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which it was met.' }) metOn?: string;
  @Field({ nullable: true, description: 'What shows that it was met.' }) evidence?: string;
  @Field(() => Slip, { description: 'How late it is against its first and its approved date.' }) slip: Slip;
  @Field(() => Delay, { nullable: true, description: 'The delay in force.' }) delay?: Delay;
  @Field(() => Int, {
    description: 'How often its approved dates were moved, by approval or by going on in a later edition; under former codes too.',
  })
  rebaselines: number;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which they last moved.' }) rebaselinedOn?: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which a placeholder got its content.' }) definedOn?: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which work started.' }) startedOn?: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which it last went on after a delay.' }) resumedOn?: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which it was dropped.' }) droppedOn?: string;
  @Field({ nullable: true, description: 'Why it was dropped.' }) dropReason?: string;
  @Field(() => [GraphQLDay], { description: 'First days of the half-years for which the owner confirmed that work goes on.' })
  confirmed: readonly string[];
  @Field(() => [String], { description: 'Codes of the milestones that it goes on from, by a carry-forward, a split or a merger.' })
  formerly: readonly string[];
  @Field(() => [Succession], {
    description: 'How it goes on in others. One into a later edition shows in `status` once that edition is current, or asked about.',
  })
  successions: readonly Succession[];
  @Field({ nullable: true, description: 'The milestone that it was carried forward to, while that edition is not withdrawn.' })
  carriedTo?: string;
  @Field({ description: 'Open, and past its first due day or else the end of its first window, however the approved dates moved.' })
  lateAgainstFirst: boolean;
  @Field(() => [String], { description: 'Who took it over when its objective ended.' }) handedOverTo: readonly string[];
  @Field(() => DeliveryLead, { nullable: true, description: 'Who leads its delivery on the day looked at.' }) deliveryLead?: DeliveryLead;
  @Field(() => [DeliveryLead], { description: 'Everyone who led its delivery so far, oldest first.' })
  deliveryLeads: readonly DeliveryLead[];
  @Field(() => DeclaredStatus, {
    nullable: true,
    description: 'The status that its owner declared last; `publicStatus` is what is computed.',
  })
  declared?: DeclaredStatus;
  @Field(() => AssuredStatus, { nullable: true, description: 'The status that was assured last.' }) assured?: AssuredStatus;
  @Field({ description: 'True where the computed, the declared and the assured status are not one.' }) disputed: boolean;
  @Field(() => [Int], {
    description: 'Plan years of its window that start after the funding of its objective ends, while it is open; a DISPOSITION has none.',
  })
  fundingGapYears: readonly number[];
  @Field(() => [Dependency], { description: 'What it depends on.' }) dependencies: readonly Dependency[];
  @Field(() => Source, { nullable: true, description: 'Where it was read.' }) source?: Source;
}
