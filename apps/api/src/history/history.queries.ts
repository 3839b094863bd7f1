import { Inject } from '@nestjs/common';
import { Args, ArgsType, Query, Resolver } from '@nestjs/graphql';
import type { Clock } from '#libs/ledger';
import type { Views } from '#libs/views';
import { Asker } from '../auth/asker.js';
import { CommandKey, EntryNumber, Nested, NodeId, optional } from '../fields.js';
import { Receipt, type Request } from '../ledger-command.js';
import { Node } from '../node.js';
import { filterHash, type Page, PageArgs, pageOf, readCursor, writeCursor } from '../paging.js';
import { CLOCK, VIEWS } from '../tokens.js';
import { EntryConnection, EntryFilter, EntryNode, entrySeen, type EntrySeen } from './entry.types.js';
import { nodeById } from './node-by-id.js';
import { storedReceipt } from './stored-receipt.js';

@ArgsType()
export class EntriesArgs extends PageArgs {
  @Nested(() => EntryFilter, 'Which ones; all if absent.', optional) filter?: EntryFilter;
}

@ArgsType()
export class EntryArgs {
  @EntryNumber('Its number.') number: number;
}

@ArgsType()
export class ReceiptArgs {
  @CommandKey('The idempotency key.') commandId: string;
}

@ArgsType()
export class NodeArgs {
  @NodeId('An id of a node.') id: string;
}

@Resolver()
export class HistoryQueries {
  constructor(
    @Inject(VIEWS) private readonly views: Views,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Query(() => EntryConnection, { description: 'The audit trail, oldest first. All pages see the ledger as it was for the first of them.' })
  entries(@Args() { filter = {}, first, after }: EntriesArgs, @Asker() { caller }: Request): Page<EntrySeen> {
    const views = this.views.tenant(caller.tenant);
    const hash = filterHash('entries', filter);
    const place = after === undefined ? undefined : readCursor(after, hash);
    const upTo = place?.entry ?? views.head;
    const page = views.entries(filter, place?.at ?? -1, first, upTo);
    const cursorOf = ({ number }: EntrySeen): string => writeCursor({ entry: upTo, on: '', filter: hash, at: number });
    return pageOf(page.entries.map(entrySeen), cursorOf, page.hasMore, place !== undefined);
  }

  @Query(() => EntryNode, { nullable: true, description: 'The entry of a number; null where there is none yet.' })
  entry(@Args() { number }: EntryArgs, @Asker() { caller }: Request): EntrySeen | undefined {
    const found = this.views.tenant(caller.tenant).entry(number);
    return found && entrySeen(found);
  }

  @Query(() => Receipt, { nullable: true, description: 'The receipt of a command; null where none of that key is recorded.' })
  receipt(@Args() { commandId }: ReceiptArgs, @Asker() { caller }: Request): Receipt | undefined {
    return storedReceipt(this.views.tenant(caller.tenant).entriesOfCommand(commandId));
  }

  @Query(() => Node, { nullable: true, description: 'The node of an id as it is today; null where there is none such.' })
  node(@Args() { id }: NodeArgs, @Asker() { caller }: Request): Promise<object | undefined> {
    return nodeById(this.views.tenant(caller.tenant), id, this.clock.now());
  }
}
