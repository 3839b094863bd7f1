import { dependencyCycles } from '../objective/dependency.cycles.js';
import type { DependencyTarget } from '../objective/dependency.events.js';
import type { Dependency, PlanView } from '../plan-view.js';
import { codesOf, talliesBy, type NamedTally } from './named-tally.js';
import { headOf, type ReportHead } from './report.js';
import { tally, type Tally } from './tally.js';

/** What an objective and its items hang on, and what hangs on them. */
export interface ObjectiveDependencies {
  readonly objective: string;
  readonly title: string;
  /** Its own edges, in the order of their codes. */
  readonly edges: readonly Dependency[];
  /** The dependencies of others on it as a whole. */
  readonly dependents: Tally;
}

/** One thing that several others hang on. */
export interface DependencyCluster {
  readonly on: DependencyTarget;
  /** What hangs on it: milestones, measures or whole objectives. */
  readonly dependents: Tally;
  readonly edges: readonly Dependency[];
}

/** Q9: what hangs on what. */
export interface DependencyMap extends ReportHead {
  readonly dependencies: Tally;
  readonly byState: readonly NamedTally[];
  /** What they hang on is missing or was given up. */
  readonly broken: readonly Dependency[];
  /** What they hang on comes too late. */
  readonly late: readonly Dependency[];
  /** Circles among whole objectives, each from its first code back to it. */
  readonly circles: readonly (readonly string[])[];
  /** What two and more depend on, most dependents first. */
  readonly clusters: readonly DependencyCluster[];
  /** The objectives that depend on something or are depended on, in the order of their codes. */
  readonly objectives: readonly ObjectiveDependencies[];
}

const STATES = ['DECLARED', 'SATISFIED', 'AT_RISK', 'BROKEN', 'WAIVED'];

/** Reports on the dependencies of an edition. Takes every edge a fixed number of times. */
export function dependencyMap(view: PlanView): DependencyMap {
  const edges = view.objectives.flatMap(({ dependencies }) => dependencies);
  const onObjective = Map.groupBy(
    edges.filter(({ to }) => to.kind === 'OBJECTIVE'),
    ({ to }) => to.ref,
  );
  return {
    ...headOf(view),
    dependencies: tally(view, 'dependency', codesOf(edges)),
    byState: talliesBy(view, 'dependency', edges, ({ state }) => state, STATES),
    broken: edges.filter(({ state }) => state === 'BROKEN'),
    late: edges.filter(({ state }) => state === 'AT_RISK'),
    circles: dependencyCycles(view),
    clusters: clustersOf(view, edges),
    objectives: view.objectives
      .map(({ code, title, dependencies }) => ({
        objective: code,
        title,
        edges: dependencies,
        dependents: tally(view, 'dependency', codesOf(onObjective.get(code) ?? [])),
      }))
      .filter((line) => line.edges.length > 0 || line.dependents.count > 0),
  };
}

function clustersOf(view: PlanView, edges: readonly Dependency[]): readonly DependencyCluster[] {
  const depending = edges.filter(({ relation, state }) => relation === 'DEPENDS_ON' && state !== 'WAIVED');
  return [...Map.groupBy(depending, ({ to }) => `${to.kind} ${to.ref}`).values()]
    .filter((group) => group.length > 1)
    .map((group) => ({ on: group[0].to, dependents: tally(view, 'any', [...new Set(group.map(({ from }) => from))]), edges: group }))
    .sort((a, b) => b.dependents.count - a.dependents.count || (a.on.ref < b.on.ref ? -1 : 1));
}
