// These names and shapes are on disk. Add; never edit or reuse.
import type { Day } from '../calendar.js';
import type { Upcast } from '../upcast.js';

/** The statuses that the plan reports to the public. */
export type ReportedStatus = 'COMPLETED' | 'IN_PROGRESS' | 'DELAYED' | 'NOT_STARTED';

export type Confidence = 'HIGH' | 'MEDIUM' | 'LOW';

/** What an owner says of a half-year. A nil return says that there is nothing to say. */
export interface UpdateText {
  readonly achieved?: string;
  readonly next?: string;
  readonly helpNeeded?: string;
  readonly confidence?: Confidence;
  readonly nil?: boolean;
  readonly outcomes?: string;
  readonly engagement?: string;
  readonly leadership?: string;
  readonly challenges?: string;
}

/** An objective as a whole, or else one of its milestones. */
export interface AccountSubject {
  readonly objective?: string;
  readonly milestone?: string;
}

interface Noted {
  readonly note?: string;
}

export type AccountEvent =
  | { type: 'DeliveryLeadAssigned'; data: Noted & AccountSubject & { post: string; organisation?: string; deputy?: string } }
  | { type: 'DeliveryLeadEnded'; data: Noted & AccountSubject & { post: string; reason: string } }
  | { type: 'StatusDeclared'; data: Noted & AccountSubject & { status: ReportedStatus; reason: string } }
  | { type: 'StatusAssured'; data: Noted & AccountSubject & { status: ReportedStatus; post: string; text?: string } }
  | { type: 'PeriodUpdateRecorded'; data: Noted & UpdateText & { objective: string; periodEnd: Day } };

/** Stored types with the upcast steps of their data. */
export const accountEvents: Readonly<Record<AccountEvent['type'], readonly Upcast[]>> = {
  DeliveryLeadAssigned: [],
  DeliveryLeadEnded: [],
  StatusDeclared: [],
  StatusAssured: [],
  PeriodUpdateRecorded: [],
};
