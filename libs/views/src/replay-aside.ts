import type { Slice } from '#libs/domain';
import type { Stored } from '#libs/ledger';
import { digestOf } from './file/digest.js';
import { openForWriting } from './file/schema.js';
import { ViewWriter } from './file/view-writer.js';

/** What a replay came to. */
export interface ReplayedAside {
  readonly size: number;
  /** Root of the tree, hex. */
  readonly root: string;
  /** See `TenantViews.digest`, at the last entry. */
  readonly digest: string;
}

/** A database without a name lives in memory, and on disk only as far as it outgrows its cache. */
const UNNAMED = '';

/** Projects one ledger's entries into views that nobody keeps. Throws where an entry cannot be projected. */
export async function replayAside(batches: AsyncIterable<readonly Stored[]>, catalog: readonly Slice[]): Promise<ReplayedAside> {
  const { database } = openForWriting(UNNAMED, 'REPLAY');
  const writer = new ViewWriter(database, catalog);
  try {
    for await (const batch of batches) writer.apply(batch);
    return { size: writer.head + 1, root: writer.root.toString('hex'), digest: digestOf(database, writer.head) };
  } finally {
    writer.close();
  }
}
