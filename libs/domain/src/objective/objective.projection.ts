import type { Day } from '../calendar.js';
import { compact } from '../compact.js';
import type { Projection } from '../projection.js';
import { retitle } from '../titles.js';
import { withAssured, withDeclared, withLead, withoutLead } from './account.js';
import type { Answered } from './account.js';
import { commitmentEvents } from './commitment.events.js';
import type { CommitmentRow } from './commitment.projection.js';
import { dependencyEvents } from './dependency.events.js';
import type { DependencyRow } from './dependency.projection.js';
import { withAward, withFunding } from './funding.js';
import type { Funded } from './funding.js';
import { milestoneEvents } from './milestone.events.js';
import type { ObjectiveEvent } from './objective.events.js';
import type { Source } from '../projection.js';
import type { Titled } from '../titles.js';
import type { DispositionKind, Receiver, ReviewOutcome } from './objective.events.js';
import type { Delay, MilestoneRow } from './milestone.projection.js';
import { riskEvents } from './risk.events.js';
import type { RiskRow } from './risk.projection.js';
import type { UpdateRow } from './update.projection.js';

export interface StrandRow {
  readonly name: string;
  readonly addedOn: Day;
  readonly concludedOn?: Day;
  readonly transferredOn?: Day;
  readonly receiver?: string;
}

/** How an objective came to its end. */
export interface ObjectiveEnd {
  readonly kind: 'RETIRED_TO_BAU' | 'CONCLUDED' | 'MERGED' | 'SPLIT' | 'REPLACED';
  readonly on: Day;
  readonly reason: string;
  readonly receivers: readonly Receiver[];
  readonly monitoring?: string;
  /** What it goes on in: codes of objectives, or the code or name of a programme. */
  readonly into?: readonly string[];
}

/** An end that was followed by a reopening. */
export interface FormerEnd extends ObjectiveEnd {
  readonly reopenedOn: Day;
  readonly reopenReason: string;
}

/** An objective with its strands, as its events left it. Days, not statuses: a status needs a day to be asked on. */
export interface ObjectiveRow extends Funded, Answered {
  readonly code: string;
  readonly ambition: number;
  readonly edition: number;
  readonly addedOn: Day;
  /** Oldest first; the last is the title of the day. */
  readonly titles: readonly Titled[];
  readonly titleVariants: readonly { readonly place: string; readonly wording: string }[];
  readonly summary?: string;
  readonly rescopedOn?: Day;
  readonly rescopeReason?: string;
  readonly strands: readonly StrandRow[];
  readonly startedOn?: Day;
  readonly delay?: Delay;
  /** The day on which its last delay ended. */
  readonly resumedOn?: Day;
  readonly disposition?: {
    readonly kind: DispositionKind;
    readonly endOfYear?: number;
    readonly inYears: readonly number[];
    readonly endsOn?: Day;
    readonly dayOpen: boolean;
    readonly text?: string;
    readonly strands: readonly {
      readonly strand: string;
      readonly kind: DispositionKind;
      readonly endOfYear?: number;
      readonly endsOn?: Day;
      readonly text?: string;
    }[];
  };
  /** The day on which the disposition was planned. */
  readonly dispositionOn?: Day;
  readonly reviews: readonly {
    readonly reviewOn: Day;
    readonly subject?: string;
    readonly reason?: string;
    readonly outcome?: ReviewOutcome;
    readonly concludedOn?: Day;
  }[];
  readonly end?: ObjectiveEnd;
  /** Ends before the objective was reopened, oldest first. */
  readonly formerEnds?: readonly FormerEnd[];
  /** A merger that waits until what it names is registered. */
  readonly awaiting?: { readonly into: string; readonly on: Day; readonly reason: string };
  /** Predecessors of which no code is known. */
  readonly unknownPredecessors?: readonly { readonly workingTitle: string; readonly edition?: number; readonly on: Day }[];
  readonly inequalityAction?: string;
  /** The day on which the inequality action was set. */
  readonly inequalityActionOn?: Day;
  readonly oversight: readonly string[];
  readonly partners: readonly string[];
  readonly alignments: readonly { readonly type: string; readonly name: string }[];
  readonly source?: Source;
}

