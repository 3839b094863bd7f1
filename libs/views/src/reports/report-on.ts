import {
  compare,
  computeReport,
  type ComparisonName,
  type ComparisonOf,
  type PlanView,
  type ReportAsked,
  type ReportName,
  type ReportOf,
  type ViewPoint,
} from '#libs/domain';
import type { Fed, Overlay } from '../trial/overlay.js';

/** A point at which a plan is looked at, over rows as trial entries leave some of them where there are such. */
export interface SeenAt {
  readonly point: ViewPoint;
  readonly overlay?: Overlay | undefined;
}

/** What is to be computed on a plan: a report by its name, or how another point of it compares with this one. */
export type Work =
  { readonly report: ReportName; readonly asked: readonly string[] } | { readonly comparison: ComparisonName; readonly from: SeenAt };

/** What a view was made of. */
interface Origin {
  readonly at: SeenAt;
  readonly fed: Fed;
  /** Has work done elsewhere, because the plan is large; absent where it is not. */
  readonly apart?: (work: Work) => Promise<unknown>;
}

const origins = new WeakMap<PlanView, Origin>();

/** Says what a view was made of. */
export const setOrigin = (view: PlanView, origin: Origin): void => void origins.set(view, origin);

/** A report on a view: at once, or, where the plan is large, from a thread of its own, so that nobody waits who did not ask for it. */
export function reportOn<N extends ReportName>(name: N, view: PlanView, asked: ReportAsked<N>): ReportOf<N> | Promise<ReportOf<N>> {
  const apart = origins.get(view)?.apart;
  return apart === undefined ? computeReport(name, view, asked) : (apart({ report: name, asked }) as Promise<ReportOf<N>>);
}

/** How two views of a plan compare: at once, or, where the plan is large, from a thread of its own. */
export function comparisonOf<N extends ComparisonName>(name: N, from: PlanView, to: PlanView): ComparisonOf<N> | Promise<ComparisonOf<N>> {
  const [first, second] = [from, to].map((view) => ({ view, ...originOf(view) }));
  if (first.apart === undefined || second.apart === undefined) return compareFed(name, first, second);
  return second.apart({ comparison: name, from: first.at }) as Promise<ComparisonOf<N>>;
}

function originOf(view: PlanView): Origin {
  const origin = origins.get(view);
  if (origin === undefined) throw new TypeError('The view is not made of the rows of a view file.');
  return origin;
}

interface FedView {
  readonly view: PlanView;
  readonly fed: Fed;
}

/** Compares two views by the entries that fed their things up to the later of them. */
export function compareFed<N extends ComparisonName>(name: N, from: FedView, to: FedView): ComparisonOf<N> {
  const later = from.view.entry > to.view.entry ? from : to;
  return compare(name, from.view, to.view, (kind, key, after) => later.fed(kind, key, after, later.view.entry));
}
