import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Tally } from '#libs/domain';
import type { Views } from '#libs/views';
import { Asker } from '../auth/asker.js';
import { EntryConnection, entriesSeen, type EntrySeen, numberOf } from '../history/entry.types.js';
import type { Request } from '../ledger-command.js';
import { filterHash, type Page, PageArgs, pageByEntry } from '../paging.js';
import { VIEWS } from '../tokens.js';
import { viewsFor } from '../views-for.js';
import { TallyNode } from './report.types.js';

@Resolver(() => TallyNode)
export class TallyFields {
  constructor(@Inject(VIEWS) private readonly views: Views) {}

  @ResolveField(() => EntryConnection, {
    description:
      'The entries that make the counted things what they are at the point of the report, oldest first, each with its source line. Entries taken back by then, or true later, are left out.',
  })
  because(
    @Parent() { kind, subjects, at: { plan, entry, on } }: Tally,
    @Args() page: PageArgs,
    @Asker() request: Request,
  ): Page<EntrySeen> {
    const views = viewsFor(this.views, request);
    const counted = { plan, keys: subjects, ...(kind !== 'any' && { kind }) };
    const read = (from: number, most: number) => entriesSeen(views.behind(counted, on, from, most, entry));
    return pageByEntry(page, filterHash(`tally ${plan} ${kind}`, subjects), { entry, on }, read, numberOf);
  }
}
