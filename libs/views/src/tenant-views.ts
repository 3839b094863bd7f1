import type { Day, Instant, PlanState, PlanView, ReusedCommand } from '#libs/domain';
import type { Entry, StreamLog } from '#libs/ledger';

/** A moment of the ledger: exactly one of the three. */
export interface AsOf {
  readonly entry?: number;
  readonly instant?: Instant;
  readonly edition?: number;
}

/** What a question about a plan may pin. Defaults: the last entry, today, the edition current and the rule set in force at that point. */
export interface Question {
  readonly asOf?: AsOf;
  readonly on?: Day;
  readonly edition?: number;
  /** The name of the rule set to compute by. */
  readonly ruleSet?: string;
}

export type QuestionErrorCode = 'BAD_USER_INPUT' | 'NOT_FOUND' | 'AS_OF_BEYOND_LEDGER' | 'LEDGER_UNAVAILABLE';

/** A question that has no answer. Recognise it by `name` and `code`. */
export class QuestionError extends Error {
  override readonly name = 'QuestionError';
  constructor(
    readonly code: QuestionErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/** An entry with its number in the ledger of its tenant. */
export interface NumberedEntry extends Entry {
  readonly number: number;
  /** SHA-256 of the entry's Merkle leaf, hex. */
  readonly leafHash: string;
}

export interface EntryFilter {
  readonly plan?: string;
  readonly stream?: string;
  readonly types?: readonly string[];
  readonly actor?: string;
  /** The code of a thing: an objective, a milestone; entries that changed it. */
  readonly subject?: string;
  /** Entries recorded at or after. */
  readonly from?: Instant;
  /** Entries recorded before. */
  readonly to?: Instant;
  /** Entries recorded at least so many days, one or more, after the day on which they are true. */
  readonly daysLate?: number;
}

export interface EntryPage {
  readonly entries: readonly NumberedEntry[];
  readonly hasMore: boolean;
}

/** What a follower is given at a time. */
export interface FollowedPage {
  /** The next entries, oldest first; none where only `caughtUp` is news. */
  readonly entries: readonly NumberedEntry[];
  /** All entries up to this number were given or are not wanted; -1 in an empty ledger. */
  readonly upTo: number;
  /** True where this is all there is: the views have caught up with the log. */
  readonly caughtUp: boolean;
}

/** Things of a plan by their keys. */
export interface Counted {
  readonly plan: string;
  readonly kind?: string;
  readonly keys: readonly string[];
}

export interface ProjectorStatus {
  /** Number of the last projected entry; -1 in an empty ledger. */
  readonly head: number;
  readonly caughtUp: boolean;
  /** Why the projector stopped, and at which entry of the log. */
  readonly halted?: { readonly stream: string; readonly revision: number; readonly position: string; readonly reason: string };
  /** Since when answers may be older than the log. */
  readonly staleSince?: Instant;
  /** Size and root hash (hex) of the Merkle tree over the projected entries. */
  readonly size: number;
  readonly root: string;
}

/** The Merkle tree over a ledger's entries. Sizes beyond the entries that this node has projected are a `RangeError`. */
export interface TreeView {
  /** The root when the ledger had so many entries. */
  rootAt(size: number): Buffer;
  /** The hashes that lead from an entry's leaf to the root at a size (RFC 9162, section 2.1.3). */
  inclusion(entry: number, size: number): readonly Buffer[];
  /** The hashes that show that the tree at `to` begins with the tree at `from` (RFC 9162, section 2.1.4). */
  consistency(from: number, to: number): readonly Buffer[];
}

/** What a command is decided on and its answer is read from. */
export type CommandViews = Pick<
  TenantViews,
  'tenant' | 'head' | 'planState' | 'viewAt' | 'entry' | 'entriesOfCommand' | 'projected' | 'catchUp'
>;

/** What is read at the point of a view. */
export type PointViews = Pick<TenantViews, 'viewAt' | 'entry' | 'entries' | 'history' | 'behind' | 'entriesOfCommand' | 'reusedCommands'>;

/**
 * A ledger as it was at one of its entries, to try entries out on: they are numbered on from there, and everything is read as
 * if they had been recorded. Nothing of it is kept, and nobody else sees it.
 */
export interface Fork extends CommandViews, PointViews {
  /** Number of the last recorded entry that the fork knows; -1 for none. `head` counts the trial entries too. */
  readonly base: number;
  /** The day that goes with the moment of the fork. */
  readonly today: Day;
  /** The stamp of trial entries. */
  readonly now: Instant;
  /** Reads streams as the fork knows them, and takes trial entries. */
  readonly log: StreamLog;
  lastRecordedAt(): Instant | undefined;
  streamOfCommand(commandId: string): string | undefined;
  /** The view that a question asks for at the fork's head. Throws a `QuestionError`. */
  view(plan: string, question: Omit<Question, 'asOf'>): PlanView | undefined;
  /** Takes no more entries, and lets go of what only those need. */
  close(): void;
}

/** One tenant's read models: rows, entries, clock, tree. All reads are synchronous unless they wait for an entry. */
export interface TenantViews {
  readonly tenant: string;
  status(): ProjectorStatus;
  /** Number of the last projected entry; -1 in an empty ledger. */
  readonly head: number;
  /** Waits until this node has projected (stream, revision); the entry's number, or undefined at the deadline (epoch ms) or a halt. */
  projected(stream: string, revision: number, deadline: number): Promise<number | undefined>;
  /** Waits until this node has projected what was the log's last entry when asked; false at the deadline or a halt. */
  catchUp(deadline: number): Promise<boolean>;
  /** The recorded-at clock: the latest `recordedAt` so far. */
  lastRecordedAt(): Instant | undefined;
  /** All facts of the plan's own stream, whatever their day; undefined where no such plan is known. */
  planState(plan: string): PlanState | undefined;
  plans(): readonly string[];
  /**
   * The view a question asks for; waits up to 2 s for an entry beyond this node. Undefined where there is no such plan at
   * that point. Throws a `QuestionError`.
   */
  view(plan: string, question: Question, now: Instant): Promise<PlanView | undefined>;
  /** The view at a known point, without resolving defaults. */
  viewAt(plan: string, entry: number, on: Day, edition?: number, ruleSet?: string): PlanView | undefined;
  /** The ledger as it was at a moment, now if none is named, to try entries out on. Throws a `QuestionError`. */
  fork(plan: string, asOf: AsOf | undefined, now: Instant): Promise<Fork>;
  entry(number: number): NumberedEntry | undefined;
  readonly tree: TreeView;
  /**
   * One hash (SHA-256, hex) over what the views say of the ledger up to an entry that is projected: the same on every node and
   * after every replay. Takes a while, apart from this thread.
   */
  digest(entry: number): Promise<string>;
  /** Entries from a number on in their stored form, a line of canonical JSON each; at most `first`, and not much over a MiB. */
  lines(from: number, first: number): readonly string[];
  /** The entries of a command, oldest first; empty where none is projected. */
  entriesOfCommand(commandId: string): readonly NumberedEntry[];
  /** Command ids that were recorded on several streams up to an entry, one of them of the plan; in the order of their first entries. */
  reusedCommands(plan: string, upTo: number): readonly ReusedCommand[];
  /** The stream of a command's entries; undefined where none is projected. */
  streamOfCommand(commandId: string): string | undefined;
  /** The revision of a stream's last projected entry; undefined where none is. */
  lastRevision(stream: string): number | undefined;
  /** A page of entries after a number (-1: from the start), at most `upTo`, oldest first. */
  entries(filter: EntryFilter, after: number, first: number, upTo: number): EntryPage;
  /**
   * Follows the entries after a number (-1: from the start), oldest first, each exactly once: those there are, then those that are
   * projected. Ends when aborted or closed. Throws a `QuestionError` where the ledger has no such entry yet, where the views halt,
   * and where they are built anew.
   */
  follow(filter: EntryFilter, after: number, signal: AbortSignal): AsyncGenerator<FollowedPage, void, undefined>;
  /** A page of the entries that feed a row (retractions included), oldest first, up to an entry number. */
  history(plan: string, kind: string, key: string, after: number, first: number, upTo: number): EntryPage;
  /**
   * A page of the entries that make things what they are on a day at entry `upTo`, oldest first: those taken back by then, or true
   * later, are left out; the retractions that had a part in it are not. Things of whatever kind where none is named.
   */
  behind(counted: Counted, on: Day, after: number, first: number, upTo: number): EntryPage;
}
