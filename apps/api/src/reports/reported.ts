import type { ComparisonName, ComparisonOf, PlanView, ReportAsked, ReportName, ReportOf } from '#libs/domain';
import { comparisonOf, reportOn } from '#libs/views';

const KEPT_OF_A_VIEW = 8;

/** At once, or later where it is computed apart. */
export type Answer<S> = S | Promise<S>;

/** A report of the domain by its name, as the wire shows it; computed apart where the plan is large. */
export function reported<N extends ReportName>(name: N): (view: PlanView, ...asked: ReportAsked<N>) => Answer<ReportOf<N>>;
export function reported<N extends ReportName, S>(
  name: N,
  show: (report: ReportOf<N>, view: PlanView) => S,
): (view: PlanView, ...asked: ReportAsked<N>) => Answer<S>;
export function reported<N extends ReportName>(
  name: N,
  show: (report: ReportOf<N>, view: PlanView) => unknown = (report) => report,
): (view: PlanView, ...asked: ReportAsked<N>) => unknown {
  return kept((view, ...asked: ReportAsked<N>) => {
    const report = reportOn(name, view, asked);
    return report instanceof Promise ? report.then((one) => show(one, view)) : show(report, view);
  });
}

/** How two views of a plan compare, in the way of that name; computed apart where the plan is large. */
export function compared<N extends ComparisonName>(name: N): (from: PlanView, to: PlanView) => Answer<ComparisonOf<N>> {
  const known = new WeakMap<PlanView, (to: PlanView) => Answer<ComparisonOf<N>>>();
  return (from, to) => {
    const withFirst = known.get(from) ?? kept((second: PlanView) => comparisonOf(name, from, second));
    known.set(from, withFirst);
    return withFirst(to);
  };
}

/** A view never changes, so what is made of it is kept as long as it is, for the latest few things that it was asked with. */
export function kept<R, A extends readonly string[]>(make: (view: PlanView, ...asked: A) => R): (view: PlanView, ...asked: A) => R {
  const known = new WeakMap<PlanView, Map<string, R>>();
  return (view, ...asked) => {
    const ofView = known.get(view) ?? new Map<string, R>();
    known.set(view, ofView);
    const key = asked.join();
    const before = ofView.get(key);
    if (before !== undefined) return before;
    if (ofView.size >= KEPT_OF_A_VIEW) ofView.clear();
    const made = make(view, ...asked);
    ofView.set(key, made);
    // What failed is tried again when it is next asked for.
    if (made instanceof Promise) made.catch(() => ofView.delete(key));
    return made;
  };
}
