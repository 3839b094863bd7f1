import { refuse, type Refusal } from '../refusal.js';
import { titleOn } from '../titles.js';
import type { RegisterState } from './register.projection.js';

/** Refuses a code that an entry or a discrepancy has already: the register gives every code once. */
export function codeUsed(state: Partial<RegisterState>, code: string): Refusal | undefined {
  const entry = state.registerEntry?.[code];
  const found = state.discrepancy?.[code];
  if (entry === undefined && found === undefined) return undefined;
  const what = entry === undefined ? `a discrepancy: “${found?.what ?? ''}”` : `“${titleOn(entry.names, entry.addedOn)}”`;
  return refuse('REGISTER_CODE_USED', `The register has ${code} already, ${what.replace(/[.]?”$/u, '”')}. Codes are never used again.`, {
    facts: { code, kind: entry?.kind ?? 'DISCREPANCY', addedOn: entry?.addedOn ?? found?.foundOn },
  });
}
