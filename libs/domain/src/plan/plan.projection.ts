import { planYears } from '../calendar.js';
import { compact } from '../compact.js';
import type { Projection } from '../projection.js';
import type { AdoptedRuleSet } from '../rules/rule-set.js';
import { retitle } from '../titles.js';
import type { PlanEvent } from './plan.events.js';
import type { Day, PlanYear, Precision } from '../calendar.js';
import type { Source } from '../projection.js';
import type { Titled } from '../titles.js';
import type { RefreshKind, Stance } from './plan.events.js';

/** A plan as registered. */
export interface PlanRow {
  readonly code: string;
  readonly title: string;
  readonly owner: { readonly organisation: string; readonly system?: string };
  readonly source?: Source;
  /** Oldest first; a plan that adopted none goes by the first of all. */
  readonly ruleSets?: readonly AdoptedRuleSet[];
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
    /** The post that signed it. */
    readonly signedBy?: string;
    /** What it names, where that is not simply the edition. */
    readonly subjectAsPrinted?: string;
    /** True where `receivedOn` stands for a day that nobody knows. */
    readonly receivedOnUnknown?: boolean;
  }[];
  readonly changes: readonly { readonly kind: string; readonly ref: string; readonly text: string; readonly on: Day }[];
  readonly publishedOn?: Day;
  readonly publishedPrecision?: Precision;
  readonly publicationDayUnknown?: boolean;
  /** The rules whose findings the publisher accepted. */
  readonly acknowledged: readonly string[];
  /** That every open item of the editions before was dealt with: the day it was confirmed, and the entry it was checked at. */
  readonly rollForward?: { readonly confirmedOn: Day; readonly checkedAt: number };
  readonly currentFrom?: Day;
  readonly withdrawnOn?: Day;
  readonly withdrawalReason?: string;
  readonly source?: Source;
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
    /** What was said with the assignment, such as the other posts it is held with. */
    readonly note?: string;
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

const editionEvents = [
  'EditionOpened',
  'RefreshGuidanceRecorded',
  'OpinionRequested',
  'OpinionRecorded',
  'EditionChangeRecorded',
  'EditionPublished',
  'RollForwardConfirmed',
  'EditionBecameCurrent',
  'EditionWithdrawn',
] as const satisfies readonly PlanEvent['type'][];

const ambitionEvents = [
  'AmbitionAdded',
  'AmbitionRenamed',
  'AmbitionRecast',
  'AccountablePostAssigned',
  'AccountablePostEnded',
  'DeliveryOutlookSet',
] as const satisfies readonly PlanEvent['type'][];

export const planProjection: Projection<PlanEvent, PlanRow> = {
  kind: 'plan',
  keys: ({ data }) => ('plan' in data ? [data.plan] : []),
  on: {
    PlanRegistered: (row, { plan, title, owner }, { source }) => row ?? compact({ code: plan, title, owner, source }),
    RuleSetAdopted: (row, { ruleSet, reason }, { on }) =>
      row && { ...row, ruleSets: [...(row.ruleSets ?? []), { ruleSet, reason, from: on }] },
  },
  ignore: [...editionEvents, ...ambitionEvents],
};

export const editionProjection: Projection<PlanEvent, EditionRow> = {
  kind: 'edition',
  keys: ({ data }) => ('edition' in data ? [String(data.edition)] : []),
  on: {
    EditionOpened: (row, { edition, firstFinancialYear, refreshKind, reason }, { source }) =>
      row ??
      compact({
        number: edition,
        firstFinancialYear,
        refreshKind,
        reason,
        years: planYears(firstFinancialYear),
        guidance: [],
        opinions: [],
        changes: [],
        acknowledged: [],
        source,
      }),
    RefreshGuidanceRecorded: (row, { issuer, scope }, { on }) => row && { ...row, guidance: [...row.guidance, { issuer, scope, on }] },
    OpinionRequested: (row, { board }, { on }) =>
      row && { ...row, opinions: [...row.opinions, { board, requestedOn: on, points: [], changeAsked: false }] },
    OpinionRecorded: (row, { edition: _, note: __, ...said }, { on, precision }) => {
      if (row === undefined) return undefined;
      const asked = row.opinions.findIndex((opinion) => opinion.board === said.board && opinion.receivedOn === undefined);
      const opinion = { ...row.opinions[asked], ...said, receivedOn: on, precision };
      return { ...row, opinions: asked < 0 ? [...row.opinions, opinion] : row.opinions.with(asked, opinion) };
    },
    EditionChangeRecorded: (row, { kind, ref, text }, { on }) => row && { ...row, changes: [...row.changes, { kind, ref, text, on }] },
    EditionPublished: (row, { dayUnknown, acknowledged }, { on, precision }) =>
      row && {
        publishedOn: on,
        publishedPrecision: precision,
        publicationDayUnknown: dayUnknown,
        ...row,
        acknowledged: row.publishedOn === undefined ? acknowledged : row.acknowledged,
      },
    RollForwardConfirmed: (row, { checkedAt }, { on }) => row && { rollForward: { confirmedOn: on, checkedAt }, ...row },
    EditionBecameCurrent: (row, _, { on }) => row && { currentFrom: on, ...row },
    EditionWithdrawn: (row, { reason }, { on }) => row && { withdrawnOn: on, withdrawalReason: reason, ...row },
  },
  ignore: ['PlanRegistered', 'RuleSetAdopted', ...ambitionEvents],
};

export const ambitionProjection: Projection<PlanEvent, AmbitionRow> = {
  kind: 'ambition',
  keys: ({ data }) => ('ambition' in data ? [String(data.ambition)] : []),
  on: {
    AmbitionAdded: (row, { ambition, edition, title, rationale }, { on, source }) =>
      row ?? compact({ number: ambition, edition, addedOn: on, titles: [{ title, from: on }], rationale, posts: [], source }),
    AmbitionRenamed: (row, { title }, { on }) => row && { ...row, titles: retitle(row.titles, title, on) },
    AmbitionRecast: (row, { title, rationale }, { on }) =>
      row && { ...row, titles: title === undefined ? row.titles : retitle(row.titles, title, on), rationale, recastOn: on },
    AccountablePostAssigned: (row, { post, organisation, lead, note }, { on }) => {
      if (row === undefined) return undefined;
      const held = row.posts.findIndex((one) => one.post === post && one.organisation === organisation && one.until === undefined);
      const posts =
        held < 0
          ? [...row.posts, compact({ post, organisation, lead, from: on, note })]
          : row.posts.with(held, { ...row.posts[held], lead });
      return { ...row, posts };
    },
    AccountablePostEnded: (row, { post, organisation }, { on }) =>
      row && {
        ...row,
        posts: row.posts.map((one) =>
          one.post === post && one.organisation === organisation && one.until === undefined ? { ...one, until: on } : one,
        ),
      },
    DeliveryOutlookSet: (row, { outlook, reason }, { on }) => row && compact({ ...row, outlook, outlookReason: reason, outlookOn: on }),
  },
  ignore: ['PlanRegistered', 'RuleSetAdopted', ...editionEvents],
};
