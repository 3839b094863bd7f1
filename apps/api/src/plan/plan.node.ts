import { Field, ID, ObjectType } from '@nestjs/graphql';
import type * as domain from '#libs/domain';
import { Node, nodeId } from '../node.js';
import { ambitionSeen, editionSeen, type Seen } from '../present.js';
import { GraphQLDay, GraphQLEntryNumber } from '../scalars.js';
import { AmbitionNode, EditionNode, Owner, PlanYear, Source } from './plan.types.js';

/** A plan at one point. Parts are read from its view only when they are asked for. */
@ObjectType('Plan', { implements: () => [Node], description: 'A rolling five-year plan, read at one entry of the ledger and one day.' })
export class PlanNode extends Node implements Seen {
  readonly __typename = 'Plan';
  readonly seen: Seen['seen'];

  constructor(view: domain.PlanView) {
    super();
    this.id = nodeId('plan', view.code, '');
    this.seen = { view, kind: 'plan', key: view.code, because: view.plan.because };
  }

  @Field(() => ID, { description: 'Its code, such as `jfp`; its identity for ever.' })
  get code(): string {
    return this.seen.view.code;
  }

  @Field(() => String, { description: 'Its title.' })
  get title(): string {
    return this.seen.view.plan.title;
  }

  @Field(() => Owner, { description: 'Who owns it.' })
  get owner(): Owner {
    return this.seen.view.plan.owner;
  }

  @Field(() => Source, { nullable: true, description: 'Where its registration was read.' })
  get source(): Source | undefined {
    return this.seen.view.plan.source;
  }

  @Field(() => GraphQLEntryNumber, {
    description:
      'The last entry that this answer knows. With `on` it is the pin: the same question at it gets the same bytes. Below a preview the last that is tried out, as if it were recorded.',
  })
  get entry(): number {
    return this.seen.view.entry;
  }

  @Field(() => GraphQLDay, { description: 'The day looked at.' })
  get on(): string {
    return this.seen.view.on;
  }

  @Field(() => EditionNode, { nullable: true, description: 'The edition looked at; null while the plan has none.' })
  get edition(): object | undefined {
    const { edition } = this.seen.view;
    return edition && editionSeen(edition, this.seen.view);
  }

  @Field(() => [PlanYear], { description: 'The five years of the edition looked at.' })
  get years(): readonly domain.PlanYear[] {
    return this.seen.view.years;
  }

  @Field(() => [EditionNode], { description: 'All editions opened by then, oldest first.' })
  get editions(): readonly object[] {
    return this.seen.view.editions.map((edition) => editionSeen(edition, this.seen.view));
  }

  @Field(() => [AmbitionNode], { description: 'Its ambitions on that day, in order of number.' })
  get ambitions(): readonly object[] {
    return this.seen.view.ambitions.map((ambition) => ambitionSeen(ambition, this.seen.view));
  }
}
