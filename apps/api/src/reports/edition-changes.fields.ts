import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import * as domain from '#libs/domain';
import type { Views } from '#libs/views';
import { Asker } from '../auth/asker.js';
import type { Request } from '../ledger-command.js';
import { filterHash, type Page, pageOfList } from '../paging.js';
import { PlanNode } from '../plan/plan.node.js';
import { VIEWS } from '../tokens.js';
import { viewsFor } from '../views-for.js';
import { EditionChanges, EditionChangesArgs, SinceLastEditionConnection } from './edition-changes.types.js';
import { type Answer, compared } from './reported.js';

const editionChanges = compared('editionChanges');

@Resolver(() => PlanNode)
export class EditionChangesField {
  constructor(@Inject(VIEWS) private readonly views: Views) {}

  @ResolveField(() => EditionChanges, {
    nullable: true,
    description: 'What the edition looked at changes against the one before; null for the first.',
  })
  whatChangedSinceLastEdition(
    @Parent() { seen: { view } }: PlanNode,
    @Asker() request: Request,
  ): Answer<domain.EditionChanges> | undefined {
    const last = domain.lastEditionOf(view);
    const before = last && viewsFor(this.views, request).viewAt(view.code, view.entry, last.on, last.edition);
    return before && editionChanges(before, view);
  }
}

@Resolver(() => EditionChanges)
export class EditionChangesFields {
  @ResolveField(() => SinceLastEditionConnection, { description: 'The changes by kind, page by page.' })
  changes(
    @Parent() { changes, entry, on, edition, counts }: domain.EditionChanges,
    @Args() { kinds, ...page }: EditionChangesArgs,
  ): Page<domain.SinceLastEdition> {
    const wanted = changes.filter(({ kind }) => kinds?.includes(kind) ?? true);
    const filter = filterHash(`changes ${counts[0]?.subjects.at.plan} ${edition}`, { kinds });
    return pageOfList(wanted, page, filter, { entry, on }, (change) => change);
  }
}
