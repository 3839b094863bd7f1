// These names and shapes are on disk. Add; never edit or reuse.
import type { Upcast } from '../upcast.js';
import type { Basis } from './funding.events.js';

export type DependencyKind =
  | 'OBJECTIVE'
  | 'MILESTONE'
  | 'MEASURE'
  | 'STRATEGY'
  | 'PROGRAMME'
  | 'ENABLER'
  | 'FUNDING'
  | 'CAPACITY'
  | 'CONTRACT'
  | 'BODY'
  | 'PROVIDER'
  | 'EXTERNAL';

export type DependencyRelation = 'DEPENDS_ON' | 'RELATED';

/** What something depends on: a part of the plan by its code, anything else by its name. */
export interface DependencyTarget {
  readonly kind: DependencyKind;
  readonly ref: string;
}

interface Noted {
  readonly note?: string;
}

export type DependencyEvent =
  | {
      type: 'DependencyDeclared';
      data: Noted & {
        objective: string;
        dependency: string;
        /** The milestone, or else the measure, that depends; the objective as a whole where there is neither. */
        milestone?: string;
        measure?: string;
        to: DependencyTarget;
        relation: DependencyRelation;
        basis: Basis;
        leadMonths?: number;
        text?: string;
      };
    }
  | { type: 'DependencySatisfied'; data: Noted & { dependency: string; evidence?: string } }
  | { type: 'DependencyBroken'; data: Noted & { dependency: string; reason: string } }
  | { type: 'DependencyWaived'; data: Noted & { dependency: string; reason: string } };

/** Stored types with the upcast steps of their data. */
export const dependencyEvents: Readonly<Record<DependencyEvent['type'], readonly Upcast[]>> = {
  DependencyDeclared: [],
  DependencySatisfied: [],
  DependencyBroken: [],
  DependencyWaived: [],
};

/** Events that bring a thing into being, with the field that names it. */
export const dependencyCreations: { readonly [T in DependencyEvent['type']]?: string } = { DependencyDeclared: 'dependency' };
