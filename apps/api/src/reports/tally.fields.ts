import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { Tally } from '#libs/domain';
import type { Views } from '#libs/views';
import { Asker } from '../auth/asker.js';
import { EntryConnection, entrySeen, type EntrySeen } from '../history/entry.types.js';
import type { Request } from '../ledger-command.js';
import { filterHash, type Page, PageArgs, pageOf, readCursorAt, writeCursor } from '../paging.js';
import { VIEWS } from '../tokens.js';
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
    @Args() { first, after }: PageArgs,
    @Asker() { caller }: Request,
  ): Page<EntrySeen> {
    const filter = filterHash(`tally ${plan} ${kind}`, subjects);
    const place = after === undefined ? undefined : readCursorAt(after, filter, { entry, on });
    const counted = { plan, keys: subjects, ...(kind !== 'any' && { kind }) };
    const page = this.views.tenant(caller.tenant).behind(counted, on, place?.at ?? -1, first, entry);
    const cursorOf = ({ number }: EntrySeen): string => writeCursor({ entry, on, filter, at: number });
    return pageOf(page.entries.map(entrySeen), cursorOf, page.hasMore, place !== undefined);
  }
}
