import type { Day } from '../calendar.js';
import { compact } from '../compact.js';
import type { Projection, Source } from '../projection.js';
import { dependencyEvents } from './dependency.events.js';
import type { DependencyRelation, DependencyTarget } from './dependency.events.js';
import type { Basis } from './funding.events.js';
import { eventsBut } from './objective.events.js';
import type { ObjectiveEvent } from './objective.events.js';

/** A dependency as its events left it. Whether it is at risk needs a day and both of its ends. */
export interface DependencyRow {
  readonly code: string;
  /** The objective that declared it, as a whole or for one of its items. */
  readonly objective: string;
  readonly milestone?: string;
  readonly measure?: string;
  readonly to: DependencyTarget;
  readonly relation: DependencyRelation;
  readonly basis: Basis;
  /** Whole months that what depends needs after what it depends on is there. */
  readonly leadMonths?: number;
  readonly text?: string;
  readonly declaredOn: Day;
  /** What somebody recorded of it last. */
  readonly settled?: {
    readonly state: 'SATISFIED' | 'BROKEN' | 'WAIVED';
    readonly on: Day;
    readonly reason?: string;
    readonly evidence?: string;
  };
  readonly source?: Source;
}

/** The code of what depends: the milestone, the measure, or the objective as a whole. */
export const successorOf = ({ objective, milestone, measure }: Pick<DependencyRow, 'objective' | 'milestone' | 'measure'>): string =>
  milestone ?? measure ?? objective;

export const dependencyProjection: Projection<ObjectiveEvent, DependencyRow> = {
  kind: 'dependency',
  keys: ({ data }) => ('dependency' in data ? [data.dependency] : []),
  on: {
    DependencyDeclared: (row, { dependency, note: _, ...declared }, { on, source }) =>
      row ?? compact({ code: dependency, ...declared, declaredOn: on, source }),
    DependencySatisfied: (row, { evidence }, { on }) => row && { ...row, settled: compact({ state: 'SATISFIED' as const, on, evidence }) },
    DependencyBroken: (row, { reason }, { on }) => row && { ...row, settled: { state: 'BROKEN', on, reason } },
    DependencyWaived: (row, { reason }, { on }) => row && { ...row, settled: { state: 'WAIVED', on, reason } },
  },
  ignore: eventsBut(dependencyEvents),
};
