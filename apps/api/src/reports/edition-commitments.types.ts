import { Field, Int, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { choices } from '../fields.js';
import { SuccessionHow } from '../objective/milestone.enums.js';
import { Connection } from '../paging.js';
import { GraphQLDay, GraphQLEntryNumber } from '../scalars.js';
import { Report, TallyNode } from './report.types.js';

export const Resolution = choices<domain.Resolution>('Resolution', 'What became of a promise.', {
  MET: 'It was kept.',
  RETIRED_TO_BAU: 'It is business as usual since its objective was retired.',
  HANDED_OVER: 'It was passed on when its objective was concluded.',
  SUPERSEDED: 'Others took its place: milestones, or the objectives that its own goes on in.',
  DROPPED: 'It was given up, with a reason.',
  OPEN: 'It is still to be kept.',
});

@ObjectType({ description: 'A milestone on the way of a promise through the editions.' })
export class PromiseStep implements domain.PromiseStep {
  @Field({ description: 'Its code.' }) code: string;
  @Field(() => Int, { description: 'The edition in which it counts.' }) edition: number;
  @Field({ description: 'What was to be done.' }) title: string;
  @Field(() => SuccessionHow, { nullable: true, description: 'How it goes on in the next; null where it does not.' })
  how?: domain.SuccessionHow;
  @Field(() => [GraphQLEntryNumber], { description: 'The entries that added it and that settled it; ask `entry(number)` for them.' })
  entries: readonly number[];
}

@ObjectType({ description: 'A milestone of an edition, and what became of it.' })
export class PromiseLine implements domain.PromiseLine {
  @Field({ description: 'Its code.' }) code: string;
  @Field({ description: 'The code of its objective.' }) objective: string;
  @Field({ description: 'What was to be done.' }) title: string;
  @Field(() => GraphQLDay, { description: 'The day by which it was first promised.' }) promisedFor: string;
  @Field(() => Resolution, { description: 'What became of it.' }) resolution: domain.Resolution;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which that came about; null while it is open.' }) resolvedOn?: string;
  @Field({ nullable: true, description: 'Why it was dropped, superseded or passed on.' }) reason?: string;
  @Field(() => [String], { description: 'Who took it over: organisations, or the objectives in which its own goes on.' })
  receivers: readonly string[];
  @Field(() => [String], { description: 'Codes of the milestones in which it is still open.' }) openIn: readonly string[];
  @Field(() => [PromiseStep], { description: 'Every milestone that it went through, itself first.' }) chain: readonly PromiseStep[];
}

@ObjectType('PromiseLineConnection', { description: 'A page of promises, in the order of codes.' })
export class PromiseLineConnection extends Connection('PromiseLine', () => PromiseLine) {}

@ObjectType({ description: 'How many promises came to one end.' })
export class ResolutionCount {
  @Field(() => Resolution, { description: 'What became of them.' }) resolution: domain.Resolution;
  @Field({ description: 'The milestones, counted.' }) milestones: TallyNode;
}

@ObjectType({
  implements: () => [Report],
  description: 'Every milestone that an edition promised, and what became of it by the point of the report: none is lost.',
})
export class EditionCommitments extends Report {
  @Field(() => Int, { description: 'The edition whose promises these are.' }) ofEdition: number;
  @Field(() => [ResolutionCount], { description: 'How many came to each end.' }) counts: readonly ResolutionCount[];
}
