import { ask, misunderstood, type Connection } from '../graphql.js';
import type { Point } from '../point.js';
import { allNodes, type Head, type Page } from '../report/ask.js';

/** Of which plan, and between which points. */
export interface DiffAsked {
  readonly plan: string;
  readonly from: Point;
  readonly to: Point;
}

export interface FieldChange {
  readonly field: string;
  readonly type: 'TEXT' | 'DAY' | 'NUMBER' | 'FLAG' | 'LIST' | 'RECORD';
  readonly before: string | null;
  readonly after: string | null;
  /** Numbers of entries. */
  readonly because: readonly number[];
}

export interface Reason {
  readonly number: number;
  readonly type: string;
  readonly effectiveOn: string | null;
  readonly recordedAt: string;
  readonly onBehalfOf: string | null;
  readonly reason: string | null;
  readonly source: { readonly document: string; readonly line: number | null } | null;
}

export interface Change {
  readonly kind: string;
  readonly code: string;
  readonly title: string;
  readonly change: 'ADDED' | 'REMOVED' | 'CHANGED' | 'MOVED';
  readonly movedFrom: readonly string[];
  readonly fields: readonly FieldChange[];
  readonly because: readonly Reason[];
}

/** The difference as the API gave it, its pages joined. */
export interface Difference {
  readonly plan: string;
  readonly title: string;
  readonly from: Head;
  readonly to: Head;
  readonly addedCount: number;
  readonly removedCount: number;
  readonly changedCount: number;
  readonly movedCount: number;
  readonly changes: readonly Change[];
}

interface Answered {
  readonly plan: { readonly title: string } | null;
  readonly planDiff: Omit<Difference, 'plan' | 'title' | 'changes'> & { readonly changes: Page<Change> };
}

// Who recorded an entry may be a person's name; the post acted for never is.
const REASON = 'number type effectiveOn recordedAt onBehalfOf reason source { document line }';

export const DIFF = `query Diff($code: ID!, $from: Moment!, $to: Moment!, $asOf: AsOf, $on: Date, $edition: Int, $after: String) {
  plan(code: $code, asOf: $asOf, on: $on, edition: $edition) { title }
  planDiff(code: $code, from: $from, to: $to) {
    from { entry on edition ruleSet }
    to { entry on edition ruleSet }
    addedCount
    removedCount
    changedCount
    movedCount
    changes(first: 100, after: $after) {
      nodes { kind code title change movedFrom fields { field type before after because } because { ${REASON} } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`;

/** Asks what changed, all pages between the points of the first. Throws a `ClientError` where the plan is not at one of them. */
export async function askForDiff({ plan: code, from, to }: DiffAsked, connection: Connection): Promise<Difference> {
  const answered = async (first: Point, second: Point, after?: string) => {
    const variables = { code, from: first, to: second, ...second, after };
    const { plan, planDiff } = await ask<Answered>({ query: DIFF, variables }, connection);
    return plan === null ? misunderstood(connection, `has no plan ${code}`) : { title: plan.title, ...planDiff };
  };
  const { title, changes, ...head } = await answered(from, to);
  const next = async (after: string) => (await answered(pinned(head.from), pinned(head.to), after)).changes;
  return { plan: code, title, ...head, changes: await allNodes(changes, next) };
}

const pinned = ({ entry, on, edition }: Head): Point => ({ asOf: { entry }, on, ...(edition !== null && { edition }) });
