import { Field, Int, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Connection } from '../paging.js';
import { Node } from '../node.js';
import { FormerTitle, Source } from '../plan/plan.types.js';
import { GraphQLDay, GraphQLDecimal } from '../scalars.js';
import {
  DetailType,
  DiscrepancySettlement,
  DiscrepancySeverity,
  DiscrepancyState,
  FigureComparator,
  LinkKind,
  LinkRole,
  RegisterKind,
} from './register.enums.js';

@ObjectType({ description: 'A name that an entry also goes by.' })
export class RegisterAlias {
  @Field({ description: 'The name.' }) alias: string;
  @Field({ nullable: true, description: 'Where it is printed.' }) place?: string;
  @Field(() => GraphQLDay, { description: 'Since when it is known.' }) from: string;
}

@ObjectType({ description: 'What an entry says beside its name. Its kind fixes which there are, and of which type.' })
export class RegisterDetail {
  @Field({ description: 'Its name, fixed by the kind.' }) name: string;
  @Field(() => DetailType, { description: 'How it is written.' }) type: domain.DetailType;
  @Field({ description: 'What it says.' }) meaning: string;
  @Field(() => [String], { description: 'Its value as text; several where the type is LINES.' }) values: readonly string[];
}

@ObjectType({ description: 'A number that an entry states. A percentage keeps its numerator and base where they are known.' })
export class Figure implements domain.Figure {
  @Field({ description: 'What is counted or measured.' }) label: string;
  @Field(() => GraphQLDecimal, { description: 'The number.' }) value: string;
  @Field({ description: 'Its unit, `%` for a percentage.' }) unit: string;
  @Field({ nullable: true, description: 'The period that it is of, as printed.' }) period?: string;
  @Field(() => FigureComparator, { nullable: true, description: 'How it bounds what it speaks of; null where it states it.' })
  comparator?: domain.FigureComparator;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day by which it is to be reached.' }) byDate?: string;
  @Field(() => GraphQLDecimal, { nullable: true, description: 'Of a percentage, how many.' }) numerator?: string;
  @Field(() => GraphQLDecimal, { nullable: true, description: 'How many in all: what the numerator, or else the value, is out of.' })
  base?: string;
  @Field(() => Boolean, { nullable: true, description: 'True where the source says about, over or more than.' }) approximate?: boolean;
  @Field({ nullable: true, description: 'What the source adds.' }) note?: string;
  @Field(() => Int, { nullable: true, description: 'The 1-based line of the entry’s document that states it.' }) line?: number;
}

@ObjectType({ description: 'What an entry of the register is linked to.' })
export class RegisterLink implements domain.LinkedThing {
  @Field(() => LinkKind, { description: 'What it is.' }) kind: domain.LinkKind;
  @Field({ description: 'Its code or number.' }) code: string;
  @Field(() => LinkRole, { description: 'What the link says.' }) role: domain.LinkRole;
  @Field(() => GraphQLDay, { description: 'Since when they are linked.' }) from: string;
  @Field(() => String, { nullable: true, description: 'Its title on the day looked at; null where the plan has no such thing then.' })
  title: string | undefined;
}

@ObjectType('RegisterEntry', {
  implements: () => [Node],
  description: 'Something that the plan refers to, under one name with its aliases.',
})
export class RegisterEntryNode extends Node {
  @Field({ description: 'Its code; its identity for ever.' }) code: string;
  @Field(() => RegisterKind, { description: 'What it is.' }) kind: domain.RegisterKind;
  @Field({ description: 'Its name on the day looked at.' }) name: string;
  @Field(() => [FormerTitle], { description: 'Earlier names, oldest first.' }) formerNames: readonly FormerTitle[];
  @Field(() => [RegisterAlias], { description: 'Names that it also goes by.' }) aliases: readonly RegisterAlias[];
  @Field({ nullable: true, description: 'What it is about.' }) summary?: string;
  @Field(() => [RegisterDetail], { description: 'What it says of itself, in the order of its kind.' }) details: readonly RegisterDetail[];
  @Field(() => [Figure], { description: 'The numbers that it states.' }) figures: readonly Figure[];
  @Field(() => [Int], { description: 'The 1-based lines of its document that speak of it.' }) sourceLines: readonly number[];
  @Field(() => GraphQLDay, { description: 'Since when it is in the register.' }) addedOn: string;
  @Field({ description: 'True until the day on which it ends.' }) inForce: boolean;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which it last changed.' }) changedOn?: string;
  @Field({ nullable: true, description: 'Why it changed.' }) changeReason?: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day from which it no longer holds.' }) endedOn?: string;
  @Field({ nullable: true, description: 'Why it ended.' }) endReason?: string;
  @Field(() => Source, { nullable: true, description: 'Where it was read.' }) source?: Source;
}

