import type { PlanView, ReportAsked, ReportName, ReportOf } from '#libs/domain';
import { reportOn } from '#libs/views';

const KEPT_OF_A_VIEW = 8;

/** At once, or later where it is computed apart. */
export type Answer<S> = S | Promise<S>;

/**
 * A report as the wire shows it. A view never changes, so a report on it is computed once and kept as long as the view is, for
 * the latest few that it was asked with.
 */
export function reported<N extends ReportName>(name: N): (view: PlanView, ...asked: ReportAsked<N>) => Answer<ReportOf<N>>;
export function reported<N extends ReportName, S>(
  name: N,
  show: (report: ReportOf<N>, view: PlanView) => S,
): (view: PlanView, ...asked: ReportAsked<N>) => Answer<S>;
export function reported<N extends ReportName>(
  name: N,
  show: (report: ReportOf<N>, view: PlanView) => unknown = (report) => report,
): (view: PlanView, ...asked: ReportAsked<N>) => unknown {
  const known = new WeakMap<PlanView, Map<string, unknown>>();
  return (view, ...asked) => {
    const ofView = known.get(view) ?? new Map<string, unknown>();
    known.set(view, ofView);
    const key = asked.join();
    if (ofView.has(key)) return ofView.get(key);
    if (ofView.size >= KEPT_OF_A_VIEW) ofView.clear();
    const made = shown(reportOn(name, view, asked), (report) => show(report, view));
    ofView.set(key, made);
    // One that could not be computed is tried again when it is next asked for; one that came is given at once.
    if (made instanceof Promise)
      made.then(
        (report) => ofView.set(key, report),
        () => ofView.delete(key),
      );
    return made;
  };
}

const shown = <R, S>(report: Answer<R>, show: (report: R) => S): Answer<S> =>
  report instanceof Promise ? report.then(show) : show(report);
