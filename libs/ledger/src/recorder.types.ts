import type { Context, Day, Instant, Precision, Refusal, Source } from '#libs/domain';
import type { StreamName } from './envelope.js';
import type { Retraction } from './retraction.js';

/** A command on its way to be recorded: what was asked, by whom, and until when an answer is of use. */
export interface Ask {
  readonly stream: StreamName;
  readonly type: string;
  /** The command's own fields, without nulls. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** Set instead of deciding by a slice: take back an earlier command of the stream. */
  readonly retraction?: Retraction;
  /** The idempotency key. */
  readonly commandId: string;
  readonly commandHash: string;
  /** The stream's revision that the caller has seen; -1 for none. */
  readonly expectedRevision?: number;
  readonly effectiveOn?: Day;
  readonly precision?: Precision;
  readonly note?: string;
  readonly source?: Source;
  readonly actor: string;
  readonly onBehalfOf?: string;
  readonly correlationId: string;
  /** Epoch milliseconds. */
  readonly deadline: number;
  /** True where the context looks at the plan as it stands at the log's last entry: nothing undecided may go before it in its append. */
  readonly gated?: boolean;
  /** What the decision may look at beyond its stream; asked again before each new attempt. */
  readonly context: () => Context | Promise<Context>;
}

export interface RecordedEntry {
  readonly revision: number;
  readonly type: string;
}

export type Outcome =
  | {
      readonly kind: 'RECORDED';
      readonly stream: string;
      readonly commandId: string;
      /** As stored, oldest first. */
      readonly entries: readonly RecordedEntry[];
      readonly recordedAt: Instant;
      /** The command's day; absent for a retraction. */
      readonly on?: Day;
      /** True where an earlier request recorded it. */
      readonly replayed: boolean;
    }
  | {
      /** Already so: the fact is in the ledger, told by another command. */
      readonly kind: 'UNCHANGED';
      readonly stream: string;
      readonly commandId: string;
      readonly revision: number;
      readonly on?: Day;
    }
  | { readonly kind: 'REFUSED'; readonly refusal: Refusal };
