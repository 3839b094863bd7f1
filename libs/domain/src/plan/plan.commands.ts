import type { RefreshKind, Stance } from './plan.events.js';

/** What can be asked of a plan, its editions and its ambitions. `edition`, if absent, is the one current on the day. */
export type PlanCommand = { plan: string } & (
  | { type: 'RegisterPlan'; title: string; owner: { organisation: string; system?: string } }
  | { type: 'OpenEdition'; number: number; firstFinancialYear: string; refreshKind: RefreshKind; reason?: string }
  | { type: 'RecordRefreshGuidance'; edition?: number; issuer: string; scope: string }
  | { type: 'RequestOpinion'; edition?: number; board: string }
  | { type: 'RecordOpinion'; edition?: number; board: string; stance: Stance; points?: readonly string[]; changeAsked?: boolean }
  | { type: 'RecordEditionChange'; edition?: number; kind: string; ref: string; text: string }
  | { type: 'PublishEdition'; edition: number; publishedOnUnknown?: boolean; acknowledged?: readonly string[] }
  | { type: 'MakeEditionCurrent'; edition: number }
  | { type: 'WithdrawEdition'; edition: number; reason: string }
  | { type: 'AddAmbition'; number: number; title: string; rationale?: string; edition?: number }
  | { type: 'RenameAmbition'; ambition: number; title: string }
  | { type: 'RecastAmbition'; ambition: number; title?: string; rationale: string }
  | { type: 'AssignAccountablePost'; ambition: number; post: string; organisation?: string; lead?: boolean }
  | { type: 'EndAccountablePost'; ambition: number; post: string; organisation?: string; reason: string }
  | { type: 'SetDeliveryOutlook'; ambition: number; outlook: Outlook; reason?: string }
);

export type Outlook = 'ON_COURSE' | 'CHALLENGING';
