import { approvalIn, APPROVALS, type PlanView } from '#libs/domain';
import { RETRACTION, type RetractionData } from '#libs/ledger';
import type { EntryPage, NumberedEntry, PointViews } from '#libs/views';
import type { Retraction, SelfApproval } from './audit.types.js';
import { entrySeen } from './entry.types.js';

/** Reads things of a list after an entry, at most so many. */
type Read<T> = (after: number, first: number) => { readonly items: readonly T[]; readonly hasMore: boolean };

const PAGE = 100;

/** True where one actor recorded both, or both were recorded for one post. */
const sameHand = ({ metadata: a }: NumberedEntry, { metadata: b }: NumberedEntry): boolean =>
  a.actor === b.actor || (a.onBehalfOf !== undefined && a.onBehalfOf === b.onBehalfOf);

/** The retractions of a plan, up to the entry that it is looked at. */
export const retractions =
  (views: PointViews, { code, entry: upTo }: PlanView): Read<Retraction> =>
  (after, first) => {
    const { entries, hasMore } = views.entries({ plan: code, types: [RETRACTION] }, after, first, upTo);
    return { items: entries.map((entry) => retractionOf(views, entry)), hasMore };
  };

function retractionOf(views: PointViews, entry: NumberedEntry): Retraction {
  const named = views.entry((entry.data as unknown as RetractionData).entry);
  const takenBack = named === undefined ? [] : views.entriesOfCommand(named.metadata.commandId);
  return {
    entry: entrySeen(entry),
    takenBack: takenBack.filter(({ stream }) => stream === entry.stream).map(entrySeen),
    own: named !== undefined && sameHand(entry, named),
  };
}

/** The approvals of a plan by whoever had asked for them, up to the entry that it is looked at. */
export const selfApprovals =
  (views: PointViews, { code, entry: upTo }: PlanView): Read<SelfApproval> =>
  (after, first) => {
    const found: SelfApproval[] = [];
    for (const entry of through((from) => views.entries({ plan: code, types: APPROVALS }, from, PAGE, upTo), after)) {
      const request = requestOf(views, code, entry);
      if (request !== undefined && sameHand(entry, request)) found.push({ entry: entrySeen(entry), request: entrySeen(request) });
      if (found.length > first) break;
    }
    return { items: found.slice(0, first), hasMore: found.length > first };
  };

/** The last entry before an approval that asked for it. */
function requestOf(views: PointViews, plan: string, approval: NumberedEntry): NumberedEntry | undefined {
  const approved = approvalIn(approval);
  if (approved === undefined) return undefined;
  const { kind, key, requests } = approved;
  const history = through((from) => views.history(plan, kind, key, from, PAGE, approval.number - 1), -1);
  return [...history].findLast(({ type }) => requests.includes(type));
}

/** Entries page by page. */
function* through(read: (after: number) => EntryPage, after: number): Iterable<NumberedEntry> {
  for (let from = after, more = true; more;) {
    const { entries, hasMore } = read(from);
    yield* entries;
    from = entries.at(-1)?.number ?? from;
    more = hasMore;
  }
}
