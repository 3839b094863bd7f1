import { erase } from '../decider.js';
import type { Slice } from '../slice.js';
import { commitmentProjection } from './commitment.projection.js';
import { dependencyProjection } from './dependency.projection.js';
import { milestoneProjection } from './milestone.projection.js';
import { objectiveDecider } from './objective.decider.js';
import { objectiveCreations, objectiveEvents } from './objective.events.js';
import { objectiveGates } from './objective.gates.js';
import { objectiveProjection } from './objective.projection.js';
import { riskProjection } from './risk.projection.js';
import { objectiveOfMilestone } from './subject.js';
import { updateProjection } from './update.projection.js';

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** An objective with its strands, milestones, money, dependencies, risks and what people answer for. */
export const objectiveSlice: Slice = {
  name: 'objective',
  keyOf: ({ objective, code, milestone, milestones, dependency, risk }) =>
    text(objective) ??
    text(code) ??
    objectiveOfMilestone(text(milestone) ?? text([milestones].flat()[0]) ?? text(dependency) ?? text(risk) ?? ''),
  decider: erase(objectiveDecider),
  projections: [objectiveProjection, milestoneProjection, dependencyProjection, riskProjection, commitmentProjection, updateProjection],
  events: objectiveEvents,
  timeless: [],
  creations: objectiveCreations,
  permanent: [],
  gates: objectiveGates,
};
