import { ArgsType, Field, Int, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Choices, choices, optional } from '../fields.js';
import { Connection, PageArgs } from '../paging.js';
import { GraphQLDay, GraphQLEntryNumber } from '../scalars.js';
import { Report, TallyNode } from './report.types.js';

export const EditionChangeKind = choices<domain.EditionChangeKind>('EditionChangeKind', 'What an edition changes against the one before.', {
  STATED: 'A change that the edition states of itself.',
  AMBITION_ADDED: 'An ambition was added.',
  AMBITION_RENAMED: 'An ambition has another title.',
  AMBITION_RECAST: 'An ambition has another meaning.',
  POSTS_CHANGED: 'Other posts answer for an ambition.',
  OBJECTIVE_ADDED: 'An objective was added.',
  OBJECTIVE_RENAMED: 'An objective has another title.',
  OBJECTIVE_RESCOPED: 'An objective has another scope.',
  OBJECTIVE_REOPENED: 'A retired objective was reopened.',
  OBJECTIVE_RETIRED: 'An objective was retired to business as usual.',
  OBJECTIVE_CONCLUDED: 'An objective was concluded.',
  OBJECTIVE_MERGED: 'An objective was merged into another; where no code of it is known, the subject is the other.',
  OBJECTIVE_SPLIT: 'An objective was split into others.',
  OBJECTIVE_REPLACED: 'An objective was replaced by another.',
  INEQUALITY_ACTION_CHANGED: 'An objective addresses inequality in another way.',
  FUNDING_CHANGED: 'An objective is paid for in another way.',
  MILESTONE_NEW: 'A milestone that no former one goes on in.',
  MILESTONE_MET: 'A milestone of the last edition was met.',
  MILESTONE_CARRIED_FORWARD: 'A milestone of the last edition was carried forward.',
  MILESTONE_SUPERSEDED: 'Others took the place of a milestone of the last edition.',
  MILESTONE_DROPPED: 'A milestone of the last edition was dropped.',
  MILESTONE_HANDED_OVER: 'A milestone of the last edition was passed on by the end of its objective.',
  MEASURE_ADDED: 'A measure was added.',
  MEASURE_WITHDRAWN: 'A measure is no longer used.',
  TARGETS_CHANGED: 'A measure has other targets.',
});

@ObjectType({ description: 'A change since the last edition.' })
export class SinceLastEdition implements domain.SinceLastEdition {
  @Field(() => EditionChangeKind, { description: 'What kind of change.' }) kind: domain.EditionChangeKind;
  @Field({ description: 'The code of what changed; of an ambition its number.' }) subject: string;
  @Field({ nullable: true, description: 'What it was, in words or codes.' }) before?: string;
  @Field({ nullable: true, description: 'What it is, in words or codes; of what left the plan, why or to whom.' }) after?: string;
  @Field(() => [GraphQLEntryNumber], { description: 'The entries that made it so; ask `entry(number)` for them.' })
  entries: readonly number[];
}

@ObjectType('SinceLastEditionConnection', { description: 'A page of changes, by kind.' })
export class SinceLastEditionConnection extends Connection('SinceLastEdition', () => SinceLastEdition) {}

@ObjectType({ description: 'How many changes there are of a kind.' })
export class EditionChangeCount {
  @Field(() => EditionChangeKind, { description: 'The kind.' }) kind: domain.EditionChangeKind;
  @Field({ description: 'What changed, counted.' }) subjects: TallyNode;
}

@ObjectType({ description: 'The edition compared with.' })
export class LastEdition {
  @Field(() => Int, { description: 'Its number.' }) edition: number;
  @Field(() => GraphQLDay, { description: 'The day on which it became current, at which it is looked at.' }) on: string;
}

@ObjectType({ implements: () => [Report], description: 'What an edition changes against the one before, as of its day.' })
export class EditionChanges extends Report {
  @Field({ description: 'The edition compared with.' }) since: LastEdition;
  @Field(() => [EditionChangeCount], { description: 'How many there are of each kind that occurs.' }) counts: readonly EditionChangeCount[];
}

@ArgsType()
export class EditionChangesArgs extends PageArgs {
  @Choices(EditionChangeKind, 'Those of these kinds; all if absent.', optional) kinds?: domain.EditionChangeKind[];
}
