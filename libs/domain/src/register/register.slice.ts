import { erase } from '../decider.js';
import type { Slice } from '../slice.js';
import { registerDecider } from './register.decider.js';
import { registerCreations, registerEvents } from './register.events.js';
import { discrepancyProjection, registerEntryProjection } from './register.projection.js';

/** What the plan refers to, each under its own code, and the discrepancies of its sources. */
export const registerSlice: Slice = {
  name: 'register',
  keyOf: ({ code }) => (typeof code === 'string' ? code : ''),
  decider: erase(registerDecider),
  projections: [registerEntryProjection, discrepancyProjection],
  events: registerEvents,
  timeless: [],
  creations: registerCreations,
  permanent: [],
  gates: {},
};
