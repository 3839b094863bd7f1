import { Field, Int, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Node } from '../node.js';
import { Source } from '../plan/plan.types.js';
import { GraphQLDay } from '../scalars.js';
import { DependencyCauseKind, DependencyKind, DependencyRelation, DependencyState } from './dependency.enums.js';
import { Basis } from './funding.enums.js';

@ObjectType({ description: 'What is depended on.' })
export class DependencyTarget implements domain.DependencyTarget {
  @Field(() => DependencyKind, { description: 'What kind of thing it is.' }) kind: domain.DependencyKind;
  @Field({ description: 'Its code where it is part of the plan, else its name.' }) ref: string;
}

@ObjectType({ description: 'Why a dependency stands as it does.' })
export class DependencyCause implements domain.DependencyCause {
  @Field(() => DependencyCauseKind, { description: 'What kind of cause it is.' }) kind: domain.CauseKind;
  @Field({ description: 'The code or name of what is depended on.' }) item: string;
  @Field({ description: 'The cause as a sentence.' }) text: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day first set for what is depended on.' }) firstOn?: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which it is now expected, or on which it came.' })
  expectedOn?: string;
  @Field(() => GraphQLDay, {
    nullable: true,
    description: 'The day by which it is needed: the due day of what depends, or else the end of its window, less the lead.',
  })
  neededBy?: string;
}

@ObjectType({ description: 'What somebody recorded of a dependency.' })
export class DependencySettlement {
  @Field(() => DependencyState, { description: 'What it was settled as.' }) state: 'SATISFIED' | 'BROKEN' | 'WAIVED';
  @Field(() => GraphQLDay, { description: 'The day.' }) on: string;
  @Field({ nullable: true, description: 'Why.' }) reason?: string;
  @Field({ nullable: true, description: 'What shows it.' }) evidence?: string;
}

@ObjectType({ implements: () => [Node], description: 'A relation in which one thing relies on another.' })
export class Dependency extends Node implements Omit<domain.Dependency, 'because'> {
  @Field({ description: 'Its code, such as `1a-d01`.' }) code: string;
  @Field({ description: 'The code of the objective that declared it.' }) objective: string;
  @Field({ description: 'The code of what depends: a milestone, a measure, or the objective as a whole.' }) from: string;
  @Field({ nullable: true, description: 'The milestone that depends.' }) milestone?: string;
  @Field({ nullable: true, description: 'The measure that depends.' }) measure?: string;
  @Field(() => DependencyTarget, { description: 'What is depended on.' }) to: domain.DependencyTarget;
  @Field(() => DependencyRelation, { description: 'How the two hang together.' }) relation: domain.DependencyRelation;
  @Field(() => Basis, { description: 'How the source says it.' }) basis: domain.Basis;
  @Field(() => Int, { nullable: true, description: 'Whole months that what depends needs after what it depends on is there.' })
  leadMonths?: number;
  @Field({ nullable: true, description: 'What the plan says about it.' }) text?: string;
  @Field(() => GraphQLDay, { description: 'Since when it is known.' }) declaredOn: string;
  @Field(() => DependencyState, { description: 'How it stands on the day looked at.' }) state: domain.DependencyState;
  @Field(() => DependencyCause, { nullable: true, description: 'Why it stands so; null where there is nothing to say.' })
  cause?: domain.DependencyCause;
  @Field(() => DependencySettlement, { nullable: true, description: 'What somebody recorded of it last.' }) settled?: DependencySettlement;
  @Field(() => Source, { nullable: true, description: 'Where it was read.' }) source?: Source;
}
