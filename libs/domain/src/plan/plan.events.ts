// These names and shapes are on disk. Add; never edit or reuse.
import type { Upcast } from '../upcast.js';

export type RefreshKind = 'FULL' | 'LIGHT_TOUCH';
export type Outlook = 'ON_COURSE' | 'CHALLENGING';
export type Stance = 'ENDORSE' | 'ENDORSE_WITH_COMMENTS' | 'OBJECT';

/** Every event may carry the recorder's free-text note. */
interface Noted {
  readonly note?: string;
}

export type PlanEvent =
  | { type: 'PlanRegistered'; data: Noted & { plan: string; title: string; owner: { organisation: string; system?: string } } }
  | { type: 'EditionOpened'; data: Noted & { edition: number; firstFinancialYear: string; refreshKind: RefreshKind; reason?: string } }
  | { type: 'RefreshGuidanceRecorded'; data: Noted & { edition: number; issuer: string; scope: string } }
  | { type: 'OpinionRequested'; data: Noted & { edition: number; board: string } }
  | {
      type: 'OpinionRecorded';
      data: Noted & {
        edition: number;
        board: string;
        stance: Stance;
        points: readonly string[];
        changeAsked: boolean;
        /** A post. */
        signedBy?: string;
        /** What it names, where that is not simply the edition. */
        subjectAsPrinted?: string;
        receivedOnUnknown?: boolean;
      };
    }
  | { type: 'EditionChangeRecorded'; data: Noted & { edition: number; kind: string; ref: string; text: string } }
  | {
      type: 'EditionPublished';
      data: Noted & { edition: number; dayUnknown: boolean; acknowledged: readonly string[]; checkedAt: number };
    }
  | { type: 'RollForwardConfirmed'; data: Noted & { edition: number; checkedAt: number } }
  | { type: 'EditionBecameCurrent'; data: Noted & { edition: number } }
  | { type: 'EditionWithdrawn'; data: Noted & { edition: number; reason: string } }
  | { type: 'RuleSetAdopted'; data: Noted & { plan: string; ruleSet: string; reason: string } }
  | { type: 'AmbitionAdded'; data: Noted & { ambition: number; edition: number; title: string; rationale?: string } }
  | { type: 'AmbitionRenamed'; data: Noted & { ambition: number; title: string } }
  | { type: 'AmbitionRecast'; data: Noted & { ambition: number; title?: string; rationale: string } }
  | { type: 'AccountablePostAssigned'; data: Noted & { ambition: number; post: string; organisation?: string; lead: boolean } }
  | { type: 'AccountablePostEnded'; data: Noted & { ambition: number; post: string; organisation?: string; reason: string } }
  | { type: 'DeliveryOutlookSet'; data: Noted & { ambition: number; outlook: Outlook; reason?: string } };

/** Stored types with the upcast steps of their data. */
export const planEvents: Readonly<Record<PlanEvent['type'], readonly Upcast[]>> = {
  PlanRegistered: [],
  EditionOpened: [],
  RefreshGuidanceRecorded: [],
  OpinionRequested: [],
  OpinionRecorded: [],
  EditionChangeRecorded: [],
  EditionPublished: [],
  RollForwardConfirmed: [],
  EditionBecameCurrent: [],
  EditionWithdrawn: [],
  RuleSetAdopted: [],
  AmbitionAdded: [],
  AmbitionRenamed: [],
  AmbitionRecast: [],
  AccountablePostAssigned: [],
  AccountablePostEnded: [],
  DeliveryOutlookSet: [],
};

export const timelessPlanEvents: readonly PlanEvent['type'][] = ['PlanRegistered', 'EditionOpened'];
/** Events that bring a thing into being, with the field that names it. */
export const planCreations: { readonly [T in PlanEvent['type']]?: string } = { AmbitionAdded: 'ambition', EditionPublished: 'edition' };
export const permanentPlanEvents: readonly PlanEvent['type'][] = ['PlanRegistered', 'EditionOpened'];
