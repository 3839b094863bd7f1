import { QuestionError, type EntryPage, type FollowedPage, type ProjectorStatus } from './tenant-views.js';

/** What a follower sees of the views. */
export interface Trail {
  /** How far the views have come; undefined once they are closed. Throws a `QuestionError` where they are no longer the ones followed. */
  readonly state: () => Pick<ProjectorStatus, 'head' | 'caughtUp' | 'halted'> | undefined;
  readonly page: (after: number, first: number, upTo: number) => EntryPage;
  /** Settles at the next change of the state, or once aborted. */
  readonly changed: (signal: AbortSignal) => Promise<void>;
  /** Waits until everything that is in the log now is projected, as far as that can be had in a moment. */
  readonly catchUp: () => Promise<unknown>;
  /** Settles when it is this follower's turn to read: others, and the rest of the program, have theirs in between. */
  readonly turn: () => Promise<void>;
}

interface Sizes {
  /** Entries given at a time. */
  readonly page: number;
  /** Entries looked through at a time, where few of them are wanted. */
  readonly stretch: number;
}

const USUAL: Sizes = { page: 100, stretch: 5_000 };

/**
 * Gives the entries after a number, then each page that is projected. Nothing is read before it is asked for and nothing is
 * kept, so that it does not matter how slow a follower is.
 */
export async function* follow(
  trail: Trail,
  after: number,
  signal: AbortSignal,
  sizes: Sizes = USUAL,
): AsyncGenerator<FollowedPage, void, undefined> {
  let at = after;
  let told: boolean | undefined;
  for (;;) {
    await trail.turn();
    const state = signal.aborted ? undefined : trail.state();
    if (state === undefined) return;
    if (state.caughtUp && state.head < at) {
      await requireThere(at, trail);
      continue;
    }
    const { entries, upTo } = stretchFrom(at, state.head, trail, sizes);
    at = upTo;
    const caughtUp = state.caughtUp && at === state.head;
    const isNews = caughtUp !== told && (caughtUp || !state.caughtUp);
    if (entries.length > 0 || isNews) {
      told = caughtUp;
      yield { entries, upTo: at, caughtUp };
    } else if (at >= state.head) {
      if (state.halted !== undefined) throw halted(state.head);
      await trail.changed(signal);
    }
  }
}

/** The next entries that are wanted, and up to where all have been looked at; none on a node that is behind the one followed before. */
function stretchFrom(after: number, head: number, trail: Trail, { page, stretch }: Sizes): Pick<FollowedPage, 'entries' | 'upTo'> {
  if (after >= head) return { entries: [], upTo: after };
  const end = Math.min(head, after + stretch);
  const { entries, hasMore } = trail.page(after, page, end);
  return { entries, upTo: hasMore ? entries[entries.length - 1].number : end };
}

/** Throws a `QuestionError` where an entry is not in the log by now. */
async function requireThere(entry: number, trail: Trail): Promise<void> {
  await trail.catchUp();
  const head = trail.state()?.head ?? entry;
  if (head < entry) throw new QuestionError('AS_OF_BEYOND_LEDGER', `The ledger has no entry ${entry} yet; its last is ${head}.`);
}

const halted = (head: number): QuestionError =>
  new QuestionError(
    'LEDGER_UNAVAILABLE',
    `This node can show no entry after ${head}, as \`/health/ready\` says. Go on later, or at another node.`,
  );
