import type { Day } from '../calendar.js';
import type { DeliveryLead } from '../objective/account.js';
import { endedBy } from '../objective/objective.status.js';
import type { Ambition, Objective, PlanView } from '../plan-view.js';
import { headOf, type ReportHead } from './report.js';
import { tally, type Tally } from './tally.js';

type Post = Ambition['posts'][number];

/** A post that came or went. */
export interface PostChange {
  readonly on: Day;
  readonly change: 'ASSIGNED' | 'ENDED';
  readonly post: string;
  readonly organisation?: string;
}

/** Who answers for an ambition. */
export interface AmbitionAccount {
  readonly ambition: number;
  readonly title: string;
  /** The posts that lead it on the day. */
  readonly leads: readonly Post[];
  /** The other posts that are accountable on the day. */
  readonly others: readonly Post[];
  /** Oldest first. */
  readonly changes: readonly PostChange[];
  readonly objectives: readonly ObjectiveAccount[];
}

/** Who leads the delivery of an objective. */
export interface ObjectiveAccount {
  readonly objective: string;
  readonly title: string;
  readonly lead?: DeliveryLead;
  /** Its milestones with a lead of their own. */
  readonly milestones: Tally;
}

/** A post of which nobody said whose it is (R53). */
export interface PostWithoutOrganisation {
  readonly ambition: number;
  readonly post: string;
}

/** Q11: who answers for what. Posts, never people. */
export interface AccountabilityList extends ReportHead {
  readonly ambitions: readonly AmbitionAccount[];
  readonly postsWithoutOrganisation: readonly PostWithoutOrganisation[];
  /** Ambitions that no post leads. */
  readonly ambitionsWithoutLead: Tally;
  /** Objectives that have not ended and whose delivery nobody leads. */
  readonly objectivesWithoutLead: Tally;
}

/** Reports on accountable posts and delivery leads on the day of a view. */
export function accountabilityList(view: PlanView): AccountabilityList {
  const byAmbition = Map.groupBy(view.objectives, ({ ambition }) => ambition);
  const ambitions = view.ambitions.map((ambition) => accountOf(view, ambition, byAmbition.get(ambition.number) ?? []));
  const leaderless = view.objectives.filter((objective) => objective.deliveryLead === undefined && !endedBy(objective, view.on));
  return {
    ...headOf(view),
    ambitions,
    postsWithoutOrganisation: ambitions.flatMap(({ ambition, leads, others }) =>
      [...leads, ...others].flatMap(({ post, organisation }) => (organisation === undefined ? [{ ambition, post }] : [])),
    ),
    ambitionsWithoutLead: tally(
      view,
      'ambition',
      ambitions.flatMap(({ ambition, leads }) => (leads.length === 0 ? [String(ambition)] : [])),
    ),
    objectivesWithoutLead: tally(
      view,
      'objective',
      leaderless.map(({ code }) => code),
    ),
  };
}

function accountOf(view: PlanView, { number, title, posts }: Ambition, objectives: readonly Objective[]): AmbitionAccount {
  const held = posts.filter(({ from, until }) => from <= view.on && (until === undefined || until > view.on));
  return {
    ambition: number,
    title,
    leads: held.filter(({ lead }) => lead),
    others: held.filter(({ lead }) => !lead),
    changes: posts.flatMap(changesOf).sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    objectives: objectives.map((objective) => leadOf(view, objective)),
  };
}

function changesOf({ post, organisation, from, until }: Post): readonly PostChange[] {
  const named = { post, ...(organisation !== undefined && { organisation }) };
  const assigned: PostChange = { on: from, change: 'ASSIGNED', ...named };
  return until === undefined ? [assigned] : [assigned, { on: until, change: 'ENDED', ...named }];
}

function leadOf(view: PlanView, { code, title, deliveryLead, milestones }: Objective): ObjectiveAccount {
  const led = milestones.flatMap((milestone) => (milestone.deliveryLead === undefined ? [] : [milestone.code]));
  return {
    objective: code,
    title,
    ...(deliveryLead !== undefined && { lead: deliveryLead }),
    milestones: tally(view, 'milestone', led),
  };
}
