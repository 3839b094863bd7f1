import type { Day } from '../calendar.js';
import { compact } from '../compact.js';
import type { When } from '../projection.js';
import type { AccountEvent, ReportedStatus } from './account.events.js';

/** Who leads the delivery of an objective or milestone, and from when to before when. */
export interface DeliveryLead {
  readonly post: string;
  readonly organisation?: string;
  /** The post that stands in. */
  readonly deputy?: string;
  readonly from: Day;
  /** The day from which it no longer leads. */
  readonly until?: Day;
  readonly reason?: string;
}

/** A status that the owner declares, whatever is computed. */
export interface DeclaredStatus {
  readonly status: ReportedStatus;
  readonly reason: string;
  readonly on: Day;
  /** The post that declared it, where one was acted for. */
  readonly post?: string;
}

/** A status that a named post has looked into and stands for. */
export interface AssuredStatus {
  readonly status: ReportedStatus;
  readonly post: string;
  readonly on: Day;
  readonly text?: string;
}

/** What people answer for: an objective, a milestone. */
export interface Answered {
  /** Oldest first; at most one of a day. */
  readonly deliveryLeads?: readonly DeliveryLead[];
  readonly declared?: DeclaredStatus;
  readonly assured?: AssuredStatus;
}

type DataOf<T extends AccountEvent['type']> = Extract<AccountEvent, { type: T }>['data'];

/** The same with another lead from a day on: whoever led until then no longer does. */
export function withLead<R extends Answered>(row: R, { post, organisation, deputy }: DataOf<'DeliveryLeadAssigned'>, { on }: When): R {
  const before = (row.deliveryLeads ?? [])
    .filter(({ from }) => from !== on)
    .map((lead) => (lead.until === undefined ? { ...lead, until: on } : lead));
  return { ...row, deliveryLeads: [...before, compact({ post, organisation, deputy, from: on })] };
}

/** The same with nobody in the lead from a day on. */
export function withoutLead<R extends Answered>(row: R, { post, reason }: DataOf<'DeliveryLeadEnded'>, { on }: When): R {
  const ends = (lead: DeliveryLead): boolean => lead.post === post && lead.until === undefined;
  return { ...row, deliveryLeads: (row.deliveryLeads ?? []).map((lead) => (ends(lead) ? { ...lead, until: on, reason } : lead)) };
}

export const withDeclared = <R extends Answered>(row: R, { status, reason }: DataOf<'StatusDeclared'>, { on, onBehalfOf }: When): R => ({
  ...row,
  declared: compact({ status, reason, on, post: onBehalfOf }),
});

export const withAssured = <R extends Answered>(row: R, { status, post, text }: DataOf<'StatusAssured'>, { on }: When): R => ({
  ...row,
  assured: compact({ status, post, on, text }),
});

/** Who leads on a day; undefined where nobody does. */
export const leadOn = ({ deliveryLeads = [] }: Answered, on: Day): DeliveryLead | undefined =>
  deliveryLeads.find(({ from, until }) => from <= on && (until === undefined || until > on));

/** True where what is computed, declared and assured is not one status. What left the plan has no computed one. */
export function statusDisputed(computed: ReportedStatus | null, { declared, assured }: Answered): boolean {
  const told = [computed, declared?.status, assured?.status].filter((status) => status !== undefined && status !== null);
  return new Set(told).size > 1;
}
