import { erase } from '../decider.js';
import type { Slice } from '../slice.js';
import { milestoneProjection } from './milestone.projection.js';
import { objectiveDecider } from './objective.decider.js';
import { objectiveCreations, objectiveEvents } from './objective.events.js';
import { objectiveProjection } from './objective.projection.js';
import { objectiveOfMilestone } from './subject.js';

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** An objective with its strands and milestones. */
export const objectiveSlice: Slice = {
  name: 'objective',
  keyOf: ({ objective, code, milestone }) => text(objective) ?? text(code) ?? objectiveOfMilestone(text(milestone) ?? ''),
  decider: erase(objectiveDecider),
  projections: [objectiveProjection, milestoneProjection],
  events: objectiveEvents,
  timeless: [],
  creations: objectiveCreations,
  permanent: [],
  gates: {},
};
