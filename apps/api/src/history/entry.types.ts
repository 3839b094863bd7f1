import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { daysLate } from '#libs/domain';
import type { EntryPage, NumberedEntry } from '#libs/views';
import { Holds } from '../graphql/cost.js';
import { LIMITS } from '../graphql/limits.js';
import { InstantField, Line, Lines, optional, PlanCode, ThingCode } from '../fields.js';
import { Precision } from '../ledger-command.js';
import { Node, nodeId } from '../node.js';
import { Connection } from '../paging.js';
import { Source } from '../plan/plan.types.js';
import { GraphQLDay, GraphQLEntryNumber, GraphQLInstant, GraphQLJson } from '../scalars.js';

@ObjectType('Entry', {
  implements: () => [Node],
  description: 'One recorded event with its envelope. Entries are never changed and never removed.',
})
export class EntryNode extends Node {
  @Field(() => GraphQLEntryNumber, { description: 'Its number in the ledger, the same on every node and in every store.' }) number: number;
  @Field({ description: 'What happened, in the past tense, such as `MilestoneMet`; `EntryRetracted` takes back a command.' }) type: string;
  @Field({ description: 'The stream that holds it.' }) stream: string;
  @Field(() => Int, { description: 'Its 0-based place in its stream.' }) revision: number;
  @Field(() => ID, { description: 'The command that recorded it; ask `receipt(commandId)`.' }) commandId: string;
  @Field(() => GraphQLInstant, { description: 'When it was recorded, UTC.' }) recordedAt: string;
  @Field(() => GraphQLDay, { nullable: true, description: 'The day on which the fact is true; null for a retraction, which has none.' })
  effectiveOn?: string;
  @Field(() => Precision, { nullable: true, description: 'How exactly that day is known.' }) precision?: string;
  @Field(() => Int, {
    nullable: true,
    description: 'Whole days from that day to the day in London on which it was recorded; negative where it was told ahead.',
  })
  daysLate?: number;
  @Field({ description: 'Who recorded it, as the credential says.' }) actor: string;
  @Field({ nullable: true, description: 'The post acted for.' }) onBehalfOf?: string;
  @Field({ nullable: true, description: 'The reason given, where there is one.' }) reason?: string;
  @Field(() => Source, { nullable: true, description: 'Where the fact was read.' }) source?: Source;
  @Field(() => GraphQLJson, { description: 'The fact itself.' }) data: unknown;
  @Field({ description: 'SHA-256 of its Merkle leaf, hex.' }) leafHash: string;
}

export interface EntrySeen extends EntryNode {
  readonly __typename: 'Entry';
}

export function entrySeen(entry: NumberedEntry): EntrySeen {
  const { number, type, stream, revision, data, leafHash, metadata } = entry;
  const { commandId, recordedAt, effectiveOn, precision, actor, onBehalfOf, source } = metadata;
  return {
    __typename: 'Entry',
    id: nodeId('entry', '', number),
    ...{ number, type, stream, revision, commandId, recordedAt, effectiveOn, precision, actor, onBehalfOf, source, data, leafHash },
    daysLate: effectiveOn === undefined ? undefined : daysLate(effectiveOn, recordedAt),
    reason: typeof data.reason === 'string' ? data.reason : undefined,
  };
}

/** A page of entries as clients see them. */
export const entriesSeen = ({ entries, hasMore }: EntryPage): { readonly items: readonly EntrySeen[]; readonly hasMore: boolean } => ({
  items: entries.map(entrySeen),
  hasMore,
});

export const numberOf = ({ number }: Pick<EntryNode, 'number'>): number => number;

@ObjectType('EntryConnection', { description: 'A page of entries, oldest first.' })
export class EntryConnection extends Connection('Entry', () => EntryNode) {}

@ObjectType({ description: 'The next entries of those that are followed.' })
export class FollowedEntries {
  @Holds(LIMITS.pageSize)
  @Field(() => [EntryNode], { description: 'Oldest first, at most 100; none where only `caughtUp` is news.' })
  entries: readonly EntryNode[];
  @Field(() => GraphQLEntryNumber, {
    nullable: true,
    description:
      'All entries up to this one were sent or do not fit the filter: to go on from here, send it as `after`. Null in an empty ledger.',
  })
  upTo?: number;
  @Field({
    description:
      'True where this is all that is recorded, as far as this node knows; false while more is on its way, or while it does not reach the log.',
  })
  caughtUp: boolean;
}

@InputType({ description: 'Which entries to list; all conditions must hold.' })
export class EntryFilter {
  @PlanCode('Those of this plan.', optional) plan?: string;
  @Line(80, 'Those of this stream.', optional) stream?: string;
  @Lines(64, 'Those of one of these types.', optional) types?: string[];
  @Line(200, 'Those recorded by this actor.', optional) actor?: string;
  @ThingCode('Those that changed the thing of this code: an objective or a milestone.', optional) subject?: string;
  @InstantField('Those recorded at or after this instant.', optional) from?: string;
  @InstantField('Those recorded before this instant.', optional) to?: string;
}