/** The rows of an objective's stream: the objective with all that is recorded of it, one consistency boundary. */
export type ObjectiveState = {
  readonly objective: Readonly<Record<string, ObjectiveRow | undefined>>;
  readonly milestone: Readonly<Record<string, MilestoneRow | undefined>>;
  readonly dependency: Readonly<Record<string, DependencyRow | undefined>>;
  readonly risk: Readonly<Record<string, RiskRow | undefined>>;
  readonly commitment: Readonly<Record<string, CommitmentRow | undefined>>;
  readonly periodUpdate: Readonly<Record<string, UpdateRow | undefined>>;
};

type Review = ObjectiveRow['reviews'][number];

/** Ends a strand; of two ends told of it the earlier stands. */
const endStrand = (row: ObjectiveRow, name: string, end: Partial<StrandRow>): ObjectiveRow => ({
  ...row,
  strands: row.strands.map((strand) =>
    strand.name === name && strand.concludedOn === undefined && strand.transferredOn === undefined ? { ...strand, ...end } : strand,
  ),
});

const endObjective = ({ awaiting, ...row }: ObjectiveRow, end: ObjectiveEnd): ObjectiveRow =>
  row.end === undefined ? { ...row, end: compact(end) } : { ...row, ...(awaiting !== undefined && { awaiting }) };

const goesOnIn = (row: ObjectiveRow, kind: ObjectiveEnd['kind'], into: readonly string[], { on, reason }: { on: Day; reason: string }) =>
  endObjective(row, { kind, on, reason, receivers: into.map((receiver) => ({ receiver })), into });

function reopened({ end, ...row }: ObjectiveRow, reopenReason: string, on: Day): ObjectiveRow {
  return end === undefined ? row : { ...row, formerEnds: [...(row.formerEnds ?? []), { ...end, reopenedOn: on, reopenReason }] };
}

const withReview = (reviews: readonly Review[], reviewOn: Day, change: Partial<Review>): readonly Review[] =>
  [
    ...reviews.filter((review) => review.reviewOn !== reviewOn),
    compact({ ...reviews.find((review) => review.reviewOn === reviewOn), reviewOn, ...change }),
  ].sort((a, b) => (a.reviewOn < b.reviewOn ? -1 : 1));

const including = (names: readonly string[], name: string): readonly string[] => (names.includes(name) ? names : [...names, name]);

const ofItsParts = [milestoneEvents, dependencyEvents, riskEvents, commitmentEvents].flatMap(
  (events) => Object.keys(events) as ObjectiveEvent['type'][],
);

