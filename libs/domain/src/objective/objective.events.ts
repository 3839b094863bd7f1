// These names and shapes are on disk. Add; never edit or reuse.
import type { Day } from '../calendar.js';
import type { Upcast } from '../upcast.js';
import { accountEvents } from './account.events.js';
import type { AccountEvent } from './account.events.js';
import { commitmentCreations, commitmentEvents } from './commitment.events.js';
import type { CommitmentEvent } from './commitment.events.js';
import { dependencyCreations, dependencyEvents } from './dependency.events.js';
import type { DependencyEvent } from './dependency.events.js';
import { fundingEvents } from './funding.events.js';
import type { FundingEvent } from './funding.events.js';
import { lineageEvents } from './lineage.events.js';
import type { LineageEvent } from './lineage.events.js';
import type { DelayReason, MilestoneEvent } from './milestone.events.js';
import { milestoneCreations, milestoneEvents } from './milestone.events.js';
import { riskCreations, riskEvents } from './risk.events.js';
import type { RiskEvent } from './risk.events.js';

export type DispositionKind = 'CONTINUE' | 'RETIRE_TO_BAU' | 'REVIEW_OR_RETIRE' | 'REFRESH_OR_REPLACE' | 'CONCLUDE';
export type ReviewOutcome = 'CONTINUE' | 'RETIRE' | 'REPLACE' | 'REFRESH';
export interface Receiver {
  readonly strand?: string;
  readonly receiver: string;
}

interface Noted {
  readonly note?: string;
}

export type ObjectiveEvent =
  | { type: 'ObjectiveAdded'; data: Noted & { objective: string; ambition: number; edition: number; title: string; summary?: string } }
  | { type: 'ObjectiveStarted'; data: Noted & { objective: string } }
  | { type: 'ObjectiveDelayed'; data: Noted & { objective: string; reason: DelayReason; newEnd: Day } }
  | { type: 'ObjectiveResumed'; data: Noted & { objective: string } }
  | { type: 'ObjectiveRenamed'; data: Noted & { objective: string; title: string } }
  | { type: 'TitleVariantRecorded'; data: Noted & { objective: string; place: string; wording: string } }
  | { type: 'ObjectiveRescoped'; data: Noted & { objective: string; summary: string; reason: string } }
  | { type: 'StrandAdded'; data: Noted & { objective: string; strand: string } }
  | { type: 'StrandConcluded'; data: Noted & { objective: string; strand: string; reason?: string } }
  | { type: 'StrandTransferred'; data: Noted & { objective: string; strand: string; receiver: string; reason?: string } }
  | {
      type: 'DispositionPlanned';
      data: Noted & {
        objective: string;
        kind: DispositionKind;
        endOfYear?: number;
        inYears: readonly number[];
        endsOn?: Day;
        dayOpen: boolean;
        text?: string;
        strands: readonly { strand: string; kind: DispositionKind; endOfYear?: number; endsOn?: Day; text?: string }[];
      };
    }
  | { type: 'ReviewScheduled'; data: Noted & { objective: string; reviewOn: Day; subject?: string } }
  | { type: 'ReviewOutcomeRecorded'; data: Noted & { objective: string; outcome: ReviewOutcome; reviewOn?: Day; reason?: string } }
  | {
      type: 'ObjectiveRetiredToBusinessAsUsual';
      data: Noted & {
        objective: string;
        reason: string;
        receivers: readonly Receiver[];
        monitoring?: string;
        handedOver: readonly string[];
      };
    }
  | { type: 'ObjectiveConcluded'; data: Noted & { objective: string; reason: string; receiver?: string } }
  | { type: 'InequalityActionSet'; data: Noted & { objective: string; action: string } }
  | { type: 'OversightLinked'; data: Noted & { objective: string; body: string } }
  | { type: 'PartnerLinked'; data: Noted & { objective: string; partner: string } }
  | { type: 'PartnerUnlinked'; data: Noted & { objective: string; partner: string; reason?: string } }
  | { type: 'AlignmentRecorded'; data: Noted & { objective: string; alignment: string; name: string } }
  | MilestoneEvent
  | FundingEvent
  | DependencyEvent
  | RiskEvent
  | CommitmentEvent
  | AccountEvent
  | LineageEvent;

/** Stored types with the upcast steps of their data. */
export const objectiveEvents: Readonly<Record<ObjectiveEvent['type'], readonly Upcast[]>> = {
  ...milestoneEvents,
  ...fundingEvents,
  ...dependencyEvents,
  ...riskEvents,
  ...commitmentEvents,
  ...accountEvents,
  ...lineageEvents,
  ObjectiveAdded: [],
  ObjectiveStarted: [],
  ObjectiveDelayed: [],
  ObjectiveResumed: [],
  ObjectiveRenamed: [],
  TitleVariantRecorded: [],
  ObjectiveRescoped: [],
  StrandAdded: [],
  StrandConcluded: [],
  StrandTransferred: [],
  DispositionPlanned: [],
  ReviewScheduled: [],
  ReviewOutcomeRecorded: [],
  ObjectiveRetiredToBusinessAsUsual: [],
  ObjectiveConcluded: [],
  InequalityActionSet: [],
  OversightLinked: [],
  PartnerLinked: [],
  PartnerUnlinked: [],
  AlignmentRecorded: [],
};

/** Every event of the slice but those of one part. */
export const eventsBut = (own: object): readonly ObjectiveEvent['type'][] =>
  (Object.keys(objectiveEvents) as ObjectiveEvent['type'][]).filter((type) => !(type in own));

/** Events that bring a thing into being, with the field that names it. */
export const objectiveCreations: { readonly [T in ObjectiveEvent['type']]?: string } = {
  ...milestoneCreations,
  ...dependencyCreations,
  ...riskCreations,
  ...commitmentCreations,
  ObjectiveAdded: 'objective',
  StrandAdded: 'strand',
};
