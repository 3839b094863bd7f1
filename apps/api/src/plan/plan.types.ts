import { Field, Int, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Precision } from '../ledger-command.js';
import { Node } from '../node.js';
import { GraphQLDay, GraphQLEntryNumber, GraphQLFinancialYear } from '../scalars.js';
import { EditionStatus, Outlook, PublicStatus, RefreshKind, Stance } from './plan.enums.js';

@ObjectType({ description: 'Where a fact was read.' })
export class Source implements domain.Source {
  @Field({ description: 'The document, by the name it is known under.' }) document: string;
  @Field(() => Int, { nullable: true, description: 'The 1-based line in it.' }) line?: number;
}

@ObjectType({ description: 'Why a field is as it is: the entry that last changed it.' })
export class Because {
  @Field({ description: 'The name of the field as the ledger keeps it.' }) field: string;
  @Field(() => GraphQLEntryNumber, { description: 'The number of the entry; ask `entry(number)` for it.' }) entry: number;
}

@ObjectType({ description: 'A title that is no longer in use.' })
export class FormerTitle implements domain.FormerTitle {
  @Field({ description: 'The wording.' }) title: string;
  @Field(() => GraphQLDay, { description: 'The last day on which it was the title.' }) until: string;
}

@ObjectType({ description: 'Who owns a plan.' })
export class Owner {
  @Field({ description: 'The organisation.' }) organisation: string;
  @Field({ nullable: true, description: 'The system that it belongs to.' }) system?: string;
}

@ObjectType({ description: 'One of the five financial years of an edition.' })
export class PlanYear implements domain.PlanYear {
  @Field(() => Int, { description: '1 to 5.' }) year: number;
  @Field(() => GraphQLFinancialYear, { description: 'The financial year, such as `2025/26`.' }) label: string;
  @Field(() => GraphQLDay, { description: 'Its first day, 1 April.' }) startsOn: string;
  @Field(() => GraphQLDay, { description: 'Its last day, 31 March.' }) endsOn: string;
}

@ObjectType({ description: 'Guidance on what an edition should refresh.' })
export class RefreshGuidance {
  @Field({ description: 'Who issued it.' }) issuer: string;
  @Field({ description: 'What it asks for.' }) scope: string;
  @Field(() => GraphQLDay, { description: 'The day of the guidance.' }) on: string;
}

@ObjectType({ description: 'What a Health and Wellbeing Board was asked and said of an edition.' })
export class Opinion {
  @Field({ description: 'The board.' }) board: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'When it was asked, where that is known.' }) requestedOn?: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'When it answered, where it has and that is known.' }) receivedOn?: string;
  @Field(() => Precision, { nullable: true, description: 'How exactly the day of the answer is known.' }) precision?: domain.Precision;
  @Field(() => Stance, { nullable: true, description: 'What it says; null until it has.' }) stance?: domain.Stance;
  @Field(() => [String], { description: 'The points it makes.' }) points: readonly string[];
  @Field({ description: 'True where it asks for a change.' }) changeAsked: boolean;
  @Field({ nullable: true, description: 'The post that signed it.' }) signedBy?: string;
  @Field({ nullable: true, description: 'What it names, where that is not simply the edition.' }) subjectAsPrinted?: string;
  @Field({ nullable: true, description: 'True where `receivedOn` stands for a day that nobody knows.' }) receivedOnUnknown?: boolean;
}

@ObjectType({ description: 'What an edition changed against the one before.' })
export class EditionChange {
  @Field({ description: 'The kind of change.' }) kind: string;
  @Field({ description: 'What it is about.' }) ref: string;
  @Field({ description: 'The change in words.' }) text: string;
  @Field(() => GraphQLDay, { description: 'The day from which it holds.' }) on: string;
}

@ObjectType({ description: 'That every open item of the editions before was dealt with.' })
export class RollForward {
  @Field(() => GraphQLDay, { description: 'The day on which it was confirmed.' }) confirmedOn: string;
  @Field(() => GraphQLEntryNumber, { description: 'The last entry of the ledger that the check had seen.' }) checkedAt: number;
}

