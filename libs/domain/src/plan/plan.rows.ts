import type { Day, PlanYear, Precision } from '../calendar.js';
import type { Source } from '../projection.js';
import type { RefreshKind, Stance } from './plan.events.js';

/** A plan as registered. */
export interface PlanRow {
  readonly code: string;
  readonly title: string;
  readonly owner: { readonly organisation: string; readonly system?: string };
  readonly source?: Source;
}

/** One edition with its own horizon of five financial years. Days, not statuses: a status needs a day to be asked on. */
export interface EditionRow {
  readonly number: number;
  readonly firstFinancialYear: string;
  readonly refreshKind: RefreshKind;
  readonly reason?: string;
  readonly years: readonly PlanYear[];
  readonly guidance: readonly { readonly issuer: string; readonly scope: string; readonly on: Day }[];
  readonly opinions: readonly {
    readonly board: string;
    readonly requestedOn?: Day;
    readonly receivedOn?: Day;
    readonly precision?: Precision;
    readonly stance?: Stance;
    readonly points: readonly string[];
    readonly changeAsked: boolean;
  }[];
  readonly changes: readonly { readonly kind: string; readonly ref: string; readonly text: string; readonly on: Day }[];
  readonly publishedOn?: Day;
  readonly publishedPrecision?: Precision;
  readonly publicationDayUnknown?: boolean;
  /** The rules whose findings the publisher accepted. */
  readonly acknowledged: readonly string[];
  readonly currentFrom?: Day;
  readonly withdrawnOn?: Day;
  readonly withdrawalReason?: string;
  readonly source?: Source;
}

export interface Titled {
  readonly title: string;
  readonly from: Day;
}

export interface AmbitionRow {
  readonly number: number;
  readonly edition: number;
  readonly addedOn: Day;
  /** Oldest first; the last is the title of the day. */
  readonly titles: readonly Titled[];
  readonly rationale?: string;
  readonly recastOn?: Day;
  /** Posts, never people; one that ended keeps its end. */
  readonly posts: readonly {
    readonly post: string;
    readonly organisation?: string;
    readonly lead: boolean;
    readonly from: Day;
    readonly until?: Day;
  }[];
  readonly outlook?: 'ON_COURSE' | 'CHALLENGING';
  readonly outlookReason?: string;
  readonly outlookOn?: Day;
  readonly source?: Source;
}

/** The rows of a plan's own stream. */
export type PlanState = {
  readonly plan: Readonly<Record<string, PlanRow | undefined>>;
  readonly edition: Readonly<Record<string, EditionRow | undefined>>;
  readonly ambition: Readonly<Record<string, AmbitionRow | undefined>>;
};
