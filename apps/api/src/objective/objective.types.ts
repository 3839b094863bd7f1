import { Field, Int, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Node } from '../node.js';
import { PublicStatus } from '../plan/plan.enums.js';
import { FormerTitle, Source } from '../plan/plan.types.js';
import { GraphQLDay } from '../scalars.js';
import { AssuredStatus, DeclaredStatus, DeliveryLead, PeriodUpdate } from './account.types.js';
import { Dependency } from './dependency.types.js';
import { Funding, FundingAward } from './funding.types.js';
import { Delay, MilestoneNode } from './milestone.types.js';
import { DispositionKind, ObjectiveEndKind, ObjectiveStatus, PredecessorHow, ReviewOutcome, StrandStatus } from './objective.enums.js';
import { Commitment, Risk } from './risk.types.js';

@ObjectType({ description: 'A named part of an objective with milestones of its own.' })
export class Strand implements domain.Strand {
  @Field({ description: 'Its name; its identity within the objective.' }) name: string;
  @Field(() => StrandStatus, { description: 'Where it is in its life on the day looked at.' }) status: domain.StrandStatus;
  @Field(() => GraphQLDay, { description: 'Since when it is part of the objective.' }) addedOn: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which it was concluded.' }) concludedOn?: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which it was transferred.' }) transferredOn?: string;
  @Field({ nullable: true, description: 'Who received it.' }) receiver?: string;
}

@ObjectType({ description: 'A wording of a title that differs from the title, and where it is printed.' })
export class TitleVariant {
  @Field({ description: 'Where it is printed.' }) place: string;
  @Field({ description: 'The wording there.' }) wording: string;
}

@ObjectType({ description: 'How a strand is planned to end.' })
export class StrandDisposition {
  @Field({ description: 'The name of the strand.' }) strand: string;
  @Field(() => DispositionKind, { description: 'How it is planned to end.' }) kind: domain.DispositionKind;
  @Field(() => Int, { nullable: true, description: 'The plan year at whose end that is, 1 to 5.' }) endOfYear?: number;
  @Field(() => GraphQLDay, { nullable: true, description: 'The planned last day.' }) endsOn?: string;
  @Field({ nullable: true, description: 'What the plan says about it.' }) text?: string;
}

@ObjectType({ description: 'How an objective is planned to end.' })
export class Disposition {
  @Field(() => DispositionKind, { description: 'How it is planned to end.' }) kind: domain.DispositionKind;
  @Field(() => Int, { nullable: true, description: 'The plan year at whose end that is, 1 to 5.' }) endOfYear?: number;
  @Field(() => [Int], { description: 'The plan years in which it may happen, 1 to 5.' }) inYears: readonly number[];
  @Field(() => GraphQLDay, { nullable: true, description: 'The planned last day.' }) endsOn?: string;
  @Field({ description: 'True where the day is not settled.' }) dayOpen: boolean;
  @Field({ nullable: true, description: 'What the plan says about it.' }) text?: string;
  @Field(() => [StrandDisposition], { description: 'Strands that are planned to end in another way.' })
  strands: readonly StrandDisposition[];
}

@ObjectType({ description: 'A review of an objective.' })
export class Review {
  @Field(() => GraphQLDay, { description: 'The day from which it is due.' }) reviewOn: string;
  @Field({ nullable: true, description: 'What is to be reviewed.' }) subject?: string;
  @Field({ nullable: true, description: 'Why it came to its outcome.' }) reason?: string;
  @Field(() => ReviewOutcome, { nullable: true, description: 'What it came to; null while it is open.' }) outcome?: domain.ReviewOutcome;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day of its outcome.' }) concludedOn?: string;
}

@ObjectType({ description: 'Who takes over a strand, or the whole objective.' })
export class Receiver implements domain.Receiver {
  @Field({ nullable: true, description: 'The strand; null for the whole objective.' }) strand?: string;
  @Field({ description: 'Who takes it over.' }) receiver: string;
}

@ObjectType({ description: 'How an objective came to its end.' })
export class ObjectiveEnd implements domain.ObjectiveEnd {
  @Field(() => ObjectiveEndKind, { description: 'How it ended.' }) kind: domain.ObjectiveEnd['kind'];
  @Field(() => GraphQLDay, { description: 'The day on which it ended.' }) on: string;
  @Field({ description: 'Why.' }) reason: string;
  @Field(() => [Receiver], { description: 'Who took it over.' }) receivers: readonly Receiver[];
  @Field({ nullable: true, description: 'How its work is watched from then on.' }) monitoring?: string;
  @Field(() => [String], {
    nullable: true,
    description:
      'What it goes on in: codes of objectives, or the code or name of a programme; null where it was neither merged, split nor replaced.',
  })
  into?: readonly string[];
}

@ObjectType({ description: 'An end of an objective that was reopened since.' })
export class FormerEnd extends ObjectiveEnd implements domain.FormerEnd {
  @Field(() => GraphQLDay, { description: 'The day on which it was reopened.' }) reopenedOn: string;
  @Field({ description: 'Why it was reopened.' }) reopenReason: string;
}

@ObjectType({ description: 'A merger that waits until what it names is registered (R31). Send it again then.' })
export class AwaitedMerger {
  @Field({ description: 'The objective or programme that is not registered yet.' }) into: string;
  @Field(() => GraphQLDay, { description: 'The day of the merger.' }) on: string;
  @Field({ description: 'Why.' }) reason: string;
}

