import type { ErasedDecider } from './decider.js';
import type { PlanView } from './plan-view.js';
import type { PlanState } from './plan/plan.projection.js';
import type { AnyProjection } from './projection.js';
import type { Finding } from './rules/finding.js';
import type { Upcast } from './upcast.js';

/** Looks at one edition of a plan before a command that spans streams is decided. */
export interface Gate {
  /** The point to look at: a day, with the edition if not the one current on it, and the entry if not the last. */
  readonly at: (
    command: Readonly<Record<string, unknown>>,
    context: { readonly today: string; readonly plan?: PlanState },
  ) => { readonly edition?: number; readonly on: string; readonly entry?: number } | undefined;
  /** What is found at that point; `today` is the day of a command that names none. */
  readonly findings: (view: PlanView, command: Readonly<Record<string, unknown>>, today: string) => readonly Finding[];
  /** Content that the command is to freeze, in parts that each fit into an entry; undefined where there is none. */
  readonly freeze?: (
    view: PlanView,
    command: Readonly<Record<string, unknown>>,
  ) => { readonly head: object; readonly parts: readonly object[] } | undefined;
}

/** One consistency boundary: everything the machinery needs to know of it. Names are on disk. */
export interface Slice {
  /** The category of its streams, and the slice of its commands. */
  readonly name: string;
  /** What follows the plan in the stream's name; empty where the plan itself is the boundary. */
  readonly keyOf: (command: Readonly<Record<string, unknown>>) => string;
  readonly decider: ErasedDecider;
  readonly projections: readonly AnyProjection[];
  /** Every event type ever written, with the upcast steps of its data. The stored `v` is their number + 1. */
  readonly events: Readonly<Record<string, readonly Upcast[]>>;
  /** Events that are true on every day, whatever day they were told on. */
  readonly timeless: readonly string[];
  /**
   * Events that bring a thing into being, each with the field that names it. One is taken back only while no later
   * event of the stream holds that name in a field so called.
   */
  readonly creations: Readonly<Record<string, string>>;
  /** Events that can never be taken back. */
  readonly permanent: readonly string[];
  readonly gates: Readonly<Record<string, Gate>>;
}
