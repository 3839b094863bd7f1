import type { Slice } from '#libs/domain';
import type { Ask, Outcome } from './recorder.types.js';
import type { StreamState } from './stream-state.js';

/** A command that waits for its answer. */
export interface Pending {
  readonly ask: Ask;
  /** True where this node knows the command's id on another stream. */
  readonly elsewhere: boolean;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/** One stream's waiting commands, and its state while it is kept. */
export interface Mailbox {
  readonly stream: string;
  readonly slice: Slice;
  readonly waiting: Pending[];
  state: StreamState | undefined;
  busy: boolean;
  /** How many entries it was last counted to hold. */
  weight: number;
}

/** Finds each stream its mailbox, and keeps the states of the streams used last. */
export class Mailboxes {
  private readonly known = new Map<string, Mailbox>();
  private readonly slices: ReadonlyMap<string, Slice>;
  private held = 0;

  /** `most` is how many entries all states together may hold. */
  constructor(
    catalog: readonly Slice[],
    private readonly most: number,
  ) {
    this.slices = new Map(catalog.map((slice) => [slice.name, slice]));
  }

  of(stream: string, sliceName: string): Mailbox {
    const known = this.known.get(stream);
    if (known !== undefined) return known;
    const slice = this.slices.get(sliceName);
    if (slice === undefined) throw new TypeError(`There is no slice ${sliceName}.`);
    const created: Mailbox = { stream, slice, waiting: [], state: undefined, busy: false, weight: 0 };
    this.known.set(stream, created);
    return created;
  }

  /** Counts what a mailbox that came to rest holds, and forgets the states longest unused while all together hold too much. */
  weigh(mailbox: Mailbox): void {
    this.forget(mailbox);
    if (mailbox.state !== undefined && mailbox.state.revision !== -1) {
      this.count(mailbox, mailbox.state.size + 1);
      this.known.set(mailbox.stream, mailbox);
    }
    for (const oldest of this.known.values()) {
      if (this.held <= this.most) return;
      if (!oldest.busy && oldest.waiting.length === 0) this.forget(oldest);
    }
  }

  private forget(mailbox: Mailbox): void {
    this.count(mailbox, 0);
    this.known.delete(mailbox.stream);
  }

  private count(mailbox: Mailbox, weight: number): void {
    this.held += weight - mailbox.weight;
    mailbox.weight = weight;
  }
}