@ObjectType({ description: 'An objective that goes on in another, or in a programme.' })
export class Predecessor implements domain.Predecessor {
  @Field(() => String, { nullable: true, description: 'Its code; null where none is known.' }) code: string | null;
  @Field({ description: 'Its last title, or the working title that it is known by.' }) title: string;
  @Field(() => PredecessorHow, { description: 'How it came to go on there.' }) how: domain.Predecessor['how'];
  @Field(() => Int, { nullable: true, description: 'The edition that it was added under, or that had it; null where that is not known.' })
  edition?: number;
  @Field(() => GraphQLDay, { description: 'The day from which it goes on there.' }) on: string;
}

@ObjectType({ description: 'What an objective is aligned with.' })
export class Alignment {
  @Field({ description: 'The kind of thing: a core purpose, a national shift, a strategy …' }) type: string;
  @Field({ description: 'Its name.' }) name: string;
}

@ObjectType('Objective', { implements: () => [Node], description: 'One of the lettered aims under an ambition. The code is its identity.' })
export class ObjectiveNode
  extends Node
  implements
    Omit<
      domain.Objective,
      'because' | 'titles' | 'strandList' | 'milestones' | 'fundingPositions' | 'unknownPredecessors' | keyof domain.ObjectiveParts
    >
{
  @Field({ description: 'Its code, such as `1b`; its identity for ever.' }) code: string;
  @Field(() => Int, { description: 'The number of its ambition.' }) ambition: number;
  @Field(() => Int, { description: 'The edition that it was added under.' }) edition: number;
  @Field(() => GraphQLDay, { description: 'Since when it is in the plan.' }) addedOn: string;
  @Field({ description: 'The title on the day looked at.' }) title: string;
  @Field(() => [FormerTitle], { description: 'Earlier titles, oldest first.' }) formerTitles: readonly FormerTitle[];
  @Field(() => [TitleVariant], { description: 'Other wordings of its title, and where they are printed.' })
  titleVariants: readonly TitleVariant[];
  @Field({ nullable: true, description: 'What it is about.' }) summary?: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which it was last rescoped.' }) rescopedOn?: string;
  @Field({ nullable: true, description: 'Why it was rescoped.' }) rescopeReason?: string;
  @Field(() => ObjectiveStatus, { description: 'Where it is in its life on the day looked at.' }) status: domain.ObjectiveStatus;
  @Field(() => PublicStatus, { description: 'Delayed if any open milestone is, completed if it has ended, else in progress.' })
  publicStatus: domain.PublicStatus;
  @Field({ description: 'True while a delay of the objective itself is declared.' }) delayed: boolean;
  @Field(() => Delay, { nullable: true, description: 'The delay in force.' }) delay?: Delay;
  @Field(() => [Strand], { description: 'Its strands, in the order in which they were added.' }) strands: readonly Strand[];
  @Field(() => [MilestoneNode], { description: 'Its milestones in this edition, in the order of their codes.' })
  milestones: readonly MilestoneNode[];
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which it was started.' }) startedOn?: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which its last delay ended.' }) resumedOn?: string;
  @Field(() => Disposition, { nullable: true, description: 'How it is planned to end.' }) disposition?: Disposition;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which that was planned.' }) dispositionOn?: string;
  @Field(() => [Review], { description: 'Its reviews, in the order in which they were scheduled.' }) reviews: readonly Review[];
  @Field(() => ObjectiveEnd, { nullable: true, description: 'How it ended; null while it has not.' }) end?: ObjectiveEnd;
  @Field(() => [FormerEnd], { description: 'Ends before it was reopened, oldest first.' }) formerEnds: readonly FormerEnd[];
  @Field(() => AwaitedMerger, { nullable: true, description: 'The merger that waits until what it names is registered.' })
  awaiting?: AwaitedMerger;
  @Field({ nullable: true, description: 'How inequality is addressed.' }) inequalityAction?: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which that was set.' }) inequalityActionOn?: string;
  @Field(() => [String], { description: 'Bodies that oversee it.' }) oversight: readonly string[];
  @Field(() => [String], { description: 'Partners who deliver it.' }) partners: readonly string[];
  @Field(() => [Alignment], { description: 'What it is aligned with.' }) alignments: readonly Alignment[];
  @Field(() => Funding, { nullable: true, description: 'What pays for it on the day looked at; null while that is not known.' })
  funding?: Funding;
  @Field(() => [Funding], { description: 'What paid for it so far, oldest first.' }) fundingHistory: readonly Funding[];
  @Field(() => [FundingAward], { description: 'Money that was awarded to it so far, oldest first; never netted against anything.' })
  fundingAwards: readonly FundingAward[];
  @Field(() => [Dependency], { description: 'What it and its milestones and measures depend on.' }) dependencies: readonly Dependency[];
  @Field(() => [Risk], { description: 'Risks to it, closed ones too.' }) risks: readonly Risk[];
  @Field(() => [Commitment], { description: 'What this edition promises of it beside its milestones.' }) commitments: readonly Commitment[];
  @Field(() => DeliveryLead, { nullable: true, description: 'Who leads its delivery on the day looked at.' }) deliveryLead?: DeliveryLead;
  @Field(() => [DeliveryLead], { description: 'Everyone who led its delivery so far, oldest first.' })
  deliveryLeads: readonly DeliveryLead[];
  @Field(() => [PeriodUpdate], { description: 'What its owner said of each half-year, oldest first.' }) updates: readonly PeriodUpdate[];
  @Field(() => DeclaredStatus, {
    nullable: true,
    description: 'The status that its owner declared last; `publicStatus` is what is computed.',
  })
  declared?: DeclaredStatus;
  @Field(() => AssuredStatus, { nullable: true, description: 'The status that was assured last.' }) assured?: AssuredStatus;
  @Field({ description: 'True where the computed, the declared and the assured status are not one.' }) disputed: boolean;
  @Field(() => Source, { nullable: true, description: 'Where it was read.' }) source?: Source;
}
