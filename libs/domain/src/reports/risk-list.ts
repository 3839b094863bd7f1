import type { PlanView, Risk } from '../plan-view.js';
import { codesOf, talliesBy, type NamedTally } from './named-tally.js';
import { headOf, type ReportHead } from './report.js';
import { tally, type Tally } from './tally.js';

/** The open risks of one likelihood and one impact. */
export interface RiskCell {
  readonly likelihood: number;
  readonly impact: number;
  readonly risks: Tally;
}

/** A risk with the title of the objective that it threatens. */
export interface RiskLine {
  readonly risk: Risk;
  readonly objectiveTitle: string;
  readonly ambition: number;
}

/** The risks that are open on a day, hardest first. */
export interface RiskList extends ReportHead {
  readonly open: Tally;
  readonly closed: Tally;
  /** Open, with a likelihood or an impact that nobody gave. */
  readonly unscored: Tally;
  readonly byKind: readonly NamedTally[];
  /** Every pair of likelihood and impact with an open risk, hardest first. */
  readonly matrix: readonly RiskCell[];
  /** Open ones by score, those without one last, then by code. */
  readonly lines: readonly RiskLine[];
}

/** Reports on the risks to the objectives of an edition. */
export function riskList(view: PlanView): RiskList {
  const all = view.objectives.flatMap(({ title, ambition, risks }) =>
    risks.map((risk): RiskLine => ({ risk, objectiveTitle: title, ambition })),
  );
  const lines = all.filter(({ risk }) => risk.state === 'OPEN').sort((a, b) => (b.risk.score ?? 0) - (a.risk.score ?? 0));
  const open = lines.map(({ risk }) => risk);
  const among = (risks: readonly Risk[]): Tally => tally(view, 'risk', codesOf(risks));
  return {
    ...headOf(view),
    open: among(open),
    closed: among(all.flatMap(({ risk }) => (risk.state === 'CLOSED' ? [risk] : []))),
    unscored: among(open.filter(({ score }) => score === null)),
    byKind: talliesBy(view, 'risk', open, ({ kind }) => kind),
    matrix: matrixOf(view, open),
    lines,
  };
}

function matrixOf(view: PlanView, open: readonly Risk[]): readonly RiskCell[] {
  const scored = open.flatMap(({ code, likelihood, impact }) =>
    likelihood === undefined || impact === undefined ? [] : [{ code, likelihood, impact }],
  );
  return [...Map.groupBy(scored, ({ likelihood, impact }) => likelihood * 10 + impact).values()]
    .map((group) => ({ likelihood: group[0].likelihood, impact: group[0].impact, risks: tally(view, 'risk', codesOf(group)) }))
    .sort((a, b) => b.likelihood * b.impact - a.likelihood * a.impact || b.impact - a.impact);
}
