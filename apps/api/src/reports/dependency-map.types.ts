import { Field, ObjectType } from '@nestjs/graphql';
import { Dependency, DependencyTarget } from '../objective/dependency.types.js';
import { NamedTally } from './named-tally.types.js';
import { Report, TallyNode } from './report.types.js';

@ObjectType({ description: 'What an objective and its items hang on, and what hangs on them.' })
export class ObjectiveDependencies {
  @Field({ description: 'Its code.' }) objective: string;
  @Field({ description: 'Its title.' }) title: string;
  @Field(() => [Dependency], { description: 'Its own, and those of its milestones and measures, in the order of their codes.' })
  edges: readonly Dependency[];
  @Field({ description: 'The dependencies of others on it as a whole.' }) dependents: TallyNode;
}

@ObjectType({ description: 'One thing that several others hang on.' })
export class DependencyCluster {
  @Field({ description: 'What they hang on.' }) on: DependencyTarget;
  @Field({ description: 'What hangs on it: milestones, measures, or whole objectives.' }) dependents: TallyNode;
  @Field(() => [Dependency], { description: 'The dependencies themselves.' }) edges: readonly Dependency[];
}

@ObjectType({ implements: () => [Report], description: 'What hangs on what.' })
export class DependencyMap extends Report {
  @Field({ description: 'The dependencies, counted.' }) dependencies: TallyNode;
  @Field(() => [NamedTally], { description: 'Counted by state.' }) byState: readonly NamedTally[];
  @Field(() => [Dependency], { description: 'Those on what is missing or was given up (BROKEN).' }) broken: readonly Dependency[];
  @Field(() => [Dependency], { description: 'Those on what comes too late (AT_RISK).' }) late: readonly Dependency[];
  @Field(() => [[String]], {
    description:
      'Circles of whole objectives that depend on each other, each from its first code back to it; waived and broken ones left out.',
  })
  circles: readonly (readonly string[])[];
  @Field(() => [DependencyCluster], { description: 'What two and more depend on, most dependents first.' })
  clusters: readonly DependencyCluster[];
  @Field(() => [ObjectiveDependencies], { description: 'The objectives that depend or are depended on, in the order of their codes.' })
  objectives: readonly ObjectiveDependencies[];
}
