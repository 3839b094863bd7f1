import { endsOn, type Ground } from './edge-ends.js';
import type { CommitmentRow } from './objective/commitment.projection.js';
import { successorOf } from './objective/dependency.projection.js';
import type { DependencyRow } from './objective/dependency.projection.js';
import { judge, type FindEnd } from './objective/dependency.state.js';
import type { MilestoneRow } from './objective/milestone.projection.js';
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
export function planParts(ground: Ground): PlanParts {
  const find = endsOn(ground);
  const { source } = ground;
  const byTarget = once(() => {
    const all = dependenciesIn(ground, find, source.all('dependency'));
    return grouped(
      all.filter(({ to }) => OF_THE_PLAN.has(to.kind)),
      ({ to }) => to.ref,
    );
  });
  return {
    of: (objective) => ({
      dependencies: dependenciesIn(ground, find, source.of('dependency', objective)),
      risks: risksIn(ground, source.of('risk', objective)),
      commitments: commitmentsIn(ground, source.of('commitment', objective)),
      updates: updatesIn(source.of('periodUpdate', objective)),
    }),
    dependentsOf: (item) => byTarget().get(item) ?? [],
  };
}

const OF_THE_PLAN: ReadonlySet<string> = new Set(['OBJECTIVE', 'MILESTONE', 'MEASURE']);

function grouped<T>(things: readonly T[], by: (thing: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of things) {
    const group = groups.get(by(thing));
    if (group === undefined) groups.set(by(thing), [thing]);
    else group.push(thing);
  }
  return groups;
}

type Rows = readonly ViewedRow<object>[];

const byCode = (a: { readonly code: string }, b: { readonly code: string }): number => compareCodes(a.code, b.code);

/** Those whose own end is in the edition: an objective that counts, and the milestone where it is one's. */
function dependenciesIn({ source, edition }: Ground, find: FindEnd, rows: Rows): readonly Dependency[] {
  const here = ({ objective, milestone }: DependencyRow): boolean => {
    if (find('OBJECTIVE', objective) === null) return false;
    return milestone === undefined || (source.one('milestone', milestone)?.row as MilestoneRow | undefined)?.edition === edition;
  };
  return (rows as readonly ViewedRow<DependencyRow>[])
    .filter(({ row }) => here(row))
    .map(({ row, because }) => ({ ...row, from: successorOf(row), ...judge(row, find), because }))
    .sort(byCode);
}

const risksIn = ({ on }: Ground, rows: Rows): readonly Risk[] =>
  (rows as readonly ViewedRow<RiskRow>[])
    .map(({ row, because }): Risk => {
      const score = scoreOn(row, on);
      const { likelihood, impact } = score ?? {};
      const known = { ...(likelihood !== undefined && { likelihood }), ...(impact !== undefined && { impact }) };
      return { ...row, state: row.closedOn === undefined ? 'OPEN' : 'CLOSED', ...known, score: weightOf(score), because };
    })
    .sort(byCode);

const commitmentsIn = ({ edition }: Ground, rows: Rows): readonly Commitment[] =>
  (rows as readonly ViewedRow<CommitmentRow>[])
    .filter(({ row }) => row.edition === edition)
    .map(({ row, because }) => ({ ...row, because }))
    .sort(byCode);

const updatesIn = (rows: Rows): readonly PeriodUpdate[] =>
  (rows as readonly ViewedRow<UpdateRow>[])
    .map(({ row, because }) => ({ ...row, because }))
    .sort((a, b) => (a.periodEnd < b.periodEnd ? -1 : a.periodEnd > b.periodEnd ? 1 : 0));
