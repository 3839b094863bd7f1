import { editionMissing } from '../guards.js';
import type { PlanState } from '../plan/plan.projection.js';
import { refuse, type Refusal } from '../refusal.js';
import type { Link, LinkKind } from './register.events.js';
import { sameLink } from './register.projection.js';

const NUMBER = /^[1-9]\d{0,3}$/;

const forms: Readonly<Record<LinkKind, { readonly pattern: RegExp; readonly mayBe: string }>> = {
  EDITION: { pattern: NUMBER, mayBe: 'its number, such as 3' },
  AMBITION: { pattern: NUMBER, mayBe: 'its number, such as 4' },
  OBJECTIVE: { pattern: /^[A-Za-z0-9]{1,16}$/, mayBe: 'its code, such as 1b' },
  MILESTONE: { pattern: /^[A-Za-z0-9]{1,16}-[a-z]\d{1,4}$/, mayBe: 'its code, such as 1b-m06' },
  MEASURE: { pattern: /^[A-Za-z0-9]{1,16}-[a-z]\d{1,4}$/, mayBe: 'its code, such as 1b-k1' },
  REGISTER_ENTRY: { pattern: /^[A-Za-z0-9]+(-[A-Za-z0-9]+)*$/, mayBe: 'its code, such as D001' },
};

/** Refuses a link that is none: a code of another form, an entry linked to itself, a part of the plan that is not there. */
export function linkUnusable(entry: string, { kind, code }: Link, plan: PlanState | undefined): Refusal | undefined {
  const { pattern, mayBe } = forms[kind];
  if (!pattern.test(code)) {
    return refuse('LINK_INVALID', `A link to one of ${kind} names it by ${mayBe}.`, { facts: { kind, code } });
  }
  if (kind === 'REGISTER_ENTRY' && code === entry) {
    return refuse('LINK_INVALID', `Register entry ${entry} cannot be linked to itself.`, { facts: { kind, code } });
  }
  // The plan's own parts are at hand; what has a stream of its own is looked for where the plan is viewed.
  if (kind === 'AMBITION' && plan?.ambition?.[code] === undefined) {
    return refuse('AMBITION_NOT_FOUND', `The plan has no ambition ${code}. Add it first.`, { facts: { ambition: code } });
  }
  return kind === 'EDITION' && plan?.edition?.[code] === undefined ? editionMissing(Number(code)) : undefined;
}

export function linkTwice(links: readonly Link[]): Refusal | undefined {
  const twice = links.find((link, index) => links.findIndex((one) => sameLink(one, link)) !== index);
  return twice && refuse('LINK_TWICE', `The link to ${twice.code} is given twice.`, { facts: { kind: twice.kind, code: twice.code } });
}