export const objectiveProjection: Projection<ObjectiveEvent, ObjectiveRow> = {
  kind: 'objective',
  keys: ({ data }) => ('objective' in data && data.objective !== undefined ? [data.objective] : []),
  on: {
    ObjectiveAdded: (row, { objective, ambition, edition, title, summary }, { on, source }) =>
      row ??
      compact({
        code: objective,
        ambition,
        edition,
        addedOn: on,
        titles: [{ title, from: on }],
        titleVariants: [],
        summary,
        strands: [],
        reviews: [],
        oversight: [],
        partners: [],
        alignments: [],
        source,
      }),
    ObjectiveStarted: (row, _, { on }) => row && { startedOn: on, ...row },
    ObjectiveDelayed: (row, { reason, newEnd, note }, { on }) =>
      row && { ...row, delay: compact({ reason, newEnd, declaredOn: on, note }) },
    ObjectiveResumed: (row, _, { on }) => row && compact({ ...row, delay: undefined, resumedOn: on }),
    ObjectiveRenamed: (row, { title }, { on }) => row && { ...row, titles: retitle(row.titles, title, on) },
    TitleVariantRecorded: (row, { place, wording }) =>
      row &&
      (row.titleVariants.some((one) => one.place === place && one.wording === wording)
        ? row
        : { ...row, titleVariants: [...row.titleVariants, { place, wording }] }),
    ObjectiveRescoped: (row, { summary, reason }, { on }) => row && { ...row, summary, rescopedOn: on, rescopeReason: reason },
    StrandAdded: (row, { strand }, { on }) =>
      row && (row.strands.some(({ name }) => name === strand) ? row : { ...row, strands: [...row.strands, { name: strand, addedOn: on }] }),
    StrandConcluded: (row, { strand }, { on }) => row && endStrand(row, strand, { concludedOn: on }),
    StrandTransferred: (row, { strand, receiver }, { on }) => row && endStrand(row, strand, { transferredOn: on, receiver }),
    DispositionPlanned: (row, { kind, endOfYear, inYears, endsOn, dayOpen, text, strands }, { on }) =>
      row && { ...row, disposition: compact({ kind, endOfYear, inYears, endsOn, dayOpen, text, strands }), dispositionOn: on },
    ReviewScheduled: (row, { reviewOn, subject }) => row && { ...row, reviews: withReview(row.reviews, reviewOn, { subject }) },
    ReviewOutcomeRecorded: (row, { outcome, reviewOn, reason }, { on }) =>
      row && { ...row, reviews: withReview(row.reviews, reviewOn ?? on, { outcome, concludedOn: on, reason }) },
    ObjectiveRetiredToBusinessAsUsual: (row, { reason, receivers, monitoring }, { on }) =>
      row && endObjective(row, { kind: 'RETIRED_TO_BAU', on, reason, receivers, monitoring }),
    ObjectiveConcluded: (row, { reason, receiver }, { on }) =>
      row && endObjective(row, { kind: 'CONCLUDED', on, reason, receivers: receiver === undefined ? [] : [{ receiver }] }),
    ObjectiveMerged: (row, { into, reason }, { on }) => row && goesOnIn(row, 'MERGED', [into], { on, reason }),
    ObjectiveMergeHeld: (row, { into, reason }, { on }) =>
      row && (row.end === undefined ? { ...row, awaiting: { into, on, reason } } : row),
    ObjectiveSplit: (row, { into, reason }, { on }) => row && goesOnIn(row, 'SPLIT', into, { on, reason }),
    ObjectiveReplaced: (row, { by, reason }, { on }) => row && goesOnIn(row, 'REPLACED', [by], { on, reason }),
    ObjectiveReopened: (row, { reason }, { on }) => row && reopened(row, reason, on),
    PredecessorRecorded: (row, { workingTitle, edition }, { on }) =>
      row && { ...row, unknownPredecessors: [...(row.unknownPredecessors ?? []), compact({ workingTitle, edition, on })] },
    InequalityActionSet: (row, { action }, { on }) => row && { ...row, inequalityAction: action, inequalityActionOn: on },
    OversightLinked: (row, { body }) => row && { ...row, oversight: including(row.oversight, body) },
    PartnerLinked: (row, { partner }) => row && { ...row, partners: including(row.partners, partner) },
    PartnerUnlinked: (row, { partner }) => row && { ...row, partners: row.partners.filter((name) => name !== partner) },
    AlignmentRecorded: (row, { alignment, name }) =>
      row &&
      (row.alignments.some((one) => one.type === alignment && one.name === name)
        ? row
        : { ...row, alignments: [...row.alignments, { type: alignment, name }] }),
    FundingPositionSet: (row, data, when) => row && withFunding(row, data, when),
    FundingPositionChanged: (row, data, when) => row && withFunding(row, data, when),
    FundingAwarded: (row, data, when) => row && withAward(row, data, when),
    DeliveryLeadAssigned: (row, data, when) => row && withLead(row, data, when),
    DeliveryLeadEnded: (row, data, when) => row && withoutLead(row, data, when),
    StatusDeclared: (row, data, when) => row && withDeclared(row, data, when),
    StatusAssured: (row, data, when) => row && withAssured(row, data, when),
  },
  ignore: [...ofItsParts, 'PeriodUpdateRecorded'],
};