@ObjectType({ description: 'Who looks after a discrepancy.' })
export class DiscrepancyAssignment {
  @Field({ description: 'The post; never a person.' }) post: string;
  @Field(() => GraphQLDay, { description: 'Since when.' }) on: string;
}

@ObjectType({ description: 'How a discrepancy was settled. What is printed stays.' })
export class Settlement {
  @Field(() => DiscrepancySettlement, { description: 'How.' }) state: domain.DiscrepancySettlement;
  @Field({ description: 'What holds instead, or why it is left.' }) resolution: string;
  @Field(() => GraphQLDay, { description: 'The day from which that holds.' }) on: string;
}

@ObjectType('Discrepancy', { implements: () => [Node], description: 'An inconsistency found in a source.' })
export class DiscrepancyNode extends Node implements Omit<domain.Discrepancy, 'because'> {
  @Field({ description: 'Its code, such as `D001`; its identity for ever.' }) code: string;
  @Field(() => [String], { description: 'Codes of what it is about, or words such as `PLAN`.' }) about: readonly string[];
  @Field({ description: 'What kind of inconsistency it is, such as `TITLE_VARIANT`.' }) category: string;
  @Field(() => DiscrepancySeverity, { description: 'How much it matters.' }) severity: domain.DiscrepancySeverity;
  @Field({ description: 'Where in the source it is.' }) where: string;
  @Field({ description: 'What is wrong.' }) what: string;
  @Field({ nullable: true, description: 'The validation rule that it breaks, such as `R01`.' }) rule?: string;
  @Field({ nullable: true, description: 'What would resolve it, where that was said when it was reported.' }) proposal?: string;
  @Field(() => [Int], { description: 'The 1-based lines of the source that show it.' }) sourceLines: readonly number[];
  @Field(() => GraphQLDay, { description: 'Since when it is known.' }) foundOn: string;
  @Field(() => DiscrepancyState, { description: 'Where it is in its life on the day looked at.' }) state: domain.DiscrepancyState;
  @Field(() => DiscrepancyAssignment, { nullable: true, description: 'Who looks after it.' }) assigned?: DiscrepancyAssignment;
  @Field(() => Settlement, { nullable: true, description: 'How it was settled; null while it is open.' }) settled?: Settlement;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which it was last reopened.' }) reopenedOn?: string;
  @Field({ nullable: true, description: 'Why it was reopened.' }) reopenReason?: string;
  @Field(() => Source, { nullable: true, description: 'Where it was read.' }) source?: Source;
}

@ObjectType('RegisterEntryConnection', { description: 'A page of the register, in the order of codes.' })
export class RegisterEntryConnection extends Connection('RegisterEntry', () => RegisterEntryNode) {
  @Field(() => Int, { description: 'How many there are in all pages.' }) totalCount: number;
}

@ObjectType('DiscrepancyConnection', { description: 'A page of discrepancies, in the order of their codes.' })
export class DiscrepancyConnection extends Connection('Discrepancy', () => DiscrepancyNode) {
  @Field(() => Int, { description: 'How many there are in all pages.' }) totalCount: number;
}

@ObjectType({ description: 'One value of a detail.' })
export class DetailChoice {
  @Field({ description: 'The value.' }) value: string;
  @Field({ description: 'What it means.' }) meaning: string;
  @Field(() => [String], { nullable: true, description: 'The values that may come after it; null where any may.' })
  next?: readonly string[];
}

@ObjectType({ description: 'A detail that entries of a kind have.' })
export class DetailRule {
  @Field({ description: 'Its name.' }) name: string;
  @Field(() => DetailType, { description: 'How it is written.' }) type: domain.DetailType;
  @Field({ description: 'What it says.' }) meaning: string;
  @Field({ description: 'True where no entry of the kind can do without it.' }) required: boolean;
  @Field(() => [DetailChoice], { description: 'Its values, where the type is CHOICE.' }) choices: readonly DetailChoice[];
}

@ObjectType({ description: 'A kind of entry, with the details that such entries have.' })
export class RegisterKindRule {
  @Field(() => RegisterKind, { description: 'The kind.' }) kind: domain.RegisterKind;
  @Field({ description: 'What it stands for.' }) meaning: string;
  @Field(() => [DetailRule], { description: 'Its details.' }) details: readonly DetailRule[];
}
