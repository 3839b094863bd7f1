import type { PlanView } from '#libs/domain';

const KEPT_OF_A_VIEW = 8;

/** A view never changes, so a report on it is computed once and kept as long as the view is, for the latest few that it was asked with. */
export function reported<R, A extends readonly string[]>(report: (view: PlanView, ...asked: A) => R): (view: PlanView, ...asked: A) => R {
  const known = new WeakMap<PlanView, Map<string, R>>();
  return (view, ...asked) => {
    const ofView = known.get(view) ?? new Map<string, R>();
    known.set(view, ofView);
    const before = ofView.get(asked.join());
    if (before !== undefined) return before;
    if (ofView.size >= KEPT_OF_A_VIEW) ofView.clear();
    const made = report(view, ...asked);
    ofView.set(asked.join(), made);
    return made;
  };
}
