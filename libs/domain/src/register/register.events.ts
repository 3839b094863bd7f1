// These names and shapes are on disk. Add; never edit or reuse.
import type { Upcast } from '../upcast.js';
import type { Details } from './register.details.js';
import type { Figure } from './register.figures.js';
import type { RegisterKind } from './register.kinds.js';

/** The things that an entry can be linked to. */
export type LinkKind = 'EDITION' | 'AMBITION' | 'OBJECTIVE' | 'MILESTONE' | 'MEASURE' | 'REGISTER_ENTRY';

/** What a link says: the entry is about the thing, belongs to it, or (of a hearing) began with it or had it added. */
export type LinkRole = 'CONCERNS' | 'BELONGS_TO' | 'STARTED_WITH' | 'ADDED';

export interface Link {
  readonly kind: LinkKind;
  readonly code: string;
  readonly role: LinkRole;
}

export interface Alias {
  readonly alias: string;
  /** Where it is printed. */
  readonly place?: string;
}

export type DiscrepancySeverity = 'HIGH' | 'MEDIUM' | 'LOW';
export type DiscrepancySettlement = 'RESOLVED' | 'ACCEPTED_AS_IS';

/** Every event may carry the recorder's free-text note. */
interface Noted {
  readonly note?: string;
}

export type RegisterEntryEvent =
  | {
      type: 'RegisterEntryAdded';
      data: Noted & {
        code: string;
        kind: RegisterKind;
        name: string;
        summary?: string;
        aliases: readonly Alias[];
        details: Details;
        figures: readonly Figure[];
        links: readonly Link[];
        sourceLines: readonly number[];
      };
    }
  | { type: 'RegisterEntryRenamed'; data: Noted & { code: string; name: string } }
  | { type: 'RegisterAliasAdded'; data: Noted & { code: string } & Alias }
  | {
      type: 'RegisterEntryChanged';
      data: Noted & {
        code: string;
        summary?: string;
        /** Those that changed; the others stay as they were. */
        details: Details;
        /** Names of details that were taken away. */
        removed: readonly string[];
        /** All of them, where they changed. */
        figures?: readonly Figure[];
        sourceLines?: readonly number[];
        reason: string;
      };
    }
  | { type: 'RegisterEntryLinked'; data: Noted & { code: string; to: Link } }
  | { type: 'RegisterEntryUnlinked'; data: Noted & { code: string; to: Link; reason: string } }
  | { type: 'RegisterEntryEnded'; data: Noted & { code: string; reason: string } };

export type DiscrepancyEvent =
  | {
      type: 'DiscrepancyFound';
      data: Noted & {
        code: string;
        /** Codes of what it is about, or words such as PLAN. */
        about: readonly string[];
        category: string;
        severity: DiscrepancySeverity;
        where: string;
        what: string;
        rule?: string;
        proposal?: string;
        sourceLines: readonly number[];
      };
    }
  | { type: 'DiscrepancyAssigned'; data: Noted & { code: string; post: string } }
  | { type: 'DiscrepancyResolved'; data: Noted & { code: string; state: DiscrepancySettlement; resolution: string } }
  | { type: 'DiscrepancyReopened'; data: Noted & { code: string; reason: string } };

export type RegisterEvent = RegisterEntryEvent | DiscrepancyEvent;

export const discrepancyEvents: Readonly<Record<DiscrepancyEvent['type'], readonly Upcast[]>> = {
  DiscrepancyFound: [],
  DiscrepancyAssigned: [],
  DiscrepancyResolved: [],
  DiscrepancyReopened: [],
};

export const registerEntryEvents: Readonly<Record<RegisterEntryEvent['type'], readonly Upcast[]>> = {
  RegisterEntryAdded: [],
  RegisterEntryRenamed: [],
  RegisterAliasAdded: [],
  RegisterEntryChanged: [],
  RegisterEntryLinked: [],
  RegisterEntryUnlinked: [],
  RegisterEntryEnded: [],
};

/** Stored types with the upcast steps of their data. */
export const registerEvents: Readonly<Record<RegisterEvent['type'], readonly Upcast[]>> = { ...registerEntryEvents, ...discrepancyEvents };

/** Events that bring a thing into being, with the field that names it. */
export const registerCreations: { readonly [T in RegisterEvent['type']]?: string } = {
  RegisterEntryAdded: 'code',
  DiscrepancyFound: 'code',
};
