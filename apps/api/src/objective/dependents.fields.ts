import type { Type } from '@nestjs/common';
import { Resolver } from '@nestjs/graphql';
import { DerivedField } from '../graphql/plain-fields.js';
import { dependencySeen, type DependencySeen, type Seen } from '../present.js';
import { Dependency } from './dependency.types.js';
import { MilestoneNode } from './milestone.types.js';
import { ObjectiveNode } from './objective.types.js';

/** Reads the dependencies of the whole plan, so only where it is asked for. */
function DependentsOf(node: () => Type<object>): Type<object> {
  @Resolver(node)
  class Dependents {
    @DerivedField(() => [Dependency], { description: 'What depends on it.' })
    dependents(this: void, { seen: { view, key } }: Seen): readonly DependencySeen[] {
      return view.dependentsOf(key).map((dependency) => dependencySeen(dependency, view));
    }
  }
  return Dependents;
}

export const dependentsFields: readonly Type<object>[] = [DependentsOf(() => ObjectiveNode), DependentsOf(() => MilestoneNode)];
