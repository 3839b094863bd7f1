import { Field, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Holds } from '../graphql/cost.js';
import { Opinion } from '../plan/plan.types.js';
import { DiscrepancySeverity } from '../register/register.enums.js';
import { DiscrepancyNode, Figure } from '../register/register.types.js';
import { GraphQLDecimal, GraphQLFinancialYear } from '../scalars.js';
import { NamedTally } from './named-tally.types.js';
import { Report, TallyNode } from './report.types.js';

@ObjectType({ description: 'A Health and Wellbeing Partnership with what it puts first.' })
export class PartnershipLine implements domain.PartnershipLine {
  @Field({ description: 'Its code in the register.' }) code: string;
  @Field({ description: 'Its name.' }) name: string;
  @Field(() => [String], { description: 'Its priorities, in its own order.' }) priorities: readonly string[];
  @Field(() => [String], { description: 'Themes that cut across them.' }) crossCuttingThemes: readonly string[];
  @Field({ description: 'True where they may still change.' }) provisional: boolean;
  @Field({ nullable: true, description: 'When they are to be reviewed, as exactly as it is known.' }) reviewOn?: string;
}

@ObjectType({ description: 'A board for operational integration at place.' })
export class PlaceBoardLine implements domain.PlaceBoardLine {
  @Field({ description: 'Its code in the register.' }) code: string;
  @Field({ description: 'Its name.' }) name: string;
  @Field({ description: 'STATED where the plan names it, TO_BE_CONFIRMED where the name comes from elsewhere.' }) naming: string;
  @Field({ nullable: true, description: 'What it does.' }) role?: string;
}

@ObjectType({ implements: () => [Report], description: 'Figure 12: the places, with what each puts first.' })
export class Places extends Report {
  @Field({ description: 'The Health and Wellbeing Partnerships.' }) partnerships: TallyNode;
  @Field(() => [PartnershipLine], { description: 'A line for each, in the order of their codes.' })
  partnershipLines: readonly PartnershipLine[];
  @Field(() => [NamedTally], { description: 'Priorities and themes that two and more partnerships share, the commonest first.' })
  shared: readonly NamedTally[];
  @Field({ description: 'Partnerships with provisional priorities and no day of review (R51).' }) withoutReview: TallyNode;
  @Field({ description: 'The Place Boards.' }) boards: TallyNode;
  @Field(() => [PlaceBoardLine], { description: 'A line for each, in the order of their codes.' }) boardLines: readonly PlaceBoardLine[];
  @Field(() => [NamedTally], { description: 'The Place Boards by where their names come from.' }) boardsByNaming: readonly NamedTally[];
}

@ObjectType({ description: 'An item of the yearly operational planning round.' })
export class ImmediatePriorityLine {
  @Field({ description: 'Its code in the register.' }) code: string;
  @Field({ description: 'What it is.' }) name: string;
  @Field({ nullable: true, description: 'What it is about.' }) summary?: string;
  @Field(() => [Figure], { description: 'What is asked for, in numbers.' }) figures: readonly Figure[];
  @Field({ description: 'The ambitions that it is linked to.' }) ambitions: TallyNode;
}

@ObjectType({ implements: () => [Report], description: 'What a financial year puts first.' })
export class ImmediatePriorities extends Report {
  @Field(() => GraphQLFinancialYear, { nullable: true, description: 'The financial year; null while the plan has no edition.' })
  year?: string;
  @Field({ description: 'The priorities, counted.' }) priorities: TallyNode;
  @Field(() => [ImmediatePriorityLine], { description: 'A line for each, in the order of their codes.' })
  lines: readonly ImmediatePriorityLine[];
}

@ObjectType({ description: 'A share of those who answered one question.' })
export class EngagementResult implements domain.EngagementResult {
  @Field({ description: 'The question.' }) question: string;
  @Field(() => GraphQLDecimal, { description: 'How many said so.' }) numerator: string;
  @Field(() => GraphQLDecimal, { description: 'How many answered this very question.' }) base: string;
  @Field(() => GraphQLDecimal, { description: 'The share in percent, to one decimal place.' }) percent: string;
}

@ObjectType({ description: 'A hearing of the public.' })
export class EngagementLine {
  @Field({ description: 'Its code in the register.' }) code: string;
  @Field({ description: 'Its name.' }) name: string;
  @Field({ nullable: true, description: 'How people were asked.' }) method?: string;
  @Field({ nullable: true, description: 'When it began, as exactly as it is known.' }) startsOn?: string;
  @Field({ nullable: true, description: 'When it ended, as exactly as it is known.' }) endsOn?: string;
  @Field(() => [EngagementResult], { description: 'Shares, each with its own base; never added up.' }) results: readonly EngagementResult[];
  @Field(() => [Figure], { description: 'Numbers without a base, such as how many responded.' }) counts: readonly Figure[];
  @Field({ description: 'The ambitions that people were asked about.' }) startedWith: TallyNode;
  @Field({ description: 'The ambitions that were added after it.' }) added: TallyNode;
  @Field(() => [String], { description: 'What people brought up.' }) themes: readonly string[];
}

@ObjectType({ implements: () => [Report], description: 'What the public was asked and said.' })
export class Engagement extends Report {
  @Field({ description: 'The hearings, counted.' }) hearings: TallyNode;
  @Field(() => [EngagementLine], { description: 'A line for each, in the order of their codes.' }) lines: readonly EngagementLine[];
}

@ObjectType({ description: 'What a board was asked and said of the edition reported on.' })
export class OpinionLine extends Opinion {
  @Field({ description: 'True where it names something other than this edition of this plan (R46).' }) namesAnother: boolean;
}

@ObjectType({ implements: () => [Report], description: 'What Health and Wellbeing Boards were asked and said of the edition reported on.' })
export class Opinions extends Report {
  @Field(() => [OpinionLine], { description: 'The opinions, oldest first.' }) lines: readonly OpinionLine[];
  @Field(() => [String], { description: 'Boards that were asked and have not answered.' }) awaited: readonly string[];
}

@ObjectType({ description: 'The discrepancies that matter as much.' })
export class SeverityLine {
  @Field(() => DiscrepancySeverity, { description: 'How much.' }) severity: domain.DiscrepancySeverity;
  @Field({ description: 'All of them.' }) all: TallyNode;
  @Field(() => [NamedTally], { description: 'Counted by state.' }) byState: readonly NamedTally[];
}

@ObjectType({ implements: () => [Report], description: 'The inconsistencies found in the sources.' })
export class DiscrepancyRegister extends Report {
  @Field({ description: 'All of them.' }) all: TallyNode;
  @Field({ description: 'Those that are not settled.' }) unsettled: TallyNode;
  @Field({ description: 'Unsettled and HIGH: they keep an edition from being published until they are settled or acknowledged.' })
  blocking: TallyNode;
  @Field(() => [SeverityLine], { description: 'By severity, HIGH first.' }) bySeverity: readonly SeverityLine[];
  @Field(() => [NamedTally], { description: 'By category.' }) byCategory: readonly NamedTally[];
  @Holds(100)
  @Field(() => [DiscrepancyNode], { description: 'A line for each, in the order of their codes.' })
  lines: readonly object[];
}
