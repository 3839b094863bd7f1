import { Inject } from '@nestjs/common';
import { Args, Query, Resolver } from '@nestjs/graphql';
import type { TenantViews, Views } from '#libs/views';
import { Asker } from '../auth/asker.js';
import { Needs } from '../auth/needs.js';
import { ApiError, badInput } from '../graphql/api-error.js';
import type { Request } from '../ledger-command.js';
import { CHECKPOINTS, VIEWS } from '../tokens.js';
import type { Checkpoints } from './checkpoints.js';
import {
  ConsistencyArgs,
  ConsistencyProof,
  DigestArgs,
  InclusionArgs,
  InclusionProof,
  LinesArgs,
  SignedCheckpoint,
  SizeArgs,
  TreeHead,
  ViewDigest,
} from './proof.types.js';

const toHex = (hashes: readonly Buffer[]): readonly string[] => hashes.map((hash) => hash.toString('hex'));

/** The size asked for, or that of the whole ledger. Throws where this node has fewer entries. */
function sizeIn(views: TenantViews, asked: number | undefined): number {
  const { size } = views.status();
  if (asked === undefined || asked <= size) return asked ?? size;
  throw new ApiError('AS_OF_BEYOND_LEDGER', `This node has ${size} entries, not ${asked}.`);
}

const headAt = ({ tree }: TenantViews, size: number): TreeHead => ({ size, root: tree.rootAt(size).toString('hex') });

@Resolver()
export class ProofQueries {
  constructor(
    @Inject(VIEWS) private readonly views: Views,
    @Inject(CHECKPOINTS) private readonly checkpoints: Checkpoints,
  ) {}

  @Query(() => TreeHead, { description: 'The tree over the ledger, as this node has it; auditors only.' })
  @Needs('auditor')
  treeHead(@Args() { size }: SizeArgs, @Asker() { caller }: Request): TreeHead {
    const views = this.views.tenant(caller.tenant);
    return headAt(views, sizeIn(views, size));
  }

  @Query(() => SignedCheckpoint, { nullable: true, description: 'The checkpoint of most entries; null before the first. Auditors only.' })
  @Needs('auditor')
  checkpoint(@Asker() { caller }: Request): SignedCheckpoint | undefined {
    const newest = this.checkpoints.newest(caller.tenant);
    return newest && { origin: newest.origin, note: newest.note, tree: { size: newest.size, root: newest.root.toString('hex') } };
  }

  @Query(() => InclusionProof, { description: 'Proof that an entry is among the first entries of the ledger; auditors only.' })
  @Needs('auditor')
  inclusionProof(@Args() { entry, size }: InclusionArgs, @Asker() { caller }: Request): InclusionProof {
    const views = this.views.tenant(caller.tenant);
    const all = sizeIn(views, size);
    const found = views.entry(entry);
    if (found === undefined || entry >= all) throw badInput([{ path: 'entry', message: `is not among the first ${all} entries` }]);
    return { entry, leafHash: found.leafHash, tree: headAt(views, all), hashes: toHex(views.tree.inclusion(entry, all)) };
  }

  @Query(() => ConsistencyProof, { description: 'Proof that the ledger was only added to between two sizes; auditors only.' })
  @Needs('auditor')
  consistencyProof(@Args() { from, to }: ConsistencyArgs, @Asker() { caller }: Request): ConsistencyProof {
    const views = this.views.tenant(caller.tenant);
    const later = sizeIn(views, to);
    if (from > later) throw badInput([{ path: 'from', message: `is more than the ${later} entries of the later tree` }]);
    return { from: headAt(views, from), to: headAt(views, later), hashes: toHex(views.tree.consistency(from, later)) };
  }

  @Query(() => [String], {
    description:
      'Entries in their stored form, a line of canonical JSON (RFC 8785) each, with the hash of their leaf: what an export is made of. Fewer than asked where they are long; auditors only.',
  })
  @Needs('auditor')
  ledgerLines(@Args() { from, first }: LinesArgs, @Asker() { caller }: Request): readonly string[] {
    return this.views.tenant(caller.tenant).lines(from, first);
  }

  @Query(() => ViewDigest, {
    description: 'One hash over all that this node answers from, to be compared with a replay of an export; takes a while. Auditors only.',
  })
  @Needs('auditor')
  async viewDigest(@Args() { entry }: DigestArgs, @Asker() { caller }: Request): Promise<ViewDigest> {
    const views = this.views.tenant(caller.tenant);
    const last = sizeIn(views, entry === undefined ? undefined : entry + 1) - 1;
    if (last < 0) throw new ApiError('NOT_FOUND', 'The ledger is empty.');
    return { entry: last, digest: await views.digest(last) };
  }
}
