import { endsOn, goneOnIn, type EdgeGround } from './edge-ends.js';
import type { CommitmentRow } from './objective/commitment.projection.js';
import { successorOf } from './objective/dependency.projection.js';
import type { DependencyRow } from './objective/dependency.projection.js';
import { judge, type FindEnd } from './objective/dependency.state.js';
import { scoreOn, weightOf } from './objective/risk.projection.js';
import type { RiskRow } from './objective/risk.projection.js';
import type { UpdateRow } from './objective/update.projection.js';
import { once } from './once.js';
import { compareCodes } from './order.js';
import type { Commitment, Dependency, ObjectiveParts, PeriodUpdate, Risk, ViewedRow } from './plan-view.js';

/** What is kept beside the objectives of an edition, by the code of what it belongs to. */
export interface PlanParts {
  /** Of an objective; only its own rows are read. */
  of(objective: string): ObjectiveParts;
  /** The dependencies of others on a milestone, measure or objective; all dependencies are read. */
  dependentsOf(item: string): readonly Dependency[];
}

/** The dependencies, risks, commitments and updates of an edition at a point. */
export function planParts(ground: EdgeGround): PlanParts {
  const find = endsOn(ground);
  const { source } = ground;
  const byTarget = once(() => {
    const all = dependenciesIn(ground, find, source.all('dependency'));
    const targeted = all
      .filter(({ to }) => OF_THE_PLAN.has(to.kind))
      .flatMap((dependency) => targetsOf(ground, dependency).map((target) => ({ target, dependency })));
    return Map.groupBy(targeted, ({ target }) => target);
  });
  return {
    of: (objective) => ({
      dependencies: dependenciesIn(ground, find, source.of('dependency', objective)),
      risks: risksIn(ground, source.of('risk', objective)),
      commitments: commitmentsIn(ground, source.of('commitment', objective)),
      updates: updatesIn(source.of('periodUpdate', objective)),
    }),
    dependentsOf: (item) => (byTarget().get(item) ?? []).map(({ dependency }) => dependency),
  };
}

const OF_THE_PLAN: ReadonlySet<string> = new Set(['OBJECTIVE', 'MILESTONE', 'MEASURE']);

type Rows = readonly ViewedRow<object>[];

const byCode = (a: { readonly code: string }, b: { readonly code: string }): number => compareCodes(a.code, b.code);

/**
 * Those whose own end is in the edition: an objective that counts, and the milestone where it is one's. What depends or is
 * depended on goes on with the milestone that went on in it.
 */
function dependenciesIn(ground: EdgeGround, find: FindEnd, rows: Rows): readonly Dependency[] {
  return (rows as readonly ViewedRow<DependencyRow>[])
    .filter(({ row }) => find('OBJECTIVE', row.objective) !== null)
    .flatMap(({ row, because }) =>
      inEdition(ground, row).map((here) => ({ ...here, from: successorOf(here), ...judge(here, find), because })),
    )
    .sort(byCode);
}

function inEdition(ground: EdgeGround, row: DependencyRow): readonly DependencyRow[] {
  if (row.milestone === undefined) return [row];
  return goneOnIn(ground, row.milestone)
    .filter(({ edition }) => edition === ground.edition)
    .map(({ code: milestone }) => ({ ...row, milestone }));
}

/** Codes of what a dependency is on: that of a milestone with those in which it goes on. */
const targetsOf = (ground: EdgeGround, { to }: DependencyRow): readonly string[] =>
  to.kind === 'MILESTONE' ? [...new Set([to.ref, ...goneOnIn(ground, to.ref).map(({ code }) => code)])] : [to.ref];

const risksIn = ({ on }: EdgeGround, rows: Rows): readonly Risk[] =>
  (rows as readonly ViewedRow<RiskRow>[])
    .map(({ row, because }): Risk => {
      const score = scoreOn(row, on);
      const { likelihood, impact } = score ?? {};
      const known = { ...(likelihood !== undefined && { likelihood }), ...(impact !== undefined && { impact }) };
      return { ...row, state: row.closedOn === undefined ? 'OPEN' : 'CLOSED', ...known, score: weightOf(score), because };
    })
    .sort(byCode);

const commitmentsIn = ({ edition }: EdgeGround, rows: Rows): readonly Commitment[] =>
  (rows as readonly ViewedRow<CommitmentRow>[])
    .filter(({ row }) => row.edition === edition)
    .map(({ row, because }) => ({ ...row, because }))
    .sort(byCode);

const updatesIn = (rows: Rows): readonly PeriodUpdate[] =>
  (rows as readonly ViewedRow<UpdateRow>[])
    .map(({ row, because }) => ({ ...row, because }))
    .sort((a, b) => (a.periodEnd < b.periodEnd ? -1 : a.periodEnd > b.periodEnd ? 1 : 0));
