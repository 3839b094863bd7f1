// These names and shapes are on disk. Add; never edit or reuse.
import type { Upcast } from '../upcast.js';

export type RiskKind =
  'CAPACITY' | 'FUNDING' | 'WORKFORCE' | 'PERFORMANCE' | 'DEPENDENCY' | 'CONTRACT' | 'NATIONAL_POLICY' | 'QUALITY' | 'OTHER';

interface Noted {
  readonly note?: string;
}

/** How likely a risk is and how hard it would hit, each from 1 to 5. */
export interface RiskScore {
  readonly likelihood?: number;
  readonly impact?: number;
}

export type RiskEvent =
  | { type: 'RiskRaised'; data: Noted & RiskScore & { objective: string; risk: string; kind: RiskKind; text: string } }
  | { type: 'RiskScored'; data: Noted & RiskScore & { risk: string; reason?: string } }
  | { type: 'RiskClosed'; data: Noted & { risk: string; reason: string } };

/** Stored types with the upcast steps of their data. */
export const riskEvents: Readonly<Record<RiskEvent['type'], readonly Upcast[]>> = {
  RiskRaised: [],
  RiskScored: [],
  RiskClosed: [],
};

/** Events that bring a thing into being, with the field that names it. */
export const riskCreations: { readonly [T in RiskEvent['type']]?: string } = { RiskRaised: 'risk' };
