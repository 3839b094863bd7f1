import { combine, erase } from '../decider.js';
import type { Slice } from '../slice.js';
import { type DefinitionCommand, definition } from './definition.decider.js';
import { measureCreations, measureEvents } from './measure.events.js';
import { measureGates } from './measure.gates.js';
import { measureProjection, observationProjection } from './measure.projection.js';
import { type ObservationCommand, observations } from './observations.decider.js';
import { type TargetCommand, targets } from './targets.decider.js';

export type MeasureCommand = DefinitionCommand | TargetCommand | ObservationCommand;

/** A measure with its targets and observations. Its code is its stream, wherever it is moved. */
export const measureSlice: Slice = {
  name: 'measure',
  keyOf: ({ measure }) => (typeof measure === 'string' ? measure : ''),
  decider: erase(combine(definition, targets, observations)),
  projections: [measureProjection, observationProjection],
  events: measureEvents,
  timeless: [],
  creations: measureCreations,
  permanent: [],
  gates: measureGates,
};
