import { computeReport, type PlanView, type ReportAsked, type ReportName, type ReportOf } from '#libs/domain';

type AskApart = (name: ReportName, asked: readonly string[]) => Promise<unknown>;

const apart = new WeakMap<PlanView, AskApart>();

/** Says that reports on a view are to be computed elsewhere, because its plan is large. */
export const setApart = (view: PlanView, ask: AskApart): void => void apart.set(view, ask);

/** A report on a view: at once, or, where the plan is large, from a thread of its own, so that nobody waits who did not ask for it. */
export function reportOn<N extends ReportName>(name: N, view: PlanView, asked: ReportAsked<N>): ReportOf<N> | Promise<ReportOf<N>> {
  const ask = apart.get(view);
  return ask === undefined ? computeReport(name, view, asked) : (ask(name, asked) as Promise<ReportOf<N>>);
}
