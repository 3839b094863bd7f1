import { compareCodes } from '../order.js';
import type { Dependency } from '../plan-view.js';

/** What a circle is looked for in: the view of a plan, or as much of it. */
interface Depending {
  readonly objectives: readonly {
    readonly code: string;
    readonly dependencies: readonly Pick<Dependency, 'from' | 'to' | 'relation' | 'state'>[];
  }[];
}

type Edges = ReadonlyMap<string, readonly string[]>;

/**
 * Circles among the objectives of a plan: for each group of objectives that depend on each other in the end, one shortest circle
 * from its first code back to it, such as `[3b, 8a, 7b, 3b]`. Only whole objectives that DEPEND_ON each other count, and no edge
 * that was waived or broken.
 */
export function dependencyCycles({ objectives }: Depending): readonly (readonly string[])[] {
  const edges: Edges = new Map(objectives.map(({ code, dependencies }) => [code, dependsOn(code, dependencies)]));
  return groupsOf(edges)
    .map((group) => circleIn(group.sort(compareCodes), edges))
    .sort(([a], [b]) => compareCodes(a, b));
}

function dependsOn(code: string, dependencies: Depending['objectives'][number]['dependencies']): readonly string[] {
  return dependencies
    .filter(({ state }) => state !== 'WAIVED' && state !== 'BROKEN')
    .filter(({ from, to, relation }) => from === code && to.kind === 'OBJECTIVE' && relation === 'DEPENDS_ON')
    .map(({ to }) => to.ref);
}

/** Tarjan's groups of two and more: each reaches every other of its group. Takes every edge once. */
function groupsOf(edges: Edges): readonly string[][] {
  const index = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const isOpen = new Set<string>();
  const groups: string[][] = [];

  function visit(code: string): number {
    const own = index.size;
    index.set(code, own);
    lowest.set(code, own);
    open.push(code);
    isOpen.add(code);
    for (const next of edges.get(code) ?? []) {
      const reached = index.has(next) ? (isOpen.has(next) ? (index.get(next) ?? own) : own) : visit(next);
      lowest.set(code, Math.min(lowest.get(code) ?? own, reached));
    }
    if (lowest.get(code) === own) {
      const group = open.splice(open.lastIndexOf(code));
      for (const one of group) isOpen.delete(one);
      if (group.length > 1) groups.push(group);
    }
    return lowest.get(code) ?? own;
  }

  for (const code of edges.keys()) if (!index.has(code)) visit(code);
  return groups;
}

/** A shortest way within a group from its first code back to itself. */
function circleIn(group: readonly string[], edges: Edges): readonly string[] {
  const [start] = group;
  const members = new Set(group);
  const cameFrom = new Map<string, string>();
  const queue = [start];
  for (const at of queue) {
    for (const next of edges.get(at) ?? []) {
      if (next === start) return [...wayTo(at, start, cameFrom), start];
      if (!members.has(next) || cameFrom.has(next)) continue;
      cameFrom.set(next, at);
      queue.push(next);
    }
  }
  return group;
}

function wayTo(end: string, start: string, cameFrom: ReadonlyMap<string, string>): readonly string[] {
  const way = [end];
  for (let at = end; at !== start; way.unshift(at)) at = cameFrom.get(at) ?? start;
  return way;
}
