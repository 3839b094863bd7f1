import { Args, ArgsType, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import * as domain from '#libs/domain';
import { Choices, Count, optional } from '../fields.js';
import { filterHash, type Page, PageArgs, pageOfList } from '../paging.js';
import { PlanNode } from '../plan/plan.node.js';
import { EditionCommitments, PromiseLineConnection, Resolution } from './edition-commitments.types.js';
import { type Answer, reported } from './reported.js';

const editionCommitments = reported('commitments');

@ArgsType()
export class CommitmentsArgs {
  @Count(1, 1000, 'The edition whose promises to follow.') edition: number;
}

@ArgsType()
export class PromisesArgs extends PageArgs {
  @Choices(Resolution, 'Those that came to one of these ends; all if absent.', optional) resolutions?: domain.Resolution[];
}

@Resolver(() => PlanNode)
export class EditionCommitmentsField {
  @ResolveField(() => EditionCommitments, {
    nullable: true,
    description:
      'What became of every milestone that an edition promised, in whichever edition it goes on; null where it is not the edition looked at or one before.',
  })
  commitments(@Parent() { seen: { view } }: PlanNode, @Args() { edition }: CommitmentsArgs): Answer<domain.EditionCommitments | undefined> {
    return editionCommitments(view, String(edition));
  }
}

@Resolver(() => EditionCommitments)
export class EditionCommitmentsFields {
  @ResolveField(() => PromiseLineConnection, { description: 'The promises, page by page.' })
  promises(
    @Parent() { promises, entry, on, edition, ofEdition, counts }: domain.EditionCommitments,
    @Args() { resolutions, ...page }: PromisesArgs,
  ): Page<domain.PromiseLine> {
    const wanted = promises.filter(({ resolution }) => resolutions?.includes(resolution) ?? true);
    const filter = filterHash(`promises ${counts[0].milestones.at.plan} ${edition} ${ofEdition}`, { resolutions });
    return pageOfList(wanted, page, filter, { entry, on }, (line) => line);
  }
}
