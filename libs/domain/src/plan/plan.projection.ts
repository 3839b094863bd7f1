import { planYears } from '../calendar.js';
import { compact } from '../compact.js';
import type { Projection } from '../projection.js';
import { retitle } from '../titles.js';
import type { PlanEvent } from './plan.events.js';
import type { AmbitionRow, EditionRow, PlanRow } from './plan.rows.js';

const editionEvents = [
  'EditionOpened',
  'RefreshGuidanceRecorded',
  'OpinionRequested',
  'OpinionRecorded',
  'EditionChangeRecorded',
  'EditionPublished',
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
    OpinionRecorded: (row, { board, stance, points, changeAsked }, { on, precision }) => {
      if (row === undefined) return undefined;
      const asked = row.opinions.findIndex((opinion) => opinion.board === board && opinion.receivedOn === undefined);
      const opinion = { ...row.opinions[asked], board, receivedOn: on, precision, stance, points, changeAsked };
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
    EditionBecameCurrent: (row, _, { on }) => row && { currentFrom: on, ...row },
    EditionWithdrawn: (row, { reason }, { on }) => row && { withdrawnOn: on, withdrawalReason: reason, ...row },
  },
  ignore: ['PlanRegistered', ...ambitionEvents],
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
    AccountablePostAssigned: (row, { post, organisation, lead }, { on }) => {
      if (row === undefined) return undefined;
      const held = row.posts.findIndex((one) => one.post === post && one.organisation === organisation && one.until === undefined);
      const posts =
        held < 0 ? [...row.posts, compact({ post, organisation, lead, from: on })] : row.posts.with(held, { ...row.posts[held], lead });
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
  ignore: ['PlanRegistered', ...editionEvents],
};
