import { Inject } from '@nestjs/common';
import { Args, ArgsType, Resolver, Subscription } from '@nestjs/graphql';
import type { FollowedPage, Views } from '#libs/views';
import { Asker } from '../auth/asker.js';
import { EntryNumber, Nested, optional } from '../fields.js';
import type { Request } from '../ledger-command.js';
import type { Checkpoints } from '../proof/checkpoints.js';
import { requireSigned } from '../proof/signed-history.guard.js';
import { CHECKPOINTS, VIEWS } from '../tokens.js';
import { EntryFilter, entrySeen, FollowedEntries } from './entry.types.js';

@ArgsType()
export class FollowArgs {
  @EntryNumber(
    'The entry after which to begin: the last `upTo` that you had. From the first entry on if absent. A node that is behind waits for it; beyond the ledger it is `AS_OF_BEYOND_LEDGER`.',
    optional,
  )
  after?: number;
  @Nested(() => EntryFilter, 'Which ones; all if absent.', optional) filter?: EntryFilter;
}

/** What one event of the subscription holds. */
interface Followed {
  readonly entries: FollowedEntries;
}

const followed = ({ entries, upTo, caughtUp }: FollowedPage): Followed => ({
  entries: { entries: entries.map(entrySeen), ...(upTo >= 0 && { upTo }), caughtUp },
});

@Resolver()
export class FollowSubscription {
  constructor(
    @Inject(VIEWS) private readonly views: Views,
    @Inject(CHECKPOINTS) private readonly checkpoints: Checkpoints,
  ) {}

  @Subscription(() => FollowedEntries, {
    description:
      'Follows the audit trail: the entries there are, oldest first, then each as soon as queries on this node show it; every one exactly once. Ends with `LEDGER_UNAVAILABLE` where this node can show no more; go on after the last `upTo`, here or at any other node.',
  })
  entries(@Args() args: FollowArgs, @Asker() { caller }: Request): AsyncIterableIterator<Followed> {
    return endable((signal) => this.follow(caller.tenant, args, signal));
  }

  private async *follow(tenant: string, { after = -1, filter = {} }: FollowArgs, signal: AbortSignal): AsyncGenerator<Followed, void> {
    const diverged = new AbortController();
    const forget = this.checkpoints.onDivergence((other) => (other === tenant ? diverged.abort() : undefined));
    try {
      const pages = this.views.tenant(tenant).follow(filter, after, AbortSignal.any([signal, diverged.signal]));
      for await (const page of pages) {
        requireSigned(this.checkpoints, tenant);
        yield followed(page);
      }
      requireSigned(this.checkpoints, tenant);
    } finally {
      forget();
    }
  }
}

/** An iterator that ends as soon as it is told to, also while it waits: a generator would end only with its next item. */
function endable<T>(begin: (signal: AbortSignal) => AsyncGenerator<T, void>): AsyncIterableIterator<T> {
  const stop = new AbortController();
  const items = begin(stop.signal);
  return {
    next: () => items.next(),
    return: () => {
      stop.abort();
      return items.return();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
