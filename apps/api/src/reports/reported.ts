import type { PlanView } from '#libs/domain';

/** A view never changes, so a report on it is computed once and kept as long as the view is. */
export function reported<R>(report: (view: PlanView) => R): (view: PlanView) => R {
  const known = new WeakMap<PlanView, { readonly report: R }>();
  return (view) => {
    const made = known.get(view) ?? { report: report(view) };
    known.set(view, made);
    return made.report;
  };
}
