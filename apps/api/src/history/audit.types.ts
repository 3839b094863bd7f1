import { Field, ObjectType } from '@nestjs/graphql';
import { Connection } from '../paging.js';
import { EntryNode } from './entry.types.js';

@ObjectType({ description: 'A retraction with what it took back.' })
export class Retraction {
  @Field({ description: 'The entry that takes back.' }) entry: EntryNode;
  @Field(() => [EntryNode], { description: 'The entries that it takes back: all of one command, in order.' })
  takenBack: readonly EntryNode[];
  @Field({ description: 'True where whoever took back had recorded it, or both acted for one post.' }) own: boolean;
}

@ObjectType('RetractionConnection', { description: 'A page of retractions, oldest first.' })
export class RetractionConnection extends Connection('Retraction', () => Retraction) {}

@ObjectType({ description: 'An approval by whoever had asked for it.' })
export class SelfApproval {
  @Field({ description: 'The entry that approves.' }) entry: EntryNode;
  @Field({ description: 'The last entry before it that asked for it.' }) request: EntryNode;
}

@ObjectType('SelfApprovalConnection', { description: 'A page of approvals by whoever had asked for them, oldest first.' })
export class SelfApprovalConnection extends Connection('SelfApproval', () => SelfApproval) {}
