import { detailTexts, registerKinds } from '#libs/domain';
import type * as domain from '#libs/domain';
import { remembered, seen, type Seen } from '../present.js';
import type { DetailRule, RegisterDetail, RegisterKindRule } from './register.types.js';

export type RegisterEntrySeen = Omit<domain.RegisterEntry, 'because' | 'details'> & { readonly details: readonly RegisterDetail[] } & Seen;
export type DiscrepancySeen = Omit<domain.Discrepancy, 'because'> & Seen;

function detailsOf({ kind, details }: domain.RegisterEntry): readonly RegisterDetail[] {
  return Object.entries(registerKinds[kind].details).flatMap(([name, { type, meaning }]) =>
    Object.hasOwn(details, name) ? [{ name, type, meaning, values: detailTexts(details[name]) }] : [],
  );
}

export const registerEntrySeen = remembered(({ because, ...entry }: domain.RegisterEntry, view): RegisterEntrySeen => ({
  ...entry,
  details: detailsOf({ because, ...entry }),
  ...seen(view, 'RegisterEntry', 'registerEntry', entry.code, because),
}));

export const discrepancySeen = remembered(({ because, ...discrepancy }: domain.Discrepancy, view): DiscrepancySeen => ({
  ...discrepancy,
  ...seen(view, 'Discrepancy', 'discrepancy', discrepancy.code, because),
}));

const ruleOf = (name: string, { type, meaning, required = false, choices = {}, next }: domain.DetailRule): DetailRule => ({
  name,
  type,
  meaning,
  required,
  choices: Object.entries(choices).map(([value, means]) => ({ value, meaning: means, ...(next && { next: next[value] }) })),
});

/** Every kind of the register, as clients are told of it. */
export const kindRules: readonly RegisterKindRule[] = domainKinds();

function domainKinds(): readonly RegisterKindRule[] {
  return (Object.entries(registerKinds) as [domain.RegisterKind, domain.KindRule][]).map(([kind, { meaning, details }]) => ({
    kind,
    meaning,
    details: Object.entries(details).map(([name, rule]) => ruleOf(name, rule)),
  }));
}