@ObjectType('Edition', {
  implements: () => [Node],
  description: 'A published version of a plan with its own horizon of five financial years.',
})
export class EditionNode extends Node implements Omit<domain.Edition, 'because'> {
  @Field(() => Int, { description: '1, 2, 3 …' }) number: number;
  @Field({ description: 'Its horizon, such as `2025/26–2029/30`.' }) label: string;
  @Field(() => GraphQLFinancialYear, { description: 'The financial year that is its Year 1.' }) firstFinancialYear: string;
  @Field(() => RefreshKind, { description: 'How much of the plan it remakes.' }) refreshKind: domain.RefreshKind;
  @Field({ nullable: true, description: 'Why it was opened.' }) reason?: string;
  @Field(() => EditionStatus, { description: 'Where it is in its life on the day looked at.' }) status: domain.EditionStatus;
  @Field(() => GraphQLDay, { description: 'The first day of its Year 1.' }) startsOn: string;
  @Field(() => GraphQLDay, { description: 'The last day of its Year 5.' }) endsOn: string;
  @Field(() => [PlanYear], { description: 'Its five years, in order.' }) years: readonly PlanYear[];
  @Field(() => [RefreshGuidance], { description: 'Guidance that was followed.' }) guidance: readonly RefreshGuidance[];
  @Field(() => [Opinion], { description: 'Opinions of boards.' }) opinions: readonly Opinion[];
  @Field(() => [EditionChange], { description: 'What it changed against the edition before.' }) changes: readonly EditionChange[];
  @Field(() => GraphQLDay, { nullable: true, description: 'The day of publication; the first day of Year 1 where it is unknown.' })
  publishedOn?: string;
  @Field(() => Precision, { nullable: true, description: 'How exactly that day is known.' }) publishedPrecision?: domain.Precision;
  @Field({ nullable: true, description: 'True where the day of publication is not known.' }) publicationDayUnknown?: boolean;
  @Field(() => [String], { description: 'Rules whose findings the publisher accepted.' }) acknowledged: readonly string[];
  @Field(() => RollForward, { nullable: true, description: 'The confirmed roll-forward into it; null until it is confirmed.' })
  rollForward?: RollForward;
  @Field(() => GraphQLDay, { nullable: true, description: 'Since when it is or was current.' }) currentFrom?: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which it was withdrawn.' }) withdrawnOn?: string;
  @Field({ nullable: true, description: 'Why it was withdrawn.' }) withdrawalReason?: string;
  @Field(() => Source, { nullable: true, description: 'Where its opening was read.' }) source?: Source;
}

@ObjectType({ description: 'A post that is accountable for an ambition; never a person.' })
export class AccountablePost {
  @Field({ description: 'The post.' }) post: string;
  @Field({ nullable: true, description: 'The organisation it belongs to, where that is known.' }) organisation?: string;
  @Field({ description: 'True for the post that leads.' }) lead: boolean;
  @Field(() => GraphQLDay, { description: 'The first day of its accountability.' }) from: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which that ended.' }) until?: string;
  @Field({ nullable: true, description: 'What was said with it, such as the other posts that it is held with.' }) note?: string;
}

@ObjectType('Ambition', {
  implements: () => [Node],
  description: 'One of the numbered top-level aims of a plan. The number is its identity.',
})
export class AmbitionNode extends Node implements Omit<domain.Ambition, 'because' | 'titles'> {
  @Field(() => Int, { description: '1, 2, 3 …' }) number: number;
  @Field({ description: 'The title on the day looked at.' }) title: string;
  @Field(() => [FormerTitle], { description: 'Earlier titles, oldest first.' }) formerTitles: readonly FormerTitle[];
  @Field(() => Int, { description: 'The edition that it was added under.' }) edition: number;
  @Field(() => GraphQLDay, { description: 'Since when it is in the plan.' }) addedOn: string;
  @Field({ nullable: true, description: 'Why it is there.' }) rationale?: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'When it was last recast.' }) recastOn?: string;
  @Field(() => [AccountablePost], { description: 'Posts accountable for it, ended ones included.' }) posts: readonly AccountablePost[];
  @Field(() => Outlook, { nullable: true, description: 'How its delivery is seen, where that was said.' }) outlook?: domain.Outlook;
  @Field({ nullable: true, description: 'Why it is seen so.' }) outlookReason?: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'Since when it is seen so.' }) outlookOn?: string;
  @Field(() => PublicStatus, { description: 'Delayed if any of its objectives is, completed if all have ended, else in progress.' })
  publicStatus: domain.PublicStatus;
  @Field(() => Source, { nullable: true, description: 'Where it was read.' }) source?: Source;
}
