import { updateKey } from '#libs/domain';
import type * as domain from '#libs/domain';
import { nodeId, type NodeKind } from './node.js';

/** The point at which a node was read: what its history and its reasons are asked for at. */
export interface Seen {
  readonly __typename: string;
  readonly id: string;
  readonly seen: { readonly view: domain.PlanView; readonly kind: NodeKind; readonly key: string; readonly because: domain.Because };
}

export type EditionSeen = Omit<domain.Edition, 'because'> & Seen;
export type AmbitionSeen = Omit<domain.Ambition, 'because'> & Seen;
export type DependencySeen = Omit<domain.Dependency, 'because'> & Seen;
export type RiskSeen = Omit<domain.Risk, 'because'> & Seen;
export type CommitmentSeen = Omit<domain.Commitment, 'because'> & Seen;
export type UpdateSeen = Omit<domain.PeriodUpdate, 'because'> & Seen;
export type MilestoneSeen = Omit<domain.Milestone, 'because' | 'dependencies'> & {
  readonly dependencies: readonly DependencySeen[];
} & Seen;
export type ObjectiveSeen = Omit<domain.Objective, 'because' | 'strands' | 'strandList' | 'milestones' | keyof domain.ObjectiveParts> & {
  readonly strands: readonly domain.Strand[];
  readonly milestones: readonly MilestoneSeen[];
  readonly dependencies: readonly DependencySeen[];
  readonly risks: readonly RiskSeen[];
  readonly commitments: readonly CommitmentSeen[];
  readonly updates: readonly UpdateSeen[];
} & Seen;

/** Views are immutable and cached, so what is made of their parts is kept as long as they are. */
export function remembered<T extends object, R>(make: (thing: T, view: domain.PlanView) => R): (thing: T, view: domain.PlanView) => R {
  const known = new WeakMap<domain.PlanView, WeakMap<T, R>>();
  return (thing, view) => {
    const ofView = known.get(view) ?? new WeakMap<T, R>();
    known.set(view, ofView);
    const before = ofView.get(thing);
    if (before !== undefined) return before;
    const made = make(thing, view);
    ofView.set(thing, made);
    return made;
  };
}

export function seen(view: domain.PlanView, __typename: string, kind: NodeKind, key: string, because: domain.Because): Seen {
  return { __typename, id: nodeId(kind, view.code, key), seen: { view, kind, key, because } };
}

export const editionSeen = remembered(({ because, ...edition }: domain.Edition, view): EditionSeen => ({
  ...edition,
  ...seen(view, 'Edition', 'edition', String(edition.number), because),
}));

export const ambitionSeen = remembered(({ because, ...ambition }: domain.Ambition, view): AmbitionSeen => ({
  ...ambition,
  ...seen(view, 'Ambition', 'ambition', String(ambition.number), because),
}));

export const dependencySeen = remembered(({ because, ...dependency }: domain.Dependency, view): DependencySeen => ({
  ...dependency,
  ...seen(view, 'Dependency', 'dependency', dependency.code, because),
}));

export const riskSeen = remembered(({ because, ...risk }: domain.Risk, view): RiskSeen => ({
  ...risk,
  ...seen(view, 'Risk', 'risk', risk.code, because),
}));

export const commitmentSeen = remembered(({ because, ...commitment }: domain.Commitment, view): CommitmentSeen => ({
  ...commitment,
  ...seen(view, 'Commitment', 'commitment', commitment.code, because),
}));

export const updateSeen = remembered(({ because, ...update }: domain.PeriodUpdate, view): UpdateSeen => ({
  ...update,
  ...seen(view, 'PeriodUpdate', 'periodUpdate', updateKey(update.objective, update.periodEnd), because),
}));

export const milestoneSeen = remembered(({ because, dependencies, ...milestone }: domain.Milestone, view): MilestoneSeen => ({
  ...milestone,
  dependencies: dependencies.map((dependency) => dependencySeen(dependency, view)),
  ...seen(view, 'Milestone', 'milestone', milestone.code, because),
}));

export const objectiveSeen = remembered(
  (
    { because, strands: _, strandList, milestones, dependencies, risks, commitments, updates, ...objective }: domain.Objective,
    view,
  ): ObjectiveSeen => ({
    ...objective,
    strands: strandList,
    milestones: milestones.map((milestone) => milestoneSeen(milestone, view)),
    dependencies: dependencies.map((dependency) => dependencySeen(dependency, view)),
    risks: risks.map((risk) => riskSeen(risk, view)),
    commitments: commitments.map((commitment) => commitmentSeen(commitment, view)),
    updates: updates.map((update) => updateSeen(update, view)),
    ...seen(view, 'Objective', 'objective', objective.code, because),
  }),
);
