import type { PlanView, RegisterEntry } from '../plan-view.js';
import type { Details } from '../register/register.details.js';
import type { LinkRole } from '../register/register.events.js';
import type { RegisterKind } from '../register/register.kinds.js';
import { tally, type Tally } from './tally.js';

/** The entries of the register by kind, as far as they hold on the day. */
export const inForceByKind = (view: PlanView): ReadonlyMap<RegisterKind, readonly RegisterEntry[]> =>
  Map.groupBy(
    view.registerEntries.filter(({ inForce }) => inForce),
    ({ kind }) => kind,
  );

/** A detail of one line; undefined where the entry does not say. */
export function lineIn(details: Details, name: string): string | undefined {
  const value = details[name];
  return value === undefined || typeof value === 'object' ? undefined : String(value);
}

/** A detail of several lines; none where the entry does not say. */
export function linesIn(details: Details, name: string): readonly string[] {
  const value = details[name];
  return typeof value === 'object' ? value : [];
}

/** The ambitions that an entry is linked to, by their numbers. */
export function linkedAmbitions(view: PlanView, { links }: RegisterEntry, roles?: readonly LinkRole[]): Tally {
  const numbers = links
    .filter(({ kind, role }) => kind === 'AMBITION' && (roles === undefined || roles.includes(role)))
    .map(({ code }) => Number(code));
  return tally(view, 'ambition', [...new Set(numbers)].sort((a, b) => a - b).map(String));
}
