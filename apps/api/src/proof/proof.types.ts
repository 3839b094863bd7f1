import { ArgsType, Field, ObjectType } from '@nestjs/graphql';
import { Count, EntryNumber, optional } from '../fields.js';
import { GraphQLEntryNumber } from '../scalars.js';

@ObjectType({ description: 'The Merkle tree (RFC 9162) over the first entries of the ledger.' })
export class TreeHead {
  @Field(() => GraphQLEntryNumber, { description: 'How many entries it is over.' }) size: number;
  @Field({ description: 'Its root, SHA-256, hex.' }) root: string;
}

@ObjectType({ description: 'Proof that an entry is in the ledger (RFC 9162, section 2.1.3).' })
export class InclusionProof {
  @Field(() => GraphQLEntryNumber, { description: 'The number of the entry: the index of its leaf.' }) entry: number;
  @Field({ description: 'SHA-256 of its Merkle leaf, hex.' }) leafHash: string;
  @Field(() => TreeHead, { description: 'The tree that it is shown to be in.' }) tree: TreeHead;
  @Field(() => [String], { description: 'The hashes that lead from the leaf to the root, lowest first, hex.' }) hashes: readonly string[];
}

@ObjectType({ description: 'Proof that the ledger was only added to between two sizes (RFC 9162, section 2.1.4).' })
export class ConsistencyProof {
  @Field(() => TreeHead, { description: 'The earlier tree.' }) from: TreeHead;
  @Field(() => TreeHead, { description: 'The later tree, which begins with the earlier one.' }) to: TreeHead;
  @Field(() => [String], { description: 'The hashes that show it, in the order of the RFC, hex.' }) hashes: readonly string[];
}

@ObjectType({
  description: 'What the ledger was at some size, signed by a process apart from the one that records (C2SP tlog-checkpoint).',
})
export class SignedCheckpoint {
  @Field({ description: 'The name of the ledger, and of the key that signs for it.' }) origin: string;
  @Field(() => TreeHead, { description: 'The tree that was signed.' }) tree: TreeHead;
  @Field({ description: 'The signed note as it was published.' }) note: string;
}

@ArgsType()
export class SizeArgs {
  @EntryNumber('How many entries the tree is over; all of them if absent.', optional) size?: number;
}

@ArgsType()
export class InclusionArgs extends SizeArgs {
  @EntryNumber('The number of the entry.') entry: number;
}

@ArgsType()
export class ConsistencyArgs {
  @EntryNumber('The size of the earlier tree.') from: number;
  @EntryNumber('The size of the later tree; that of the whole ledger if absent.', optional) to?: number;
}

@ObjectType({ description: 'What the views say up to an entry, in one hash: the same on every node and after every replay.' })
export class ViewDigest {
  @Field(() => GraphQLEntryNumber, { description: 'The number of that entry.' }) entry: number;
  @Field({ description: 'SHA-256 over all rows with what fed them, and over all leaves, hex.' }) digest: string;
}

@ArgsType()
export class DigestArgs {
  @EntryNumber('The number of the last entry that counts; that of the ledger if absent.', optional) entry?: number;
}

@ArgsType()
export class LinesArgs {
  @EntryNumber('The number of the first entry.') from: number;
  @Count(1, 500, 'How many at most: 1 to 500.') first: number;
}
