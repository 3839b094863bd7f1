import type { Day } from '../calendar.js';
import { compact } from '../compact.js';
import { endFor, firstEnd } from '../objective/milestone.status.js';
import type { SuccessionHow } from '../objective/succession.js';
import { compareCodes } from '../order.js';
import type { Milestone, PlanView } from '../plan-view.js';
import { headOf, type ReportHead } from './report.js';
import { tally, type Tally } from './tally.js';

/** What became of a promise. What an objective that was merged, split or replaced had open is superseded there. */
export type Resolution = 'MET' | 'RETIRED_TO_BAU' | 'HANDED_OVER' | 'SUPERSEDED' | 'DROPPED' | 'OPEN';

/** A milestone on the way of a promise through the editions. */
export interface PromiseStep {
  readonly code: string;
  readonly edition: number;
  readonly title: string;
  /** How it goes on in the next; absent where it does not. */
  readonly how?: SuccessionHow;
  /** The entries that added it and that settled it, in their order. */
  readonly entries: readonly number[];
}

/** A milestone of an edition, and what became of it. */
export interface PromiseLine {
  readonly code: string;
  readonly objective: string;
  readonly title: string;
  /** The day by which it was first promised. */
  readonly promisedFor: Day;
  readonly resolution: Resolution;
  /** The day on which that came about; absent while it is open. */
  readonly resolvedOn?: Day;
  /** Why it was dropped, superseded or passed on. */
  readonly reason?: string;
  /** Who took it over: organisations, or the objectives in which its own goes on. */
  readonly receivers: readonly string[];
  /** The milestones in which it is still open. */
  readonly openIn: readonly string[];
  /** Every milestone that it went through, itself first. */
  readonly chain: readonly PromiseStep[];
}

/** Every milestone that an edition promised, and what became of it by the point of the report. */
export interface EditionCommitments extends ReportHead {
  /** The edition whose promises these are. */
  readonly ofEdition: number;
  readonly counts: readonly { readonly resolution: Resolution; readonly milestones: Tally }[];
  /** In the order of codes. */
  readonly promises: readonly PromiseLine[];
}

const RESOLUTIONS: readonly Resolution[] = ['MET', 'RETIRED_TO_BAU', 'HANDED_OVER', 'SUPERSEDED', 'DROPPED', 'OPEN'];

/** What became of the milestones of an edition; undefined where it is not the one looked at or one before. */
export function editionCommitments(view: PlanView, ofEdition: number): EditionCommitments | undefined {
  if (view.edition === undefined || ofEdition > view.edition.number || !view.editions.some(({ number }) => number === ofEdition))
    return undefined;
  // A promise goes on in the editions after it, whichever of them is looked at.
  const newest = view.inNewestEdition();
  const own = [...newest.milestones, ...newest.earlierMilestones].filter(({ edition }) => edition === ofEdition);
  const promises = own.map((milestone) => promiseOf(newest, milestone)).sort((a, b) => compareCodes(a.code, b.code));
  const byResolution = Map.groupBy(promises, ({ resolution }) => resolution);
  const counts = RESOLUTIONS.map((resolution) => ({
    resolution,
    milestones: tally(
      view,
      'milestone',
      (byResolution.get(resolution) ?? []).map(({ code }) => code),
    ),
  }));
  return { ...headOf(view), ofEdition, counts, promises };
}

type Outcome = Pick<PromiseLine, 'resolution' | 'resolvedOn' | 'reason' | 'receivers'>;

function promiseOf(view: PlanView, milestone: Milestone): PromiseLine {
  const { code, objective, title } = milestone;
  const passed = chainOf(view, milestone, new Set());
  return compact({
    code,
    objective,
    title,
    promisedFor: firstEnd(milestone),
    ...outcomeOf(view, milestone),
    openIn: passed.filter((step) => ownOutcome(view, step).resolution === 'OPEN').map((step) => step.code),
    chain: passed.map((step) => stepOf(view, step)),
  });
}

const nextOf = (view: PlanView, { goesOn }: Milestone): readonly Milestone[] =>
  (goesOn?.into ?? []).map((code) => view.milestone(code)).filter((next) => next !== undefined);

/** The milestone and all in which it goes on, each once. */
function chainOf(view: PlanView, milestone: Milestone, passed: Set<string>): readonly Milestone[] {
  if (passed.has(milestone.code)) return [];
  passed.add(milestone.code);
  return [milestone, ...nextOf(view, milestone).flatMap((next) => chainOf(view, next, passed))];
}

/** A promise that was carried forward is what became of it there; one that is superseded has come to its end as such. */
function outcomeOf(view: PlanView, milestone: Milestone): Outcome {
  const next = milestone.status === 'CARRIED_FORWARD' ? nextOf(view, milestone).at(0) : undefined;
  return next === undefined ? ownOutcome(view, milestone) : outcomeOf(view, next);
}

function ownOutcome(view: PlanView, milestone: Milestone): Outcome {
  const { status, goesOn, metOn, droppedOn, dropReason, handedOverTo: receivers } = milestone;
  if (status === 'MET') return { resolution: 'MET', resolvedOn: metOn, receivers };
  if (status === 'DROPPED') return { resolution: 'DROPPED', resolvedOn: droppedOn, reason: dropReason, receivers };
  // Whatever was lost on the way is open, never forgotten.
  if (goesOn !== undefined && nextOf(view, milestone).length === 0) return { resolution: 'OPEN', receivers };
  if (goesOn !== undefined) return { resolution: 'SUPERSEDED', resolvedOn: goesOn.on, reason: goesOn.reason, receivers };
  return status === 'HANDED_OVER' || status === 'SUPERSEDED' ? byEnd(view, milestone) : { resolution: 'OPEN', receivers };
}

function byEnd(view: PlanView, milestone: Milestone): Outcome {
  const end = endFor(milestone, view.objective(milestone.objective) ?? {});
  const otherwise = milestone.status === 'SUPERSEDED' ? 'SUPERSEDED' : 'HANDED_OVER';
  const resolution = end?.kind === 'RETIRED_TO_BAU' ? 'RETIRED_TO_BAU' : otherwise;
  return { resolution, resolvedOn: end?.on, reason: end?.reason, receivers: milestone.handedOverTo };
}

function stepOf(view: PlanView, milestone: Milestone): PromiseStep {
  const { code, edition, title, goesOn, because } = milestone;
  const entries = [because.code, settledBy(view, milestone)].filter((entry) => entry !== undefined);
  return compact({ code, edition, title, how: goesOn?.how, entries: [...new Set(entries)].sort((a, b) => a - b) });
}

/** The entry that settled a milestone, its own or that of its objective; undefined while it is open. */
function settledBy(view: PlanView, { status, goesOn, objective, because }: Milestone): number | undefined {
  if (status === 'DROPPED') return because.droppedOn;
  if (goesOn !== undefined) return because.successions;
  const ended = view.objective(objective)?.because;
  const byEnding = ended?.end ?? ended?.formerEnds;
  if (status === 'MET') return because.metOn ?? byEnding;
  return status === 'HANDED_OVER' || status === 'SUPERSEDED' ? byEnding : undefined;
}
